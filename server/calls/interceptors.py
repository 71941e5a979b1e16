"""What happens around every call, from the outside: receiving, request id, log, faults, authentication, auditing,
reading, sending.

The id comes first so that everything below can name it; the log stands outside the faults so that it sees
the status that the client gets; whose a call is is known before its content is looked at.
"""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cache
from uuid import uuid4

import grpc
import structlog
from google.protobuf import descriptor_pool
from google.protobuf.message import Message
from grpc_status import rpc_status

from server.calls import faults
from server.calls.around import Around, Context, headers
from server.calls.auditing import Auditing
from server.calls.authentication import Authentication
from server.calls.lanes import Lanes
from server.calls.reading import Reading
from server.calls.receiving import Receiving
from server.calls.sending import Sending
from server.calls.tracing import traced
from store import metrics
from store.errors import DatabaseUnavailable

log = structlog.get_logger()

_QUIET = ("/grpc.health.v1.Health/", "/grpc.reflection.", "/envoy.service.auth.v3.")
"""Calls by machines, many a minute: logged only when they fail."""
_REQUEST_ID = re.compile(r"[A-Za-z0-9._:@/+=-]{1,128}")
"""What a request id may be: it comes from anybody, and goes into logs, answers and headers. envoy/envoy.yaml has the
same rule.
"""
ABORT_TIMEOUT_S = 5.0
"""How long a call may hold us up with taking the status that it failed with."""


class RequestId(Around):
    """Gives each call an id, the caller's `x-request-id` where there is one that may be, and tells it to the log. What
    is made in the call knows its trace.
    """

    @asynccontextmanager
    async def around(self, method: str, request: Message, context: Context) -> AsyncIterator[None]:
        given = headers(context).get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else str(uuid4())
        context.set_trailing_metadata((("x-request-id", request_id),))
        with structlog.contextvars.bound_contextvars(request_id=request_id), traced(context):
            yield


class AccessLog(Around):
    """Writes a line per call, and counts it."""

    @asynccontextmanager
    async def around(self, method: str, request: Message, context: Context) -> AsyncIterator[None]:
        started = time.monotonic()
        ended = "CANCELLED"
        try:
            yield
            ended = "OK"
        except (grpc.aio.AbortError, asyncio.CancelledError):
            ended = _code_name(context.code()) if context.code() else ended
            raise
        finally:
            duration_s = time.monotonic() - started
            metrics.RPC_CALLS.labels(method.lstrip("/"), ended).inc()
            if _has_one_answer(method):
                metrics.RPC_S.labels(method.lstrip("/")).observe(duration_s)
            if ended != "OK" or not method.startswith(_QUIET):
                log.info("call", method=method, status=ended, duration_ms=round(duration_s * 1000, 1))


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
            elif error.__cause__ is not None and not isinstance(error, DatabaseUnavailable):  # which is told already
                log.warning("call.failed", method=method, error=str(error))
            status = rpc_status.to_status(faults.status(error, request_id()))
            # What is set by an abort takes the place of all trailing metadata that were set before.
            metadata = [*(status.trailing_metadata or ()), ("x-request-id", request_id()), *faults.headers(error)]
            try:
                async with asyncio.timeout(ABORT_TIMEOUT_S):
                    await context.abort(status.code, status.details or "", tuple(metadata))
            except TimeoutError:  # it waits behind messages that the client does not take, and we need not
                raise asyncio.CancelledError from error


def interceptors(
    authentication: Authentication, auditing: Auditing, lanes: Lanes
) -> Sequence[grpc.aio.ServerInterceptor]:
    """The chain, the outermost first."""
    return [Receiving(), RequestId(), AccessLog(), Faults(), authentication, auditing, Reading(lanes), Sending()]


def request_id() -> str:
    """The id of the running call."""
    known: str = structlog.contextvars.get_contextvars().get("request_id", "")
    return known


@cache
def _has_one_answer(method: str) -> bool:
    """Whether how long a call takes is up to us: a stream goes on as long as its client wants."""
    try:
        found = descriptor_pool.Default().FindMethodByName(method.lstrip("/").replace("/", "."))
    except KeyError:
        return False
    return not found.server_streaming


def _code_name(code: object) -> str:
    """grpc.aio gives the code as it was set: an enum value, or its number."""
    if isinstance(code, int):
        return next((known.name for known in grpc.StatusCode if known.value[0] == code), str(code))
    return getattr(code, "name", str(code))
