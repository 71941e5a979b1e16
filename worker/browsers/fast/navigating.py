"""Going to documents, and waiting for those that come."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from re import Pattern
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from worker import globs
from worker.browsers.fast.lifecycle import Navigation, state
from worker.browsers.fast.progress import TIMEOUT_MS
from worker.surface import Url

if TYPE_CHECKING:
    from worker.browsers.fast.frame import Frame
    from worker.browsers.fast.request import Response

_STAYS = "net::ERR_ABORTED"
"""The error of what is given up: the page stays as it is. Others lead to a page of the browser's own."""
ERROR_PAGE_S = 1.0
"""How long that may take to come."""
CRASHED = "Page crashed"
"""Playwright's words for a navigation of a page whose process has died."""
_LINE = 60
MAX_LINES = 100
MAX_LINE_CHARS = 1000
"""How much is kept of where a page has gone while it was waited for."""


async def goto(frame: "Frame", url: str, until: str, referer: str | None) -> "Response | None":
    """Goes to a URL. Raises Playwright's errors."""
    lifecycle, heard = frame.lifecycle, list[Navigation]()

    def note(one: Navigation) -> None:
        """A page may change its URL as often as it likes, and each may have 2 MB: the first of these is enough."""
        if one.document is not None or all(other.document is not None for other in heard):
            heard.append(one)

    if lifecycle.life.error is not None:
        raise PlaywrightError(lifecycle.life.error.message)
    wanted = {"url": url, "frameId": frame.id, "referrerPolicy": "unsafeUrl"}
    if referer is not None:
        wanted["referrer"] = referer
    with lifecycle.navigations(note):
        answer = await lifecycle.life.during(frame.session.begin("Page.navigate", wanted))
        await _check(frame, url, answer, heard)
        document_id = answer.get("loaderId")

        def is_it(one: Navigation) -> bool:
            if document_id is None:
                return one.document is None
            return one.document is not None and (one.document.id == document_id or not one.error)

        came = next((one for one in heard if is_it(one)), None) or await lifecycle.navigation(is_it)
    if came.document is not None and came.document.id != document_id:
        raise PlaywrightError(f'Navigation to "{url}" is interrupted by another navigation to "{came.url}"')
    if came.error:
        raise PlaywrightError(came.error)
    await lifecycle.reach(until)
    return await _answer(frame, came)


async def _check(frame: "Frame", url: str, answer: dict[str, Any], heard: Sequence[Navigation]) -> None:
    """Raises Playwright's error where the browser says that a document does not come."""
    if answer.get("isDownload"):
        raise PlaywrightError("Download is starting")
    if error := answer.get("errorText"):
        frame.lifecycle.aborted(error, answer.get("loaderId"))
        if error != _STAYS:
            await _error_page(frame, heard)
        raise PlaywrightError(f"{error} at {url}")


async def _error_page(frame: "Frame", heard: Sequence[Navigation]) -> None:
    """Waits for the browser's own page about an error, which comes a moment after the error."""
    if any(one.document is not None and not one.error for one in heard):
        return
    with suppress(TimeoutError, PlaywrightError):  # it does not come: what has happened is told all the same
        async with asyncio.timeout(ERROR_PAGE_S):
            await frame.lifecycle.navigation(lambda one: one.document is not None and not one.error)


async def anew(frame: "Frame", until: str, begin: Callable[[], Any], *, new_document: bool) -> "Response | None":
    """Waits for the navigation that something begins; None where it begins none."""
    lifecycle = frame.lifecycle
    coming = asyncio.ensure_future(
        lifecycle.navigation(lambda one: bool(one.error) or not new_document or one.document is not None)
    )
    try:
        await asyncio.sleep(0)  # it listens from here on
        if await lifecycle.life.during(asyncio.ensure_future(begin())) is False:
            return None
        came = await coming
    finally:
        coming.cancel()
    if came.error:
        raise PlaywrightError(came.error)
    await lifecycle.reach(until)
    return await _answer(frame, came)


async def wait_for_load_state(frame: "Frame", load_state: str | None, timeout_ms: float | None) -> None:
    """Waits until a frame has come to a state. Raises Playwright's errors."""
    wanted = state("state", load_state)
    if frame.lifecycle.has(wanted):
        return
    limit = _Limit(timeout_ms)
    await limit.waited(frame.lifecycle.reach(wanted))


async def wait_for_url(frame: "Frame", url: Url, wait_until: str | None, timeout_ms: float | None) -> None:
    """Waits until a frame is at a URL. Raises Playwright's errors."""
    if is_at(url, frame.url):
        await wait_for_load_state(frame, wait_until, timeout_ms)
        return
    async with expect_navigation(frame, url, wait_until, timeout_ms):
        pass


class Expected:
    """A navigation that is waited for."""

    def __init__(self, came: "asyncio.Future[Response | None]") -> None:
        self._came = came

    @property
    def value(self) -> "asyncio.Future[Response | None]":
        """What was answered, once it has come."""
        return self._came

    def is_done(self) -> bool:
        return self._came.done()


@asynccontextmanager
async def expect_navigation(
    frame: "Frame", url: Url | None, wait_until: str | None, timeout_ms: float | None
) -> AsyncIterator[Expected]:
    """Waits for a navigation that begins meanwhile, and for a load state. Raises Playwright's errors."""
    until = state("waitUntil", wait_until)
    coming = asyncio.ensure_future(_navigated(frame, url, until, _Limit(timeout_ms)))
    try:
        await asyncio.sleep(0)  # it listens from here on
        yield Expected(coming)
        await asyncio.shield(coming)
    finally:
        coming.cancel()
        await asyncio.gather(coming, return_exceptions=True)


def is_at(url: Url, now: str) -> bool:
    """Whether a URL is the one that is meant: by a glob, a regular expression, or as a function says."""
    if isinstance(url, str):
        return globs.matches(now, url)
    return bool(url.search(now)) if isinstance(url, Pattern) else bool(url(now))


async def _navigated(frame: "Frame", url: Url | None, until: str, limit: "_Limit") -> "Response | None":
    shown = f' to "{url}"' if isinstance(url, str) else ""
    log = [f"waiting for navigation{shown} until '{until}'"]
    judged: str | None = None

    def is_it(one: Navigation) -> bool:
        """A page may say that it is at the same place again and again."""
        nonlocal judged
        if one.error:
            return True
        if len(log) < MAX_LINES:
            log.append(f'  navigated to "{one.url[:MAX_LINE_CHARS]}"')
        if one.url == judged and isinstance(url, str):
            return False
        judged = one.url
        return url is None or is_at(url, judged)

    came = await limit.waited(frame.lifecycle.navigation(is_it), log)
    if came.error:
        raise PlaywrightError(came.error)
    if not frame.lifecycle.has(until):
        await limit.waited(frame.lifecycle.reach(until), log)
    return await _answer(frame, came)


async def _answer(frame: "Frame", came: Navigation) -> "Response | None":
    request = came.document.request if came.document is not None else None
    if request is None:
        return None
    return await frame.lifecycle.life.during(asyncio.ensure_future(request.response()))


class _Limit:
    """The time of a wait, whose errors have no call's name in front."""

    def __init__(self, timeout_ms: float | None) -> None:
        self._timeout_ms = TIMEOUT_MS if timeout_ms is None else timeout_ms
        self._ends = time.monotonic() + self._timeout_ms / 1000

    async def waited(self, waiting: Any, log: Sequence[str] = ()) -> Any:
        try:
            async with asyncio.timeout(self._ends - time.monotonic() if self._timeout_ms else None) as limit:
                return await waiting
        except TimeoutError:
            if not limit.expired():
                raise
            raise PlaywrightTimeoutError(f"Timeout {self._timeout_ms}ms exceeded.{_logs(log)}") from None
        except PlaywrightError as error:
            words = "Navigation failed because page crashed!" if error.message == CRASHED else error.message
            raise PlaywrightError(f"{words}{_logs(log)}") from error


def _logs(log: Sequence[str]) -> str:
    """How Playwright's library tells what it was waiting for."""
    if not log:
        return ""
    title = " logs "
    left = (_LINE - len(title)) // 2
    lines = "\n".join(log)
    return f"\n{'=' * left}{title}{'=' * (_LINE - len(title) - left)}\n{lines}\n{'=' * _LINE}"
