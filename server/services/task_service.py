"""TaskService: jobs in the words of people."""

from dataclasses import replace
from uuid import UUID

from google.protobuf.empty_pb2 import Empty
from tabwright.v1.task_pb2 import Task
from tabwright.v1.task_service_pb2 import (
    CancelTaskRequest,
    CreateTaskRequest,
    DeleteTaskRequest,
    GetTaskRequest,
    ListTasksRequest,
    ListTasksResponse,
    ListTaskStepsRequest,
    ListTaskStepsResponse,
    UpdateTaskRequest,
)
from tabwright.v1.task_service_pb2_grpc import TaskServiceServicer

from server.calls.around import Context
from server.calls.caller import client_id, current
from server.calls.lanes import Lanes
from server.convert import page_token, task_face, task_steps
from server.intake.intake import Intake
from server.intake.quota import QueueQuota
from server.intake.service_level import CurrentLevel
from server.intake.tasks import TaskIntake
from store.database import auditing
from store.database.connection import Database
from store.errors import JobNotStandingStill
from store.job import REPLAYABLE, TERMINAL, Job, Status
from store.queue.cancel import cancel_job
from store.queue.pausing import DEFAULT_TIMEOUT_S, request_pause, request_resume
from store.queue.replay import replay_job
from store.records.listing import get_job, list_jobs
from store.records.removal import remove_job
from store.records.steps import list_steps, steps_done
from store.secrets.sealing import Keyring

DEFAULT_LIMIT = 20
DEFAULT_STEPS_LIMIT = 100


class TaskService(TaskServiceServicer):
    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        intake: Intake,
        quota: QueueQuota,
        lanes: Lanes,
        *,
        level: CurrentLevel,
    ) -> None:
        self._database = database
        self._intake = TaskIntake(database, keyring, intake)
        self._quota = quota
        self._lanes = lanes
        self._level = level

    async def CreateTask(self, request: CreateTaskRequest, context: Context) -> Task:
        made = await self._intake.make(request, context)
        location = ("location", f"/api/v1/tasks/{made.job_id}")
        await context.send_initial_metadata((("x-http-code", "201"), location))
        return await self._message(await get_job(self._database, client_id(), made.job_id))

    async def GetTask(self, request: GetTaskRequest, context: Context) -> Task:
        return await self._message(await get_job(self._database, client_id(), UUID(request.id)))

    async def ListTasks(self, request: ListTasksRequest, context: Context) -> ListTasksResponse:
        page = await list_jobs(
            self._database,
            client_id(),
            task_face.job_filter(request),
            before=page_token.decode(request.page_token, UUID, of="tasks") if request.page_token else None,
            limit=request.limit or DEFAULT_LIMIT,
        )
        done = await steps_done(self._database, client_id(), {job.id: job.actions for job in page})
        next_page_token = page_token.encode(page[-1].id, of="tasks") if page.more else ""
        return await self._lanes.run(
            sum(job.size_bytes for job in page),
            lambda: ListTasksResponse(data=task_face.task_messages(page, done), next_page_token=next_page_token),
        )

    async def UpdateTask(self, request: UpdateTaskRequest, context: Context) -> Task:
        call = auditing.running()
        if call is not None:  # the trail says which status was wanted
            call = replace(call, details={"status": Task.Status.Name(request.status)})
            with auditing.calling(call):
                return await self._message(await self._updated(request))
        return await self._message(await self._updated(request))

    async def CancelTask(self, request: CancelTaskRequest, context: Context) -> Task:
        return await self._message(await cancel_job(self._database, client_id(), UUID(request.id)))

    async def DeleteTask(self, request: DeleteTaskRequest, context: Context) -> Empty:
        await remove_job(self._database, client_id(), UUID(request.id), TERMINAL, "removed: it has not ended")
        return Empty()

    async def ListTaskSteps(self, request: ListTaskStepsRequest, context: Context) -> ListTaskStepsResponse:
        steps = await list_steps(
            self._database,
            client_id(),
            UUID(request.id),
            after=page_token.decode(request.page_token, int, of="steps") if request.page_token else 0,
            limit=request.limit or DEFAULT_STEPS_LIMIT,
        )
        next_page_token = page_token.encode(steps.page[-1].number, of="steps") if steps.page.more else ""
        return await self._lanes.run(
            steps.size_bytes,
            lambda: ListTaskStepsResponse(
                data=task_steps.step_messages(request.id, steps), next_page_token=next_page_token
            ),
        )

    async def _updated(self, request: UpdateTaskRequest) -> Job:
        job_id = UUID(request.id)
        if request.status == Task.PAUSED:
            return await request_pause(
                self._database, client_id(), job_id, timeout_s=DEFAULT_TIMEOUT_S, by=current().label
            )
        job = await get_job(self._database, client_id(), job_id)
        if job.status in REPLAYABLE:
            await self._level.require_again(client_id(), [job_id])
            await self._quota.take(client_id())
            return await replay_job(self._database, client_id(), job_id)
        try:
            return await request_resume(
                self._database, client_id(), job_id, outcome="done", note=request.note, by=current().label
            )
        except JobNotStandingStill:
            job = await get_job(self._database, client_id(), job_id)
            if job.status not in {Status.PENDING, Status.PROCESSING}:
                raise
            return job  # it runs, or will: asked again, the answer is the same

    async def _message(self, job: Job) -> Task:
        done = await steps_done(self._database, client_id(), {job.id: job.actions})
        return await self._lanes.run(job.size_bytes, lambda: task_face.task_message(job, done.get(job.id, 0)))
