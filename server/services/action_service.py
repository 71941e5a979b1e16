"""ActionService: one call for one thing done to one page."""

from contextlib import suppress
from uuid import UUID

from tabwright.v1.action_service_pb2 import (
    ActionResponse,
    ExtractRequest,
    FormFillRequest,
    PdfRequest,
    ScreenshotRequest,
    VisitRequest,
)
from tabwright.v1.action_service_pb2_grpc import ActionServiceServicer

from server.calls.around import Context
from server.calls.caller import client_id
from server.calls.lanes import Lanes
from server.convert import job as convert
from server.convert.translation import ActionRequest
from server.intake.intake import Intake
from server.streams.ending import wait_for_end
from server.streams.feed import EventFeed
from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.records import listing


class ActionService(ActionServiceServicer):
    def __init__(self, database: Database, feed: EventFeed, intake: Intake, lanes: Lanes) -> None:
        self._database = database
        self._feed = feed
        self._intake = intake
        self._lanes = lanes

    async def Visit(self, request: VisitRequest, context: Context) -> ActionResponse:
        return await self._run(request, context)

    async def Screenshot(self, request: ScreenshotRequest, context: Context) -> ActionResponse:
        return await self._run(request, context)

    async def FormFill(self, request: FormFillRequest, context: Context) -> ActionResponse:
        return await self._run(request, context)

    async def Extract(self, request: ExtractRequest, context: Context) -> ActionResponse:
        return await self._run(request, context)

    async def Pdf(self, request: PdfRequest, context: Context) -> ActionResponse:
        return await self._run(request, context)

    async def _run(self, request: ActionRequest, context: Context) -> ActionResponse:
        accepted = await self._intake.accept(request, context)
        response = ActionResponse(job_id=accepted.job_id, status=accepted.status, created_at=accepted.created_at)
        if request.wait_ms:
            # The job is there, whatever happens now: from here on no failure of ours may hide its id.
            with suppress(DatabaseUnavailable):
                await self._wait(response, request.wait_ms / 1000)
        return response

    async def _wait(self, response: ActionResponse, seconds: float) -> None:
        """Waits for the job's end, and puts the job as it then stands into the response."""
        job_id = UUID(response.job_id)
        await wait_for_end(self._feed, job_id, seconds)
        stored = await listing.get_job(self._database, client_id(), job_id)
        job = await self._lanes.run(stored.size_bytes, convert.job_message, stored)
        response.status = job.status
        response.job.CopyFrom(job)
