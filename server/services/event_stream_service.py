"""EventStreamService: the watches of JobService as server-sent events."""

import json
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing, contextmanager

from google.api.httpbody_pb2 import HttpBody
from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message
from tabwright.v1.event_stream_service_pb2_grpc import EventStreamServiceServicer
from tabwright.v1.job_service_pb2 import WatchJobRequest, WatchJobsRequest

from server.calls import faults
from server.calls.around import Context
from server.calls.faults import InvalidRequest
from server.calls.interceptors import request_id
from server.rest.printing import printed
from server.streams.watching import Watching

CONTENT_TYPE = "text/event-stream"
RETRY_MS = 1000
"""How long EventSource waits before it connects again."""

_MAX_SEQUENCE = 2**31 - 1
_SIGN_OF_LIFE = ":\n"
"""A comment, which readers pass over."""


class EventStreamService(EventStreamServiceServicer):
    def __init__(self, watching: Watching) -> None:
        self._watching = watching

    async def WatchJob(self, request: WatchJobRequest, context: Context) -> AsyncIterator[HttpBody]:
        if last := _last_event_id(context):
            request.after_sequence = _sequence(last)
        is_empty = True
        with _called("afterSequence", by_header=bool(last)):
            async with aclosing(_bodies(self._job(request))) as bodies:
                async for body in bodies:
                    is_empty = False
                    yield body
        if is_empty:  # and will be: EventSource need not come again
            await context.send_initial_metadata((("x-http-code", "204"),))

    async def WatchJobs(self, request: WatchJobsRequest, context: Context) -> AsyncIterator[HttpBody]:
        if last := _last_event_id(context):
            request.cursor = last
        with _called("cursor", by_header=bool(last)):
            async with aclosing(_bodies(self._jobs(request))) as bodies:
                async for body in bodies:
                    yield body

    async def _job(self, request: WatchJobRequest) -> AsyncGenerator[str]:
        async with aclosing(self._watching.job(request)) as events:
            async for event in events:
                yield _SIGN_OF_LIFE if event is None else f"id: {event.sequence}\n{_data(event)}"

    async def _jobs(self, request: WatchJobsRequest) -> AsyncGenerator[str]:
        async with aclosing(self._watching.jobs(request)) as messages:
            async for message in messages:
                kind = "" if message.HasField("event") else "event: checkpoint\n"
                yield f"{kind}id: {message.cursor}\n{_data(message)}"


async def _bodies(messages: AsyncGenerator[str]) -> AsyncGenerator[HttpBody]:
    """A stream of messages, each some lines, with how long to wait before one connects again, and how it ended if it
    did so in the wrong way.
    """
    begun, retry = False, f"retry: {RETRY_MS}\n"
    try:
        async with aclosing(messages):
            async for message in messages:
                if message == _SIGN_OF_LIFE:
                    data = message
                else:  # alone, `retry` would be an event to some readers, one without data
                    data, retry = retry + message, ""
                yield HttpBody(content_type=CONTENT_TYPE, data=f"{data}\n".encode())
                begun = True
    except Exception as error:
        if begun:
            status = json.dumps(MessageToDict(faults.status(error, request_id())))
            yield HttpBody(data=f"event: stream-error\ndata: {status}\n\n".encode())
        raise


def _data(message: Message) -> str:
    return f"data: {json.dumps(printed(message), ensure_ascii=False)}\n"


def _last_event_id(context: Context) -> str:
    metadata = {str(key): str(value) for key, value in context.invocation_metadata() or ()}
    return metadata.get("last-event-id", "")


@contextmanager
def _called(field: str, *, by_header: bool) -> Iterator[None]:
    """Lets what is wrong with a field that a header has set be told under the header's name."""
    try:
        yield
    except InvalidRequest as error:
        if not by_header:
            raise
        broken = [("Last-Event-ID" if path == field else path, text) for path, text in error.violations]
        raise InvalidRequest(broken) from error


def _sequence(last_event_id: str) -> int:
    """Raises InvalidRequest."""
    if not last_event_id.isascii() or not last_event_id.isdigit() or int(last_event_id) > _MAX_SEQUENCE:
        raise InvalidRequest([("Last-Event-ID", "must be the id of an event of this stream: a sequence")])
    return int(last_event_id)
