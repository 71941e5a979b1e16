"""What was found is judged so that nothing broken is hidden, and nothing unknown is taken for well."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.health.components import CAP, CRITICAL, WEIGHTS, Component, judge, overall, queue_wait_s
from store.health.looks import WINDOWS, Looks, Process, Sums, Waiting
from store.levels.conditions import CONDITIONS, Measures

WORKER = Process(
    is_live=True, browser_type_ids=[1], slots=4, storage_failing=False, sandbox_off=False, pages_failing=False
)
WELL = Looks(
    latency_ms=1,
    connections=5,
    max_connections=100,
    oldest_transaction_s=0,
    next_transaction=1,
    transaction_age=1000,
    browser_types={1: "Chromium"},
    processes=[WORKER],
    waiting=[],
    receivers=0,
    behind_s=0,
    windows=dict.fromkeys(WINDOWS, Sums(ended=1000)),
    open_circuits=0,
    service_level="full",
)

OVER = {name: Sums() if name in {"5m", "15m"} else Sums(ended=10, faults=10) for name in WINDOWS}
"""No job ends any more, and those that did have failed."""
SCORES = st.none() | st.integers(0, 100)
COMPONENTS = st.fixed_dictionaries({name: SCORES.map(lambda score: Component(score, "why")) for name in WEIGHTS})


def waiting(job_id: int, waited_s: float, *, is_head: bool = True) -> Waiting:
    return Waiting(job_id=str(job_id), browser_type_id=1, is_head=is_head, was_held=False, waited_s=waited_s, seen_s=0)


@given(COMPONENTS)
def test_the_score_is_never_far_above_the_worst_critical_part(components: dict[str, Component]) -> None:
    score = overall(components)
    known = {name: one.score for name, one in components.items() if one.score is not None}
    if score is None:
        assert not any(WEIGHTS[name] for name in known)
        return
    assert 0 <= score <= 100
    assert score <= max(known.values())
    assert all(score <= worst + CAP for name, worst in known.items() if name in CRITICAL)


def test_a_slot_that_is_idle_between_two_jobs_hides_no_long_line() -> None:
    busy = replace(WORKER, busy=WORKER.slots - 1)
    line = [waiting(number, 600) for number in range(20)]
    assert queue_wait_s(replace(WELL, processes=[busy], waiting=line)) == 600
    assert queue_wait_s(replace(WELL, processes=[busy], waiting=line[:1])) == 0, "it is about to be taken"


def test_a_worker_that_has_died_and_is_back_is_no_reason_to_take_on_less() -> None:
    found = judge(replace(WELL, processes=[WORKER, replace(WORKER, is_live=False)]))
    assert found["workers"].reason == "1 worker process died within the last 15 minutes"
    measured = {name: (one.score, one.reason) for name, one in found.items() if one.score is not None}
    looked = Measures(now=datetime.now(UTC), workers=1, lost_workers=1, score=overall(found), components=measured)
    assert [one.name for one in CONDITIONS if one.met(looked)] == []


@given(COMPONENTS, st.sampled_from(sorted(WEIGHTS)))
def test_a_part_that_gets_worse_never_raises_the_score(components: dict[str, Component], name: str) -> None:
    score, was = overall(components), components[name].score
    if score is None or not was:
        return
    lower = overall({**components, name: Component(was // 2, "worse")})
    assert lower is not None
    assert lower <= score


@given(
    st.builds(
        replace,
        st.just(WELL),
        latency_ms=st.floats(0, 1e6),
        connections=st.integers(1, 100),
        oldest_transaction_s=st.floats(0, 1e7),
        transaction_age=st.integers(0, 2**31 - 1),
        processes=st.lists(
            st.builds(
                Process,
                is_live=st.booleans(),
                browser_type_ids=st.sampled_from([[], [1]]),
                slots=st.integers(1, 8),
                slots_limit=st.none() | st.integers(0, 8),
                busy=st.integers(0, 9),
                storage_failing=st.none() | st.booleans(),
                sandbox_off=st.none() | st.booleans(),
                pages_failing=st.none() | st.booleans(),
            ),
            max_size=4,
        ),
        waiting=st.lists(st.builds(waiting, st.integers(0, 9), st.floats(0, 1e7)), max_size=4),
        receivers=st.integers(0, 9),
        behind_s=st.floats(0, 1e7),
        windows=st.builds(
            lambda ended, faults, crashes: dict.fromkeys(
                WINDOWS, Sums(ended=ended, failed=min(faults, ended), faults=min(faults, ended), crashes=crashes)
            ),
            st.integers(0, 10**6),
            st.integers(0, 10**6),
            st.integers(0, 10**6),
        ),
        open_circuits=st.integers(0, 10**4),
    )
)
def test_whatever_is_found_has_a_score_within_bounds_and_a_reason(looks: Looks) -> None:
    for component in judge(looks).values():
        assert component.reason
        assert component.score is None or 0 <= component.score <= 100
        if component.score is None:
            assert component.reason.startswith("unknown: ")


@pytest.mark.parametrize(
    ("found", "part", "score", "reason"),
    [
        ({"latency_ms": 250}, "database", 60, "it takes 250 ms to answer"),
        ({"connections": 95}, "database", 60, "95 of its 100 connections are used"),
        ({"oldest_transaction_s": 3600}, "database", 50, "a transaction that has written has been open for 60 min"),
        ({"transaction_age": 2_000_000_000}, "database", 0, "2,000,000,000 transactions have not been frozen"),
        ({"latency_ms": 5000, "connections": 95}, "database", 0, "it takes 5000 ms to answer; 95 of its 100"),
        ({"windows": dict.fromkeys(WINDOWS, Sums())}, "outcomes", None, "unknown: no job has ended within the last"),
        ({"windows": dict.fromkeys(WINDOWS, Sums(ended=100, faults=10))}, "outcomes", 40, "10 of 100 jobs that ended"),
        ({"windows": OVER}, "outcomes", 80, "10 of 10 jobs that ended within the last hour failed"),
        ({"windows": dict.fromkeys(WINDOWS, Sums(ended=96, crashes=4))}, "browsers", 75, "4 attempts ended within the"),
        ({"processes": []}, "workers", 0, "no worker runs"),
        ({"processes": []}, "capacity", None, "unknown: no worker runs, and no job waits"),
        (
            {"receivers": 1, "behind_s": 300},
            "webhooks",
            40,
            "a delivery that no receiver holds up is overdue for 5 min",
        ),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, str) else "",
)
def test_each_finding_has_its_score_and_its_reason(
    found: dict[str, Any], part: str, score: int | None, reason: str
) -> None:
    component = judge(replace(WELL, **found))[part]
    assert component.score == score
    assert component.reason.startswith(reason)


def test_the_wait_is_that_of_the_middle_job_at_the_head_of_the_line() -> None:
    full = replace(WORKER, busy=4)
    some = [waiting(number, seconds) for number, seconds in enumerate((10, 120, 5000))]
    looks = replace(WELL, processes=[full], waiting=[*some, waiting(9, 9000, is_head=False)])
    capacity = judge(looks)["capacity"]
    assert capacity.score == 80
    assert capacity.reason.startswith("jobs that start next have waited 2 min")
    assert judge(looks, wait_target_s=120)["capacity"].score == 100


def test_a_worker_that_may_fill_fewer_slots_has_no_idle_ones_beyond() -> None:
    limited = replace(WORKER, slots_limit=1, busy=1)
    looks = replace(WELL, processes=[limited], waiting=[waiting(1, 6000)])
    capacity = judge(looks)["capacity"]
    assert capacity.score == 0
    assert "1 of 4 slots are busy, and 3 held back: machines are loaded" in capacity.reason
