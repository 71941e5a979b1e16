"""When a worker leaves jobs to others, since its own network is the trouble."""

from dataclasses import dataclass

import pytest

from store.failures import ErrorType, Failure, of_guard, of_name, of_type
from worker.egress.failure import FailureKind
from worker.running.rest import FIRST_S, LONGEST_S, SITES, WITHIN_S, WORKED_S, Rest

NO_NETWORK = of_guard(FailureKind.NO_NETWORK)
SILENT = of_guard(FailureKind.TIMED_OUT)


@dataclass
class Clock:
    now_s: float = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rest(clock: Clock) -> Rest:
    return Rest(clock)


def test_a_worker_without_network_rests_for_longer_each_time_until_something_answers(rest: Rest, clock: Clock) -> None:
    rests = []
    for _ in range(6):
        rest.failed("a.test", NO_NETWORK)
        rests.append(rest.left_s)
        assert rest.most([1, 2, 3]) == []
        clock.now_s += rest.left_s
        assert not rest.is_resting
        assert rest.most([1, 2, 3]) == [1]
    assert rests == [10, 20, 40, 80, 120, 120]
    assert (rests[0], rests[-1]) == (FIRST_S, LONGEST_S)
    rest.answered()
    assert rest.most([1, 2, 3]) == [1, 2, 3]
    clock.now_s += WORKED_S
    rest.failed("a.test", NO_NETWORK)
    assert rest.left_s == FIRST_S


def test_an_answer_ends_a_rest(rest: Rest) -> None:
    rest.failed("a.test", NO_NETWORK)
    rest.answered()
    assert not rest.is_resting
    assert not rest.is_suspect


def test_a_network_that_has_just_worked_is_not_taken_for_lost(rest: Rest, clock: Clock) -> None:
    rest.answered()
    clock.now_s += WORKED_S - 1
    rest.failed("a.test", NO_NETWORK)
    assert not rest.is_resting


@pytest.mark.parametrize("failure", [SILENT, of_guard(FailureKind.RESOLVER_FAILED), None])
def test_a_worker_that_several_sites_do_not_answer_rests_and_blames_none_of_them(
    rest: Rest, failure: Failure | None
) -> None:
    for number in range(SITES - 1):
        rest.failed(f"{number}.test", failure)
        rest.failed(f"{number}.test", failure)
    assert not rest.is_resting
    assert not rest.is_suspect
    rest.failed("last.test", failure)
    assert rest.is_resting
    assert rest.is_suspect


def test_failures_that_lie_far_apart_or_with_an_answer_between_say_nothing_of_the_network(
    rest: Rest, clock: Clock
) -> None:
    for number in range(SITES * 2):
        rest.failed(f"{number}.test", SILENT)
        clock.now_s += WITHIN_S / (SITES - 2)
    for number in range(SITES * 2):
        rest.failed(f"{number}.test", SILENT)
        rest.answered()
    assert not rest.is_resting


@pytest.mark.parametrize(
    "failure",
    [
        of_guard(FailureKind.CONNECTION_REFUSED),
        of_guard(FailureKind.NAME_NOT_RESOLVED),
        of_guard(FailureKind.PROXY_FAILED),
        of_guard(FailureKind.REFUSED),
        of_guard(FailureKind.TOO_MANY),
        of_name("net::ERR_ABORTED"),
        of_type(ErrorType.INVALID_URL),
    ],
    ids=lambda failure: failure.name,
)
def test_what_shows_that_the_network_works_or_says_nothing_of_it_makes_no_worker_rest(
    rest: Rest, failure: Failure
) -> None:
    for number in range(SITES * 2):
        rest.failed(f"{number}.test", failure)
    assert not rest.is_resting
    assert not rest.is_suspect
