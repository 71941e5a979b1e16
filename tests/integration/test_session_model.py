"""Any sequence of what workers and clients do with jobs of sessions: no two have one at once, and all of them end."""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from store.database.connection import Database
from store.errors import IllegalStatus
from store.job import ClaimedJob, Status, new_id
from store.queue import workers
from store.queue.attempts import Outcome, finish_jobs
from store.queue.cancel import cancel_job
from store.queue.claim import claim_jobs, claim_newcomer
from store.queue.intake import create_job
from store.queue.invariant import broken_jobs, broken_sessions
from store.queue.maintenance import promote_jobs, rescue_jobs
from store.queue.parking import RunLimits, unpark_jobs
from store.queue.replay import replay_job
from store.settings import DatabaseSettings
from tests.fixtures.jobs import CHROMIUM, new_job
from tests.fixtures.sessions import forget_jobs

CLIENTS = ("ann", "bob")
BROWSER_TYPES = (CHROMIUM, 3)
SLOTS = 3
BOUNDS = settings(
    max_examples=20,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
OPTIONS = st.sampled_from(
    [{"session": "a"}, {"session": "a"}, {"session": "b"}, {"session": "a", "sessionMode": "readOnly"}, {}]
)
WORKER = st.integers(0, 1)
FREE = st.integers(1, SLOTS)
STATUS = st.sampled_from([Status.COMPLETED, Status.PENDING, Status.FAILED])
PICK = st.integers(0, 20)
LIMITS = st.sampled_from([RunLimits(), RunLimits(), RunLimits(client=2)])

_WAITING = """
SELECT place.job_id, place.client_id, place.browser_type_id, place.session, place.rank, place.seq
FROM (
    SELECT job_id, client_id, browser_type_id, session, rank, seq FROM job_ready
    UNION ALL
    SELECT job_id, client_id, browser_type_id, session, rank, seq FROM job_parked
) AS place
"""


class Sessions(RuleBasedStateMachine):
    """The store. What must be true is so simple that the model of it is a few sums."""

    def __init__(self, loop: asyncio.AbstractEventLoop, database: Database) -> None:
        super().__init__()
        self.loop = loop
        self.database = database
        self.run(forget_jobs(database))
        self.clients: dict[UUID, str] = {}
        self.ended: list[UUID] = []
        self.leases: dict[UUID, tuple[int, ClaimedJob]] = {}
        self.workers = [new_id(), new_id()]
        for worker in self.workers:
            self.run(self.join(worker))

    @initialize()
    def begin(self) -> None:
        for client_id in CLIENTS * 3:
            self.create(client_id, {"session": "a"}, CHROMIUM, 0, 1)

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(work)

    async def join(self, worker: UUID) -> None:
        await workers.join(self.database, worker, browser_type_ids=BROWSER_TYPES, slots=SLOTS, ttl_s=3600, metadata={})

    # ---- What clients do --------------------------------------------------------------------------------

    @rule(
        client_id=st.sampled_from(CLIENTS),
        options=OPTIONS,
        browser_type_id=st.sampled_from(BROWSER_TYPES),
        priority=st.sampled_from([0, 0, 50]),
        count=st.integers(1, 3),
    )
    def create(self, client_id: str, options: dict[str, str], browser_type_id: int, priority: int, count: int) -> None:
        for _ in range(count):
            job = new_job(client_id=client_id, options=options, browser_type_id=browser_type_id, priority=priority)
            self.run(create_job(self.database, job))
            self.clients[job.id] = client_id

    @rule(number=PICK)
    def cancel(self, number: int) -> None:
        job_id = [*self.clients][number % len(self.clients)]
        with suppress(IllegalStatus):
            job = self.run(cancel_job(self.database, self.clients[job_id], job_id))
            if job.status is Status.CANCELLED and job_id not in self.ended:
                self.ended.append(job_id)

    @rule(number=PICK)
    def replay(self, number: int) -> None:
        if self.ended:
            job_id = self.ended[number % len(self.ended)]
            with suppress(IllegalStatus):
                self.run(replay_job(self.database, self.clients[job_id], job_id))
                self.ended.remove(job_id)

    # ---- What workers do --------------------------------------------------------------------------------

    @rule(worker=WORKER, free=FREE, limits=LIMITS)
    def claim(self, worker: int, free: int, limits: RunLimits) -> None:
        waiting = self.waiting()
        claimed = self.run(self.claiming(worker, free, limits))
        for session, jobs in self.by_session(claimed).items():
            (job,) = jobs
            others = [one for one in waiting if one["session"] == session and one["browser_type_id"] == job[1]]
            ready = {row["job_id"] for row in self.run(self.database.rows("SELECT job_id FROM job_ready"))}
            place = next((one["rank"], one["seq"]) for one in others if one["job_id"] == job[0])
            assert not [one for one in others if (one["rank"], one["seq"]) < place and one["job_id"] in ready]
        self.start(worker, claimed)

    @rule(free=FREE, number=PICK, limits=LIMITS)
    def work_at_once(self, free: int, number: int, limits: RunLimits) -> None:
        """Both claim, one ends a job, and a pass comes in between."""
        work = [self.claiming(0, free, limits), self.claiming(1, free, limits), unpark_jobs(self.database, limits)]
        job_id = [*self.leases][number % len(self.leases)] if self.leases else None
        if job_id is not None:
            work.append(finish_jobs(self.database, [self.outcome(job_id, Status.COMPLETED)]))
            del self.leases[job_id]
        first, second, *_ = self.run(self.together(*work))
        self.start(0, first)
        self.start(1, second)

    @rule(worker=WORKER)
    def claim_for_the_reserve(self, worker: int) -> None:
        claimed = self.run(
            claim_newcomer(
                self.database, self.workers[worker], browser_type_ids=BROWSER_TYPES, slot_no=SLOTS + 1, slots=0
            )
        )
        self.start(worker, claimed)

    @rule(
        number=PICK, status=st.sampled_from([Status.COMPLETED, Status.PENDING, Status.FAILED]), is_later=st.booleans()
    )
    def finish(self, number: int, status: Status, *, is_later: bool) -> None:
        if not self.leases:
            self.claim(number % 2, SLOTS, RunLimits())
        if self.leases:
            job_id = [*self.leases][number % len(self.leases)]
            self.run(finish_jobs(self.database, [self.outcome(job_id, status, delay_s=60 if is_later else 0)]))
            del self.leases[job_id]
            if status is Status.FAILED:
                self.ended.append(job_id)

    @rule(worker=WORKER)
    def die(self, worker: int) -> None:
        """And another one comes in its place, when somebody has taken its jobs."""
        self.claim(worker, SLOTS, RunLimits())
        self.run(workers.leave(self.database, self.workers[worker]))
        self.run(rescue_jobs(self.database))
        self.leases = {job_id: one for job_id, one in self.leases.items() if one[0] != worker}
        self.workers[worker] = new_id()
        self.run(self.join(self.workers[worker]))

    @rule(limits=LIMITS)
    def let_go(self, limits: RunLimits) -> None:
        self.run(unpark_jobs(self.database, limits))

    @rule(number=PICK)
    def come_again(self, number: int) -> None:
        """Retries wait until their time has come, while others of their session run."""
        self.finish(number, Status.PENDING, is_later=True)
        self.claim(0, SLOTS, RunLimits())
        self.let_time_pass()
        self.no_two_have_a_session_at_once()

    @rule()
    def let_time_pass(self) -> None:
        self.run(self.database.rows("UPDATE job_deferred SET due_at = now() RETURNING job_id"))
        self.run(promote_jobs(self.database))

    # ---- What must be true ------------------------------------------------------------------------------

    @invariant()
    def no_two_have_a_session_at_once(self) -> None:
        rows = self.run(self.database.rows("SELECT session FROM job_leases WHERE session IS NOT NULL"))
        assert max(Counter(row["session"] for row in rows).values(), default=0) <= 1
        assert self.run(broken_sessions(self.database)) == []
        assert self.run(broken_jobs(self.database)) == []

    def teardown(self) -> None:
        """Whatever has happened, all jobs end, in no more rounds than one after the other takes."""
        for _ in range(2 * len(self.clients) + 2):
            self.let_time_pass()
            self.let_go(RunLimits())
            self.claim(0, SLOTS, RunLimits())
            while self.leases:
                self.finish(0, Status.COMPLETED, is_later=False)
            if not self.waiting():
                break
        assert self.waiting() == [], "a job waits for nothing"
        self.no_two_have_a_session_at_once()

    # ---- Helpers ----------------------------------------------------------------------------------------

    async def together(self, *work: Coroutine[Any, Any, Any]) -> list[Any]:
        return await asyncio.gather(*work)

    async def claiming(self, worker: int, free: int, limits: RunLimits) -> list[ClaimedJob]:
        return await claim_jobs(
            self.database,
            self.workers[worker],
            browser_type_ids=BROWSER_TYPES,
            slot_nos=range(1, free + 1),
            limits=limits,
        )

    def waiting(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.run(self.database.rows(_WAITING))
        return rows

    def by_session(self, claimed: list[ClaimedJob]) -> dict[str, list[tuple[UUID, int]]]:
        found: dict[str, list[tuple[UUID, int]]] = {}
        for job in claimed:
            if "session" in job.options and "sessionMode" not in job.options:
                key = f"{job.options['session']}/{job.client_id}"
                found.setdefault(key, []).append((job.lease.job_id, job.browser_type_id))
        return found

    def outcome(self, job_id: UUID, status: Status, *, delay_s: float = 0) -> Outcome:
        error = {"message": "no", "details": {}} if status is Status.FAILED else None
        result: dict[str, Any] | None = {} if status is Status.COMPLETED else None
        return Outcome(lease=self.leases[job_id][1].lease, status=status, result=result, error=error, delay_s=delay_s)

    def start(self, worker: int, claimed: list[ClaimedJob]) -> None:
        for job in claimed:
            self.leases[job.lease.job_id] = (worker, job)


def test_no_two_jobs_have_a_session_at_once_and_all_of_them_end(database_settings: DatabaseSettings) -> None:
    loop = asyncio.new_event_loop()
    database = Database(database_settings, application_name="model")
    loop.run_until_complete(database.__aenter__())
    try:
        run_state_machine_as_test(lambda: Sessions(loop, database), settings=BOUNDS)
    finally:
        loop.run_until_complete(database.__aexit__())
        loop.close()
