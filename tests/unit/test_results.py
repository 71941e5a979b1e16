"""How much the result of a job tells of what its actions have given."""

from worker.running import results
from worker.running.results import Results
from worker.step import Produced, data_file

PATH = "0[999].0[999].0[999].0[999].0"


def test_ten_thousand_short_results_of_actions_in_groups_are_told() -> None:
    told = Results()
    for index in range(10_000):
        told.add({"index": 0, "action": "extract", "path": f"0[{index}].0", "name": "a" * 64, "durationMs": 100})
    assert (len(told.actions), told.left_out) == (10_000, 0)


def test_what_there_is_no_room_for_is_counted_and_its_file_is_still_found() -> None:
    told = Results()
    long = {"index": 0, "action": "click", "path": PATH, "error": {"errorType": "TIMEOUT", "message": "x" * 2000}}
    while not told.left_out:
        told.add(long)
    kept = len(told.actions)
    assert kept * 2000 < results.MAX_INNER_BYTES < (kept + 2) * 2500
    told.add({"index": 0, "action": "screenshot", "path": PATH, "name": "shot", "artifact": "shot-2.png"})
    assert told.artifact_of("shot") == "shot-2.png"
    told.add({"index": 1, "action": "extract"})
    assert (len(told.actions), told.left_out) == (kept + 1, 2)


def test_values_beyond_what_a_result_holds_become_files() -> None:
    told = Results()
    value = Produced.of("x" * (results.MAX_INLINE_BYTES // 2 - 10))
    assert [told.too_large(value) is None for _ in range(3)] == [True, True, False]


def test_a_task_gets_the_large_values_that_can_be_read_and_is_told_of_others() -> None:
    told = Results(are_shaped=True)
    for data in (b'{"a": 1}', b"[" * 100_000 + b"]" * 100_000, b"nonsense"):
        result = {"index": 0, "action": "extract", "artifact": "data.json"}
        told.keep_large(result, data_file(data))
        told.add(result)
    assert told.is_whole
    assert [one.get("value") for one in told.whole()] == [{"a": 1}, None, None]
    assert not told.is_whole
