"""All browsers of the worker: the driver, a pool per engine, and a new start when the driver dies."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from uuid import uuid4

import structlog
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from tabwright.v1.job_options_pb2 import JobOptions, Record

from store.browsers import BrowserType
from worker.driver import Driver
from worker.engines import Engine, NoBrowser, find_engine
from worker.folder import Folder
from worker.guard import NavigationGuard
from worker.pool import BrowserPool
from worker.recording import Recording
from worker.settings import WorkerSettings

log = structlog.get_logger()

LOOK_INTERVAL_S = 5.0
"""How often browsers and driver are looked after."""
RESTART_INTERVAL_S = 1.0


class Browsers:
    """The worker's browsers."""

    def __init__(self, settings: WorkerSettings) -> None:
        self._settings = settings
        self._folder = Folder()
        self.guard = NavigationGuard(settings.allowed_networks)
        """Keeps their pages from going where they may not."""
        self._driver: Driver | None = None
        self._engines: dict[str, Engine] = {}
        self._lacking: dict[str, str] = {}
        self._pools: dict[str, BrowserPool] = {}
        self._ready = asyncio.Event()
        self._news = asyncio.Event()
        """Set when there is reason to look after the browsers at once."""

    @property
    def engines(self) -> Mapping[str, Engine]:
        """The engines that can be launched, by name."""
        return self._engines

    @property
    def lacking(self) -> Mapping[str, str]:
        """The engines that cannot be launched, by name, and why."""
        return self._lacking

    @property
    def is_ready(self) -> bool:
        """Whether pages open, as far as is known."""
        return self._ready.is_set() and any(map(self.opens, self._engines))

    def opens(self, engine: str) -> bool:
        """Whether pages of an engine open, as far as is known."""
        return engine in self._pools and self._pools[engine].is_fit

    @property
    def open_browsers(self) -> int:
        return sum(pool.browsers for pool in self._pools.values())

    async def start(self) -> None:
        """Finds an engine that can be launched, and opens its browsers. Raises NoBrowser when none can, or not one
        whose path is set: a wrong setting is not to be lived with.
        """
        self._driver = await Driver.start(self._folder, self._news.set)
        for name in self._settings.browser_engines:
            if not self._engines or self._settings.path_of(name) is not None:
                await self._try(self._driver, name)
        if not self._engines:
            raise NoBrowser("; ".join(self._lacking.values()))
        await self._open_first_pool()

    async def try_others(self) -> None:
        """Finds out which of the other engines can be launched. That takes seconds, and need not be waited for."""
        for name in self._settings.browser_engines:
            if self._driver is not None and name not in self._engines and name not in self._lacking:
                await self._try(self._driver, name)

    async def run(self) -> None:
        """Keeps the browsers in shape, for ever; starts anew when the driver dies or hangs."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._watch_driver(), name="driver")
            while True:
                await self.try_others()
                if self._driver is not None and self._driver.is_dead:
                    await self._restart()
                try:
                    async with asyncio.timeout(LOOK_INTERVAL_S):
                        await self._news.wait()
                except TimeoutError:
                    pass
                self._news.clear()
                await self._look()

    async def _watch_driver(self) -> None:
        """Beside all else, which waits for a driver that hangs until it is killed."""
        while True:
            await asyncio.sleep(LOOK_INTERVAL_S)
            if self._driver is not None and not self._driver.is_dead:
                await self._driver.check()

    async def _look(self) -> None:
        """Looks after the browsers of a driver that lives."""
        if self._driver is None or self._driver.is_dead:
            return
        for pool in self._pools.values():
            await pool.look()
        if not any(pool.browsers or pool.is_launching for pool in self._pools.values()):
            self._folder.wipe()  # each launch that fails leaves something

    @asynccontextmanager
    async def page(self, browser_type: BrowserType, options: JobOptions, recording: Recording) -> AsyncIterator[Page]:
        """Lends a page of a browser type, in a fresh context, as the job's options say. Raises StepFailed."""
        await self._ready.wait()
        async with self._pools[browser_type.type].page(browser_type, options, recording) as page:
            yield page

    def recording(self, wanted: Record) -> Recording:
        """Room for what a job wants to be recorded. Its user closes it."""
        return Recording(wanted, self._folder)

    def kill(self) -> None:
        """Ends all browsers at once."""
        for pool in self._pools.values():
            pool.kill()

    async def close(self) -> None:
        self._ready.clear()
        if self._driver is not None and not self._driver.is_dead:
            await self._driver.check()
        for pool in self._pools.values():
            await pool.close()
        if self._driver is not None:
            await self._driver.stop()
        self._folder.remove()

    async def _try(self, driver: Driver, name: str) -> None:
        path, tag = self._settings.path_of(name), uuid4().hex
        try:
            engine, browser = await find_engine(driver.playwright, name, path, folder=self._folder.path, tag=tag)
            pool = self._pool(driver, engine)
            if self._engines:  # only the first one's stay open unused: an idle Firefox takes 400 MB
                await browser.close()
            else:
                pool.adopt(browser, tag)
        except NoBrowser as error:
            if path is not None:
                raise
            self._lacking[name] = str(error)
        except Exception as error:  # noqa: BLE001 - the driver has died, which it says with bare Exceptions
            log.warning("browsers.not_tried", engine=name, error=str(error))
        else:
            self._engines[name] = engine
            self._pools[name] = pool

    def _pool(self, driver: Driver, engine: Engine) -> BrowserPool:
        return BrowserPool(driver, engine, self._settings, doubts=self._news.set)

    async def _open_first_pool(self) -> None:
        pool = next(iter(self._pools.values()))
        await pool.fill()
        await pool.prove()
        self._ready.set()

    async def _restart(self) -> None:
        """Starts a new driver. Jobs that come meanwhile wait in `page`, on their own time."""
        self._ready.clear()
        self.kill()
        self._folder.wipe()
        while True:
            try:
                self._driver = driver = await Driver.start(self._folder, self._news.set)
                self._pools = {name: self._pool(driver, engine) for name, engine in self._engines.items()}
                await self._open_first_pool()
            except (PlaywrightError, OSError, TimeoutError, ValueError) as error:
                log.warning("browsers.restart_failed", error=str(error))
                await asyncio.sleep(RESTART_INTERVAL_S)
            else:
                log.info("browsers.restarted")
                return
