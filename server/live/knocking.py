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
        return origin.lower() in self._origins or _is_own(origin, request.host)


def _is_own(origin: str, host: str) -> bool:
    """Whether it is our own page. A page whose name was made to point here (DNS rebinding) looks so, too: it gains
    nothing, since a browser adds no right by itself, and a ticket it would have to have.
    """
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    # Only the host: whether it was https on the way to whatever is in front of the gateway cannot be known here.
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


def is_socket(request: web.BaseRequest) -> bool:
    return request.headers.get("Upgrade", "").lower() == "websocket"


def offered(request: web.BaseRequest) -> list[str]:
    """The subprotocols that are offered."""
    return [one.strip() for line in request.headers.getall("Sec-WebSocket-Protocol", []) for one in line.split(",")]


def ticket(request: web.BaseRequest) -> str | None:
    """None: there is none."""
    return next((one.removeprefix(TICKET) for one in offered(request) if one.startswith(TICKET)), None)


def headers(request: web.BaseRequest) -> dict[str, str]:
    """By names in lower case. What is no UTF-8 is made so: aiohttp lets it through as what nothing else can encode."""
    return {name.lower(): _clean(value) for name, value in request.headers.items()}


def address(request: web.BaseRequest) -> str | None:
    """Where it comes from, as the gateway tells it; past the gateway, the peer."""
    told = _clean(request.headers.get("X-Forwarded-For", "")).rpartition(",")[2].strip()
    return (told or request.remote or "")[:MAX_CHARS] or None


def request_id(request: web.BaseRequest) -> str | None:
    return _clean(request.headers.get("X-Request-Id", ""))[:128] or None


def _clean(value: str) -> str:
    return value.encode(errors="replace").decode()
