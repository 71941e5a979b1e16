"""A worker that does what a test says: jobs come into any state without a browser."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from store.database.connection import Database
from store.job import ClaimedJob, Status, new_id
from store.queue import workers
from store.queue.attempts import Outcome, finish_jobs
from store.queue.claim import claim_jobs
from store.queue.pausing import NewPause, PauseWish, record_pause, record_resume
from tests.console.stack import Tenant

WEBKIT = 3
"""The type of its jobs: no other worker of these tests has it."""
_TTL_S = 600.0


@dataclass(frozen=True)
class StandIn:
    """Worker processes with a slot each, one for each job that it has begun."""

    database: Database
    _processes: dict[UUID, UUID] = field(default_factory=dict)
    """By job."""

    async def run(self, tenant: Tenant, **changes: Any) -> ClaimedJob:
        """A job of a tenant that runs; changes are fields of NewJob."""
        await tenant.create_job(browser_type_id=WEBKIT, **changes)
        return await self.take()

    async def take(self) -> ClaimedJob:
        """The one job that waits for it."""
        process_id = new_id()
        await workers.join(self.database, process_id, browser_type_ids=[WEBKIT], slots=1, ttl_s=_TTL_S, metadata={})
        (job,) = await claim_jobs(self.database, process_id, browser_type_ids=[WEBKIT], slot_nos=[0])
        self._processes[job.lease.job_id] = process_id
        return job

    async def stand(self, tenant: Tenant, pause: NewPause, **changes: Any) -> ClaimedJob:
        """A job that stands still, and waits for a person."""
        job = await self.run(tenant, **changes)
        assert await record_pause(self.database, job.lease, job.next_sequence, pause, left_s=20, max_held=1)
        return job

    async def go_on(self, job: ClaimedJob) -> None:
        await record_resume(self.database, job.lease, job.next_sequence + 1, resumed_by="call", note="", left_s=20)

    async def wish(self, job: ClaimedJob) -> PauseWish:
        """What somebody wants of a job that stands still."""
        process_id = self._processes[job.lease.job_id]
        heard = await workers.beat(self.database, process_id, browser_type_ids=[WEBKIT], ttl_s=_TTL_S, metadata={})
        assert heard is not None
        return heard.wishes[job.lease.job_id]

    async def fail(self, tenant: Tenant, error_type: str, message: str, **changes: Any) -> UUID:
        """A job that has failed for good."""
        job = await self.run(tenant, **changes)
        job_id = job.lease.job_id
        details = {"jobId": str(job_id), "errorType": error_type, "message": message}
        error = {"statusCode": 500, "error": "JobExecutionError", "message": message, "details": details}
        await finish_jobs(self.database, [Outcome(lease=job.lease, status=Status.FAILED, error=error)])
        return job_id

    async def complete(self, job: ClaimedJob) -> None:
        await finish_jobs(self.database, [Outcome(lease=job.lease, status=Status.COMPLETED, result={})])
