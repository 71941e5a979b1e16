"""The browsers of one engine, kept warm, replaced before they rot, and killed when they do not obey."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from uuid import uuid4

import structlog
from playwright.async_api import Browser, BrowserContext, Page
from playwright.async_api import Error as PlaywrightError
from tabwright.v1.job_options_pb2 import JobOptions

from store.browsers import BrowserType
from store.retry import ErrorType
from worker.context import ContextOptions
from worker.driver import Driver, kill
from worker.engines import Engine
from worker.failures import StepFailed, first_line
from worker.recording import Recording
from worker.settings import WorkerSettings

log = structlog.get_logger()

OPEN_TIMEOUT_S = 15.0
CLOSE_TIMEOUT_S = 5.0
RECORDED_CLOSE_TIMEOUT_S = 15.0
"""Videos and archives are written when their context closes."""

_REFUSED = "(?i)timezone|locale|language tag|unknown permission|invalid header"
_NO_FFMPEG = "ffmpeg"


@dataclass(eq=False, slots=True)
class PooledBrowser:
    """An open browser."""

    browser: Browser
    pid: int
    max_pages: int
    pages: int = 0
    """Pages that it shows now."""
    served: int = 0
    """Pages that it has shown in all."""
    idle_since: float = field(default_factory=time.monotonic)

    @property
    def is_usable(self) -> bool:
        return self.browser.is_connected() and self.served < self.max_pages


class BrowserPool:
    """Open browsers of one engine. Jobs have a browser each as long as there are enough, then share."""

    def __init__(self, driver: Driver, engine: Engine, settings: WorkerSettings) -> None:
        self._driver = driver
        self._engine = engine
        self._settings = settings
        self._devices = driver.playwright.devices  # Playwright makes a copy whenever it is asked
        self._browsers: list[PooledBrowser] = []
        self._launching = asyncio.Lock()

    @property
    def browsers(self) -> int:
        return len(self._browsers)

    async def fill(self) -> None:
        """Launches browsers up to the minimum."""
        while len(self._browsers) < self._settings.browser_pool_min_size:
            await self._launch()

    @asynccontextmanager
    async def page(self, browser_type: BrowserType, options: JobOptions, recording: Recording) -> AsyncIterator[Page]:
        """Lends a page in a fresh context. Whatever happens to it, nothing of it is left afterwards."""
        with _opening_told():
            pooled = await self._acquire()
        obeys = False
        try:
            try:
                context = await self._open_context(pooled, browser_type, options, recording)
            except StepFailed as failure:
                obeys = failure.error_type is not ErrorType.BROWSER_CRASHED
                raise
            try:
                with _opening_told():
                    async with asyncio.timeout(OPEN_TIMEOUT_S):
                        await recording.start(context)
                        page = await context.new_page()
                yield page
            finally:
                await recording.stop(context)
                obeys = await _close(context, RECORDED_CLOSE_TIMEOUT_S if recording.is_wanted else CLOSE_TIMEOUT_S)
        finally:
            await self._release(pooled, obeys=obeys)

    async def _open_context(
        self, pooled: PooledBrowser, browser_type: BrowserType, options: JobOptions, recording: Recording
    ) -> BrowserContext:
        presented = ContextOptions(self._engine, pooled.browser.version, self._devices)
        wanted = presented.of(browser_type, options, recording)
        with _opening_told():
            async with asyncio.timeout(OPEN_TIMEOUT_S):
                return await pooled.browser.new_context(**wanted)

    async def close_idle(self) -> None:
        """Closes browsers that nobody has used for the idle timeout, down to the minimum."""
        limit = time.monotonic() - self._settings.browser_idle_timeout_ms / 1000
        for pooled in [one for one in self._browsers if one.pages == 0 and one.idle_since < limit]:
            if len(self._browsers) > self._settings.browser_pool_min_size:
                await self._retire(pooled)

    async def close(self) -> None:
        for pooled in list(self._browsers):
            await self._retire(pooled)

    def kill(self) -> None:
        """Ends all browsers at once; their pages' users see them crash."""
        for pooled in self._browsers:
            kill(pooled.pid)

    async def _acquire(self) -> PooledBrowser:
        """The browser with the fewest pages; a new one, if all have some and more are allowed."""
        async with self._launching:
            for lost in [one for one in self._browsers if not one.browser.is_connected()]:
                await self._retire(lost)
            usable = [one for one in self._browsers if one.is_usable]
            pooled = min(usable, key=lambda one: one.pages, default=None)
            if pooled is None or (pooled.pages and len(usable) < self._settings.browser_pool_max_size):
                pooled = await self._launch()
            pooled.pages += 1
            pooled.served += 1
            return pooled

    async def _release(self, pooled: PooledBrowser, *, obeys: bool) -> None:
        pooled.pages -= 1
        pooled.idle_since = time.monotonic()
        if not obeys:
            log.warning("browser.killed", pid=pooled.pid)
            kill(pooled.pid)
        if not obeys or (not pooled.is_usable and pooled.pages == 0):
            await self._retire(pooled)

    async def _launch(self) -> PooledBrowser:
        tag = uuid4().hex
        async with asyncio.timeout(OPEN_TIMEOUT_S):
            browser = await self._engine.launch(self._driver.playwright, tag)
        return self.adopt(browser, tag)

    def adopt(self, browser: Browser, tag: str) -> PooledBrowser:
        """Takes a browser in that was launched with this tag."""
        pooled = PooledBrowser(browser, self._driver.browser_pid(tag), self._engine.max_pages)
        self._browsers.append(pooled)
        return pooled

    async def _retire(self, pooled: PooledBrowser) -> None:
        if pooled in self._browsers:
            self._browsers.remove(pooled)
            if not await _close(pooled.browser):
                kill(pooled.pid)


@contextmanager
def _opening_told() -> Iterator[None]:
    """A browser that does not open a page is a crashed one, whatever it says, unless it says that the job's
    options are wrong.
    """
    try:
        yield
    except (PlaywrightError, TimeoutError, ValueError) as error:
        if _NO_FFMPEG in str(error):
            raise StepFailed(
                ErrorType.UNSUPPORTED, "this worker cannot record videos: it has no ffmpeg (`tabwright install ffmpeg`)"
            ) from error
        reason = first_line(str(error)) or "it took too long"
        if re.search(_REFUSED, reason):
            raise StepFailed(ErrorType.VALIDATION_ERROR, f"the browser refuses the job's options: {reason}") from error
        raise StepFailed(ErrorType.BROWSER_CRASHED, f"the browser did not open a page: {reason}") from error


async def _close(thing: BrowserContext | Browser, timeout_s: float = CLOSE_TIMEOUT_S) -> bool:
    """Closes a context or a browser. Returns whether it did so in time, or was gone already."""
    try:
        async with asyncio.timeout(timeout_s):
            await thing.close()
    except TimeoutError:
        return False
    except Exception as error:  # noqa: BLE001 - it is gone already; a dead driver says so with bare Exceptions
        log.debug("close.gone", error=str(error))
    return True
