"""What the metrics say of jobs and workers, against a real database."""

import math
from collections.abc import Iterator

import pytest
from prometheus_client import CollectorRegistry

from store import metrics
from store.database.connection import Database
from store.fleet import Fleet
from store.job import Status
from store.queue import cancel
from store.queue.attempts import Outcome, finish_jobs
from store.queue.claim import claim_jobs
from store.queue.maintenance import rescue_jobs
from store.queue.parking import RunLimits
from tests.fixtures.jobs import CHROMIUM, CLIENT, SLOTS, ClaimOne, CreateJob, Join, end_of_wait

FAILURE = {"message": "no", "details": {"errorType": "NAVIGATION_FAILED"}}


@pytest.fixture
def fleet(database: Database) -> Iterator[Fleet]:
    fleet = Fleet(database)
    yield fleet
    fleet.forget()


def said(registry: CollectorRegistry, name: str, **labels: str) -> float:
    value = registry.get_sample_value(f"tabwright_{name}", labels)
    return 0.0 if value is None else value


def finished(status: str, error_type: str = "") -> float:
    return sum(
        sample.value
        for sample in next(iter(metrics.JOBS_FINISHED.collect())).samples
        if (sample.labels["status"], sample.labels["error_type"]) == (status, error_type)
    )


async def test_waiting_jobs_are_told_by_place_and_running_ones_beside_them(
    database: Database, create: CreateJob, join: Join, fleet: Fleet
) -> None:
    for _ in range(4):
        await create(max_retries=0)
    worker, limits = await join(), RunLimits(client=1)
    await claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=[1, 2], limits=limits)
    await database.rows(
        """
        WITH moved AS (DELETE FROM job_parked WHERE job_id IN (SELECT min(job_id::text)::uuid FROM job_parked)
            RETURNING job_id, client_id, browser_type_id, priority, seq, rank, site, lease_no, next_sequence)
        INSERT INTO job_deferred (job_id, client_id, browser_type_id, priority, seq, rank, site, lease_no,
            next_sequence, due_at)
        SELECT *, now() + interval '1 hour' FROM moved RETURNING job_id
        """
    )
    await create(client_id="other")
    await fleet.read()
    names = {sample.labels["browser_type"] for sample in next(iter(metrics.JOBS_RUNNING.collect())).samples}
    (name,) = (one for one in names if said(metrics.FLEET, "jobs_running", browser_type=one))
    places = {
        place: said(metrics.FLEET, "jobs_waiting", browser_type=name, place=place)
        for place in ("ready", "deferred", "parked")
    }
    assert places == {"ready": 1, "deferred": 1, "parked": 2}
    assert said(metrics.FLEET, "jobs_held", by="limit") == 2
    assert said(metrics.FLEET, "jobs_held", by="circuit") == 0
    assert said(metrics.FLEET, "jobs_running", browser_type=name) == 1
    assert {state: said(metrics.FLEET, "workers", state=state) for state in ("busy", "idle")} == {
        "busy": 1,
        "idle": SLOTS - 1,
    }
    assert said(metrics.FLEET, "worker_processes") == 1


async def test_the_oldest_of_those_served_next_says_how_long_it_has_waited(
    database: Database, create: CreateJob, fleet: Fleet
) -> None:
    job_id = await create()
    await create(priority=100)
    hour_ago = "UPDATE automation_jobs SET updated_at = now() - interval '1 hour' WHERE id = %(id)s RETURNING id"
    await database.rows(hour_ago, {"id": job_id})
    await fleet.read()
    oldest_s = [sample.value for sample in next(iter(metrics.QUEUE_OLDEST_READY_S.collect())).samples]
    assert 3600 <= max(oldest_s) < 3700
    assert sorted(oldest_s)[:-1] == [0] * (len(oldest_s) - 1)


async def test_a_reason_that_only_newer_processes_know_holds_up_nobody(
    database: Database, create: CreateJob, fleet: Fleet
) -> None:
    await create()
    await database.rows(
        """
        WITH moved AS (DELETE FROM job_ready RETURNING *)
        INSERT INTO job_parked (job_id, client_id, browser_type_id, priority, seq, rank, site, lease_no,
            next_sequence, held_by)
        SELECT job_id, client_id, browser_type_id, priority, seq, rank, site, lease_no, next_sequence, 'moon:full'
        FROM moved RETURNING job_id
        """
    )
    await fleet.read()
    assert said(metrics.FLEET, "jobs_held", by="other") == 1


async def test_circuits_health_and_alerts_are_told_as_they_are_stored(database: Database, fleet: Fleet) -> None:
    await database.rows(
        """
        WITH circuit AS (
            INSERT INTO circuits (kind, subject, state, is_holding, open_until)
            VALUES ('site', 'one.test', 'open', true, now() + interval '1 min'),
                ('site', 'two.test', 'open', true, now() + interval '1 min'),
                ('receiver', 'hook.test:443', 'half_open', true, NULL), ('site', 'three.test', 'closed', false, NULL)
        ), minute AS (
            INSERT INTO health_minutes (minute, score, components, facts, ended, failed, faults, crashes)
            VALUES (
                date_trunc('minute', now()), 62,
                '{"database": {"score": 62, "reason": "slow"}, "storage": {"score": null, "reason": "not known"}}',
                '{}', 0, 0, 0, 0
            )
        )
        INSERT INTO alerts (id, rule, subject, severity, state, summary, fired_at, inhibited_by)
        VALUES (gen_random_uuid(), 'A', 'a', 'critical', 'firing', '', now(), NULL),
            (gen_random_uuid(), 'B', 'b', 'warning', 'firing', '', now(), 'A'),
            (gen_random_uuid(), 'C', 'c', 'info', 'pending', '', NULL, NULL)
        RETURNING id
        """
    )
    await fleet.read()
    assert said(metrics.FLEET, "circuit_breakers", kind="site", state="open") == 2
    assert said(metrics.FLEET, "circuit_breakers", kind="receiver", state="half_open") == 1
    assert said(metrics.FLEET, "health_score") == 62
    assert said(metrics.FLEET, "health_component_score", component="database") == 62
    assert metrics.FLEET.get_sample_value("tabwright_health_component_score", {"component": "storage"}) is None
    assert [said(metrics.FLEET, "alerts", severity=one) for one in ("info", "warning", "critical")] == [0, 0, 1]
    await database.rows("UPDATE health_minutes SET minute = minute - interval '1 hour' RETURNING minute")
    await fleet.read()
    assert math.isnan(said(metrics.FLEET, "health_score"))


async def test_counting_ends_where_it_would_cost_too_much(
    create: CreateJob, fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.fleet.COUNTED", 2)
    for _ in range(3):
        await create()
    await fleet.read()
    waiting = [sample.value for sample in next(iter(metrics.JOBS_WAITING.collect())).samples]
    assert max(waiting) == 2


async def test_what_is_no_longer_known_is_no_longer_said(create: CreateJob, fleet: Fleet) -> None:
    await create()
    await fleet.read()
    fleet.forget()
    assert list(next(iter(metrics.JOBS_WAITING.collect())).samples) == []
    assert math.isnan(said(metrics.FLEET, "worker_processes"))


async def test_each_job_is_counted_once_when_it_is_made_and_when_it_ends(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    worker = await join()
    created, completed = said(metrics.SERVER, "jobs_created_total", source="call"), finished("completed")
    failed = finished("failed", "NAVIGATION_FAILED")
    retried = said(metrics.SHARED, "job_retries_total", error_type="NAVIGATION_FAILED")
    await create()
    lease = (await claim_one(worker)).lease
    again = Outcome(lease=lease, status=Status.PENDING, error=FAILURE, retries=1, delay_s=60)
    await finish_jobs(database, [again])
    await end_of_wait(database)
    lease = (await claim_one(worker)).lease
    await finish_jobs(database, [Outcome(lease=lease, status=Status.FAILED, error=FAILURE)])
    await finish_jobs(database, [Outcome(lease=lease, status=Status.FAILED, error=FAILURE)])  # its lease is over
    await create()
    lease = (await claim_one(worker)).lease
    await finish_jobs(database, [Outcome(lease=lease, status=Status.COMPLETED, result={})])
    assert said(metrics.SERVER, "jobs_created_total", source="call") == created + 2
    assert finished("completed") == completed + 1
    assert finished("failed", "NAVIGATION_FAILED") == failed + 1
    assert said(metrics.SHARED, "job_retries_total", error_type="NAVIGATION_FAILED") == retried + 1


async def test_jobs_that_are_cancelled_while_they_wait_or_are_rescued_are_counted_too(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    cancelled, lost = finished("cancelled"), finished("failed", "WORKER_LOST")
    rescued = said(metrics.SHARED, "jobs_rescued_total")
    await cancel.cancel_job(database, CLIENT, await create())
    await cancel.cancel_jobs(database, CLIENT, [await create(), await create()])
    worker = await join()
    await create(max_retries=0)
    await claim_one(worker)
    await database.rows("UPDATE worker_processes SET expires_at = now() - interval '1 s' RETURNING id")
    await rescue_jobs(database)
    assert finished("cancelled") == cancelled + 3
    assert finished("failed", "WORKER_LOST") == lost + 1
    assert said(metrics.SHARED, "jobs_rescued_total") == rescued + 1


async def test_how_long_a_job_has_waited_is_measured_at_its_first_attempt(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    def waits() -> tuple[float, float]:
        samples = next(iter(metrics.JOB_QUEUE_WAIT_S.collect())).samples
        return tuple(sum(one.value for one in samples if one.name.endswith(end)) for end in ("_count", "_sum"))  # type: ignore[return-value]

    worker, (count, seconds) = await join(), waits()
    job_id = await create()
    minute_ago = "UPDATE automation_jobs SET created_at = now() - interval '60 s' WHERE id = %(id)s RETURNING id"
    await database.rows(minute_ago, {"id": job_id})
    lease = (await claim_one(worker)).lease
    await finish_jobs(database, [Outcome(lease=lease, status=Status.PENDING)])
    await claim_one(worker)
    assert waits()[0] == count + 1
    assert 60 <= waits()[1] - seconds < 70


async def test_statements_are_measured_by_the_names_of_their_constants(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    await create()
    await claim_one(await join())
    await database.rows("SELECT 1 AS nobody_has_named_this")
    measured = {sample.labels["statement"] for sample in next(iter(metrics.DB_STATEMENT_S.collect())).samples}
    assert {"queue.intake.create", "queue.claim.claim", "queue.workers.join", "other"} <= measured
