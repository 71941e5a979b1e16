"""Service levels: what brings them about, how they go on, and what each refuses."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from store.errors import ServiceLevelRefused
from store.levels import course
from store.levels.conditions import CONDITIONS, MINUTES_S, Measures, words
from store.levels.course import CALM_S, UNSEEN_S, Forced, State, judged, told
from store.levels.levels import MAX_BATCH, PRIORITY, REFUSES, Level, Limits
from store.queue.workers import CEILING_RATIO
from tests.fixtures.jobs import new_job

START = datetime(2026, 1, 1, tzinfo=UTC)
WELL = Measures(now=START, workers=2, score=100)
LOW = {"score": 70}
BAD = {"score": 30}
LOST = {"workers": 0, "lost_workers": 1}


class Clock:
    """Judges a state again and again, with time going on in between."""

    def __init__(self) -> None:
        self.state = State()
        self.now = START

    def look(self, after_s: float, **measured: Any) -> Level:
        self.now += timedelta(seconds=after_s)
        self.state = judged(self.state, replace(WELL, now=self.now, **measured))
        return self.state.level


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_it_goes_down_as_soon_as_a_condition_has_lasted_for_its_time(clock: Clock) -> None:
    assert clock.look(0, **LOST) is Level.FULL
    assert clock.look(59, **LOST) is Level.FULL
    assert clock.look(1, **LOST) is Level.EMERGENCY
    assert clock.state.reasons == ("no worker lives, and 1 have disappeared",)


def test_a_condition_that_is_met_no_more_begins_anew(clock: Clock) -> None:
    clock.look(0, **LOST)
    clock.look(59)
    clock.look(1, **LOST)
    assert clock.look(59, **LOST) is Level.FULL


def test_time_in_which_nobody_has_looked_does_not_count(clock: Clock) -> None:
    clock.look(0, **LOST)
    assert clock.look(UNSEEN_S + 1, **LOST) is Level.FULL, "no server has run meanwhile"
    assert clock.look(60, **LOST) is Level.EMERGENCY
    clock.look(1)
    assert clock.look(UNSEEN_S + 1) is Level.EMERGENCY
    assert clock.look(CALM_S) is Level.MINIMAL


def test_it_goes_up_one_step_at_a_time_each_after_a_minute_of_calm(clock: Clock) -> None:
    clock.look(0, **LOST)
    assert clock.look(60, **LOST) is Level.EMERGENCY
    levels = [clock.look(CALM_S / 2) for _ in range(8)]
    assert levels == [
        *(Level.EMERGENCY, Level.EMERGENCY, Level.MINIMAL, Level.MINIMAL),
        *(Level.DEGRADED, Level.DEGRADED, Level.FULL, Level.FULL),
    ]


def test_a_relapse_begins_the_calm_anew(clock: Clock) -> None:
    clock.look(0, **LOW)
    assert clock.look(MINUTES_S, **LOW) is Level.DEGRADED
    clock.look(0)
    assert clock.look(CALM_S - 1) is Level.DEGRADED
    for _ in range(2):
        clock.look(MINUTES_S, **LOW)
    assert clock.look(1) is Level.DEGRADED
    assert clock.look(CALM_S - 1) is Level.DEGRADED
    assert clock.look(1) is Level.FULL


def test_it_stops_on_its_way_up_where_the_conditions_ask_for_it(clock: Clock) -> None:
    clock.look(0, **BAD)
    assert clock.look(MINUTES_S, **BAD) is Level.MINIMAL
    levels = [clock.look(CALM_S, **LOW) for _ in range(5)]
    assert levels == [Level.MINIMAL] + [Level.DEGRADED] * 4
    assert clock.state.calm_since is None


@pytest.mark.parametrize(
    ("measured", "level"),
    [
        ({"score": 79}, Level.DEGRADED),
        ({"score": 80}, Level.FULL),
        ({"score": 49}, Level.MINIMAL),
        ({"components": {"storage": (49, "one worker in two")}}, Level.DEGRADED),
        ({"components": {"capacity": (19, "jobs wait for 5 minutes")}}, Level.MINIMAL),
        ({"components": {"webhooks": (0, "a receiver is away"), "circuits": (0, "all are open")}}, Level.FULL),
        ({"failing_storage": 1}, Level.EMERGENCY),
        ({"workers": 3, "failing_storage": 1}, Level.FULL),
        ({"workers": 0, "score": 10}, Level.FULL),  # they were stopped: jobs wait for others
        (LOST, Level.EMERGENCY),
    ],
    ids=str,
)
def test_each_condition_asks_for_its_level(clock: Clock, measured: dict[str, Any], level: Level) -> None:
    clock.look(0, **measured)
    longest_s = max(condition.for_s for condition in CONDITIONS)
    assert [clock.look(longest_s / 4, **measured) for _ in range(4)][-1] is level


@pytest.mark.parametrize(
    ("measured", "ratio"),
    [
        ({"components": {"browsers": (10, "they crash")}}, CEILING_RATIO),
        ({"components": {"capacity": (30, "jobs wait")}}, 1.0),  # fewer at once would have them wait for longer
    ],
    ids=["machines", "waiting"],
)
def test_workers_run_fewer_jobs_where_their_machines_are_in_need(
    clock: Clock, measured: dict[str, Any], ratio: float
) -> None:
    clock.look(0, **measured)
    assert clock.look(MINUTES_S, **measured) is Level.DEGRADED
    assert clock.state.ceiling_ratio == ratio
    clock.look(0)
    assert clock.state.ceiling_ratio == ratio
    assert clock.look(CALM_S) is Level.FULL
    assert clock.state.ceiling_ratio == 1.0


def test_what_is_forced_holds_until_its_end_whatever_is_measured() -> None:
    state = State(level=Level.FULL, forced=Forced(level=Level.MINIMAL, until=START + timedelta(hours=1), reason="move"))
    assert state.holding(START) is Level.MINIMAL
    assert state.ceiling(START) == CEILING_RATIO
    assert state.holding(START + timedelta(hours=1)) is Level.FULL
    assert state.ceiling(START + timedelta(hours=1)) == 1.0


def test_each_change_is_told_once_with_its_cause() -> None:
    state = State(forced=Forced(level=Level.MINIMAL, until=START + timedelta(hours=1), reason="move"))
    state, change = told(state, START)
    assert change is not None
    assert (change.before, change.after, change.cause, change.reasons) == (
        Level.FULL,
        Level.MINIMAL,
        course.OVERRIDE,
        ("move",),
    )
    state, change = told(state, START + timedelta(minutes=30))
    assert change is None
    state, change = told(state, START + timedelta(hours=1))
    assert change is not None
    assert (change.after, change.cause, state.forced) == (Level.FULL, course.EXPIRED, None)
    state, change = told(replace(state, level=Level.DEGRADED, reasons=("low",)), START + timedelta(hours=2))
    assert change is not None
    assert (change.after, change.cause, change.reasons) == (Level.DEGRADED, course.MEASURED, ("low",))


IMPORTANT, ORDINARY = new_job(priority=PRIORITY), new_job(priority=PRIORITY - 1)
VIDEO = {"options": {"record": {"video": True}}}
ASKED: dict[str, Any] = {
    "ordinary": [ORDINARY],
    "important": [IMPORTANT],
    "video": [new_job(priority=PRIORITY - 1, **VIDEO)],
    "important video": [new_job(priority=PRIORITY, **VIDEO)],
    "trace": [new_job(options={"record": {"trace": True}})],
    "har": [new_job(options={"record": {"har": True}})],
    "large batch": [IMPORTANT] * (MAX_BATCH + 1),
    "batch": [IMPORTANT] * MAX_BATCH,
    "mixed batch": [IMPORTANT, ORDINARY],
}
REFUSED = {
    Level.FULL: set[str](),
    Level.DEGRADED: {"video", "trace", "large batch"},
    Level.MINIMAL: {"ordinary", "video", "trace", "har", "large batch", "mixed batch"},
    Level.EMERGENCY: set(ASKED),
}


@pytest.mark.parametrize("level", Level)
def test_each_level_refuses_what_its_list_says_and_nothing_else(level: Level) -> None:
    for name, jobs in ASKED.items():
        if name not in REFUSED[level]:
            Limits(level).require_new(jobs)
            continue
        with pytest.raises(ServiceLevelRefused) as refusal:
            Limits(level).require_new(jobs)
        assert refusal.value.facts["level"] == level
        assert refusal.value.retry_after_s > 0
    assert bool(REFUSES[level]) == bool(words(level)) == (level is not Level.FULL)


@pytest.mark.parametrize(
    ("level", "least"),
    [(Level.FULL, 0), (Level.DEGRADED, 0), (Level.MINIMAL, PRIORITY), (Level.EMERGENCY, None)],
    ids=[*Level],
)
def test_schedules_wait_from_minimal_on(level: Level, least: int | None) -> None:
    assert Limits(level).schedules_from == least


def test_a_database_that_is_away_is_worth_asking_for_sooner() -> None:
    with pytest.raises(ServiceLevelRefused) as away:
        Limits(Level.EMERGENCY, is_away=True).require_new([IMPORTANT])
    with pytest.raises(ServiceLevelRefused) as other:
        Limits(Level.EMERGENCY).require_new([IMPORTANT])
    assert away.value.retry_after_s < other.value.retry_after_s
