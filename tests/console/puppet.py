"""A worker that does as it is told: jobs get into every state without a browser."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from store.job import ClaimedJob, Json, Status, new_id
from store.queue import workers
from store.queue.attempts import NewArtifact, Outcome, finish_jobs, record_notes, record_step
from store.queue.claim import claim_jobs
from tests.console.stack import Tenant

BROWSER = 3
"""The browser type of its jobs: no worker of the tests runs it."""
IDLE = 2
"""That of jobs that wait for ever."""


@dataclass
class Puppet:
    """A worker process with one slot."""

    tenant: Tenant
    process: UUID
    running: dict[UUID, ClaimedJob] = field(default_factory=dict)

    async def start(self, **changes: Any) -> ClaimedJob:
        """A new job that runs."""
        job_id = await self.tenant.create_job(browser_type_id=BROWSER, priority=100, **changes)
        (job,) = await claim_jobs(self.tenant.stack.database, self.process, browser_type_ids=[BROWSER], slot_nos=[1])
        assert job.lease.job_id == job_id
        self.running[job_id] = job
        return job

    async def step(self, job: ClaimedJob, number: int, artifacts: Sequence[NewArtifact] = (), **data: Any) -> None:
        """Ends a step of it: the first has number 0."""
        database, sequence = self.tenant.stack.database, job.next_sequence + number
        message = f"{data.get('action', 'visit')} done"
        await record_step(database, job.lease, sequence, message=message, data=data, artifacts=artifacts)

    async def note(self, job: ClaimedJob, lines: Sequence[str]) -> None:
        """Writes into its log."""
        await record_notes(self.tenant.stack.database, job.lease, lines)

    async def end(
        self, job: ClaimedJob, status: Status, *, error: Json | None = None, result: Json | None = None
    ) -> None:
        """Ends it for good."""
        outcome = Outcome(lease=job.lease, status=status, error=error, result=result)
        assert await finish_jobs(self.tenant.stack.database, [outcome])
        del self.running[job.lease.job_id]

    async def fail(self, *, message: str = "no element matches '#total'", **changes: Any) -> UUID:
        """A job that has failed at its first action."""
        job = await self.start(actions=[{"action": "extract", "target": "#total"}, {"action": "screenshot"}], **changes)
        await self.step(job, 0, action="visit", durationMs=1200, actionCount=2)
        details = {"errorType": "SELECTOR_NOT_FOUND", "actionIndex": 0, "action": "extract", "canRetry": False}
        failure = {"error": "JobExecutionError", "message": f"action 0 (extract): {message}", "statusCode": 500}
        await self.end(job, Status.FAILED, error=failure | {"details": details | {"retryCount": 0}})
        return job.lease.job_id

    async def complete(self, artifacts: Sequence[NewArtifact] = (), **changes: Any) -> UUID:
        """A job that has done all, and has made these files."""
        job = await self.start(actions=[{"action": "screenshot"}], **changes)
        await self.step(job, 0, action="visit", durationMs=20, actionCount=1)
        await self.step(job, 1, artifacts, action="screenshot", actionIndex=0, durationMs=300, actionCount=1)
        await self.end(job, Status.COMPLETED, result={"duration": 320, "actions": []})
        return job.lease.job_id


def artifact(name: str, mime_type: str, data: bytes, artifact_type: str = "download") -> NewArtifact:
    """A file of a job."""
    return NewArtifact(
        id=new_id(),
        artifact_type=artifact_type,
        name=name,
        file_path=None,
        file_data=data,
        mime_type=mime_type,
        size_bytes=len(data),
    )


@asynccontextmanager
async def puppet_of(tenant: Tenant) -> AsyncIterator[Puppet]:
    """A puppet for the jobs of this tenant. It leaves nothing running."""
    process = new_id()
    database = tenant.stack.database
    await workers.join(database, process, browser_type_ids=[BROWSER], slots=1, ttl_s=600, metadata={})
    puppet = Puppet(tenant, process)
    yield puppet
    # Of a test that has failed: another one's puppet would get it.
    for job in list(puppet.running.values()):
        await puppet.end(job, Status.FAILED, error={"error": "JobExecutionError", "message": "left", "statusCode": 500})
    await workers.leave(database, process)
