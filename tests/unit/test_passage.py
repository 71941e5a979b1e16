"""What a worker remembers of refusals."""

import tracemalloc

from tabwright.v1.job_options_pb2 import JobOptions

from worker.browsers.passage import MAX_LINES, Passage


def test_what_a_page_is_refused_costs_the_worker_no_memory_however_much_it_is() -> None:
    passage = Passage([], JobOptions(), [])
    tracemalloc.start()
    for number in range(1000):
        passage.refuse(f"http://tracker.test/{number}?{'x' * 100_000}", "is refused")
    assert tracemalloc.get_traced_memory()[0] < 1_000_000
    tracemalloc.stop()
    assert passage.blocked == 1000
    assert len(passage.lines()) == MAX_LINES
    assert passage.lines(is_last=True) == ["1000 connections were refused in all"]
