"""The reserve of a worker: which slot it is, and when to look for a job for it."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from store import metrics
from worker.running import reserve
from worker.running.job import RunningJob, Slots
from worker.running.reserve import MAX_PACE_S, PACE_S, PATIENCE_S, SHARE, Reserve

POLL_S = 1000.0


class Clock:
    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(reserve, "time", clock)
    return clock


def test_the_reserve_is_any_slot_beyond_as_many_as_the_worker_fills() -> None:
    slots = Slots(2)
    running = {number: RunningJob(cast(Any, SimpleNamespace(slot_no=number))) for number in (1, 2, 3)}
    assert (slots.free(), slots.spare()) == ([1, 2], 1)
    slots.take(running[1])
    slots.take(running[2])
    assert (slots.free(), slots.spare()) == ([], 3)
    slots.take(running[3])
    assert (slots.free(), slots.spare()) == ([], None)
    slots.release(running[1])
    assert (slots.free(), slots.spare()) == ([], 1)
    slots.release(running[2])
    assert slots.free() == [1]


def wanted(pace: Reserve, *, is_refilled: bool = False) -> bool:
    return pace.is_due(is_wanted=True, is_refilled=is_refilled)


def look(clock: Clock, pace: Reserve, took_s: float = 0) -> None:
    with pace.looking():
        clock.now += took_s


def fail(clock: Clock, pace: Reserve) -> None:
    with pace.looking():
        clock.now += 20
        raise TimeoutError


def test_a_look_comes_when_all_slots_have_been_taken_for_a_while(clock: Clock) -> None:
    pace = Reserve()
    assert pace.wait_s(POLL_S) == POLL_S
    assert not wanted(pace)
    assert pace.wait_s(POLL_S) == pytest.approx(PACE_S)
    clock.now += PACE_S
    assert wanted(pace)
    look(clock, pace)
    assert pace.wait_s(POLL_S) == POLL_S, "the next one comes with the next turn that wants it"


def test_a_slot_that_is_left_free_puts_looks_off(clock: Clock) -> None:
    pace = Reserve()
    wanted(pace)
    clock.now += PACE_S
    assert not pace.is_due(is_wanted=False, is_refilled=True)
    assert pace.wait_s(POLL_S) == POLL_S
    assert not wanted(pace)


def test_however_often_the_worker_is_woken_looks_come_at_their_pace(clock: Clock) -> None:
    assert looks(clock, is_refilled=False) == int(10 / PACE_S) - 1


def test_where_slots_are_freed_and_taken_again_all_the_time_looks_come_too(clock: Clock) -> None:
    assert looks(clock, is_refilled=True) == int(10 / PATIENCE_S) - 1


def looks(clock: Clock, *, is_refilled: bool) -> int:
    """How many there are within ten seconds and a thousand turns a second."""
    pace, found = Reserve(), 0
    for _ in range(10_000):
        clock.now += 0.001
        if wanted(pace, is_refilled=is_refilled):
            found += 1
            look(clock, pace)
    return found


def test_looks_that_take_long_are_rare(clock: Clock) -> None:
    pace = Reserve()
    for took_s, pace_s in ((0.1, SHARE * 0.1), (1000, MAX_PACE_S), (0, PACE_S)):
        look(clock, pace, took_s)
        assert not wanted(pace)
        assert pace.wait_s(POLL_S) == pytest.approx(pace_s)


def test_a_look_that_fails_says_nothing_of_how_long_looks_take(clock: Clock) -> None:
    pace = Reserve()
    with pytest.raises(TimeoutError):
        fail(clock, pace)
    wanted(pace)
    assert pace.wait_s(POLL_S) == pytest.approx(PACE_S)


def test_the_metrics_say_which_slots_are_used_free_or_held() -> None:
    slots = Slots(4)
    slots.show_in_metrics()
    slots.take(cast(RunningJob, SimpleNamespace(job=SimpleNamespace(slot_no=1))))

    def said() -> dict[str, float | None]:
        return {
            state: metrics.WORKER.get_sample_value("tabwright_worker_slots", {"state": state})
            for state in ("used", "free", "held")
        }

    assert said() == {"used": 1, "free": 3, "held": 0}
    slots.limit = lambda: 2
    assert said() == {"used": 1, "free": 1, "held": 2}
