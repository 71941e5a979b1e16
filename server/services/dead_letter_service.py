"""DeadLetterService: failed jobs."""

from uuid import UUID

from google.protobuf.empty_pb2 import Empty
from tabwright.v1.dead_letter_service_pb2 import (
    CountDeadLettersRequest,
    CountDeadLettersResponse,
    ListDeadLettersRequest,
    ListDeadLettersResponse,
    RemoveDeadLetterRequest,
    ReplayDeadLettersRequest,
    ReplayDeadLettersResponse,
)
from tabwright.v1.dead_letter_service_pb2_grpc import DeadLetterServiceServicer

from server.calls.around import Context
from server.calls.caller import client_id
from server.calls.lanes import Lanes
from server.convert import job as convert
from server.convert import page_token
from server.convert.dead_letter import counted, counts_message, letter_filter, letter_place, token_place
from server.intake.quota import QueueQuota
from server.intake.service_level import CurrentLevel
from store.database.connection import Database
from store.job import Status
from store.queue.replay import replay_jobs
from store.records import dead_letters

DEFAULT_LIMIT = 20
MAX_REPLAYED = 1000


class DeadLetterService(DeadLetterServiceServicer):
    def __init__(self, database: Database, quota: QueueQuota, level: CurrentLevel, lanes: Lanes) -> None:
        self._database = database
        self._quota = quota
        self._level = level
        self._lanes = lanes

    async def ListDeadLetters(self, request: ListDeadLettersRequest, context: Context) -> ListDeadLettersResponse:
        limit = request.limit or DEFAULT_LIMIT
        page = await dead_letters.list_dead_letters(
            self._database,
            client_id(),
            letter_filter(request),
            before=page_token.decode(request.page_token, token_place, of="letters") if request.page_token else None,
            offset=max(0, request.page - 1) * limit,
            limit=limit,
        )
        size_bytes = sum(job.size_bytes for job in page)
        next_page_token = page_token.encode(letter_place(page[-1]), of="letters") if page.more else ""
        return await self._lanes.run(
            size_bytes,
            lambda: ListDeadLettersResponse(data=convert.job_messages(page), next_page_token=next_page_token),
        )

    async def CountDeadLetters(self, request: CountDeadLettersRequest, context: Context) -> CountDeadLettersResponse:
        counts, more = await dead_letters.count_dead_letters(self._database, client_id(), counted(request))
        return counts_message(counts, more=more)

    async def ReplayDeadLetters(self, request: ReplayDeadLettersRequest, context: Context) -> ReplayDeadLettersResponse:
        limit = request.limit or MAX_REPLAYED
        if request.job_ids:
            job_ids = [UUID(job_id) for job_id in request.job_ids]
            found = await dead_letters.find_named(self._database, client_id(), job_ids)
        else:
            wanted = letter_filter(request)
            found = await dead_letters.find_oldest(self._database, client_id(), wanted, limit=limit)
        await self._level.require_again(client_id(), found)
        await self._quota.take(client_id(), len(found))
        replayed = await replay_jobs(self._database, client_id(), found, {Status.FAILED})
        return ReplayDeadLettersResponse(
            job_ids=[str(job_id) for job_id in replayed], more=not request.job_ids and len(found) == limit
        )

    async def RemoveDeadLetter(self, request: RemoveDeadLetterRequest, context: Context) -> Empty:
        await dead_letters.remove_dead_letter(self._database, client_id(), UUID(request.job_id))
        return Empty()
