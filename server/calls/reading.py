"""Reads requests: holds them to their bounds, parses them, and checks the rules in their protos.

Everything that is wrong with them is told by `faults`; grpc itself would tell of our insides.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from typing import Any, cast

import grpc
from google.protobuf.message import DecodeError, Message

from server.calls import bounds, validation
from server.calls.around import Context, Handler, Wrapper
from server.calls.authentication import OPEN_METHODS
from server.calls.faults import InvalidRequest
from server.calls.lanes import Lanes

_RULED = "tabwright.v1."
"""The package whose messages have rules."""
_RULED_METHODS = "/tabwright.v1."
MAX_OPEN_BYTES = 64 * 1024
"""How large a message may be that anybody may send."""
MAX_STREAMED_BYTES = 64 * 1024
"""How large each message may be of a call that takes many."""


class Reading(Wrapper):
    """Lets the interceptors outside it have bytes, and makes them the request for those inside it."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self._lanes = lanes

    def wrapped(self, method: str, handler: "grpc.RpcMethodHandler[Any, Any]") -> Handler:
        if handler.request_deserializer is None:
            return handler
        kind: type[Message] = cast(Any, handler.request_deserializer).__self__
        is_open = method in OPEN_METHODS
        unary: Callable[[Message, Context], Awaitable[Message]] | None = cast(Any, handler.unary_unary)
        stream: Callable[[Message, Context], Awaitable[None]] | None = cast(Any, handler.unary_stream)
        if unary:

            async def call(data: bytes | None, context: Context) -> Message:
                try:
                    return await unary(await self._read(data, kind, is_open=is_open), context)
                finally:
                    self._lanes.ended(len(data or b""))

            return grpc.unary_unary_rpc_method_handler(cast(Any, call), None, handler.response_serializer)
        streams: Callable[[Any, Context], Awaitable[None]] | None = cast(Any, handler.stream_stream)
        if streams and method.startswith(_RULED_METHODS):

            async def call_streams(requests: AsyncIterator[bytes], context: Context) -> None:
                async with aclosing(self._messages(requests, kind)) as messages:
                    await streams(messages, context)

            return grpc.stream_stream_rpc_method_handler(cast(Any, call_streams), None, handler.response_serializer)
        if stream:

            async def call_stream(data: bytes | None, context: Context) -> None:
                try:
                    await stream(await self._read(data, kind), context)
                finally:
                    self._lanes.ended(len(data or b""))

            return grpc.unary_stream_rpc_method_handler(cast(Any, call_stream), None, handler.response_serializer)
        return handler

    async def _messages(self, requests: AsyncIterator[bytes], kind: type[Message]) -> AsyncGenerator[Message]:
        """The messages of a stream, each read when the one before has been worked at."""
        async for data in requests:
            if len(data) > MAX_STREAMED_BYTES:
                raise InvalidRequest([("", f"a message of this stream has {MAX_STREAMED_BYTES} bytes at most")])
            yield await self._read(data, kind)

    async def _read(self, data: bytes | None, kind: type[Message], *, is_open: bool = False) -> Message:
        if data is None:
            raise InvalidRequest([("", "the call has ended without its message")])
        if is_open and len(data) > MAX_OPEN_BYTES:
            raise InvalidRequest([("", f"the message of this call has {MAX_OPEN_BYTES} bytes at most")])
        return await self._lanes.run(len(data), read, data, kind)


def read(data: bytes, kind: type[Message]) -> Message:
    """The request that the bytes are. Raises InvalidRequest."""
    bounds.check(data, cast(Any, kind.DESCRIPTOR))
    try:
        message = kind.FromString(data)
    except DecodeError:
        raise bounds.not_a_message() from None
    if message.DESCRIPTOR.full_name.startswith(_RULED) and (broken := validation.violations(message)):
        raise InvalidRequest(broken)
    return message
