"""Any sequence of what clients, workers and maintenance do, against a model that knows what must be true then."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from store.database.connection import Database
from store.errors import IllegalStatus, LeaseLost, TooManyPaused
from store.job import HELD_BY_WORKER, STANDING_STILL, TERMINAL, ClaimedJob, Status, new_id
from store.queue import workers
from store.queue.attempts import Outcome, finish_jobs, record_step
from store.queue.cancel import cancel_job
from store.queue.claim import claim_jobs, claim_newcomer
from store.queue.intake import create_job
from store.queue.invariant import broken_jobs
from store.queue.maintenance import promote_jobs, rescue_jobs
from store.queue.parking import RunLimits, unpark_jobs
from store.queue.pausing import NewPause, record_pause, record_resume, record_viewed, request_pause
from store.settings import DatabaseSettings
from tests.fixtures.jobs import CHROMIUM, new_job
from tests.fixtures.known_job import SEEN, KnownJob
from tests.fixtures.sessions import forget_jobs

CLIENTS = ("ann", "bob")
WORKERS = 2
SLOTS = 4

# The same sequences in every run, as in the other tests with generated input.
BOUNDS = settings(
    max_examples=40,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)

PAUSE = NewPause(reason="LOGIN_FAILED", timeout_s=3600)

PICK = st.integers(0, 20)
WORKER = st.integers(0, WORKERS - 1)


class Queue(RuleBasedStateMachine):
    """The store and its model."""

    def __init__(self, loop: asyncio.AbstractEventLoop, database: Database) -> None:
        super().__init__()
        self.loop = loop
        self.database = database
        self.jobs: dict[UUID, KnownJob] = {}
        self.run(forget_jobs(database))
        self.workers = [new_id() for _ in range(WORKERS)]
        self.alive = set(self.workers)
        for worker in self.workers:
            self.run(self.join(worker))
        self.limit: int | None = None

    @initialize(limit=st.sampled_from([1, 2, None]))
    def agree_on_a_limit(self, limit: int | None) -> None:
        """How many jobs of a client the workers run at once."""
        self.limit = limit
        for client_id in CLIENTS * 2:
            self.create(client_id, 0, 1)

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(work)

    def jobs_in(self, place: str) -> list[KnownJob]:
        return [job for job in self.jobs.values() if job.place == place]

    # What a rule needs is made where it is not there: few sequences would come by it otherwise.

    def one_running(self, number: int) -> KnownJob:
        if not self.jobs_in("leases"):
            if not self.jobs_in("ready"):
                self.create("ann", 0, 1)
            self.beat(0)
            self.claim(0, 2)
        jobs = self.jobs_in("leases")
        return jobs[number % len(jobs)]

    def one_deferred(self, number: int) -> KnownJob:
        if not self.jobs_in("deferred"):
            self.one_running(number)
            self.finish(number, Status.PENDING, 1, 3600)
        jobs = self.jobs_in("deferred")
        return jobs[number % len(jobs)] if jobs else self.one_deferred(number)

    def one_stale(self, number: int) -> ClaimedJob:
        """A claim whose lease is over; better one of a job that runs again, which it could harm."""
        if not any(job.claims[:-1] for job in self.jobs_in("leases")):
            self.one_running(number)
            self.finish(number, Status.PENDING, 0, 0)
            self.beat(0)
            self.claim(0, SLOTS)
        stale = [claimed for job in self.jobs_in("leases") for claimed in job.claims[:-1]] or [
            claimed for job in self.jobs.values() if job.place != "leases" for claimed in job.claims
        ]
        return stale[number % len(stale)]

    async def join(self, worker: UUID) -> None:
        await workers.join(self.database, worker, browser_type_ids=[CHROMIUM], slots=1, ttl_s=3600, metadata={})

    # ---- Clients ------------------------------------------------------------------------------------

    @rule(client_id=st.sampled_from(CLIENTS), priority=st.sampled_from([0, 50, 100]), max_retries=st.integers(0, 2))
    def create(self, client_id: str, priority: int, max_retries: int) -> None:
        job = new_job(client_id=client_id, priority=priority, max_retries=max_retries, timeout_ms=3_600_000)
        self.run(create_job(self.database, job))
        self.jobs[job.id] = KnownJob(id=job.id, client_id=client_id, max_retries=max_retries)

    @rule(number=PICK)
    def cancel(self, number: int) -> None:
        job = [*self.jobs.values()][number % len(self.jobs)]
        if job.status in {Status.COMPLETED, Status.FAILED}:
            with pytest.raises(IllegalStatus):
                self.run(cancel_job(self.database, job.client_id, job.id))
            return
        if job.status in HELD_BY_WORKER:
            job.is_cancelled = True
        elif job.status is Status.PENDING:
            job.leave(Status.CANCELLED)
        assert self.run(cancel_job(self.database, job.client_id, job.id)).status == job.status

    @rule(number=PICK)
    def view(self, number: int) -> None:
        """An administrator looks at it."""
        job = [*self.jobs.values()][number % len(self.jobs)]
        assert self.run(record_viewed(self.database, job.id, "root")) == (job.place is not None)
        if job.place is not None:
            job.events.append("job.viewed")

    # ---- Workers ------------------------------------------------------------------------------------

    @rule(worker=WORKER, free=st.integers(1, SLOTS))
    def claim(self, worker: int, free: int) -> None:
        process_id = self.workers[worker]
        claimed = self.run(
            claim_jobs(
                self.database,
                process_id,
                browser_type_ids=[CHROMIUM],
                slot_nos=[*range(1, free + 1)],
                limits=RunLimits(client=self.limit),
            )
        )
        assert len({one.slot_no for one in claimed}) == len(claimed) <= free
        assert process_id in self.alive or not claimed
        for one in claimed:
            self.start(one, process_id)
        self.follow("ready", "parked", only=self.at_limit)
        if process_id in self.alive and len(claimed) < free:
            assert self.jobs_in("ready") == [], "a slot is free, and a job that might have it waits"
        assert self.limit is None or all(self.running(client_id) <= self.limit for client_id in CLIENTS)

    @rule(worker=WORKER)
    def let_in(self, worker: int) -> None:
        """A worker that runs as many jobs as it has joined with looks for a client that runs nothing."""
        process_id = self.workers[worker]
        newcomers = {job.id for job in self.jobs_in("ready") if not self.running(job.client_id)}
        claimed = self.run(
            claim_newcomer(
                self.database,
                process_id,
                browser_type_ids=[CHROMIUM],
                slot_no=SLOTS + 1,
                limits=RunLimits(client=self.limit),
            )
        )
        is_full = any(job.holder == process_id for job in self.jobs_in("leases"))
        assert len(claimed) == (process_id in self.alive and is_full and len(newcomers) > 0)
        for one in claimed:
            assert one.lease.job_id in newcomers
            self.start(one, process_id)

    @rule(number=PICK, is_sent_twice=st.booleans())
    def step(self, number: int, *, is_sent_twice: bool) -> None:
        job = self.one_running(number)
        for _ in range(1 + is_sent_twice):
            self.run(self.record(job.claims[-1], job.claims[-1].next_sequence + job.steps))
        job.steps += 1
        job.events.append("job.progress")

    @rule(number=PICK, is_wished=st.booleans(), is_sent_twice=st.booleans())
    def stand_still(self, number: int, *, is_wished: bool, is_sent_twice: bool) -> None:
        """At somebody's wish, or since a person is needed. One that does already goes on first."""
        job = self.one_running(number)
        if job.status in STANDING_STILL:
            self.go_on(job, is_sent_twice=is_sent_twice)
        if is_wished and any(
            other.status in STANDING_STILL and other.holder == job.holder for other in self.jobs_in("leases")
        ):
            with pytest.raises(TooManyPaused):
                self.run(request_pause(self.database, job.client_id, job.id, timeout_s=3600, by=""))
            is_wished = False
        elif is_wished:
            self.run(request_pause(self.database, job.client_id, job.id, timeout_s=3600, by=""))
        pause = NewPause(reason="PAUSED" if is_wished else "CAPTCHA", timeout_s=3600)
        for _ in range(1 + is_sent_twice):
            assert self.run(self.record_pause(job, pause))
        job.status = Status.PAUSED if is_wished else Status.INTERVENTION_NEEDED
        job.steps += 1
        job.events.append(f"job.{job.status}")

    @rule(number=PICK, is_sent_twice=st.booleans())
    def resume(self, number: int, *, is_sent_twice: bool) -> None:
        still = [job for job in self.jobs_in("leases") if job.status in STANDING_STILL]
        if still:
            self.go_on(still[number % len(still)], is_sent_twice=is_sent_twice)

    def go_on(self, job: KnownJob, *, is_sent_twice: bool = False) -> None:
        claimed = job.claims[-1]
        for _ in range(1 + is_sent_twice):
            self.run(
                record_resume(
                    self.database,
                    claimed.lease,
                    claimed.next_sequence + job.steps,
                    resumed_by="call",
                    note="",
                    left_s=3600,
                )
            )
        job.status = Status.PROCESSING
        job.steps += 1
        job.events.append("job.resumed")

    @rule(
        number=PICK,
        status=st.sampled_from([Status.COMPLETED, Status.FAILED, Status.CANCELLED, Status.PENDING]),
        retries=st.integers(0, 1),
        delay_s=st.sampled_from([0, 3600]),
    )
    def finish(self, number: int, status: Status, retries: int, delay_s: float) -> None:
        """Of all kinds: for good, to be tried again now or later, given back by a worker that stops."""
        job = self.one_running(number)
        if job.status in STANDING_STILL and status is Status.COMPLETED:
            self.go_on(job)
        assert self.run(self.end(job.claims[-1], status, retries=retries, delay_s=delay_s)) == {job.id}
        job.retry_count += retries
        if status is Status.PENDING and job.is_cancelled:
            job.leave(Status.CANCELLED)
        elif status is Status.PENDING:
            job.leave(status, "deferred" if delay_s else "ready")
        else:
            job.leave(status)
        self.follow("parked", "ready", only=lambda other: other.client_id == job.client_id)

    @rule(number=PICK, status=st.sampled_from(Status))
    def write_with_an_old_lease(self, number: int, status: Status) -> None:
        claimed = self.one_stale(number)
        if status is Status.PROCESSING:
            with pytest.raises(LeaseLost):
                self.run(self.record(claimed, claimed.next_sequence))
        elif status in STANDING_STILL:
            with pytest.raises(LeaseLost):
                self.run(self.record_pause(self.jobs[claimed.lease.job_id], PAUSE, claimed))
        else:
            assert self.run(self.end(claimed, status)) == frozenset()

    @rule(worker=WORKER)
    def beat(self, worker: int) -> None:
        """A worker that was taken for dead, but whose jobs nobody has rescued, has them still."""
        process_id = self.workers[worker]
        heard = self.run(workers.beat(self.database, process_id, browser_type_ids=[CHROMIUM], ttl_s=3600, metadata={}))
        self.alive.add(process_id)
        held = [job for job in self.jobs_in("leases") if job.holder == process_id]
        assert heard.held == {job.claims[-1].lease for job in held}
        assert heard.wishes == {}
        assert heard.cancelled == {job.id for job in held if job.is_cancelled}

    @rule(worker=WORKER)
    def fall_silent(self, worker: int) -> None:
        process_id = self.workers[worker]
        self.change("UPDATE worker_processes SET expires_at = now() WHERE id = %(id)s RETURNING id", process_id)
        self.alive.discard(process_id)

    @rule(worker=WORKER)
    def leave(self, worker: int) -> None:
        """And another one comes in its place."""
        self.run(workers.leave(self.database, self.workers[worker]))
        self.alive.discard(self.workers[worker])
        self.workers[worker] = new_id()
        self.alive.add(self.workers[worker])
        self.run(self.join(self.workers[worker]))

    @rule(number=PICK)
    def hang(self, number: int) -> None:
        """Its worker lives and does not end it."""
        job = self.one_running(number)
        self.change(
            "UPDATE job_leases SET deadline_at = now() - interval '1 s' WHERE job_id = %(id)s RETURNING 1", job.id
        )
        job.is_overdue = True

    # ---- Maintenance --------------------------------------------------------------------------------

    @rule()
    def rescue(self) -> None:
        lost = [job for job in self.jobs_in("leases") if job.holder not in self.alive or job.is_overdue]
        assert self.run(rescue_jobs(self.database)) == len(lost)
        for job in lost:
            if job.is_cancelled:
                job.leave(Status.CANCELLED)
            elif job.retry_count < job.max_retries:
                job.retry_count += 1
                job.leave(Status.PENDING, "deferred")
                self.change(
                    "UPDATE job_deferred SET due_at = now() + interval '1 h' WHERE job_id = %(id)s RETURNING 1", job.id
                )
            else:
                job.leave(Status.FAILED)

    @rule(number=PICK)
    def fall_due(self, number: int) -> None:
        job = self.one_deferred(number)
        self.change("UPDATE job_deferred SET due_at = now() WHERE job_id = %(id)s RETURNING 1", job.id)
        job.is_due = True

    @rule()
    def promote(self) -> None:
        due = [job for job in self.jobs_in("deferred") if job.is_due]
        assert self.run(promote_jobs(self.database)) == len(due)
        for job in due:
            job.place, job.is_due = "ready", False

    @rule()
    def unpark(self) -> None:
        before = Counter(job.client_id for job in self.jobs_in("parked"))
        self.run(unpark_jobs(self.database, RunLimits(client=self.limit)))
        self.follow("parked", "ready", only=lambda _: True)
        after = Counter(job.client_id for job in self.jobs_in("parked"))
        for client_id in CLIENTS:
            places = len(self.jobs) if self.limit is None else self.limit - self.running(client_id)
            assert after[client_id] == max(0, before[client_id] - max(0, places))

    # ---- What must be true --------------------------------------------------------------------------

    @invariant()
    def each_job_is_as_the_model_says(self) -> None:
        assert self.run(broken_jobs(self.database)) == []
        seen = {row["id"]: row for row in self.run(self.database.rows(SEEN))}
        assert seen == {job.id: job.seen() for job in self.jobs.values()}

    def teardown(self) -> None:
        """Whatever has happened, all jobs end."""
        self.limit = None
        self.unpark()
        for worker in range(WORKERS):
            self.beat(worker)
        while any(job.place for job in self.jobs.values()):
            for _ in self.jobs_in("deferred"):
                self.fall_due(0)
                self.promote()
            self.claim(0, SLOTS)
            while self.jobs_in("leases"):
                self.finish(0, Status.COMPLETED, 0, 0)
        self.each_job_is_as_the_model_says()
        for job in self.jobs.values():
            assert [f"job.{status}" for status in TERMINAL].count(job.events[-1]) == 1
            assert sum(event in {f"job.{status}" for status in TERMINAL} for event in job.events) == 1

    # ---- Helpers ------------------------------------------------------------------------------------

    def start(self, claimed: ClaimedJob, process_id: UUID) -> None:
        job = self.jobs[claimed.lease.job_id]
        assert job.place == "ready"
        assert claimed.lease.lease_no == job.lease_no + 1
        assert claimed.next_sequence == len(job.events) + 2
        job.status, job.place, job.holder, job.steps = Status.PROCESSING, "leases", process_id, 0
        job.lease_no += 1
        job.claims.append(claimed)
        job.events.append("job.started")

    def running(self, client_id: str) -> int:
        return sum(job.client_id == client_id for job in self.jobs_in("leases"))

    def at_limit(self, job: KnownJob) -> bool:
        return self.limit is not None and self.running(job.client_id) >= self.limit

    def follow(self, before: str, after: str, *, only: Callable[[KnownJob], bool]) -> None:
        """Takes over which of several jobs the store has moved between two tables of waiting jobs; it may have moved
        some only.
        """
        moved = self.run(self.database.rows(f"SELECT job_id FROM job_{after}"))  # type: ignore[arg-type]
        for job in [self.jobs[row["job_id"]] for row in moved]:
            if job.place == before:
                assert only(job)
                job.place = after

    def change(self, statement: str, one: UUID) -> None:
        assert self.run(self.database.rows(statement, {"id": one}))  # type: ignore[arg-type]

    async def record(self, claimed: ClaimedJob, sequence: int) -> None:
        await record_step(self.database, claimed.lease, sequence, message="done", data={})

    async def record_pause(self, job: KnownJob, pause: NewPause, claimed: ClaimedJob | None = None) -> float | None:
        claimed = claimed or job.claims[-1]
        sequence = claimed.next_sequence + job.steps
        return await record_pause(self.database, claimed.lease, sequence, pause, left_s=3600, max_held=99)

    async def end(
        self, claimed: ClaimedJob, status: Status, *, retries: int = 0, delay_s: float = 0
    ) -> frozenset[UUID]:
        error = {"message": "failed", "details": {}} if status in {Status.FAILED, Status.PENDING} else None
        return await finish_jobs(
            self.database,
            [Outcome(lease=claimed.lease, status=status, result={}, error=error, retries=retries, delay_s=delay_s)],
        )


def test_whatever_happens_the_queue_is_as_its_model(database_settings: DatabaseSettings) -> None:
    loop = asyncio.new_event_loop()
    database = Database(database_settings, application_name="model", pool_size=2)
    loop.run_until_complete(database.__aenter__())
    try:
        run_state_machine_as_test(lambda: Queue(loop, database), settings=BOUNDS)  # type: ignore[no-untyped-call]
    finally:
        loop.run_until_complete(database.__aexit__())
        loop.close()
