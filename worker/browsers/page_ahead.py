"""Pages made ahead: an idle browser has one ready for the next job, if that wants what the last ones wanted."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

import structlog
from playwright.async_api import Browser, BrowserContext, Page

from worker.browsers.fast.scope import heard
from worker.browsers.launching import closed

log = structlog.get_logger()

KEPT_S = 20.0
"""How long one waits to be used: it takes some 20 MB."""
MAKE_TIMEOUT_S = 15.0
_NOBODYS = frozenset(
    {
        "accept_downloads",
        "bypass_csp",
        "color_scheme",
        "device_scale_factor",
        "has_touch",
        "is_mobile",
        "java_script_enabled",
        "locale",
        "reduced_motion",
        "screen",
        "service_workers",
        "timezone_id",
        "user_agent",
        "viewport",
    }
)
"""Options that say nothing of whose job it is: what has other ones is made for its job."""


class UsualOptions:
    """What jobs have wanted lately."""

    def __init__(self) -> None:
        self._last: Mapping[str, Any] | None = None

    def note(self, options: Mapping[str, Any]) -> bool:
        """Notes the options of one more job. Returns whether the next one is likely to want the same: so did the last
        one, and it is nobody's own.
        """
        is_usual = options == self._last
        self._last = options if options.keys() <= _NOBODYS else None
        return is_usual


class PageAhead:
    """The page that one browser has ready, or none. It has never shown anything, and is used once."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._options: Mapping[str, Any] = {}
        self._making: asyncio.Task[tuple[BrowserContext, Page]] | None = None
        self._expiry: asyncio.TimerHandle | None = None
        self._dropping: set[asyncio.Task[Any]] = set()
        self.took_s = 0.0
        """How long it took to make the last one."""

    @property
    def is_there(self) -> bool:
        """Whether there is one, or will be."""
        return self._making is not None

    def make(self, options: Mapping[str, Any]) -> None:
        """Begins to make one, with Playwright's options of a context."""
        self.drop()
        self._options = options
        self._making = asyncio.create_task(self._make(options), name="page ahead")
        self._making.add_done_callback(heard)
        self._expiry = asyncio.get_running_loop().call_later(KEPT_S, self.drop)

    async def take(self, options: Mapping[str, Any]) -> tuple[BrowserContext, Page] | None:
        """The page, with its context, if it is made for these options; it is the caller's then."""
        making = self._making
        if making is None or self._options != options:
            self.drop()
            return None
        self._forget()
        try:
            context, page = await asyncio.shield(making)
        except asyncio.CancelledError:
            making.add_done_callback(self._close)
            raise
        except Exception as error:  # noqa: BLE001 - then the job's own attempt says why
            log.debug("ahead.not_made", error=str(error))
            return None
        if page.is_closed():
            self._close(making)
            return None
        return context, page

    def drop(self) -> None:
        """Has none any more."""
        making = self._making
        self._forget()
        if making is not None:
            making.add_done_callback(self._close)

    def _forget(self) -> None:
        self._making = None
        if self._expiry is not None:
            self._expiry.cancel()

    def _close(self, making: "asyncio.Task[tuple[BrowserContext, Page]]") -> None:
        if not making.cancelled() and making.exception() is None:
            closing = asyncio.create_task(closed(making.result()[0]), name="page dropped")
            self._dropping.add(closing)
            closing.add_done_callback(self._dropping.discard)

    async def _make(self, options: Mapping[str, Any]) -> tuple[BrowserContext, Page]:
        started = time.monotonic()
        async with asyncio.timeout(MAKE_TIMEOUT_S):
            context = await self._browser.new_context(**options)
            try:
                page = await context.new_page()
            except BaseException:
                await closed(context)
                raise
        page.on("crash", self._crashed)
        self.took_s = time.monotonic() - started
        return context, page

    def _crashed(self, page: Page) -> None:
        """Has none any more, if it is this page that was ready. One that was lent is its job's."""
        making = self._making
        if making is not None and making.done() and making.result()[1] is page:
            self.drop()
