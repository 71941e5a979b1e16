"""How a WebSocket ends: a code that programs know, and why, for people."""

import asyncio
from contextlib import suppress

import structlog
from aiohttp import WSCloseCode, web
from grpc import StatusCode

from server.calls import faults
from server.calls.faults import ServerStopping
from store.errors import StoreError

log = structlog.get_logger()

CLOSE_S = 3.0
"""How long the other side may take with saying goodbye."""
MAX_REASON_BYTES = 123

_CODES = {
    StatusCode.INVALID_ARGUMENT: 4400,
    StatusCode.UNAUTHENTICATED: 4401,
    StatusCode.PERMISSION_DENIED: 4403,
    StatusCode.NOT_FOUND: 4404,
    StatusCode.ABORTED: 4408,
    StatusCode.FAILED_PRECONDITION: 4409,
    StatusCode.RESOURCE_EXHAUSTED: 4429,
    StatusCode.UNAVAILABLE: int(WSCloseCode.TRY_AGAIN_LATER),
}
ORIGIN_REFUSED = 4403


async def close(socket: web.WebSocketResponse, code: int, reason: str) -> None:
    """Says goodbye, and does not wait for long."""
    with suppress(TimeoutError, ConnectionError, RuntimeError):
        async with asyncio.timeout(CLOSE_S):
            await socket.close(code=code, message=_cut(reason))


async def close_for(socket: web.WebSocketResponse, error: Exception) -> None:
    """Says why it ends."""
    if not isinstance(error, StoreError) or not faults.is_expected(error):
        log.error("live.broken", exc_info=error)
        await close(socket, WSCloseCode.INTERNAL_ERROR, "internal error")
    elif isinstance(error, ServerStopping):
        await close(socket, WSCloseCode.SERVICE_RESTART, "the server stops: attach again")
    else:
        code = _CODES.get(faults.FAULTS[type(error)].code, int(WSCloseCode.INTERNAL_ERROR))
        told = faults.FAULTS[type(error)].message or str(error)
        await close(socket, code, f"{faults.reason(error)}: {told}")


def _cut(text: str) -> bytes:
    return text.encode(errors="replace")[:MAX_REASON_BYTES].decode(errors="ignore").encode()
