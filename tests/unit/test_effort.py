"""Whose turn it is on the processors: a job's browser, and one in which a person acts."""

from collections.abc import Iterable

import pytest

from worker.processes import priority
from worker.processes.priority import FREE_CPU_S, Effort

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
