"""All browsers of the worker: the driver, a pool per engine, and a new start when the driver dies."""

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import structlog
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from store.browsers import BrowserType
from worker.driver import Driver
from worker.engines import Engine, find_chromium
from worker.pool import BrowserPool
from worker.settings import WorkerSettings

log = structlog.get_logger()

IDLE_CHECK_INTERVAL_S = 60.0
RESTART_INTERVAL_S = 1.0


class Browsers:
    """The worker's browsers."""

    def __init__(self, settings: WorkerSettings) -> None:
        self._settings = settings
        self._driver: Driver | None = None
        self._engines: dict[str, Engine] = {}
        self._pools: dict[str, BrowserPool] = {}
        self._ready = asyncio.Event()

    @property
    def engines(self) -> Mapping[str, Engine]:
        """The engines that can be launched, by name."""
        return self._engines

    @property
    def open_browsers(self) -> int:
        return sum(pool.browsers for pool in self._pools.values())

    async def start(self) -> None:
        """Finds out which engines can be launched. Raises NoBrowser when none can."""
        _wipe_temporary_files()
        self._driver = await Driver.start()
        engine = await find_chromium(self._driver.playwright, self._settings.chromium_path)
        self._engines = {engine.name: engine}
        await self._open_pools(self._driver)

    async def run(self) -> None:
        """Keeps the browsers in shape, for ever: closes idle ones, starts anew when the driver dies."""
        while True:
            driver = self._driver
            try:
                async with asyncio.timeout(IDLE_CHECK_INTERVAL_S):
                    if driver is not None:
                        await driver.dead.wait()
            except TimeoutError:
                for pool in self._pools.values():
                    await pool.close_idle()
            else:
                await self._restart()

    @asynccontextmanager
    async def page(self, browser_type: BrowserType) -> AsyncIterator[Page]:
        """Lends a page of a browser type, in a fresh context."""
        await self._ready.wait()
        async with self._pools[browser_type.type].page(browser_type) as page:
            yield page

    def kill(self) -> None:
        """Ends all browsers at once."""
        for pool in self._pools.values():
            pool.kill()

    async def close(self) -> None:
        self._ready.clear()
        for pool in self._pools.values():
            await pool.close()
        if self._driver is not None:
            await self._driver.stop()
        _wipe_temporary_files()

    async def _open_pools(self, driver: Driver) -> None:
        self._pools = {name: BrowserPool(driver, engine, self._settings) for name, engine in self._engines.items()}
        for pool in self._pools.values():
            await pool.fill()
        self._ready.set()

    async def _restart(self) -> None:
        """Starts a new driver. Jobs that come meanwhile wait in `page`, on their own time."""
        self._ready.clear()
        self.kill()
        _wipe_temporary_files()
        while True:
            try:
                self._driver = await Driver.start()
                await self._open_pools(self._driver)
            except (PlaywrightError, OSError, TimeoutError, ValueError) as error:
                log.warning("browsers.restart_failed", error=str(error))
                await asyncio.sleep(RESTART_INTERVAL_S)
            else:
                log.info("browsers.restarted")
                return


def _wipe_temporary_files() -> None:
    """Removes what browsers that were killed have left behind in our temporary folder."""
    for path in Path(tempfile.gettempdir()).glob("playwright*"):
        with contextlib.suppress(OSError):
            shutil.rmtree(path)
