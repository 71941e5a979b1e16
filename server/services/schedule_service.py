"""ScheduleService: jobs that are made at times."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from google.protobuf.empty_pb2 import Empty
from tabwright.v1.job_service_pb2 import CreateJobRequest, CreateJobResponse
from tabwright.v1.schedule_pb2 import Schedule
from tabwright.v1.schedule_service_pb2 import (
    CreateScheduleRequest,
    DeleteScheduleRequest,
    GetScheduleRequest,
    ListSchedulesRequest,
    ListSchedulesResponse,
    PauseScheduleRequest,
    ResumeScheduleRequest,
    RunScheduleRequest,
    UpdateScheduleRequest,
)
from tabwright.v1.schedule_service_pb2_grpc import ScheduleServiceServicer

from server.background.scheduler import Scheduler
from server.calls.around import Context
from server.calls.caller import client_id
from server.calls.faults import InvalidRequest
from server.calls.lanes import Lanes
from server.convert import page_token
from server.convert import schedule as convert
from server.convert.job import named as named_request
from server.intake.idempotency import request_id
from server.intake.intake import Intake
from store.database.connection import Database
from store.errors import BrowserTypeInactive
from store.job import Request
from store.queue.browsers import get_browser_type
from store.queue.intake import Accepted, accepted_before
from store.schedules import schedules
from store.schedules.firing import run_now

DEFAULT_LIMIT = 20


class ScheduleService(ScheduleServiceServicer):
    def __init__(self, database: Database, intake: Intake, scheduler: Scheduler, lanes: Lanes) -> None:
        self._database = database
        self._intake = intake
        self._scheduler = scheduler
        self._lanes = lanes

    async def CreateSchedule(self, request: CreateScheduleRequest, context: Context) -> Schedule:
        new = convert.new_schedule(request, await schedules.current_time(self._database))
        await self._require_job(request.job)
        schedule = await schedules.create_schedule(self._database, new)
        await context.send_initial_metadata(
            (("x-http-code", "201"), ("location", f"/api/v1/schedules/{schedule.id}")),
        )
        return await self._message(schedule)

    async def GetSchedule(self, request: GetScheduleRequest, context: Context) -> Schedule:
        return await self._message(await schedules.get_schedule(self._database, client_id(), UUID(request.id)))

    async def ListSchedules(self, request: ListSchedulesRequest, context: Context) -> ListSchedulesResponse:
        limit = request.limit or DEFAULT_LIMIT
        page = await schedules.list_schedules(
            self._database,
            client_id(),
            after=page_token.decode(request.page_token, UUID, of="schedules") if request.page_token else None,
            limit=limit,
        )
        next_page_token = page_token.encode(page[-1].id, of="schedules") if page.more else ""
        return await self._lanes.run(
            sum(schedule.size_bytes for schedule in page),
            lambda: ListSchedulesResponse(data=map(convert.schedule_message, page), next_page_token=next_page_token),
        )

    async def UpdateSchedule(self, request: UpdateScheduleRequest, context: Context) -> Schedule:
        if request.HasField("job"):
            await self._require_job(request.job)
        return await self._change(request.id, lambda schedule: convert.changed_schedule(schedule, request))

    async def DeleteSchedule(self, request: DeleteScheduleRequest, context: Context) -> Empty:
        await schedules.delete_schedule(self._database, client_id(), UUID(request.id))
        return Empty()

    async def PauseSchedule(self, request: PauseScheduleRequest, context: Context) -> Schedule:
        return await self._change(request.id, lambda schedule: replace(schedule, is_paused=True, next_run_at=None))

    async def ResumeSchedule(self, request: ResumeScheduleRequest, context: Context) -> Schedule:
        return await self._change(request.id, convert.resumed_schedule)

    async def RunSchedule(self, request: RunScheduleRequest, context: Context) -> CreateJobResponse:
        request.request_id = request_id(request, context)
        named = named_request(request) if request.request_id else None
        accepted = await self._run_before(named) or await self._run(UUID(request.id), named)
        return await self._intake.answer(accepted, context)

    async def _run_before(self, named: Request | None) -> Accepted | None:
        """The job that the request has made when it came before."""
        return (await accepted_before(self._database, client_id(), [named])).get(named) if named else None

    async def _run(self, schedule_id: UUID, named: Request | None) -> Accepted:
        schedule = await schedules.get_schedule(self._database, client_id(), schedule_id)
        job = await self._scheduler.job(schedule, None)
        self._intake.require_level([job])
        return await run_now(self._database, schedule.id, replace(job, request=named))

    async def _change(self, schedule_id: str, change: Callable[[schedules.Schedule], schedules.Schedule]) -> Schedule:
        return await self._message(
            await schedules.change_schedule(self._database, client_id(), UUID(schedule_id), change)
        )

    async def _message(self, schedule: schedules.Schedule) -> Schedule:
        return await self._lanes.run(schedule.size_bytes, convert.schedule_message, schedule)

    async def _require_job(self, request: CreateJobRequest) -> None:
        """Raises what CreateJob would, but for what passes."""
        if broken := convert.job_faults(request):
            raise InvalidRequest(broken)
        job = await self._intake.check(request, within="job.")
        if not (await get_browser_type(self._database, job.browser_type_id)).is_active:
            raise BrowserTypeInactive(job.browser_type_id)
