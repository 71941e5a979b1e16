"""A worker whose machine is overloaded runs fewer jobs than it has slots, and says so."""

from uuid import UUID

import pytest
from google.protobuf.json_format import MessageToDict

from server.convert.job import worker_message, worker_stats_message
from store.database.connection import Database
from store.job import Json
from store.queue import workers
from store.queue.claim import claim_newcomer
from store.queue.workers import browser_type_stats, list_workers, totals
from tests.fixtures.jobs import CHROMIUM, CLIENT, SLOTS, ClaimOne, CreateJob, Join

LOAD: Json = {"slotsLimit": 2, "load": {"memory": 0.91, "reason": "memory"}}


@pytest.fixture
async def worker(join: Join) -> UUID:
    return await join()


async def beat(database: Database, worker: UUID, metadata: Json) -> None:
    assert await workers.beat(database, worker, browser_type_ids=[CHROMIUM], ttl_s=60, metadata=metadata)


async def test_slots_beyond_the_limit_are_held_until_a_heartbeat_says_otherwise(
    database: Database, create: CreateJob, worker: UUID, claim_one: ClaimOne
) -> None:
    await create()
    await claim_one(worker)
    for metadata, statuses in (
        (LOAD, ["busy", "held", "held", "idle"]),
        (LOAD | {"slotsLimit": 1}, ["busy", "held", "held", "held"]),
        ({"slotsLimit": SLOTS}, ["busy", "idle", "idle", "idle"]),
        ({}, ["busy", "idle", "idle", "idle"]),
    ):
        await beat(database, worker, metadata)
        found = await list_workers(database)
        assert sorted(one.status for one in found) == statuses
        assert {one.slots_limit for one in found} == {metadata.get("slotsLimit", SLOTS)}


async def test_held_slots_are_counted_and_shown_and_why_to_administrators_only(
    database: Database, worker: UUID
) -> None:
    await beat(database, worker, LOAD)
    by_type = await browser_type_stats(database)
    stats = worker_stats_message(await totals(database), by_type)
    assert (stats.total_workers, stats.idle_workers, stats.held_workers, stats.busy_workers) == (SLOTS, 2, 2, 0)
    chromium = stats.by_browser_type["Chromium"]
    assert (chromium.total, chromium.idle, chromium.held, chromium.busy) == (SLOTS, 2, 2, 0)
    shown = [worker_message(one) for one in await list_workers(database)]
    assert {one.slots_limit for one in shown} == {2}
    assert MessageToDict(shown[0].metadata)["load"] == LOAD["load"]
    assert {len(one.metadata) for one in await list_workers(database, CLIENT)} == {0}


async def test_the_reserve_opens_when_as_many_jobs_run_as_may(
    database: Database, create: CreateJob, worker: UUID, claim_one: ClaimOne
) -> None:
    async def let_in(slots: int) -> list[UUID]:
        claimed = await claim_newcomer(database, worker, browser_type_ids=[CHROMIUM], slot_no=2, slots=slots)
        return [job.lease.job_id for job in claimed]

    await create(client_id="first")
    await claim_one(worker)
    newcomer = await create(client_id="newcomer")
    assert await let_in(SLOTS) == []
    assert await let_in(2) == []
    assert await let_in(1) == [newcomer]
