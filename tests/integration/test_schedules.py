"""Schedules and their runs: each is made once, whoever dies when."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any

import pytest
from tabwright.v1.job_service_pb2 import CreateJobRequest

from server.background import scheduler as scheduler_module
from server.background.scheduler import Scheduler
from server.intake.intake import Intake
from store.database import connection as database_module
from store.database.connection import Connection, Database
from store.errors import DatabaseUnavailable, ScheduleNameTaken, ScheduleNotFound
from store.job import Json, NewJob, Request, new_id
from store.queue.cancel import cancel_job
from store.queue.intake import insert_jobs
from store.records.listing import list_jobs
from store.schedules import firing, schedules
from store.schedules.firing import Move, due_schedules, fire, plan, run_now
from store.schedules.schedules import (
    MissedRuns,
    Overlap,
    Schedule,
    change_schedule,
    current_time,
    delete_schedule,
    get_schedule,
)
from store.urls.url_policies import create_policy
from tests.fixtures.database import LoggedErrors
from tests.fixtures.jobs import CLIENT, new_job
from tests.fixtures.schedules import JOB, AddSchedule, drain, due_again, jobs_of, now_of, scheduler_over


async def test_a_schedule_that_is_due_makes_its_job_and_moves_on(
    database: Database, scheduler: Scheduler, add: AddSchedule
) -> None:
    due = await add()
    assert await drain(scheduler) == 1
    (job,) = await jobs_of(database, due)
    assert (job.target_url, job.wait_until, job.schedule_id) == ("http://example.test/", "load", due.id)
    assert job.scheduled_at == due.next_run_at
    fired = await now_of(database, due)
    assert fired.last_job_id == job.id
    assert fired.last_run_at is not None
    assert fired.last_error is None
    assert fired.next_run_at is not None
    assert timedelta() < fired.next_run_at - fired.last_run_at <= timedelta(hours=1)
    next_run_at = fired.next_run_at.astimezone(UTC)  # not every zone has whole hours
    assert (next_run_at.minute, next_run_at.second) == (0, 0)


async def test_what_is_not_due_or_paused_makes_no_job(
    database: Database, scheduler: Scheduler, add: AddSchedule
) -> None:
    schedules = [await add(late=-timedelta(minutes=1)), await add(is_paused=True, next_run_at=None)]
    assert await drain(scheduler) == 0
    for schedule in schedules:
        assert (await now_of(database, schedule)).revision == schedule.revision


async def test_a_server_that_comes_second_makes_no_second_job(database: Database, add: AddSchedule) -> None:
    due = await add()
    (first,), (second,) = await due_schedules(database, 10), await due_schedules(database, 10)
    job = new_job(schedule_id=due.id)
    assert await fire(database, [Move(first, plan(first).next_run_at, [job])]) == {due.id}
    assert await fire(database, [Move(second, plan(second).next_run_at, [replace(job, id=new_id())])]) == set()
    assert len(await jobs_of(database, due)) == 1


@pytest.mark.parametrize("first_ends", ["committed", "rolled back"])
async def test_of_two_servers_in_the_middle_of_the_same_run_one_makes_the_job(
    database: Database, scheduler: Scheduler, add: AddSchedule, monkeypatch: pytest.MonkeyPatch, first_ends: str
) -> None:
    due = await add()
    inside, go = asyncio.Event(), asyncio.Event()

    async def insert_slowly(connection: Connection, jobs: Sequence[NewJob]) -> None:
        await insert_jobs(connection, jobs)
        if not inside.is_set():
            inside.set()
            await go.wait()
            if first_ends == "rolled back":
                raise DatabaseUnavailable(ConnectionError("lost"))

    monkeypatch.setattr(firing, "insert_jobs", insert_slowly)
    (planned,) = await due_schedules(database, 10)
    first = asyncio.create_task(scheduler._try([planned]))
    await inside.wait()
    assert await scheduler._try([planned]) == 0
    go.set()
    assert await first == (1 if first_ends == "committed" else 0)
    await drain(scheduler)
    assert len(await jobs_of(database, due)) == 1


async def test_servers_that_fire_at_once_make_each_job_once(
    database: Database, scheduler: Scheduler, another: Scheduler, add: AddSchedule
) -> None:
    due = [await add() for _ in range(60)]
    assert await drain(scheduler, another, scheduler, another) == len(due)
    assert [len(await jobs_of(database, schedule)) for schedule in due] == [1] * len(due)


async def test_more_that_is_due_than_one_pass_takes_is_taken_by_the_next(
    database: Database, scheduler: Scheduler, add: AddSchedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler_module, "BATCH", 3)
    due = [await add(late=timedelta(seconds=n)) for n in range(8)]
    assert [await scheduler.run_once() for _ in range(4)] == [3, 3, 2, 0]
    # The longest due went first.
    made = sorted(due, key=lambda schedule: schedule.next_run_at or schedule.read_at)
    jobs = await list_jobs(database, CLIENT, limit=100)
    assert {job.schedule_id for job in jobs[-3:]} == {schedule.id for schedule in made[:3]}


async def test_a_schedule_that_another_server_is_firing_is_passed_over(
    database: Database, scheduler: Scheduler, add: AddSchedule
) -> None:
    held, free = await add(), await add()
    async with database.connection() as other, other.transaction():
        await other.execute("UPDATE schedules SET revision = revision + 1 WHERE id = %s", (held.id,))
        assert await drain(scheduler) == 1
    assert (len(await jobs_of(database, held)), len(await jobs_of(database, free))) == (0, 1)
    assert await drain(scheduler) == 1


async def test_a_crash_between_the_job_and_the_next_time_neither_loses_nor_doubles_it(
    database: Database, scheduler: Scheduler, another: Scheduler, add: AddSchedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = await add()

    async def crash(connection: Connection, jobs: Sequence[NewJob]) -> None:
        await insert_jobs(connection, jobs)
        await connection.execute("SELECT set_config('role', 'none', true)")
        await connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with monkeypatch.context() as patch:
        patch.setattr(firing, "insert_jobs", crash)
        assert await drain(scheduler) == 0
    assert await jobs_of(database, due) == []
    assert (await now_of(database, due)).next_run_at == due.next_run_at
    assert await drain(another) == 1
    assert len(await jobs_of(database, due)) == 1


async def test_a_server_that_is_stopped_while_it_fires_lets_go(
    database: Database, scheduler: Scheduler, add: AddSchedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BETWEEN_STATEMENTS_S", 1)
    due, touch = await add(), "UPDATE schedules SET last_run_at = now() WHERE id = %s RETURNING id"
    held, woken = asyncio.Event(), asyncio.Event()

    async def stopped() -> None:
        async with database.client_transaction(CLIENT) as connection:
            await (await connection.execute(touch, (due.id,))).fetchone()
            held.set()
            await woken.wait()

    server = asyncio.create_task(stopped())
    await held.wait()
    async with database.connection() as other:
        await other.execute(touch, (due.id,))  # waits until the database has ended the other transaction
    assert await drain(scheduler) == 1
    woken.set()
    with pytest.raises(DatabaseUnavailable):
        await server


async def test_a_change_while_a_run_is_planned_wins(database: Database, scheduler: Scheduler, add: AddSchedule) -> None:
    paused, deleted = await add(), await add()
    planned = await due_schedules(database, 10)
    await change_schedule(database, CLIENT, paused.id, pause)
    await delete_schedule(database, CLIENT, deleted.id)
    assert await fire(database, [Move(schedule, plan(schedule).next_run_at) for schedule in planned]) == set()
    assert await drain(scheduler) == 0
    with pytest.raises(ScheduleNotFound):
        await now_of(database, deleted)


async def test_a_run_in_the_middle_of_a_change_is_not_undone(
    database: Database, scheduler: Scheduler, add: AddSchedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = await add()

    async def read_and_fire(*arguments: Any) -> Schedule:
        schedule = await get_schedule(*arguments)
        await drain(scheduler)
        return schedule

    monkeypatch.setattr(schedules, "get_schedule", read_and_fire)
    changed = await change_schedule(database, CLIENT, due.id, lambda schedule: replace(schedule, name="renamed"))
    (job,) = await jobs_of(database, due)
    assert (changed.name, changed.last_job_id) == ("renamed", job.id)
    assert changed.next_run_at is not None
    assert changed.next_run_at > changed.read_at


@pytest.mark.parametrize(
    ("missed_runs", "late", "made", "reason"),
    [
        (MissedRuns.SKIP, timedelta(hours=3), 0, "MISSED"),
        (MissedRuns.SKIP, timedelta(seconds=50), 1, None),
        (MissedRuns.RUN_ONCE, timedelta(hours=3), 1, None),
        (MissedRuns.RUN_ALL, timedelta(hours=3), 4, None),
        (MissedRuns.RUN_ALL, timedelta(days=30), 100, "MISSED"),
    ],
)
async def test_missed_runs_are_made_up_for_as_the_schedule_says(
    database: Database,
    scheduler: Scheduler,
    add: AddSchedule,
    missed_runs: MissedRuns,
    late: timedelta,
    made: int,
    reason: str | None,
) -> None:
    now = await current_time(database)
    # No time within the last minute, whenever the test runs.
    due = await add(cron=f"{(now - timedelta(minutes=30)).minute} * * * *", missed_runs=missed_runs, late=late)
    assert await drain(scheduler) == 1
    jobs, fired = await jobs_of(database, due), await now_of(database, due)
    assert len(jobs) == made
    times = [job.scheduled_at for job in jobs if job.scheduled_at is not None]
    assert times == sorted(set(times))
    assert all(timedelta() <= now - time < timedelta(hours=made) + timedelta(minutes=1) for time in times)
    assert fired.next_run_at is not None
    assert fired.next_run_at > now
    assert (fired.last_error and fired.last_error["reason"]) == reason
    assert fired.last_job_id == (jobs[-1].id if jobs else None)
    assert await drain(scheduler) == 0


async def test_a_run_is_left_out_while_the_job_before_has_not_ended_if_it_is_to_be(
    database: Database, scheduler: Scheduler, add: AddSchedule
) -> None:
    both = [await add(overlap=overlap) for overlap in (Overlap.SKIP, Overlap.ALLOW)]
    for _ in range(2):
        await drain(scheduler)
        await due_again(database)
    await drain(scheduler)
    assert [len(await jobs_of(database, schedule)) for schedule in both] == [1, 3]
    skipping = await now_of(database, both[0])
    assert skipping.last_error is not None
    assert skipping.last_error["reason"] == "OVERLAP"
    assert str(skipping.last_job_id) in skipping.last_error["message"]

    assert skipping.last_job_id is not None
    await cancel_job(database, CLIENT, skipping.last_job_id)
    await due_again(database)
    await drain(scheduler)
    assert len(await jobs_of(database, both[0])) == 2


async def test_a_run_that_may_not_be_is_told_of_and_the_schedule_goes_on(
    database: Database, scheduler: Scheduler, add: AddSchedule
) -> None:
    blacklist = {"pattern": "blocked.test", "type": "blacklist", "description": None, "is_active": True}
    await create_policy(database, CLIENT, new_id(), {**blacklist, "metadata": None})
    await database.rows("UPDATE browser_types SET is_active = false WHERE id = 2 RETURNING id")
    templates: dict[str, Json] = {
        "URL_BLOCKED": {"targetUrl": "http://blocked.test/"},
        "BROWSER_TYPE_INACTIVE": {**JOB, "browserTypeId": 2},
        "BROWSER_TYPE_NOT_FOUND": {**JOB, "browserTypeId": 99},
        "EVALUATE_NOT_ALLOWED": {**JOB, "actions": [{"action": "evaluate", "script": "1"}]},
        "INVALID_ARGUMENT": {**JOB, "priority": 999},  # stored before there was that rule
    }
    refused = {reason: await add(job=job) for reason, job in templates.items()}
    assert await drain(scheduler) == len(refused)
    for reason, due in refused.items():
        fired = await now_of(database, due)
        assert fired.last_error is not None, reason
        assert (fired.last_error["reason"], fired.last_job_id, fired.is_paused) == (reason, None, False)
        assert fired.next_run_at is not None
        assert fired.next_run_at > fired.read_at
    assert await list_jobs(database, CLIENT, limit=1) == []


async def test_a_run_beyond_the_quota_is_told_of(database: Database, add: AddSchedule) -> None:
    due = [await add() for _ in range(3)]
    await drain(scheduler_over(database, max_queued_jobs=2))
    fired = [await now_of(database, schedule) for schedule in due]
    errors = [schedule.last_error["reason"] for schedule in fired if schedule.last_error]
    assert (errors, len(await list_jobs(database, CLIENT, limit=9))) == (["LIMIT_REACHED"], 2)


async def test_a_schedule_whose_times_mean_nothing_any_more_is_paused_and_says_so(
    database: Database, scheduler: Scheduler, add: AddSchedule
) -> None:
    due = await add(time_zone="Europe/Atlantis")
    assert await drain(scheduler) == 1
    paused = await now_of(database, due)
    assert (paused.is_paused, paused.next_run_at) == (True, None)
    assert paused.last_error is not None
    assert paused.last_error["reason"] == "TIME_UNKNOWN"
    assert "IANA" in paused.last_error["message"]


async def test_a_mistake_of_ours_with_one_schedule_keeps_none_of_the_others(
    database: Database, scheduler: Scheduler, add: AddSchedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, sound = await add(job={"targetUrl": "http://broken.test/"}), await add()
    check = Intake.check

    async def breaking(self: Intake, request: CreateJobRequest, **names: str) -> NewJob:
        if request.target_url == "http://broken.test/":
            raise RuntimeError("a mistake")
        return await check(self, request, **names)

    monkeypatch.setattr(Intake, "check", breaking)
    assert await drain(scheduler) == 2
    fired = await now_of(database, broken)
    assert fired.last_error is not None
    assert (fired.last_error["reason"], "a mistake" in fired.last_error["message"]) == ("INTERNAL", False)
    assert len(await jobs_of(database, sound)) == 1


async def test_a_run_beside_its_times_leaves_them_as_they_are(
    database: Database, scheduler: Scheduler, add: AddSchedule
) -> None:
    schedule = await add(late=-timedelta(minutes=5))
    job = await scheduler.job(schedule, None)
    await run_now(database, schedule.id, job)
    (made,) = await jobs_of(database, schedule)
    assert (made.id, made.scheduled_at) == (job.id, None)
    after = await now_of(database, schedule)
    assert (after.next_run_at, after.last_job_id) == (schedule.next_run_at, job.id)
    with pytest.raises(ScheduleNotFound):
        await run_now(database, new_id(), await scheduler.job(schedule, None))
    assert len(await jobs_of(database, schedule)) == 1


async def test_requests_for_a_run_that_come_at_once_by_one_name_make_one_job(
    database: Database, scheduler: Scheduler, add: AddSchedule, logged_errors: LoggedErrors
) -> None:
    schedule = await add(is_paused=True, next_run_at=None)
    jobs = [replace(await scheduler.job(schedule, None), request=Request("name", "digest")) for _ in range(5)]
    accepted = await asyncio.gather(*(run_now(database, schedule.id, job) for job in jobs))
    (made,) = await jobs_of(database, schedule)
    assert {one.job_id for one in accepted} == {made.id}
    assert (await now_of(database, schedule)).last_job_id == made.id
    assert await logged_errors() == []


async def test_a_name_that_is_taken_is_refused(
    database: Database, add: AddSchedule, logged_errors: LoggedErrors
) -> None:
    await add(name="nightly")
    other = await add(name="weekly")
    with pytest.raises(ScheduleNameTaken, match="nightly"):
        await add(name="nightly")
    with pytest.raises(ScheduleNameTaken, match="nightly"):
        await change_schedule(database, CLIENT, other.id, lambda one: replace(one, name="nightly"))
    assert (await change_schedule(database, CLIENT, other.id, lambda one: replace(one, cron="@daily"))).name == "weekly"
    assert (await add(name="nightly", client_id="another")).name == "nightly"
    assert await logged_errors() == []


async def test_what_is_due_is_found_by_its_index(database: Database, add: AddSchedule) -> None:
    await add()
    await database.rows(
        """
        INSERT INTO schedules (
            id, client_id, name, cron, time_zone, job, may_evaluate, missed_runs, overlap, is_paused, next_run_at
        )
        SELECT gen_random_uuid(), 'many', n, cron, time_zone, job, false, missed_runs, overlap, false,
            now() + n * interval '1 minute'
        FROM schedules, generate_series(1, 5000) AS n
        RETURNING id
        """
    )
    async with database.own_connection("owner") as connection:
        await connection.execute("ANALYZE schedules")
        plan = await (
            await connection.execute("EXPLAIN " + firing._DUE, {"limit": 100, "least_priority": 0})
        ).fetchall()
    assert "schedules_due" in " ".join(row["QUERY PLAN"] for row in plan)


def pause(schedule: Schedule) -> Schedule:
    return replace(schedule, is_paused=True, next_run_at=None)
