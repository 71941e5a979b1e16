"""LiveService: the live view of gRPC clients, and tickets for browsers."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

from tabwright.v1.live_pb2 import AttachRequest, AttachResponse, LiveAttach
from tabwright.v1.live_service_pb2 import CreateLiveTicketRequest, LiveTicket
from tabwright.v1.live_service_pb2_grpc import LiveServiceServicer

from server.calls import caller
from server.calls.around import Context
from server.calls.faults import InvalidRequest
from server.convert.job import time
from server.live.admission import Admission
from server.live.session import Means, Session
from store.database import auditing

FIRST_S = 10.0
"""How long a viewer may take with its first message."""


class LiveService(LiveServiceServicer):
    def __init__(self, admission: Admission, means: Means) -> None:
        self._admission = admission
        self._means = means

    async def Attach(self, requests: AsyncIterator[AttachRequest], context: Context) -> None:  # type: ignore[override]
        attach = await _first(requests)
        call = auditing.running()
        if call is None:
            raise RuntimeError("a call needs its place in the audit trail")
        viewer = await self._admission.with_key(
            caller.current(), call, UUID(attach.job_id), right=attach.right, name=attach.name
        )

        async def send(data: bytes) -> None:
            await context.write(AttachResponse.FromString(data))

        await Session(self._means, viewer, attach, send).run(_without_end(requests))

    async def CreateLiveTicket(self, request: CreateLiveTicketRequest, context: Context) -> LiveTicket:
        job_id = UUID(request.job_id)
        ticket = await self._admission.ticket(caller.current(), job_id, right=request.right, name=request.name)
        return LiveTicket(
            ticket=ticket.secret, expires_at=time(ticket.expires_at), path=f"/live/{job_id}#ticket={ticket.secret}"
        )


async def _first(requests: AsyncIterator[AttachRequest]) -> LiveAttach:
    """Raises InvalidRequest."""
    try:
        async with asyncio.timeout(FIRST_S):
            request = await anext(requests, None)
    except TimeoutError:
        raise InvalidRequest([("attach", f"must come within {FIRST_S:.0f} s")]) from None
    if request is None or not request.HasField("attach"):
        raise InvalidRequest([("attach", "must be the first message")])
    if not request.attach.job_id:
        raise InvalidRequest([("attach.jobId", "is missing: which job it is about")])
    return request.attach


async def _without_end(requests: AsyncIterator[AttachRequest]) -> AsyncIterator[AttachRequest]:
    """Who has nothing more to say may go on looking: of a caller that is gone, gRPC breaks off the call."""
    async for request in requests:
        yield request
    await asyncio.Event().wait()
