"""Receives the one message of a call, so that a call that ends without it is answered, too: grpc.aio lets it stand."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, cast

import grpc
from google.protobuf.message import Message

from server.calls.around import Context, Handler, Wrapper


class Receiving(Wrapper):
    """The outermost. Those inside it get None for a message that has not come; `reading` refuses it."""

    def wrapped(self, method: str, handler: "grpc.RpcMethodHandler[Any, Any]") -> Handler:
        if handler.request_deserializer is not None:  # not one that `reading` has made
            return handler
        unary: Callable[[bytes | None, Context], Awaitable[Message]] | None = cast(Any, handler.unary_unary)
        stream: Callable[[bytes | None, Context], Awaitable[None]] | None = cast(Any, handler.unary_stream)
        if unary:

            async def call(requests: AsyncIterator[bytes], context: Context) -> Message:
                return await unary(await anext(requests, None), context)

            return grpc.stream_unary_rpc_method_handler(cast(Any, call), None, handler.response_serializer)
        if stream:

            async def call_stream(requests: AsyncIterator[bytes], context: Context) -> None:
                await stream(await anext(requests, None), context)

            return grpc.stream_stream_rpc_method_handler(cast(Any, call_stream), None, handler.response_serializer)
        return handler
