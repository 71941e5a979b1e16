"""All browsers of the worker: a pool per engine, and what keeps them in shape."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import structlog
from playwright.async_api import Page
from tabwright.v1.job_options_pb2 import JobOptions, Record

from store.job import Json
from store.queue.browsers import BrowserType
from worker.browsers import figures, usage
from worker.browsers.egress import Egress
from worker.browsers.engines import Engine, NoBrowser
from worker.browsers.guard import NavigationGuard
from worker.browsers.interruption import Interruption
from worker.browsers.launching import Launched, Launcher
from worker.browsers.passage import Passage, guard_gone
from worker.browsers.pool import BrowserPool
from worker.browsers.pooled import PooledBrowser
from worker.browsers.recording import Recording
from worker.browsers.state import BrowserState
from worker.browsers.usage import MEGABYTE, Allowance
from worker.egress.guard import GuardGone, NoPort
from worker.load.needs import Needs
from worker.processes.folder import Folder
from worker.settings import WorkerSettings

log = structlog.get_logger()

LOOK_INTERVAL_S = 5.0
"""How often browsers and drivers are looked after."""
MAX_FILE_BYTES = 50 * 2**20
"""Of what a job may make, where nobody says it."""
USAGE_INTERVAL_S = 0.5
"""How often it is looked at what the jobs' browsers take."""
DISK_FILES = 10
"""How many of the largest files a job's browser may write."""
MESSAGE_BYTES = 2**20
"""What a message from a browser has beside a file."""


class Browsers:
    """The worker's browsers."""

    def __init__(
        self,
        settings: WorkerSettings,
        max_file_bytes: int = MAX_FILE_BYTES,
        places: Sequence[tuple[str, int]] = (),
    ) -> None:
        """`places` are hosts and ports that no page may reach: the database's."""
        self._settings = settings
        self._folder = Folder()
        self.guard = NavigationGuard()
        """Keeps their pages from going where they may not."""
        self.egress = Egress(settings, places, self._cut_off)
        """Through which alone they reach the network."""
        self._news = asyncio.Event()
        """Set when there is reason to look after the browsers at once."""
        # A picture comes in one message, as base64.
        self._launcher = Launcher(
            self._folder,
            max_file_bytes * 4 // 3 + MESSAGE_BYTES,
            self._news.set,
            needs_sandbox=settings.needs_sandbox,
            open_gate=self.egress.open,
        )
        self._allowance = Allowance(settings.browser_max_memory_mb * MEGABYTE, DISK_FILES * max_file_bytes)
        self.needs = Needs(settings.browser_max_memory_mb * MEGABYTE)
        """What they take of the memory, and what is expected of jobs."""
        self._engines: dict[str, Engine] = {}
        self._lacking: dict[str, str] = {}
        self._pools: dict[str, BrowserPool] = {}
        """Those of Playwright's lane, by engine."""
        self._fast: dict[str, BrowserPool] = {}
        """Those of the fast lane, which Chromium alone has."""

    @property
    def engines(self) -> Mapping[str, Engine]:
        """The engines that can be launched, by name."""
        return self._engines

    @property
    def lacking(self) -> Mapping[str, str]:
        """The engines that cannot be launched, by name, and why."""
        return self._lacking

    @property
    def has_fast_lane(self) -> bool:
        """Whether there are pages without Playwright's driver, of Chromium."""
        return bool(self._fast)

    @property
    def is_ready(self) -> bool:
        """Whether pages open, as far as is known."""
        return any(map(self.opens, self._engines))

    def opens(self, engine: str) -> bool:
        """Whether pages of an engine open, as far as is known."""
        return engine in self._pools and all(pool.is_fit for pool in self._lanes(engine))

    @property
    def open_browsers(self) -> int:
        return sum(pool.browsers for pool in self._all)

    @property
    def is_slow(self) -> bool:
        """Whether pages open much slower than at first."""
        return any(pool.is_slow for pool in self._all)

    def save_memory(self, *, is_tight: bool) -> None:
        """Where memory is scarce, closes browsers that nobody needs, at once, and keeps none for jobs to come."""
        for pool in self._all:
            if is_tight and not pool.is_tight:
                self._news.set()
            pool.is_tight = is_tight

    async def start(self) -> None:
        """Finds an engine that can be launched, and opens its browsers. Raises NoBrowser when none can, or not one
        whose path is set: a wrong setting is not to be lived with.
        """
        try:
            await (await self.egress.open()).close()
        except (GuardGone, NoPort):
            raise NoBrowser("the egress guard, without which no browser has a network, does not start") from None
        for name in self._settings.browser_engines:
            if not self._engines or self._settings.path_of(name) is not None:
                await self._try(name)
        if not self._engines:
            raise NoBrowser("; ".join(self._lacking.values()))
        pool = self._lanes(next(iter(self._engines)))[0]
        await pool.fill()
        await pool.prove()

    async def try_others(self) -> None:
        """Finds out which of the other engines can be launched. That takes seconds, and need not be waited for."""
        for name in self._settings.browser_engines:
            if name not in self._engines and name not in self._lacking:
                await self._try(name)

    async def run(self) -> None:
        """Keeps the browsers in shape, for ever."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._check(), name="check")
            tasks.create_task(self._enforce(), name="usage")
            await self.try_others()
            while True:
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_INTERVAL_S):
                        await self._news.wait()
                self._news.clear()
                for pool in self._all:
                    await pool.look()

    async def _check(self) -> None:
        """Beside all else, which waits for a driver that hangs until it is killed."""
        while True:
            await asyncio.sleep(LOOK_INTERVAL_S)
            await asyncio.gather(self.egress.check(), *(pool.check() for pool in self._all))

    async def _enforce(self) -> None:
        """Ends jobs that take more of the machine than they may, for ever."""
        while True:
            await asyncio.sleep(USAGE_INTERVAL_S)
            await usage.enforce([one for pool in self._all for one in pool.launched], self._allowance)

    @asynccontextmanager
    async def page(
        self,
        browser_type: BrowserType,
        options: JobOptions,
        recording: Recording,
        job: Interruption,
        passage: Passage | None = None,
        *,
        downloads: bool = False,
        state: BrowserState | None = None,
        fast: bool = False,
    ) -> AsyncIterator[Page]:
        """Lends a page of a browser type, in a fresh context, as the job's options say. `job` is how to end what is
        done with it, should it take more than it may; `passage` is its way to the network, without which it has none;
        `downloads` says whether it may download anything; `state` is what its sites have stored before.
        `fast` asks for one of the fast lane, where there is one for the browser type.

        Raises StepFailed.
        """
        pool = self._lanes(browser_type.type)[0 if fast else -1]
        async with pool.page(browser_type, options, recording, job, passage, downloads=downloads, state=state) as page:
            yield page

    def passage(self, policies: Sequence[Json], options: JobOptions) -> Passage:
        """The way to the network of a job with these URL policies."""
        return Passage(policies, options, self._settings.allowed_networks)

    def downloads_of(self, page: Page) -> Path:
        """Where the browser of a page writes what it downloads."""
        return self._launched(page).home.downloads

    async def attend(self, page: Page, *, is_attended: bool) -> None:
        """Says whether a person acts in the browser of a page: they do not wait for other jobs."""
        pooled = self._pooled(page)
        if is_attended:
            await pooled.attend()
        launched = pooled.launched
        if launched.is_alive:
            pids = list(usage.processes(launched.driver.pid))
            launched.effort.attend(pids, is_attended=is_attended)

    def look(self, page: Page, *, is_watched: bool) -> None:
        """Says whether somebody looks at pictures of the browser of a page, which it then computes as well."""
        self._launched(page).effort.is_watched = is_watched

    def recording(self, wanted: Record, *, pictures: bool = True) -> Recording:
        """Room for what a job wants to be recorded, its traces with pictures or not. Its user closes it."""
        return Recording(wanted, self._folder, pictures=pictures)

    def kill(self) -> None:
        """Ends all browsers at once."""
        for pool in self._all:
            pool.kill()

    async def close(self) -> None:
        await asyncio.gather(*(pool.close() for pool in self._all))
        await self.egress.close()
        self._folder.remove()

    @property
    def _all(self) -> list[BrowserPool]:
        return [*self._fast.values(), *self._pools.values()]

    def _lanes(self, engine: str) -> list[BrowserPool]:
        """The pools of an engine: the fast lane's, if it has one, and Playwright's."""
        return [pools[engine] for pools in (self._fast, self._pools) if engine in pools]

    def _launched(self, page: Page) -> Launched:
        return self._pooled(page).launched

    def _pooled(self, page: Page) -> PooledBrowser:
        opened = (one for pool in self._all for one in pool.open)
        return next(one for one in opened if one.browser is page.context.browser)

    def _cut_off(self) -> None:
        """Ends browsers that have no network any more, and their jobs, which begin again in others."""
        for pool in self._all:
            for launched in pool.launched:
                launched.end_job(guard_gone())
        self._news.set()

    async def _try(self, name: str) -> None:
        path, fast = self._settings.path_of(name), name == "chromium" and self._settings.worker_fast_lane == "on"
        try:
            engine, launched = await self._launcher.find(name, path, fast=fast)
        except NoBrowser as error:
            if path is not None:
                raise
            self._lacking[name] = str(error)
        except Exception as error:  # noqa: BLE001 - the driver has died, which it says with bare Exceptions
            log.warning("browsers.not_tried", engine=name, error=str(error))
        else:
            if engine.why_no_sandbox is not None:
                log.warning("sandbox.off", engine=name, why=engine.why_no_sandbox)
            family: list[BrowserPool] = []
            new_pool = partial(BrowserPool, self._launcher, engine, self._settings, self.needs, family=family)
            if fast:
                self._fast[name] = new_pool(self._news.set, fast=True)
            self._pools[name] = new_pool(self._news.set)
            figures.show(name, family)
            if self._engines:  # only the first one's stay open unused: an idle Firefox takes 400 MB
                await launched.close()
            else:
                family[0].adopt(launched)
            self._engines[name] = engine
