"""The browsers of one engine, kept warm, replaced before they rot, and killed when they do not obey."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from uuid import uuid4

import structlog
from playwright.async_api import Browser, BrowserContext, Page
from tabwright.v1.job_options_pb2 import JobOptions

from store.browsers import BrowserType
from store.retry import ErrorType
from worker.context import ContextOptions
from worker.driver import Driver, kill
from worker.engines import LAUNCH_TIMEOUT_MS, Engine
from worker.failures import StepFailed, opening_told
from worker.pooled import PooledBrowser
from worker.recording import Recording
from worker.settings import WorkerSettings

log = structlog.get_logger()

LAUNCH_TIMEOUT_S = LAUNCH_TIMEOUT_MS / 1000 + 5
"""Playwright's own time comes first: it kills what it has begun to launch."""
OPEN_TIMEOUT_S = 15.0
CLOSE_TIMEOUT_S = 5.0
RECORDED_CLOSE_TIMEOUT_S = 15.0
"""Videos and archives are written when their context closes."""
PROVE_INTERVAL_S = 60.0
"""How long after the last page that was opened it is tried whether pages still open."""
WEIGH_INTERVAL_S = 30.0


class BrowserPool:
    """Open browsers of one engine. Jobs have a browser each as long as there are enough, then share."""

    def __init__(
        self, driver: Driver, engine: Engine, settings: WorkerSettings, doubts: Callable[[], None] = lambda: None
    ) -> None:
        """`doubts` is called when a page did not open: then it is time to `look`."""
        self._doubts = doubts
        self.is_fit = True
        """Whether pages open. False when one could not be opened to see whether they do."""
        self._is_doubted = False
        self._opened_at = time.monotonic()
        self._weighed_at = time.monotonic()
        self._driver = driver
        self._engine = engine
        self._settings = settings
        self._devices = driver.playwright.devices  # Playwright makes a copy whenever it is asked
        self._browsers: list[PooledBrowser] = []
        self._launching = asyncio.Lock()

    @property
    def browsers(self) -> int:
        return len(self._browsers)

    @property
    def is_launching(self) -> bool:
        return self._launching.locked()

    async def fill(self) -> None:
        """Launches browsers up to the minimum."""
        while len(self._browsers) < self._settings.browser_pool_min_size:
            await self._launch()

    @asynccontextmanager
    async def page(self, browser_type: BrowserType, options: JobOptions, recording: Recording) -> AsyncIterator[Page]:
        """Lends a page in a fresh context. Whatever happens to it, nothing of it is left afterwards."""
        with self._opening():
            pooled = await self._acquire()
        started, beside, obeys = time.monotonic(), self._pages - 1, False
        try:
            try:
                context = await self._open_context(pooled, browser_type, options, recording)
            except StepFailed as failure:
                obeys = failure.error_type is not ErrorType.BROWSER_CRASHED
                raise
            try:
                with self._opening():
                    async with asyncio.timeout(OPEN_TIMEOUT_S):
                        await recording.start(context)
                        page = await context.new_page()
                self._opened(pooled, time.monotonic() - started, beside=beside)
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
        with self._opening():
            async with asyncio.timeout(OPEN_TIMEOUT_S):
                return await pooled.browser.new_context(**wanted)

    async def look(self) -> None:
        """Looks after the browsers: kills those that hang, replaces worn ones, closes idle ones; and where there is
        reason to, tries whether pages open.
        """
        await asyncio.gather(*(self._check(pooled) for pooled in self._browsers if pooled.pages))
        if time.monotonic() - self._weighed_at >= WEIGH_INTERVAL_S:
            self._weighed_at = time.monotonic()
            for pooled in list(self._browsers):
                await asyncio.to_thread(pooled.weigh)
        await self._close_idle()
        is_due = self._browsers and time.monotonic() - self._opened_at >= PROVE_INTERVAL_S
        if self._is_doubted or not self.is_fit or is_due:
            await self.prove()

    async def prove(self) -> None:
        """Opens an empty page, and notes whether that is possible."""
        try:
            await self._open_empty_page()
        except StepFailed as failure:
            if self.is_fit:
                log.warning("browsers.unfit", engine=self._engine.name, error=str(failure))
            self.is_fit = False
        else:
            if not self.is_fit:
                log.info("browsers.fit", engine=self._engine.name)
            self.is_fit, self._is_doubted = True, False
            self._opened_at = time.monotonic()

    async def _open_empty_page(self) -> None:
        """Raises StepFailed."""
        with opening_told():
            pooled = await self._acquire(may_grow=False)
            idle_since, obeys = pooled.idle_since, False
            try:
                async with asyncio.timeout(OPEN_TIMEOUT_S):
                    context = await pooled.browser.new_context()
                    await context.new_page()
                obeys = await _close(context)
            finally:
                await self._release(pooled, obeys=obeys)
                pooled.idle_since = idle_since

    async def _check(self, pooled: PooledBrowser) -> None:
        """Kills a browser that does not answer, though somebody waits for it: that one hears so now."""
        try:
            async with asyncio.timeout(OPEN_TIMEOUT_S):
                await (await pooled.browser.new_context()).close()
        except TimeoutError:
            self._kill(pooled)
            await self._retire(pooled)
        except Exception as error:  # noqa: BLE001 - it is gone; a dead driver says so with bare Exceptions
            log.debug("browser.gone", error=str(error))

    async def _close_idle(self) -> None:
        """Closes browsers without pages that are worn or gone, or that nobody has used for the idle timeout, of these
        down to the minimum.
        """
        limit = time.monotonic() - self._settings.browser_idle_timeout_ms / 1000
        for pooled in [one for one in self._browsers if one.pages == 0]:
            is_needed = len(self._browsers) <= self._settings.browser_pool_min_size
            if not pooled.is_usable or (pooled.idle_since < limit and not is_needed):
                await self._retire(pooled)

    async def close(self) -> None:
        await asyncio.gather(*(self._retire(pooled) for pooled in list(self._browsers)))

    def kill(self) -> None:
        """Ends all browsers at once; their pages' users see them crash."""
        for pooled in self._browsers:
            kill(pooled.pid)

    @property
    def _pages(self) -> int:
        return sum(one.pages for one in self._browsers)

    def _opened(self, pooled: PooledBrowser, seconds: float, *, beside: int) -> None:
        pooled.speed.add(seconds, beside=beside)
        self._opened_at = time.monotonic()
        self._is_doubted = False

    async def _acquire(self, *, may_grow: bool = True) -> PooledBrowser:
        """The browser with the fewest pages; a new one, if all have some and more are allowed. Worn ones do not count:
        they go when their last page closes.
        """
        async with self._launching:
            for lost in [one for one in self._browsers if not one.browser.is_connected()]:
                await self._retire(lost)
            usable = [one for one in self._browsers if one.is_usable]
            pooled = min(usable, key=lambda one: one.pages, default=None)
            is_crowded = pooled is not None and pooled.pages and len(usable) < self._settings.browser_pool_max_size
            if pooled is None or (is_crowded and may_grow):
                pooled = await self._launch()
            pooled.pages += 1
            pooled.served += 1
            return pooled

    async def _release(self, pooled: PooledBrowser, *, obeys: bool) -> None:
        pooled.pages -= 1
        pooled.idle_since = time.monotonic()
        if not obeys:
            self._kill(pooled)
        if not obeys or (not pooled.is_usable and pooled.pages == 0):
            await self._retire(pooled)

    def _kill(self, pooled: PooledBrowser) -> None:
        if pooled in self._browsers:
            log.warning("browser.killed", pid=pooled.pid)
        kill(pooled.pid)

    async def _launch(self) -> PooledBrowser:
        tag = uuid4().hex
        try:
            async with asyncio.timeout(LAUNCH_TIMEOUT_S):
                browser = await self._engine.launch(self._driver.playwright, tag)
        except BaseException:
            with suppress(ValueError):  # a browser that nobody waits for any more
                kill(self._driver.browser_pid(tag))
            raise
        return self.adopt(browser, tag)

    def adopt(self, browser: Browser, tag: str) -> PooledBrowser:
        """Takes a browser in that was launched with this tag."""
        pooled = PooledBrowser(browser, self._driver.browser_pid(tag), self._engine.max_pages, self._settings)
        self._browsers.append(pooled)
        return pooled

    async def _retire(self, pooled: PooledBrowser) -> None:
        if pooled in self._browsers:
            self._browsers.remove(pooled)
            if pooled.wear is not None:
                log.info("browser.recycled", reason=pooled.wear, pages=pooled.served, memory_mb=pooled.memory_mb)
            if not await _close(pooled.browser):
                kill(pooled.pid)

    @contextmanager
    def _opening(self) -> Iterator[None]:
        """Tells what keeps a page from opening. When that is the browser, others may not open either."""
        try:
            with opening_told():
                yield
        except StepFailed as failure:
            if failure.error_type is ErrorType.BROWSER_CRASHED:
                self._is_doubted = True
                self._doubts()
            raise


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
