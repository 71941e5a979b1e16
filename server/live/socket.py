"""The live view of browsers: a WebSocket whose messages are those of LiveService.Attach.

With the subprotocol `tabwright.live` each is binary, one serialized message. With `tabwright.live.json` they are texts
in protobuf's JSON, but for frames, which are binary all the same.
"""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from typing import cast
from uuid import UUID

from aiohttp import WSMessage, WSMsgType, web
from google.protobuf.json_format import MessageToDict, ParseDict, ParseError
from tabwright.v1.live_pb2 import AttachRequest, AttachResponse, LiveAttach, LiveRenewal

from server.calls import reading, validation
from server.calls.faults import InvalidRequest, LiveTicketInvalid
from server.convert.job import time
from server.live import knocking
from server.live.admission import Admission
from server.live.closing import ORIGIN_REFUSED, close, close_for
from server.live.knocking import Door
from server.live.racing import first_of
from server.live.session import FRAME_TAG, Means, Session
from server.live.viewers import Viewer
from store.errors import DatabaseUnavailable

BINARY, JSON = "tabwright.live", "tabwright.live.json"
MAX_BYTES = 64 * 1024
FIRST_S = 5.0
"""How long a viewer may take with its first message: less than a server that stops waits for it."""
RENEWAL_S = 30.0
"""How often it gets a ticket for when the connection is lost."""
MAX_DEPTH = 20
"""Of JSON in JSON."""


class LiveSocket:
    """Serves such WebSockets."""

    def __init__(self, admission: Admission, means: Means, door: Door) -> None:
        self._admission = admission
        self._means = means
        self._door = door

    async def serve(self, request: web.BaseRequest, job_id: UUID) -> web.StreamResponse:
        """Raises HTTPException, as long as it is no WebSocket yet."""
        secret = knocking.ticket(request)
        if secret is None:
            raise web.HTTPUnauthorized(text="A ticket is missing: CreateLiveTicket makes one.")
        socket = web.WebSocketResponse(
            protocols=(BINARY, JSON), heartbeat=knocking.PING_S, max_msg_size=MAX_BYTES, compress=False
        )
        await socket.prepare(request)
        if not self._door.lets_in(request):
            await close(socket, ORIGIN_REFUSED, "pages of this origin may not: see ALLOWED_ORIGINS")
            return socket
        if socket.ws_protocol is None:
            await close(socket, 4400, f"offer the subprotocol {BINARY} or {JSON}")
            return socket
        try:
            viewer = await self._admission.with_ticket(
                secret, job_id, address=knocking.address(request), request_id=knocking.request_id(request)
            )
            await self._show(socket, viewer)
        except ConnectionError:
            pass  # the viewer is gone
        except Exception as error:  # noqa: BLE001 - told as what it is: else the connection breaks without a word
            await close_for(socket, error)
        else:
            await close(socket, 1000, "ended")
        return socket

    async def _show(self, socket: web.WebSocketResponse, viewer: Viewer) -> None:
        is_json = socket.ws_protocol == JSON

        async def send(data: bytes) -> None:
            if is_json and data[0] != FRAME_TAG:
                await socket.send_str(_text(data))
            else:
                await socket.send_bytes(data)

        async with aclosing(_requests(socket)) as requests:
            session = Session(self._means, viewer, await _first(requests, viewer), send)
            await first_of(session.run(requests), self._renew(session, viewer), self._admission.stays(viewer))

    async def _renew(self, session: Session, viewer: Viewer) -> None:
        """Never returns. Raises LiveTicketInvalid when the key is good no more, or its time is over."""
        while True:
            await session.began.wait()
            with suppress(DatabaseUnavailable):  # the picture goes on, and the ticket before is good for longer
                ticket = await self._admission.renewed(viewer)
                renewal = LiveRenewal(ticket=ticket.secret, expires_at=time(ticket.expires_at))
                await session.send(AttachResponse(renewal=renewal).SerializeToString())
            await asyncio.sleep(RENEWAL_S)


async def _requests(socket: web.WebSocketResponse) -> AsyncGenerator[AttachRequest]:
    """Raises InvalidRequest."""
    async for message in socket:
        if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
            yield _read(message, is_json=socket.ws_protocol == JSON)


def _read(message: WSMessage, *, is_json: bool) -> AttachRequest:
    """Raises InvalidRequest."""
    if message.type is not (WSMsgType.TEXT if is_json else WSMsgType.BINARY):
        raise InvalidRequest([("", f"messages of {JSON if is_json else BINARY} are {'text' if is_json else 'binary'}")])
    if not is_json:
        return cast(AttachRequest, reading.read(message.data, AttachRequest))
    try:
        said = {**json.loads(message.data)}  # which nothing else is than an object
        if "\\ud" in message.data.lower():  # half a character, which protobuf breaks on
            json.dumps(said, ensure_ascii=False).encode()
        request = ParseDict(said, AttachRequest(), max_recursion_depth=MAX_DEPTH)
    except (ParseError, ValueError, RecursionError, TypeError, AttributeError) as error:
        raise InvalidRequest([("", f"the message must be an AttachRequest in JSON: {error}")]) from None
    if broken := validation.violations(request):
        raise InvalidRequest(broken)
    return request


async def _first(requests: AsyncGenerator[AttachRequest], viewer: Viewer) -> LiveAttach:
    """Raises InvalidRequest, or ConnectionError."""
    try:
        async with asyncio.timeout(FIRST_S):
            request = await anext(requests)
    except TimeoutError:
        raise InvalidRequest([("attach", f"must come within {FIRST_S:.0f} s")]) from None
    except StopAsyncIteration:
        raise ConnectionResetError from None
    if not request.HasField("attach"):
        raise InvalidRequest([("attach", "must be the first message")])
    if request.attach.job_id and UUID(request.attach.job_id) != viewer.job_id:
        raise LiveTicketInvalid
    return request.attach


def _text(data: bytes) -> str:
    response = AttachResponse.FromString(data)
    return json.dumps(MessageToDict(response, always_print_fields_with_no_presence=True), ensure_ascii=False)
