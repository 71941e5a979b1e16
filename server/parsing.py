"""Reads requests where `faults` can tell what is wrong with them; grpc itself would tell of our insides."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

import grpc
from google.protobuf.message import DecodeError, Message

from server.around import Context, Handler
from server.faults import InvalidRequest


class Parsing(grpc.aio.ServerInterceptor):
    """Lets the interceptors outside it have bytes, and makes them the request for those inside it."""

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Handler]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Handler:
        handler = await continuation(handler_call_details)
        if handler is None or handler.request_deserializer is None:
            return handler
        parse: Callable[[bytes], Message] = handler.request_deserializer
        unary: Callable[[Message, Context], Awaitable[Message]] | None = cast(Any, handler.unary_unary)
        stream: Callable[[Message, Context], Awaitable[None]] | None = cast(Any, handler.unary_stream)
        if unary:

            async def call(data: bytes, context: Context) -> Message:
                return await unary(_parsed(data, parse), context)

            return grpc.unary_unary_rpc_method_handler(call, None, handler.response_serializer)
        if stream:

            async def call_stream(data: bytes, context: Context) -> None:
                await stream(_parsed(data, parse), context)

            return grpc.unary_stream_rpc_method_handler(cast(Any, call_stream), None, handler.response_serializer)
        return handler


def _parsed(data: bytes, parse: Callable[[bytes], Message]) -> Message:
    try:
        return parse(data)
    except DecodeError as error:
        text = "the request must be a message of this method, with all text in UTF-8"
        raise InvalidRequest([("", text)]) from error
