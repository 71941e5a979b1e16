"""Whose turn it is on the processors: a job's browser, and one in which a person acts."""

from collections.abc import Iterable

import pytest

from worker.processes import priority
from worker.processes.priority import BACK_CPU_S, FREE_CPU_S, WATCHED_CORES, Effort

PIDS = (1, 2)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The priorities that browsers have got, one after another."""
    given: list[int] = []

    def note(_: Iterable[int], value: int) -> bool:
        given.append(value)
        return True

    monkeypatch.setattr(priority, "_set", note)
    return given


def test_a_browser_that_computes_much_comes_after_others(given: list[int]) -> None:
    effort = Effort()
    effort.note(100, PIDS)
    effort.note(100 + FREE_CPU_S, PIDS)
    assert not given
    effort.note(101 + FREE_CPU_S, PIDS)
    assert given == [priority._LATER]


def test_a_browser_in_which_a_person_acts_comes_like_others_as_long_as_they_do(given: list[int]) -> None:
    effort = Effort()
    effort.note(0, PIDS)
    effort.note(FREE_CPU_S + 1, PIDS)
    effort.attend(PIDS, is_attended=True)
    effort.attend(PIDS, is_attended=False)
    assert given == [priority._LATER, priority._USUAL, priority._LATER]


def test_what_a_browser_computes_for_a_person_does_not_count(given: list[int]) -> None:
    effort = Effort()
    effort.note(0, PIDS)
    effort.note(1, PIDS)
    effort.attend(PIDS, is_attended=True)
    effort.note(50, PIDS)
    effort.attend(PIDS, is_attended=False)
    effort.note(50.5, PIDS)
    assert not given
    effort.note(50 + FREE_CPU_S, PIDS)
    assert given == [priority._LATER]


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def compute(effort: Effort, clock: Clock, cores: float, seconds: int) -> None:
    """Goes on computing so much, noted each second."""
    for _ in range(seconds):
        clock.now += 1
        effort.note(cores * clock.now, PIDS)


def test_a_watched_browser_may_go_on_computing_what_its_pictures_take(given: list[int]) -> None:
    clock = Clock()
    effort = Effort(clock)
    effort.note(0, PIDS)
    effort.is_watched = True
    compute(effort, clock, WATCHED_CORES, 100)
    assert not given
    effort.is_watched = False
    compute(effort, clock, WATCHED_CORES, 100)
    assert given == [priority._LATER]


def test_a_browser_that_has_given_way_is_like_others_again_while_it_is_watched_and_computes_little(
    given: list[int],
) -> None:
    clock = Clock()
    effort = Effort(clock)
    effort.note(-100, PIDS)
    effort.note(0, PIDS)
    effort.is_watched = True
    compute(effort, clock, WATCHED_CORES / 2, round(3 * BACK_CPU_S / WATCHED_CORES))
    assert given == [priority._LATER, priority._USUAL]


def test_a_watched_browser_that_computes_for_ever_comes_after_others_all_the_same(given: list[int]) -> None:
    clock = Clock()
    effort = Effort(clock)
    effort.note(0, PIDS)
    effort.is_watched = True
    compute(effort, clock, 1, 100)
    assert given == [priority._LATER]
