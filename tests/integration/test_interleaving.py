"""Two statements about one job at once: one is not committed yet when the other one comes. Whichever is first, the
other waits for it or passes the job over, loses or goes on from there; and the queue's promise holds.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

import pytest

from store.database.connection import Database
from store.errors import IllegalStatus, JobNotFound, JobNotRunning, LeaseLost
from store.job import ClaimedJob, Status
from store.queue.attempts import Outcome, finish_jobs, record_step
from store.queue.cancel import cancel_job
from store.queue.claim import claim_jobs, claim_newcomer
from store.queue.invariant import broken_jobs
from store.queue.maintenance import promote_jobs, rescue_jobs
from store.queue.parking import NO_LIMITS, RunLimits, unpark_jobs
from store.queue.pausing import NewPause, record_pause, record_viewed, request_pause
from store.queue.replay import replay_job
from store.queue.workers import beat
from store.records.dead_letters import remove_dead_letter
from store.records.listing import get_job
from tests.fixtures.jobs import CHROMIUM, CLIENT, ClaimOne, CreateJob, Fill, Join
from tests.fixtures.sessions import OpenSession, forget_jobs, meet

PLACES = ("ready", "deferred", "parked", "leases")


@dataclass(frozen=True, kw_only=True)
class World:
    """What the statements are about."""

    job_id: UUID
    worker: UUID
    """A worker with free slots."""
    claimed: ClaimedJob | None = None
    """The job's lease, where it runs."""
    other: ClaimedJob | None = None
    """Another job of the same client, which runs."""


Operation = Callable[[Database, World], Awaitable[str]]


async def claim(database: Database, world: World, limit: int | None = None) -> str:
    claimed = await claim_jobs(
        database, world.worker, browser_type_ids=[CHROMIUM], slot_nos=[1, 2], limits=RunLimits(limit)
    )
    return f"took {len(claimed)}"


async def claim_at_limit(database: Database, world: World) -> str:
    """Finds that the job's client runs as many as it may, and parks the job."""
    return await claim(database, world, limit=1)


async def let_in(database: Database, world: World) -> str:
    """Claims it for the reserve: its client runs nothing."""
    claimed = await claim_newcomer(database, world.worker, browser_type_ids=[CHROMIUM], slot_no=5)
    return f"took {len(claimed)}"


async def cancel(database: Database, world: World) -> str:
    try:
        return (await cancel_job(database, CLIENT, world.job_id)).status
    except IllegalStatus:
        return "refused"


async def _finish(database: Database, job: ClaimedJob | None, status: Status, delay_s: float = 0) -> str:
    assert job is not None
    ended = await finish_jobs(database, [Outcome(lease=job.lease, status=status, result={}, delay_s=delay_s)])
    return "ended" if ended else "lost"


async def complete(database: Database, world: World) -> str:
    return await _finish(database, world.claimed, Status.COMPLETED)


async def give_back(database: Database, world: World) -> str:
    return await _finish(database, world.claimed, Status.PENDING)


async def retry_later(database: Database, world: World) -> str:
    return await _finish(database, world.claimed, Status.PENDING, delay_s=3600)


async def complete_other(database: Database, world: World) -> str:
    return await _finish(database, world.other, Status.COMPLETED)


async def step(database: Database, world: World) -> str:
    assert world.claimed is not None
    try:
        await record_step(database, world.claimed.lease, world.claimed.next_sequence, message="done", data={})
    except LeaseLost:
        return "lost"
    return "written"


async def stand_still(database: Database, world: World) -> str:
    assert world.claimed is not None
    pause = NewPause(reason="CAPTCHA", timeout_s=900)
    sequence = world.claimed.next_sequence
    try:
        held = await record_pause(database, world.claimed.lease, sequence, pause, left_s=1, max_held=1)
    except LeaseLost:
        return "lost"
    return "still" if held else "goes on"


async def ask_to_pause(database: Database, world: World) -> str:
    try:
        return (await request_pause(database, CLIENT, world.job_id, timeout_s=900, by="")).status
    except JobNotRunning:
        return "refused"


async def view(database: Database, world: World) -> str:
    """Has an administrator look at it."""
    return "told" if await record_viewed(database, world.job_id, "root") else "refused"


async def rescue(database: Database, world: World) -> str:
    return f"moved {await rescue_jobs(database)}"


async def heartbeat(database: Database, world: World) -> str:
    """Of the worker that has the job, and that is taken for dead."""
    heard = await beat(database, world.worker, browser_type_ids=[CHROMIUM], ttl_s=60, metadata={})
    assert heard is not None
    return f"holds {len(heard.held)}"


async def promote(database: Database, world: World) -> str:
    return f"moved {await promote_jobs(database)}"


async def unpark(database: Database, world: World) -> str:
    return f"moved {await unpark_jobs(database, NO_LIMITS)}"


async def replay(database: Database, world: World) -> str:
    try:
        return (await replay_job(database, CLIENT, world.job_id)).status
    except (IllegalStatus, JobNotFound):
        return "refused"


async def remove(database: Database, world: World) -> str:
    try:
        await remove_dead_letter(database, CLIENT, world.job_id)
    except (IllegalStatus, JobNotFound):
        return "refused"
    return "removed"


Expected = tuple[Operation, Operation, str, str, str, str]
"""First and second, what the first answers, whether the second waits, what it answers, where the job is then."""

WAITS, PASSES = "waits", "passes"

OF_A_JOB_THAT_IS_READY: Sequence[Expected] = [
    (view, claim, "told", PASSES, "took 0", "ready"),
    (claim, view, "took 1", WAITS, "told", "leases"),
    (view, cancel, "told", WAITS, "cancelled", "cancelled"),
    (claim, claim, "took 1", PASSES, "took 0", "leases"),
    (claim, cancel, "took 1", WAITS, "processing", "leases"),
    (claim, claim_at_limit, "took 1", PASSES, "took 0", "leases"),
    (claim, let_in, "took 1", PASSES, "took 0", "leases"),
    (let_in, claim, "took 1", PASSES, "took 0", "leases"),
    (let_in, cancel, "took 1", WAITS, "processing", "leases"),
    (let_in, let_in, "took 1", WAITS, "took 0", "leases"),
    (cancel, let_in, "cancelled", PASSES, "took 0", "cancelled"),
    (cancel, claim, "cancelled", PASSES, "took 0", "cancelled"),
    (cancel, cancel, "cancelled", WAITS, "cancelled", "cancelled"),
    (cancel, claim_at_limit, "cancelled", PASSES, "took 0", "cancelled"),
    (claim_at_limit, claim, "took 0", PASSES, "took 0", "parked"),
    (claim_at_limit, cancel, "took 0", WAITS, "cancelled", "cancelled"),
    (claim_at_limit, claim_at_limit, "took 0", WAITS, "took 0", "parked"),
    (claim_at_limit, complete_other, "took 0", PASSES, "ended", "parked"),
    (complete_other, claim_at_limit, "ended", PASSES, "took 0", "parked"),
]

OF_A_JOB_THAT_IS_DUE: Sequence[Expected] = [
    (view, promote, "told", PASSES, "moved 0", "deferred"),
    (promote, view, "moved 1", WAITS, "told", "ready"),
    (promote, promote, "moved 1", PASSES, "moved 0", "ready"),
    (promote, cancel, "moved 1", WAITS, "cancelled", "cancelled"),
    (promote, claim, "moved 1", PASSES, "took 0", "ready"),
    (cancel, promote, "cancelled", PASSES, "moved 0", "cancelled"),
    (cancel, cancel, "cancelled", WAITS, "cancelled", "cancelled"),
]

OF_A_JOB_THAT_IS_PARKED: Sequence[Expected] = [
    (view, unpark, "told", PASSES, "moved 0", "parked"),
    (unpark, unpark, "moved 1", PASSES, "moved 0", "ready"),
    (unpark, cancel, "moved 1", WAITS, "cancelled", "cancelled"),
    (unpark, complete_other, "moved 1", PASSES, "ended", "ready"),
    (complete_other, unpark, "ended", PASSES, "moved 0", "ready"),
    (complete_other, cancel, "ended", WAITS, "cancelled", "cancelled"),
    (complete_other, complete_other, "ended", WAITS, "lost", "ready"),
    (cancel, unpark, "cancelled", PASSES, "moved 0", "cancelled"),
    (cancel, complete_other, "cancelled", PASSES, "ended", "cancelled"),
    (cancel, cancel, "cancelled", WAITS, "cancelled", "cancelled"),
]

# Its worker is taken for dead, and does not know it yet.
OF_A_JOB_THAT_RUNS: Sequence[Expected] = [
    (complete, complete, "ended", WAITS, "lost", "completed"),
    (complete, give_back, "ended", WAITS, "lost", "completed"),
    (complete, retry_later, "ended", WAITS, "lost", "completed"),
    (complete, step, "ended", WAITS, "lost", "completed"),
    (complete, rescue, "ended", PASSES, "moved 0", "completed"),
    (complete, cancel, "ended", WAITS, "refused", "completed"),
    (complete, heartbeat, "ended", PASSES, "holds 1", "completed"),
    (give_back, complete, "ended", WAITS, "lost", "ready"),
    (give_back, give_back, "ended", WAITS, "lost", "ready"),
    (give_back, retry_later, "ended", WAITS, "lost", "ready"),
    (give_back, step, "ended", WAITS, "lost", "ready"),
    (give_back, rescue, "ended", PASSES, "moved 0", "ready"),
    (give_back, cancel, "ended", WAITS, "cancelled", "cancelled"),
    (give_back, heartbeat, "ended", PASSES, "holds 1", "ready"),
    (retry_later, complete, "ended", WAITS, "lost", "deferred"),
    (retry_later, give_back, "ended", WAITS, "lost", "deferred"),
    (retry_later, retry_later, "ended", WAITS, "lost", "deferred"),
    (retry_later, step, "ended", WAITS, "lost", "deferred"),
    (retry_later, rescue, "ended", PASSES, "moved 0", "deferred"),
    (retry_later, cancel, "ended", WAITS, "cancelled", "cancelled"),
    (retry_later, heartbeat, "ended", PASSES, "holds 1", "deferred"),
    (step, complete, "written", WAITS, "ended", "completed"),
    (step, give_back, "written", WAITS, "ended", "ready"),
    (step, retry_later, "written", WAITS, "ended", "deferred"),
    (step, step, "written", WAITS, "written", "leases"),
    (step, rescue, "written", PASSES, "moved 0", "leases"),
    (step, cancel, "written", WAITS, "processing", "leases"),
    (step, heartbeat, "written", PASSES, "holds 1", "leases"),
    (rescue, complete, "moved 1", WAITS, "lost", "deferred"),
    (rescue, give_back, "moved 1", WAITS, "lost", "deferred"),
    (rescue, retry_later, "moved 1", WAITS, "lost", "deferred"),
    (rescue, step, "moved 1", WAITS, "lost", "deferred"),
    (rescue, rescue, "moved 1", PASSES, "moved 0", "deferred"),
    (rescue, cancel, "moved 1", WAITS, "cancelled", "cancelled"),
    (rescue, heartbeat, "moved 1", PASSES, "holds 1", "deferred"),
    (cancel, complete, "processing", WAITS, "ended", "completed"),
    (cancel, give_back, "processing", WAITS, "ended", "cancelled"),
    (cancel, retry_later, "processing", WAITS, "ended", "cancelled"),
    (cancel, step, "processing", WAITS, "written", "leases"),
    (cancel, rescue, "processing", PASSES, "moved 0", "leases"),
    (cancel, cancel, "processing", WAITS, "processing", "leases"),
    (cancel, heartbeat, "processing", PASSES, "holds 1", "leases"),
    (heartbeat, complete, "holds 1", PASSES, "ended", "completed"),
    (heartbeat, give_back, "holds 1", PASSES, "ended", "ready"),
    (heartbeat, retry_later, "holds 1", PASSES, "ended", "deferred"),
    (heartbeat, step, "holds 1", PASSES, "written", "leases"),
    (heartbeat, rescue, "holds 1", PASSES, "moved 1", "deferred"),
    (heartbeat, cancel, "holds 1", PASSES, "processing", "leases"),
    (heartbeat, heartbeat, "holds 1", WAITS, "holds 1", "leases"),
    (stand_still, give_back, "still", WAITS, "ended", "ready"),
    (stand_still, rescue, "still", PASSES, "moved 0", "leases"),
    (stand_still, cancel, "still", WAITS, "intervention_needed", "leases"),
    (stand_still, stand_still, "still", WAITS, "still", "leases"),
    (stand_still, ask_to_pause, "still", WAITS, "intervention_needed", "leases"),
    (stand_still, view, "still", WAITS, "told", "leases"),
    (give_back, stand_still, "ended", WAITS, "lost", "ready"),
    (rescue, stand_still, "moved 1", WAITS, "lost", "deferred"),
    (cancel, stand_still, "processing", WAITS, "still", "leases"),
    (ask_to_pause, stand_still, "processing", WAITS, "still", "leases"),
    (ask_to_pause, give_back, "processing", WAITS, "ended", "ready"),
    (give_back, ask_to_pause, "ended", WAITS, "refused", "ready"),
    (view, step, "told", WAITS, "written", "leases"),
    (view, stand_still, "told", WAITS, "still", "leases"),
    (view, view, "told", WAITS, "told", "leases"),
    (view, complete, "told", WAITS, "ended", "completed"),
    (view, give_back, "told", WAITS, "ended", "ready"),
    (view, rescue, "told", PASSES, "moved 0", "leases"),
    (step, view, "written", WAITS, "told", "leases"),
    (complete, view, "ended", WAITS, "refused", "completed"),
    (give_back, view, "ended", WAITS, "told", "ready"),
    (rescue, view, "moved 1", WAITS, "told", "deferred"),
]

OF_A_JOB_THAT_HAS_FAILED: Sequence[Expected] = [
    (replay, replay, "pending", WAITS, "refused", "ready"),
    (replay, remove, "pending", WAITS, "refused", "ready"),
    (replay, cancel, "pending", PASSES, "refused", "ready"),
    (replay, claim, "pending", PASSES, "took 0", "ready"),
    (remove, replay, "removed", WAITS, "refused", "removed"),
    (remove, remove, "removed", WAITS, "refused", "removed"),
]


class Meeting:
    """Lets operations meet, two by two, and says where it went otherwise than expected."""

    def __init__(self, database: Database, open_session: OpenSession) -> None:
        self._database = database
        self._open_session = open_session

    async def surprises(
        self, rows: Sequence[Expected], make: Callable[[Operation, Operation], Awaitable[World]]
    ) -> list[str]:
        surprises = []
        for first, second, *expected in rows:
            found = await self._outcome(await make(first, second), first, second)
            if found != expected:
                surprises.append(f"{first.__name__}, then {second.__name__}: {found}, not {expected}")
            await forget_jobs(self._database)
        return surprises

    async def _outcome(self, world: World, first: Operation, second: Operation) -> list[str]:
        async with self._open_session() as session:
            told, waited, answer = await meet(
                self._database, session, first(session, world), second(self._database, world)
            )
        assert await broken_jobs(self._database) == [], (first, second)
        return [told, WAITS if waited else PASSES, answer, await self._place(world.job_id)]

    async def _place(self, job_id: UUID) -> str:
        """The table of the queue that the job is in, or how it has ended."""
        found = await self._database.rows(
            " UNION ALL ".join(f"SELECT '{place}' AS place FROM job_{place} WHERE job_id = %(id)s" for place in PLACES),  # type: ignore[arg-type]
            {"id": job_id},
        )
        try:
            return found[0]["place"] if found else (await get_job(self._database, CLIENT, job_id)).status
        except JobNotFound:
            return "removed"


@pytest.fixture
def meeting(database: Database, open_session: OpenSession) -> Meeting:
    return Meeting(database, open_session)


async def test_of_two_that_want_a_ready_job_one_gets_it(
    meeting: Meeting, create: CreateJob, join: Join, fill: Fill, claim_one: ClaimOne
) -> None:
    async def make(first: Operation, second: Operation) -> World:
        worker, other = await join(), None
        if let_in in {first, second}:
            await fill(worker)
        if claim_at_limit in {first, second}:
            await create()
            other = await claim_one(worker)
        return World(job_id=await create(), worker=worker, other=other)

    assert await meeting.surprises(OF_A_JOB_THAT_IS_READY, make) == []


async def test_of_two_that_want_a_deferred_job_one_gets_it(
    meeting: Meeting, database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    async def make(*_: Operation) -> World:
        worker = await join()
        world = World(job_id=await create(), worker=worker, claimed=await claim_one(worker))
        await retry_later(database, world)
        await database.rows("UPDATE job_deferred SET due_at = now() RETURNING job_id")
        return world

    assert await meeting.surprises(OF_A_JOB_THAT_IS_DUE, make) == []


async def test_of_two_that_want_a_parked_job_one_gets_it(
    meeting: Meeting, database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    async def make(*_: Operation) -> World:
        await create()
        worker = await join()
        world = World(other=await claim_one(worker), job_id=await create(), worker=worker)
        await claim_at_limit(database, world)
        return world

    assert await meeting.surprises(OF_A_JOB_THAT_IS_PARKED, make) == []


async def test_of_two_that_move_a_running_job_one_does(
    meeting: Meeting, database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    async def make(*_: Operation) -> World:
        worker = await join()
        world = World(job_id=await create(), worker=worker, claimed=await claim_one(worker))
        await database.rows("UPDATE worker_processes SET expires_at = now() RETURNING id")
        return world

    assert await meeting.surprises(OF_A_JOB_THAT_RUNS, make) == []


async def test_of_two_that_want_a_failed_job_one_gets_it(
    meeting: Meeting, database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    async def make(*_: Operation) -> World:
        worker = await join()
        world = World(job_id=await create(), worker=worker)
        failed = Outcome(lease=(await claim_one(worker)).lease, status=Status.FAILED, error={"message": "m"})
        await finish_jobs(database, [failed])
        return world

    assert await meeting.surprises(OF_A_JOB_THAT_HAS_FAILED, make) == []
