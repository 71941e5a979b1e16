"""ExploreService: what can be done on a page, for somebody who writes a job."""

import json
from uuid import UUID

from tabwright.v1.explore_service_pb2 import Exploration, ExploreRequest, GetExplorationRequest
from tabwright.v1.explore_service_pb2_grpc import ExploreServiceServicer
from tabwright.v1.job_service_pb2 import CreateJobResponse

from server.calls.around import Context
from server.calls.caller import client_id
from server.calls.faults import InvalidRequest
from server.calls.lanes import Lanes
from server.convert import exploration as convert
from server.intake.intake import Intake
from server.streams import files as file_stream
from store.database.connection import Database
from store.errors import ExplorationNotFound, JobNotFound
from store.job import Job, Json
from store.records import listing
from store.records.files import FileStorage


class ExploreService(ExploreServiceServicer):
    def __init__(self, database: Database, files: FileStorage, intake: Intake, lanes: Lanes) -> None:
        self._database = database
        self._files = files
        self._intake = intake
        self._lanes = lanes

    async def Explore(self, request: ExploreRequest, context: Context) -> CreateJobResponse:
        try:
            return await self._intake.run_task(convert.task_request(request), context, may_be_own=False)
        except InvalidRequest as error:
            raise InvalidRequest(convert.own_names(error.violations)) from error

    async def GetExploration(self, request: GetExplorationRequest, context: Context) -> Exploration:
        job_id = UUID(request.job_id)
        try:
            job = await listing.get_job(self._database, client_id(), job_id)
        except JobNotFound as error:
            raise ExplorationNotFound(job_id) from error
        if not convert.is_exploration(job):
            raise ExplorationNotFound(job_id)
        large = await self._large(job)
        size_bytes = job.size_bytes + len(large or b"")
        return await self._lanes.run(size_bytes, lambda: convert.exploration_message(job, _value(large)))

    async def _large(self, job: Job) -> bytes | None:
        """What was found, where it is too large for the job's result."""
        name = convert.found(job).get("artifact")
        if name is None:
            return None
        artifact = await listing.get_artifact(self._database, client_id(), job.id, name)
        return b"".join([piece async for piece in file_stream.pieces(self._database, self._files, artifact)])


def _value(large: bytes | None) -> Json | None:
    return None if large is None else dict(json.loads(large))
