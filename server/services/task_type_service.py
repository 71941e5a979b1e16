"""TaskTypeService: jobs by name, with parameters in place of actions."""

from google.protobuf.empty_pb2 import Empty
from tabwright.v1.job_service_pb2 import CreateJobResponse
from tabwright.v1.task_type_pb2 import TaskType
from tabwright.v1.task_type_service_pb2 import (
    DeleteTaskTypeRequest,
    GetTaskTypeRequest,
    ListTaskTypesRequest,
    ListTaskTypesResponse,
    PutTaskTypeRequest,
    RunTaskRequest,
)
from tabwright.v1.task_type_service_pb2_grpc import TaskTypeServiceServicer

from server.calls.around import Context
from server.calls.caller import client_id
from server.convert import page_token
from server.convert import task as convert
from server.intake.intake import Intake
from server.intake.own_tasks import own_task
from server.intake.task_types import TaskTypes
from store.database.connection import Database
from store.errors import TaskTypeNotFound
from store.task_types import task_types

DEFAULT_LIMIT = 20


class TaskTypeService(TaskTypeServiceServicer):
    def __init__(self, database: Database, types: TaskTypes, intake: Intake) -> None:
        self._database = database
        self._types = types
        self._intake = intake

    async def ListTaskTypes(self, request: ListTaskTypesRequest, context: Context) -> ListTaskTypesResponse:
        limit = request.limit or DEFAULT_LIMIT
        after = page_token.decode(request.page_token, str, of="tasks") if request.page_token else ""
        found = [task for task in await self._types.all(client_id()) if task.name > after]
        page, more = found[:limit], found[limit:]
        return ListTaskTypesResponse(
            data=[convert.task_type_message(task, self._types.why_not(task)) for task in page],
            next_page_token=page_token.encode(page[-1].name, of="tasks") if more else "",
        )

    async def GetTaskType(self, request: GetTaskTypeRequest, context: Context) -> TaskType:
        version = request.version if request.HasField("version") else None
        task = await self._types.find(client_id(), request.name, version)
        return convert.task_type_message(task, self._types.why_not(task), schemas=True)

    async def RunTask(self, request: RunTaskRequest, context: Context) -> CreateJobResponse:
        return await self._intake.run_task(request, context)

    async def PutTaskType(self, request: PutTaskTypeRequest, context: Context) -> TaskType:
        self._types.require_free(request.name)
        definition = await self._intake.own_task(request)
        expected = request.expected_version if request.HasField("expected_version") else None
        stored, is_new = await task_types.put_task_type(self._database, client_id(), request.name, definition, expected)
        if is_new and stored.version == 1:
            location = ("location", f"/api/v1/task-types/{request.name}")
            await context.send_initial_metadata((("x-http-code", "201"), location))
        return convert.task_type_message(own_task(stored), None, schemas=True)

    async def DeleteTaskType(self, request: DeleteTaskTypeRequest, context: Context) -> Empty:
        try:
            await task_types.delete_task_type(self._database, client_id(), request.name)
        except TaskTypeNotFound:
            raise await self._types.none_of_own(client_id(), request.name) from None
        return Empty()
