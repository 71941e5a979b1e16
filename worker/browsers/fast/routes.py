"""Judging what pages ask for before it is sent, as Playwright's routes do."""

import asyncio
from collections.abc import Awaitable, Callable
from re import Pattern
from typing import Any

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.navigating import is_at
from worker.browsers.fast.request import Request
from worker.surface import Url

Handler = Callable[["Route"], Any]

_REASONS = {
    "aborted": "Aborted",
    "accessdenied": "AccessDenied",
    "addressunreachable": "AddressUnreachable",
    "blockedbyclient": "BlockedByClient",
    "blockedbyresponse": "BlockedByResponse",
    "connectionaborted": "ConnectionAborted",
    "connectionclosed": "ConnectionClosed",
    "connectionfailed": "ConnectionFailed",
    "connectionrefused": "ConnectionRefused",
    "connectionreset": "ConnectionReset",
    "failed": "Failed",
    "internetdisconnected": "InternetDisconnected",
    "namenotresolved": "NameNotResolved",
    "timedout": "TimedOut",
}
_CONTINUED = ""
_FALLEN_BACK = "fallback"


class Route:
    """A request that waits for a verdict, one."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self._verdict: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def abort(self, error_code: str | None = None) -> None:
        """Has it fail. Raises Playwright's error for a code that is none, and for a second verdict."""
        reason = _REASONS.get(error_code or "failed")
        if reason is None:
            raise PlaywrightError(f"Route.abort: Unknown error code: {error_code}")
        self._judge("abort", reason)

    async def continue_(self) -> None:
        """Has it sent."""
        self._judge("continue_", _CONTINUED)

    async def fallback(self) -> None:
        """Leaves it to the route before."""
        self._judge("fallback", _FALLEN_BACK)

    def _judge(self, name: str, verdict: str) -> None:
        if self._verdict.done():
            raise PlaywrightError(f"Route.{name}: Route is already handled!")
        self._verdict.set_result(verdict)

    async def verdict(self, handler: Handler) -> str:
        """What somebody says of it."""
        judging = handler(self)
        if isinstance(judging, Awaitable):
            await judging
        return await self._verdict


class Routes:
    """Those of a page or a context."""

    def __init__(self) -> None:
        self._routes: list[tuple[Url, Handler]] = []

    def __bool__(self) -> bool:
        return bool(self._routes)

    def add(self, url: Url, handler: Handler) -> None:
        self._routes.insert(0, (url, handler))

    def remove(self, url: Url, handler: Handler | None) -> None:
        self._routes = [one for one in self._routes if not _is_same(one, url, handler)]

    async def verdict(self, request: Request) -> str | None:
        """Why a request is not sent, in Chromium's words; "": it is; None: nobody says so."""
        for url, handler in tuple(self._routes):
            if is_at(url, request.url):
                verdict = await Route(request).verdict(handler)
                if verdict != _FALLEN_BACK:
                    return verdict
        return None


def _is_same(one: tuple[Url, Handler], url: Url, handler: Handler | None) -> bool:
    known, judge = one
    is_it = known.pattern == url.pattern if isinstance(known, Pattern) and isinstance(url, Pattern) else known == url
    return is_it and handler in {None, judge}
