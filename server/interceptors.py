"""What happens around every call, in this order from the outside: request id, log, faults, validation.

The id comes first so that everything below can name it; the log stands outside the faults so that it sees
the status that the client gets; validation is innermost, as its findings are faults.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypeAlias, cast
from uuid import uuid4

import grpc
import structlog
from google.protobuf.message import Message
from grpc_status import rpc_status

from server import faults, validation
from server.faults import InvalidRequest

log = structlog.get_logger()

Context: TypeAlias = grpc.aio.ServicerContext[Any, Any]
Handler: TypeAlias = "grpc.RpcMethodHandler[Any, Any] | None"

_QUIET = ("/grpc.health.v1.Health/", "/grpc.reflection.", "/envoy.service.auth.v3.")
"""Calls by machines, many a minute: logged only when they fail."""


class Around(grpc.aio.ServerInterceptor):
    """An interceptor that is a context around the handler: before it, after it, and when it raises."""

    def around(self, method: str, request: Message, context: Context) -> AbstractAsyncContextManager[None]:
        raise NotImplementedError

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Handler]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Handler:
        handler = await continuation(handler_call_details)
        method = handler_call_details.method
        if handler is None:  # no such method: grpc answers UNIMPLEMENTED
            return handler
        # grpc types these for its synchronous server; in the asynchronous one they are coroutines.
        unary: Callable[[Message, Context], Awaitable[Message]] | None = cast(Any, handler.unary_unary)
        stream: Callable[[Message, Context], AsyncIterator[Message]] | None = cast(Any, handler.unary_stream)
        if unary:

            async def call(request: Message, context: Context) -> Message:
                async with self.around(method, request, context):
                    return await unary(request, context)

            return grpc.unary_unary_rpc_method_handler(call, handler.request_deserializer, handler.response_serializer)
        if stream:

            async def call_stream(request: Message, context: Context) -> AsyncIterator[Message]:
                async with self.around(method, request, context):
                    async for message in stream(request, context):
                        yield message

            return grpc.unary_stream_rpc_method_handler(
                call_stream, handler.request_deserializer, handler.response_serializer
            )
        return handler


class RequestId(Around):
    """Gives each call an id, the caller's `x-request-id` where there is one, and tells it to the log."""

    @asynccontextmanager
    async def around(self, method: str, request: Message, context: Context) -> AsyncIterator[None]:
        metadata = dict(context.invocation_metadata() or ())
        request_id = str(metadata.get("x-request-id") or uuid4())
        context.set_trailing_metadata((("x-request-id", request_id),))
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            yield


class AccessLog(Around):
    """Writes a line per call."""

    @asynccontextmanager
    async def around(self, method: str, request: Message, context: Context) -> AsyncIterator[None]:
        started = time.monotonic()
        ended = "CANCELLED"
        try:
            yield
            ended = "OK"
        except grpc.aio.AbortError:
            ended = _code_name(context.code())
            raise
        finally:
            if ended != "OK" or not method.startswith(_QUIET):
                duration_ms = round((time.monotonic() - started) * 1000, 1)
                log.info("call", method=method, status=ended, duration_ms=duration_ms)


class Faults(Around):
    """Turns what the handler raises into the status that `faults` has for it."""

    @asynccontextmanager
    async def around(self, method: str, request: Message, context: Context) -> AsyncIterator[None]:
        try:
            yield
        except grpc.aio.AbortError:
            raise
        except Exception as error:
            if not faults.is_expected(error):
                log.exception("call.broken", method=method)
            elif error.__cause__ is not None:
                log.warning("call.failed", method=method, error=str(error))
            request_id = structlog.contextvars.get_contextvars().get("request_id", "")
            await context.abort_with_status(rpc_status.to_status(faults.status(error, request_id)))


class Validation(Around):
    """Checks the request against the rules in its proto."""

    @asynccontextmanager
    async def around(self, method: str, request: Message, context: Context) -> AsyncIterator[None]:
        if broken := validation.violations(request):
            raise InvalidRequest(broken)
        yield


def interceptors() -> Sequence[grpc.aio.ServerInterceptor]:
    """The chain, the outermost first."""
    return [RequestId(), AccessLog(), Faults(), Validation()]


def _code_name(code: object) -> str:
    """grpc.aio gives the code as it was set: an enum value, or its number."""
    if isinstance(code, int):
        return next((known.name for known in grpc.StatusCode if known.value[0] == code), str(code))
    return getattr(code, "name", str(code))
