"""What happens around calls: a context about the handler, whichever kind of call it answers."""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from contextvars import ContextVar
from typing import Any, TypeAlias, cast

import grpc
from google.protobuf.message import Message

Context: TypeAlias = grpc.aio.ServicerContext[Any, Any]
Handler: TypeAlias = "grpc.RpcMethodHandler[Any, Any] | None"


GATEWAY = "x-answer"
"""The header that the gateway puts into each request that comes as HTTP (envoy/envoy.yaml)."""

_headers: ContextVar[tuple[Context, Mapping[str, str]] | None] = ContextVar("headers", default=None)


def headers(context: Context) -> Mapping[str, str]:
    """The metadata of a call, each once. grpc makes them anew whenever it is asked."""
    known = _headers.get()
    if known is None or known[0] is not context:
        known = (context, {str(key): str(value) for key, value in context.invocation_metadata() or ()})
        _headers.set(known)
    return known[1]


class Wrapper(grpc.aio.ServerInterceptor):
    """An interceptor that makes of each method's handler another one: once, and not for each call."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Handler, Handler]] = {}
        """Of each method, the handler that was there, and what was made of it."""

    def wrapped(self, method: str, handler: "grpc.RpcMethodHandler[Any, Any]") -> Handler:
        """What takes the place of a method's handler."""
        raise NotImplementedError

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Handler]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Handler:
        handler = await continuation(handler_call_details)
        if handler is None:  # no such method: grpc answers UNIMPLEMENTED
            return None
        method = handler_call_details.method
        before, made = self._made.get(method, (None, None))
        if before is not handler:  # it is the first call, or one that is refused
            made = self.wrapped(method, handler)
            self._made[method] = (handler, made)
        return made


class Around(Wrapper):
    """An interceptor that is a context around the handler: before it, after it, and when it raises.

    Stands outside Sending, below which a stream is an iterator of messages; above it, it is one awaitable.
    """

    def around(self, method: str, request: Message, context: Context) -> AbstractAsyncContextManager[None]:
        raise NotImplementedError

    def wrapped(self, method: str, handler: "grpc.RpcMethodHandler[Any, Any]") -> Handler:
        # grpc types these for its synchronous server; in the asynchronous one they are coroutines.
        unary: Callable[[Message, Context], Awaitable[Message]] | None = cast(Any, handler.unary_unary)
        stream: Callable[[Message, Context], Awaitable[None]] | None = cast(Any, handler.unary_stream)
        streams: Callable[[Any, Context], Awaitable[None]] | None = cast(Any, handler.stream_stream)
        if unary:

            async def call(request: Message, context: Context) -> Message:
                async with self.around(method, request, context):
                    return await unary(request, context)

            return grpc.unary_unary_rpc_method_handler(call, handler.request_deserializer, handler.response_serializer)
        if stream:

            async def call_stream(request: Message, context: Context) -> None:
                async with self.around(method, request, context):
                    await stream(request, context)

            return grpc.unary_stream_rpc_method_handler(
                cast(Any, call_stream), handler.request_deserializer, handler.response_serializer
            )
        if inspect.iscoroutinefunction(streams):  # a refusal that comes before the request; reflection's is a generator

            async def call_streams(requests: Any, context: Context) -> None:
                async with self.around(method, requests, context):
                    await streams(requests, context)

            return grpc.stream_stream_rpc_method_handler(
                cast(Any, call_streams), handler.request_deserializer, handler.response_serializer
            )
        return cast("Handler", handler)
