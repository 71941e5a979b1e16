"""Sends what a stream's handler yields, and ends the stream of a client that does not take it."""

import asyncio
import inspect
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import Any, cast

import grpc
from google.protobuf.message import Message

from server.calls.around import Context, Handler, Wrapper
from server.calls.faults import ReaderTooSlow

SEND_TIMEOUT_S = 30.0
"""How long one message may wait until its client takes it. Before it waits at all, what the connection holds on the
way is full."""

_PLACES = ("sequence", "cursor")
"""Fields of a message that say where in its stream it is."""


class Sending(Wrapper):
    """The innermost: makes of a handler that yields messages one that sends each before it asks for the next."""

    def wrapped(self, method: str, handler: "grpc.RpcMethodHandler[Any, Any]") -> Handler:
        if not inspect.isasyncgenfunction(handler.unary_stream):
            return handler
        stream: Callable[[Message, Context], AsyncGenerator[Message]] = handler.unary_stream

        async def call_stream(request: Message, context: Context) -> None:
            async with aclosing(stream(request, context)) as messages:
                async for message in messages:
                    await _send(message, context)

        return grpc.unary_stream_rpc_method_handler(
            cast(Any, call_stream), handler.request_deserializer, handler.response_serializer
        )


async def _send(message: Message, context: Context) -> None:
    """Raises ReaderTooSlow, which reaches the client behind this message, if it ever reads on."""
    try:
        async with asyncio.timeout(SEND_TIMEOUT_S):
            await context.write(message)
    except TimeoutError:
        place = {name: str(getattr(message, name)) for name in _PLACES if name in message.DESCRIPTOR.fields_by_name}
        raise ReaderTooSlow(place) from None
