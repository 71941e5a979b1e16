"""What comes with a WebSocket before it is one: whose page has opened it, and the ticket."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from aiohttp import web

from server.calls.sources import MAX_CHARS

TICKET = "tabwright.ticket."
"""A ticket is offered as a subprotocol: what is in a URL stands in logs, and pages can set no header."""
PING_S = 20.0
"""How often the other side is asked for a sign of life: sooner than any proxy takes the connection for dead."""


class Door:
    """Which pages may come in."""

    def __init__(self, origins: Sequence[str]) -> None:
        """`origins`: of whom else, beside our own pages."""
        self._origins = frozenset(origins)

    def lets_in(self, request: web.BaseRequest) -> bool:
        """Browsers say which page opens a WebSocket, and let every page; what is no browser says nothing."""
        origin = request.headers.get("Origin")
        if origin is None:
            return True
        # Only the host: whether it was https on the way to whatever is in front of the gateway cannot be known here.
        return origin.lower() in self._origins or (
            urlsplit(origin).scheme in ("http", "https") and urlsplit(origin).netloc.lower() == request.host.lower()
        )


def is_socket(request: web.BaseRequest) -> bool:
    return request.headers.get("Upgrade", "").lower() == "websocket"


def offered(request: web.BaseRequest) -> list[str]:
    """The subprotocols that are offered."""
    return [one.strip() for line in request.headers.getall("Sec-WebSocket-Protocol", []) for one in line.split(",")]


def ticket(request: web.BaseRequest) -> str | None:
    """None: there is none."""
    return next((one.removeprefix(TICKET) for one in offered(request) if one.startswith(TICKET)), None)


def address(request: web.BaseRequest) -> str | None:
    """Where it comes from, as the gateway tells it; past the gateway, the peer."""
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return (told or request.remote or "")[:MAX_CHARS] or None


def request_id(request: web.BaseRequest) -> str | None:
    return request.headers.get("X-Request-Id", "")[:128] or None
