"""JobService: creating, watching and ending jobs."""

from collections.abc import AsyncIterator, Collection
from contextlib import aclosing
from uuid import UUID

from google.protobuf.empty_pb2 import Empty
from tabwright.v1.event_pb2 import JobEvent
from tabwright.v1.job_pb2 import Job
from tabwright.v1.job_service_pb2 import (
    BatchCreateJobsRequest,
    BatchCreateJobsResponse,
    CancelJobRequest,
    CancelJobsRequest,
    CancelJobsResponse,
    CountJobsRequest,
    CountJobsResponse,
    CreateJobRequest,
    CreateJobResponse,
    GetJobRequest,
    ListJobLogsRequest,
    ListJobLogsResponse,
    ListJobsRequest,
    ListJobsResponse,
    PauseJobRequest,
    PurgeJobRequest,
    PurgeJobsRequest,
    PurgeJobsResponse,
    ResumeJobRequest,
    RetryJobRequest,
    RetryJobsRequest,
    RetryJobsResponse,
    WatchJobRequest,
    WatchJobsRequest,
    WatchJobsResponse,
)
from tabwright.v1.job_service_pb2_grpc import JobServiceServicer

from server.calls.around import Context
from server.calls.caller import client_id, current
from server.calls.lanes import Lanes
from server.convert import job as convert
from server.convert import job_filter, page_token
from server.intake.intake import Intake
from server.intake.quota import QueueQuota
from server.intake.service_level import CurrentLevel
from server.streams.watching import Watching
from store.database.connection import Database
from store.job import CANCELLABLE, REPLAYABLE, TERMINAL, Status
from store.job import Job as StoredJob
from store.queue.cancel import cancel_job, cancel_jobs
from store.queue.pausing import DEFAULT_TIMEOUT_S, request_pause, request_resume
from store.queue.replay import replay_job, replay_jobs
from store.records import listing
from store.records.counting import count_jobs
from store.records.filtering import find_jobs
from store.records.removal import remove_job, remove_jobs

DEFAULT_JOBS_LIMIT = 20
DEFAULT_LOGS_LIMIT = 100
MAX_AT_ONCE = 1000
"""Jobs that one call cancels, starts again or removes."""


class JobService(JobServiceServicer):
    def __init__(
        self,
        database: Database,
        watching: Watching,
        intake: Intake,
        quota: QueueQuota,
        lanes: Lanes,
        *,
        level: CurrentLevel,
    ) -> None:
        self._database = database
        self._watching = watching
        self._intake = intake
        self._quota = quota
        self._level = level
        self._lanes = lanes

    async def CreateJob(self, request: CreateJobRequest, context: Context) -> CreateJobResponse:
        return await self._intake.accept(request, context)

    async def BatchCreateJobs(self, request: BatchCreateJobsRequest, context: Context) -> BatchCreateJobsResponse:
        return BatchCreateJobsResponse(jobs=await self._intake.accept_all(request.jobs, context))

    async def GetJob(self, request: GetJobRequest, context: Context) -> Job:
        job = await listing.get_job(self._database, client_id(), UUID(request.job_id))
        return await self._message(job)

    async def ListJobs(self, request: ListJobsRequest, context: Context) -> ListJobsResponse:
        limit = request.limit or DEFAULT_JOBS_LIMIT
        page = await listing.list_jobs(
            self._database,
            client_id(),
            job_filter.listed(request),
            before=page_token.decode(request.page_token, UUID, of="jobs") if request.page_token else None,
            offset=max(0, request.page - 1) * limit,
            limit=limit,
        )
        size_bytes = sum(job.size_bytes for job in page)
        next_page_token = page_token.encode(page[-1].id, of="jobs") if page.more else ""
        return await self._lanes.run(
            size_bytes,
            lambda: ListJobsResponse(data=convert.job_messages(page), next_page_token=next_page_token),
        )

    async def CountJobs(self, request: CountJobsRequest, context: Context) -> CountJobsResponse:
        counts = await count_jobs(self._database, client_id(), job_filter.counted(request))
        return convert.counts_message(counts)

    async def CancelJob(self, request: CancelJobRequest, context: Context) -> Job:
        return await self._message(await cancel_job(self._database, client_id(), UUID(request.job_id)))

    async def PauseJob(self, request: PauseJobRequest, context: Context) -> Job:
        timeout_s = request.timeout_ms / 1000 if request.HasField("timeout_ms") else DEFAULT_TIMEOUT_S
        job_id = UUID(request.job_id)
        return await self._message(
            await request_pause(self._database, client_id(), job_id, timeout_s=timeout_s, by=current().label)
        )

    async def ResumeJob(self, request: ResumeJobRequest, context: Context) -> Job:
        return await self._message(
            await request_resume(
                self._database,
                client_id(),
                UUID(request.job_id),
                outcome="failed" if request.outcome == "failed" else "done",
                note=request.note,
                by=current().label,
            )
        )

    async def RetryJob(self, request: RetryJobRequest, context: Context) -> Job:
        job_id = UUID(request.job_id)
        await self._level.require_again(client_id(), [job_id])
        await self._quota.take(client_id())
        return await self._message(await replay_job(self._database, client_id(), job_id))

    async def PurgeJob(self, request: PurgeJobRequest, context: Context) -> Empty:
        await remove_job(self._database, client_id(), UUID(request.job_id), TERMINAL, "removed: it has not ended")
        return Empty()

    async def CancelJobs(self, request: CancelJobsRequest, context: Context) -> CancelJobsResponse:
        found, more = await self._found(request, CANCELLABLE)
        return CancelJobsResponse(
            job_ids=map(str, await cancel_jobs(self._database, client_id(), list(found))), more=more
        )

    async def RetryJobs(self, request: RetryJobsRequest, context: Context) -> RetryJobsResponse:
        found, more = await self._found(request, REPLAYABLE)
        await self._level.require_again(client_id(), found)
        await self._quota.take(client_id(), len(found))
        replayed = await replay_jobs(self._database, client_id(), found, REPLAYABLE)
        return RetryJobsResponse(job_ids=map(str, replayed), more=more)

    async def PurgeJobs(self, request: PurgeJobsRequest, context: Context) -> PurgeJobsResponse:
        found, more = await self._found(request, TERMINAL)
        return PurgeJobsResponse(
            job_ids=map(str, await remove_jobs(self._database, client_id(), list(found))), more=more
        )

    async def _found(
        self, request: CancelJobsRequest | RetryJobsRequest | PurgeJobsRequest, statuses: Collection[Status]
    ) -> tuple[dict[UUID, str], bool]:
        """The target URLs of the jobs that a call is about, and whether there may be more of them."""
        limit = request.limit or MAX_AT_ONCE
        found = await find_jobs(self._database, client_id(), job_filter.wanted(request, statuses), limit=limit)
        return found, not request.job_ids and len(found) == limit

    async def WatchJob(self, request: WatchJobRequest, context: Context) -> AsyncIterator[JobEvent]:
        async with aclosing(self._watching.job(request)) as events:
            async for event in events:
                if event is not None:
                    yield event

    async def WatchJobs(self, request: WatchJobsRequest, context: Context) -> AsyncIterator[WatchJobsResponse]:
        async with aclosing(self._watching.jobs(request)) as messages:
            async for message in messages:
                yield message

    async def ListJobLogs(self, request: ListJobLogsRequest, context: Context) -> ListJobLogsResponse:
        limit = request.limit or DEFAULT_LOGS_LIMIT
        page = await listing.list_logs(
            self._database,
            client_id(),
            UUID(request.job_id),
            after=page_token.decode(request.page_token, int, of="logs") if request.page_token else 0,
            limit=limit,
        )
        next_page_token = page_token.encode(page[-1].id, of="logs") if page.more else ""
        return await self._lanes.run(
            sum(line.size_bytes for line in page),
            lambda: ListJobLogsResponse(data=map(convert.log_message, page), next_page_token=next_page_token),
        )

    async def _message(self, job: StoredJob) -> Job:
        return await self._lanes.run(job.size_bytes, convert.job_message, job)
