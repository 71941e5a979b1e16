"""The level of the service, as it is stored: judged by whichever server comes first, and set by administrators."""

import asyncio
from datetime import timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from server.background.level_keeper import LevelKeeper
from server.intake.service_level import CurrentLevel
from store.audit.events import Filter, list_events
from store.database.connection import Database
from store.errors import ServiceLevelRefused
from store.job import new_id
from store.levels import state
from store.levels.course import Change
from store.levels.levels import PRIORITY, Level
from store.levels.measuring import measure
from store.levels.state import Reading, force, judge, list_changes, read_state
from store.queue import workers
from tests.fixtures.jobs import CHROMIUM, CLIENT, CreateJob, Join
from tests.fixtures.schedules import AddSchedule, drain, jobs_of, now_of, scheduler_over
from worker.running.heartbeat import Heartbeat
from worker.running.job import Slots
from worker.running.offers import Offers


async def judged_now(database: Database) -> Change | None:
    return await judge(database, await read_state(database), await measure(database))


async def pass_time(database: Database, seconds: float) -> None:
    """Has all that is stored of the level happened so much earlier."""
    await database.rows(
        """
        UPDATE service_state
        SET calm_since = calm_since - %(passed)s, judged_at = judged_at - %(passed)s,
            forced_until = forced_until - %(passed)s,
            conditions = (
                SELECT coalesce(jsonb_object_agg(key, (value #>> '{}')::timestamptz - %(passed)s), '{}')
                FROM jsonb_each(conditions)
            ),
            revision = revision + 1
        RETURNING id
        """,
        {"passed": timedelta(seconds=seconds)},
    )


async def test_lost_workers_bring_emergency_about_and_new_ones_full_again_step_by_step(
    database: Database, join: Join
) -> None:
    await join(ttl_s=0)
    assert await judged_now(database) is None
    await pass_time(database, 60)
    assert await judged_now(database) is not None
    assert (await read_state(database)).level is Level.EMERGENCY
    await join()
    for level in (Level.EMERGENCY, Level.MINIMAL, Level.DEGRADED, Level.FULL):
        await judged_now(database)
        assert (await read_state(database)).level is level
        await pass_time(database, 60)
    changes = [(one.before, one.after, one.cause) for one in await list_changes(database)]
    assert changes == [
        (Level.DEGRADED, Level.FULL, "measured"),
        (Level.MINIMAL, Level.DEGRADED, "measured"),
        (Level.EMERGENCY, Level.MINIMAL, "measured"),
        (Level.FULL, Level.EMERGENCY, "measured"),
    ]
    events = await list_events(database, None, Filter(action="service_level.change"), limit=10)
    assert [(one.actor_type, one.details and one.details["after"]) for one in events] == [
        *(("system", "full"), ("system", "degraded"), ("system", "minimal"), ("system", "emergency"))
    ]


async def test_workers_that_were_stopped_are_no_emergency(database: Database, join: Join) -> None:
    await workers.leave(database, await join())
    for _ in range(2):
        assert await judged_now(database) is None
        await pass_time(database, 3600)
    assert (await read_state(database)).level is Level.FULL


async def test_of_two_servers_that_judge_at_once_one_does(database: Database, join: Join) -> None:
    await join(ttl_s=0)
    await judged_now(database)
    await pass_time(database, 60)
    reading, measures = await read_state(database), await measure(database)
    changes = [await judge(database, reading, measures) for _ in range(2)]
    assert [change is not None for change in changes] == [True, False]
    assert len(await list_changes(database)) == 1


async def test_a_server_leaves_alone_what_another_one_has_just_judged(database: Database, join: Join) -> None:
    await join(ttl_s=0)
    keeper = LevelKeeper(database, CurrentLevel(database))
    await keeper.run_once()
    first = await read_state(database)
    await keeper.run_once()
    assert (await read_state(database)).state == first.state
    await pass_time(database, 60)
    await keeper.run_once()
    assert (await read_state(database)).level is Level.EMERGENCY


async def test_an_override_holds_for_its_time_and_its_end_is_told(database: Database) -> None:
    forced = await force(database, Level.MINIMAL, duration_s=60, reason="move")
    assert (forced.level, forced.state.level) == (Level.MINIMAL, Level.FULL)
    assert await judged_now(database) is None
    await pass_time(database, 60)
    assert (await read_state(database)).level is Level.FULL  # whether anybody has judged or not
    change = await judged_now(database)
    assert change is not None
    assert (change.before, change.after, change.cause) == (Level.MINIMAL, Level.FULL, "expired")
    assert [one.cause for one in await list_changes(database)] == ["expired", "override"]


async def test_of_overrides_that_come_at_once_each_counts_and_the_last_one_holds(database: Database) -> None:
    levels = [*Level] * 10
    await asyncio.gather(*(force(database, level, duration_s=60, reason="") for level in levels))
    assert (await read_state(database)).state.revision == len(levels)


async def test_an_override_can_be_ended(database: Database) -> None:
    await force(database, Level.EMERGENCY, duration_s=3600, reason="")
    assert (await force(database, None, duration_s=0, reason="")).level is Level.FULL
    assert [one.cause for one in await list_changes(database)] == ["override", "override"]


async def test_workers_hear_with_their_heartbeat_how_much_to_run(database: Database) -> None:
    heard: list[float] = []
    heartbeat = Heartbeat(
        database,
        new_id(),
        Slots(4),
        interval_s=2,
        lease_s=10,
        offers=cast(Offers, SimpleNamespace(browser_types={CHROMIUM: None})),
        metadata=dict,
        fence=lambda: None,
        hear=lambda answer: heard.append(answer.ceiling_ratio),
    )
    await heartbeat.join()
    await heartbeat.beat_once()
    await force(database, Level.DEGRADED, duration_s=60, reason="")
    await heartbeat.beat_once()
    await force(database, Level.EMERGENCY, duration_s=60, reason="")
    await heartbeat.beat_once()
    await force(database, Level.MINIMAL, duration_s=60, reason="")
    await heartbeat.beat_once()
    await pass_time(database, 60)
    await heartbeat.beat_once()
    assert heard == [1.0, 0.75, 1.0, 0.75, 1.0]


async def test_schedules_wait_at_levels_that_do_not_let_them_and_fire_late(
    database: Database, add: AddSchedule
) -> None:
    level = CurrentLevel(database)
    scheduler = scheduler_over(database, level)
    job = {"targetUrl": "http://example.test/", "waitUntil": "load"}
    ordinary = await add(name="ordinary", job=job)
    important = await add(name="important", job={**job, "priority": PRIORITY})
    level.know(await force(database, Level.EMERGENCY, duration_s=60, reason=""))
    assert await drain(scheduler) == 0
    level.know(await force(database, Level.MINIMAL, duration_s=60, reason=""))
    assert await drain(scheduler) == 1
    assert len(await jobs_of(database, important)) == 1
    assert (await now_of(database, ordinary)).next_run_at == ordinary.next_run_at
    level.know(await force(database, None, duration_s=0, reason=""))
    assert await drain(scheduler) == 1
    (late,) = await jobs_of(database, ordinary)
    assert late.scheduled_at == ordinary.next_run_at


@pytest.fixture
def level(database: Database) -> CurrentLevel:
    return CurrentLevel(database)


async def test_jobs_are_started_again_by_their_own_priority(
    database: Database, create: CreateJob, level: CurrentLevel
) -> None:
    ordinary, important = await create(priority=0), await create(priority=PRIORITY)
    level.know(await force(database, Level.MINIMAL, duration_s=60, reason=""))
    await level.require_again(CLIENT, [important])
    with pytest.raises(ServiceLevelRefused):
        await level.require_again(CLIENT, [important, ordinary])
    level.know(await force(database, Level.EMERGENCY, duration_s=60, reason=""))
    with pytest.raises(ServiceLevelRefused):
        await level.require_again(CLIENT, [important])


async def test_jobs_that_record_are_not_started_again_where_new_ones_would_be_refused(
    database: Database, create: CreateJob, level: CurrentLevel
) -> None:
    video, har = await create(options={"record": {"video": True}}), await create(options={"record": {"har": True}})
    important = await create(options={"record": {"trace": True}}, priority=PRIORITY)
    level.know(await force(database, Level.DEGRADED, duration_s=60, reason=""))
    await level.require_again(CLIENT, [har, important])
    with pytest.raises(ServiceLevelRefused) as refusal:
        await level.require_again(CLIENT, [har, important, video])
    assert refusal.value.facts["refused"] == "record"


async def test_nobody_judges_anything_before_there_is_a_state(database: Database, level: CurrentLevel) -> None:
    assert level.level is Level.FULL
    reading = await read_state(database)
    assert isinstance(reading, Reading)
    assert (reading.level, reading.state.revision) == (Level.FULL, 0)
    assert state.CHANGES_SHOWN >= len(await list_changes(database)) == 0
