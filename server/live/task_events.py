"""The events of a task over a WebSocket, `/ws/{task}`: each a text in JSON, with the names that boards of tasks know,
and those of our own beside them.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import aclosing, contextmanager, suppress
from functools import partial
from typing import Any
from uuid import UUID

from aiohttp import WSMsgType, web
from tabwright.v1.event_pb2 import JobEvent
from tabwright.v1.job_service_pb2 import WatchJobRequest

from server.calls import caller
from server.calls.authentication import RECHECK_INTERVAL_S, Authentication
from server.calls.caller import Caller
from server.calls.faults import InvalidRequest, ReaderTooSlow, Unauthenticated
from server.calls.sending import SEND_TIMEOUT_S
from server.convert.task_steps import kind_and_content
from server.live import knocking
from server.live.admission import Admission
from server.live.closing import ORIGIN_REFUSED, close, close_for
from server.live.knocking import Door
from server.live.pace import Pace
from server.live.racing import first_of
from server.live.viewers import Viewer
from server.rest.printing import printed
from server.streams.watching import Watching
from store.errors import DatabaseUnavailable, LimitReached

PROTOCOL = "tabwright.events"
NAMES = {
    "job.started": "task.started",
    "job.progress": "task.step",
    "job.paused": "task.paused",
    "job.intervention_needed": "task.paused",
    "job.resumed": "task.resumed",
    "job.completed": "task.completed",
    "job.failed": "task.failed",
    "job.cancelled": "task.failed",
}
"""What a board of tasks calls them; all others keep their own names. One that was cancelled has no other end there."""
MAX_BYTES = 4096
PER_CLIENT = 200
"""How many such WebSockets a client may have at one server."""
RENEWAL_S = 30.0
MAX_SEQUENCE = 2**31 - 1


class TaskSocket:
    """Serves such WebSockets."""

    def __init__(self, admission: Admission, authentication: Authentication, watching: Watching, door: Door) -> None:
        self._admission = admission
        self._authentication = authentication
        self._watching = watching
        self._door = door
        self._of_client: Counter[str] = Counter()

    async def serve(self, request: web.BaseRequest, job_id: UUID) -> web.StreamResponse:
        """Raises HTTPException, as long as it is no WebSocket yet."""
        after = _sequence(request.query.get("after") or request.headers.get("Last-Event-ID") or "0")
        secret = knocking.ticket(request)
        who = await self._holder(request) if secret is None else None
        socket = web.WebSocketResponse(
            protocols=(PROTOCOL,), heartbeat=knocking.PING_S, max_msg_size=MAX_BYTES, compress=False
        )
        await socket.prepare(request)
        if not self._door.lets_in(request):
            await close(socket, ORIGIN_REFUSED, "pages of this origin may not: see ALLOWED_ORIGINS")
            return socket
        try:
            telling = _Telling(self._watching, socket, job_id)
            stays: list[Callable[[], Coroutine[Any, Any, None]]] = [partial(self._recheck, knocking.headers(request))]
            if who is not None:
                counted = who.client_id
            else:
                viewer = await self._admission.with_ticket(
                    secret or "", job_id, address=knocking.address(request), request_id=knocking.request_id(request)
                )
                await self._admission.look(viewer)
                counted, who = viewer.counted, Caller(client_id=viewer.client_id, name=viewer.granted.name)
                stays = [partial(self._renew, telling, viewer), partial(self._admission.stays, viewer)]
            with caller.calling(who), self._seated(counted):
                # Once for all that it hears: what counts the time must not begin anew whenever it resumes.
                await first_of(telling.run(after), *(check() for check in stays))
        except ConnectionError:
            pass  # nobody is there any more
        except Exception as error:  # noqa: BLE001 - told as what it is: else the connection breaks without a word
            await close_for(socket, error)
        else:
            await close(socket, 1000, "ended")
        return socket

    async def _holder(self, request: web.BaseRequest) -> Caller:
        """Whose key or token it is. Raises HTTPException."""
        try:
            known = await self._authentication.identify(knocking.headers(request))
            await self._authentication.count(known)
        except Unauthenticated as error:
            raise web.HTTPUnauthorized(text=str(error), headers={"WWW-Authenticate": "Bearer"}) from None
        except LimitReached as error:
            headers = {"Retry-After": str(error.retry_after_s)}
            raise web.HTTPTooManyRequests(text=str(error), headers=headers) from None
        except DatabaseUnavailable:
            raise web.HTTPServiceUnavailable(text="The database cannot be reached; try again.") from None
        return known.caller

    @contextmanager
    def _seated(self, client_id: str) -> Iterator[None]:
        if self._of_client[client_id] >= PER_CLIENT:
            raise LimitReached(
                f"the client watches {PER_CLIENT} tasks here: close some", retry_after_s=1, limit=str(PER_CLIENT)
            )
        self._of_client[client_id] += 1
        try:
            yield
        finally:
            self._of_client[client_id] -= 1
            if not self._of_client[client_id]:
                del self._of_client[client_id]

    async def _renew(self, telling: "_Telling", viewer: Viewer) -> None:
        """Never returns. Raises LiveTicketInvalid."""
        while True:
            with suppress(DatabaseUnavailable):
                ticket = await self._admission.renewed(viewer)
                renewal = {"type": "renewal", "ticket": ticket.secret, "expiresAt": ticket.expires_at.isoformat()}
                await telling.send(renewal)
            await asyncio.sleep(RENEWAL_S)

    async def _recheck(self, headers: Mapping[str, str]) -> None:
        """Never returns. Raises Unauthenticated."""
        while True:
            await asyncio.sleep(RECHECK_INTERVAL_S)
            with suppress(DatabaseUnavailable):
                await self._authentication.identify(headers)


class _Telling:
    """Tells one listener."""

    def __init__(self, watching: Watching, socket: web.WebSocketResponse, job_id: UUID) -> None:
        self._watching = watching
        self._socket = socket
        self._job_id = job_id
        self._pace = Pace()
        self._sending = asyncio.Lock()
        self._resumed: int | None = None

    async def run(self, after: int) -> None:
        """Until the task has ended, or the listener has left."""
        while True:
            self._resumed = None
            await first_of(self._events(after), self._listen())
            if self._resumed is None:
                return
            after = self._resumed

    async def send(self, message: Mapping[str, Any]) -> None:
        """Raises ReaderTooSlow."""
        async with self._sending:
            try:
                async with asyncio.timeout(SEND_TIMEOUT_S):
                    await self._socket.send_str(json.dumps(message, ensure_ascii=False))
            except TimeoutError:
                raise ReaderTooSlow({}) from None

    async def _events(self, after: int) -> None:
        request = WatchJobRequest(job_id=str(self._job_id), after_sequence=after)
        async with aclosing(self._watching.job(request)) as events:
            async for event in events:
                if event is None:
                    await self.send({"type": "heartbeat", "sequence": after})
                else:
                    await self.send(_message(event))
                    after = event.sequence

    async def _listen(self) -> None:
        """Returns when the listener leaves, or wants to hear what comes after another event. Raises InvalidRequest."""
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                raise InvalidRequest([("", "messages are texts in JSON")])
            await self._pace.take(waits=False)
            said = _said(message.data)
            if said.get("type") == "ping":
                await self.send({"type": "pong"})
            elif said.get("type") == "resume":
                self._resumed = _after(said.get("after"))
                return
            else:
                raise InvalidRequest([("type", "must be `ping` or `resume`")])


def _message(event: JobEvent) -> dict[str, Any]:
    """The event as everywhere, but for its type, which is `event` here; with the words of ListTaskSteps."""
    names = {"type": NAMES.get(event.type, event.type), "event": event.type, "taskId": event.job_id}
    kind, content = kind_and_content(event)
    return {**printed(event), **names, "stepType": kind, "content": content}


def _said(text: str) -> Mapping[str, Any]:
    """Raises InvalidRequest."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise InvalidRequest([("", 'a message must be an object in JSON, such as {"type": "resume", "after": 3}')])
    return said


def _after(value: object) -> int:
    """Raises InvalidRequest."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_SEQUENCE:
        raise InvalidRequest([("after", "must be the sequence of an event, or 0")])
    return value


def _sequence(text: str) -> int:
    """Raises HTTPBadRequest."""
    if not text.isascii() or not text.isdigit() or len(text) > len(str(MAX_SEQUENCE)) or int(text) > MAX_SEQUENCE:
        raise web.HTTPBadRequest(text="after must be the sequence of an event, or 0")
    return int(text)
