"""A worker that does as it is told: jobs get into every state without a browser."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from store.database.connection import Database
from store.job import ClaimedJob, Json, Status, new_id
from store.queue import workers
from store.queue.attempts import NewArtifact, Outcome, finish_jobs, record_notes, record_step
from store.queue.claim import claim_jobs
from store.queue.pausing import NewPause, PauseWish, record_pause, record_resume
from tests.console.stack import Tenant

BROWSER = 3
"""The browser type of its jobs: no worker of the tests runs it."""
IDLE = 2
"""That of jobs that wait for ever."""
_TTL_S = 600.0


@dataclass(frozen=True)
class Puppet:
    """Worker processes with a slot each, one for each job that it has begun."""

    tenant: Tenant
    _running: dict[UUID, ClaimedJob] = field(default_factory=dict)
    """By process."""

    async def start(self, **changes: Any) -> ClaimedJob:
        """A new job that runs; changes are fields of NewJob."""
        job_id = await self.tenant.create_job(browser_type_id=BROWSER, priority=100, **changes)
        job = await self.take()
        assert job.lease.job_id == job_id
        return job

    async def take(self) -> ClaimedJob:
        """The one job that waits for it."""
        process = new_id()
        await workers.join(self._database, process, browser_type_ids=[BROWSER], slots=1, ttl_s=_TTL_S, metadata={})
        (job,) = await claim_jobs(self._database, process, browser_type_ids=[BROWSER], slot_nos=[0])
        self._running[process] = job
        return job

    async def step(self, job: ClaimedJob, number: int, artifacts: Sequence[NewArtifact] = (), **data: Any) -> None:
        """Ends a step of it: the first has number 0."""
        message = f"{data.get('action', 'visit')} done"
        sequence = job.next_sequence + number
        await record_step(self._database, job.lease, sequence, message=message, data=data, artifacts=artifacts)

    async def note(self, job: ClaimedJob, lines: Sequence[str]) -> None:
        """Writes into its log."""
        await record_notes(self._database, job.lease, lines)

    async def stand(self, pause: NewPause, **changes: Any) -> ClaimedJob:
        """A new job that stands still, and waits for a person."""
        job = await self.start(**changes)
        assert await record_pause(self._database, job.lease, job.next_sequence, pause, left_s=20, max_held=1)
        return job

    async def go_on(self, job: ClaimedJob) -> None:
        """Has one that stands still run again, as if somebody had asked for it."""
        await record_resume(self._database, job.lease, job.next_sequence + 1, resumed_by="call", note="", left_s=20)

    async def wish(self, job: ClaimedJob) -> PauseWish:
        """What somebody wants of a job that stands still."""
        process = self._process_of(job)
        heard = await workers.beat(self._database, process, browser_type_ids=[BROWSER], ttl_s=_TTL_S, metadata={})
        assert heard is not None
        return heard.wishes[job.lease.job_id]

    async def end(
        self, job: ClaimedJob, status: Status, *, error: Json | None = None, result: Json | None = None
    ) -> None:
        """Ends it for good."""
        outcome = Outcome(lease=job.lease, status=status, error=error, result=result)
        assert await finish_jobs(self._database, [outcome])
        process = self._process_of(job)
        del self._running[process]
        await workers.leave(self._database, process)

    async def fail(
        self,
        error_type: str = "SELECTOR_NOT_FOUND",
        message: str = "action 0 (extract): no element matches '#total'",
        **changes: Any,
    ) -> UUID:
        """A new job that has failed at its first action."""
        job = await self.start(actions=[{"action": "extract", "target": "#total"}, {"action": "screenshot"}], **changes)
        await self.step(job, 0, action="visit", durationMs=1200, actionCount=2)
        details = {"errorType": error_type, "actionIndex": 0, "action": "extract", "canRetry": False, "retryCount": 0}
        error = {"error": "JobExecutionError", "message": message, "statusCode": 500, "details": details}
        await self.end(job, Status.FAILED, error=error)
        return job.lease.job_id

    async def complete(self, artifacts: Sequence[NewArtifact] = (), **changes: Any) -> UUID:
        """A new job that has done all, and has made these files."""
        job = await self.start(actions=[{"action": "screenshot"}], **changes)
        await self.step(job, 0, action="visit", durationMs=20, actionCount=1)
        await self.step(job, 1, artifacts, action="screenshot", actionIndex=0, durationMs=300, actionCount=1)
        await self.end(job, Status.COMPLETED, result={"duration": 320, "actions": []})
        return job.lease.job_id

    @property
    def _database(self) -> Database:
        return self.tenant.stack.database

    def _process_of(self, job: ClaimedJob) -> UUID:
        return next(process for process, one in self._running.items() if one.lease.job_id == job.lease.job_id)


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
    puppet = Puppet(tenant)
    yield puppet
    # Of a test that has failed, or that leaves one standing: another test's puppet would get it.
    for job in list(puppet._running.values()):
        await puppet.end(job, Status.FAILED, error={"error": "JobExecutionError", "message": "left", "statusCode": 500})
