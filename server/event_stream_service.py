"""EventStreamService: the watches of JobService as server-sent events."""

import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from google.api.httpbody_pb2 import HttpBody
from google.protobuf.json_format import MessageToDict, MessageToJson
from google.protobuf.message import Message
from tabwright.v1.event_stream_service_pb2_grpc import EventStreamServiceServicer
from tabwright.v1.job_service_pb2 import WatchJobRequest

from server import faults
from server.around import Context
from server.faults import InvalidRequest
from server.interceptors import request_id
from server.watching import Watching

CONTENT_TYPE = "text/event-stream"
RETRY_MS = 1000
"""How long EventSource waits before it connects again."""

_MAX_SEQUENCE = 2**31 - 1


class EventStreamService(EventStreamServiceServicer):
    def __init__(self, watching: Watching) -> None:
        self._watching = watching

    async def WatchJob(self, request: WatchJobRequest, context: Context) -> AsyncIterator[HttpBody]:
        if last := _last_event_id(context):
            request.after_sequence = _sequence(last)
        async with aclosing(_stream(self._job_events(request))) as pieces:
            started = False
            async for piece in pieces:
                yield HttpBody(content_type="" if started else CONTENT_TYPE, data=piece)
                started = True
        if not started:
            await context.send_initial_metadata((("x-http-code", "204"),))

    async def _job_events(self, request: WatchJobRequest) -> AsyncGenerator[bytes | None]:
        async with aclosing(self._watching.job(request)) as events:
            async for event in events:
                yield None if event is None else _event(str(event.sequence), event)


async def _stream(events: AsyncGenerator[bytes | None]) -> AsyncGenerator[bytes]:
    """The events between what a stream needs: how to connect again, signs of life, and how it ended if it did so in
    the wrong way.
    """
    started = False
    try:
        async with aclosing(events):
            async for event in events:
                if event is not None:
                    yield event
                elif started:
                    yield b":\n\n"
                else:
                    yield f"retry: {RETRY_MS}\n\n".encode()
                started = True
    except Exception as error:
        if started:
            status = MessageToDict(faults.status(error, request_id()))
            yield f"event: stream-error\ndata: {json.dumps(status)}\n\n".encode()
        raise


def _event(event_id: str, message: Message) -> bytes:
    # The same fields as the gateway prints, so that all streams have one JSON.
    data = MessageToJson(message, always_print_fields_with_no_presence=True, indent=None, ensure_ascii=False)
    return f"id: {event_id}\ndata: {data}\n\n".encode()


def _last_event_id(context: Context) -> str:
    metadata = {str(key): str(value) for key, value in context.invocation_metadata() or ()}
    return metadata.get("last-event-id", "")


def _sequence(last_event_id: str) -> int:
    """Raises InvalidRequest."""
    if not last_event_id.isascii() or not last_event_id.isdigit() or int(last_event_id) > _MAX_SEQUENCE:
        raise InvalidRequest([("Last-Event-ID", "must be the id of an event of this stream: a sequence")])
    return int(last_event_id)
