"""The cookie with the refresh token, for web pages of the gateway itself, and what such a page must show.

A browser sends the cookie with each request to the gateway, whoever's page has asked for it. So it counts only where
the page is ours: another one can set no header without our leave, and the browser itself says whose page it is.
"""

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from server.calls.around import Context
from store.users.errors import RefreshTokenInvalid

NAME = "__Host-tabwright-refresh"
CSRF = "x-tabwright-csrf"
_LOCAL = ("localhost", "127.0.0.1", "::1")


class Headers:
    """The headers of a call. The gateway has set x-forwarded-… itself."""

    def __init__(self, metadata: Iterable[tuple[str, str | bytes]]) -> None:
        self._all = [(key, value if isinstance(value, str) else "") for key, value in metadata]

    def values(self, name: str) -> Sequence[str]:
        return [value for key, value in self._all if key == name]

    def only(self, name: str) -> str | None:
        """The value of a header. None: there is none, or there are several that differ."""
        values = set(self.values(name))
        return values.pop() if len(values) == 1 else None

    def as_dict(self) -> dict[str, str]:
        return dict(self._all)


def headers_of(context: Context) -> Headers:
    """The headers of a call."""
    return Headers([(str(key), value) for key, value in context.invocation_metadata() or ()])


def refresh_token(headers: Headers) -> str | None:
    """What the cookie has. None: there is none. Raises RefreshTokenInvalid: there are two, or the page is not ours."""
    tokens = {
        value
        for line in headers.values("cookie")
        for name, _, value in (pair.strip().partition("=") for pair in line.split(";"))
        if name == NAME
    }
    if not tokens:
        return None
    if len(tokens) > 1:
        raise RefreshTokenInvalid(
            f"there are several cookies {NAME}: remove the cookies of this site, and sign in again"
        )
    if not is_own_page(headers):
        raise RefreshTokenInvalid(f"the cookie counts only for pages of this site, with the header {CSRF}: 1")
    return tokens.pop()


def is_own_page(headers: Headers) -> bool:
    """Whether a page of the gateway itself makes the call."""
    if headers.only(CSRF) != "1":
        return False
    if headers.values("sec-fetch-site"):
        return headers.only("sec-fetch-site") == "same-origin"
    origin, host = headers.only("origin"), headers.only("x-forwarded-host")
    return bool(origin and host) and _place(origin or "") == (host or "").lower()


def is_kept(headers: Headers) -> bool:
    """Whether a browser keeps the cookie: over https, also where that ends before the gateway, or on localhost."""
    origin = headers.only("origin")
    if origin is None:
        origin = f"{headers.only('x-forwarded-proto')}://{headers.only('x-forwarded-host')}"
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme == "https" or host in _LOCAL or host.endswith(".localhost")


def made(token: str, seconds: float) -> tuple[str, str]:
    """The header that puts a refresh token into the cookie, for so long."""
    return "set-cookie", f"{NAME}={token}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={max(0, int(seconds))}"


def removed() -> tuple[str, str]:
    """The header that removes the cookie."""
    return made("", 0)


def _place(origin: str) -> str:
    """The host of an origin, with its port, as a Host header has it."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return ""
    return parts.netloc.lower() if parts.scheme in ("http", "https") else ""
