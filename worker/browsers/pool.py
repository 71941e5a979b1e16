"""The browsers of one engine, kept warm, replaced before they rot, and killed when they do not obey."""

import asyncio
import math
import re
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import ExitStack, asynccontextmanager, contextmanager
from typing import Any

import structlog
from playwright.async_api import BrowserContext, Page
from playwright.async_api import Error as PlaywrightError
from tabwright.v1.job_options_pb2 import JobOptions

from store import metrics
from store.queue.browsers import BrowserType
from store.retry import ErrorType
from worker.browsers.ads import block_ads
from worker.browsers.connection import has_secrets, through_gate
from worker.browsers.consent import Consent
from worker.browsers.context import ContextOptions
from worker.browsers.endings import Endings
from worker.browsers.engines import Engine
from worker.browsers.figures import count_cpu, count_end
from worker.browsers.interruption import Interruption
from worker.browsers.launching import CLOSE_TIMEOUT_S, Launched, Launcher, closed
from worker.browsers.page_ahead import UsualOptions
from worker.browsers.passage import Passage, guard_told
from worker.browsers.pooled import OpeningTimes, PooledBrowser
from worker.browsers.recording import Recording
from worker.browsers.state import BrowserState
from worker.failures import StepFailed, opening_told
from worker.load.needs import Needs
from worker.settings import WorkerSettings

log = structlog.get_logger()

OPEN_TIMEOUT_S = 15.0
RECORDED_CLOSE_TIMEOUT_S = 15.0
"""Videos and archives are written when their context closes."""
PROVE_INTERVAL_S = 60.0
"""How long after the last page that was opened it is tried whether pages still open."""
WEIGH_INTERVAL_S = 30.0
_NOT_TAKEN = re.compile(r"storageState\.|Error setting storage state")
"""What Playwright says of a state that is none, or that the browser refuses."""
NEWS_S = 10.0
"""How long what was seen of the time that pages take to open is news."""


class BrowserPool:
    """Open browsers of one engine. Each job has one to itself, with a driver of its own: what it does to them, it does
    to no other job.
    """

    def __init__(
        self,
        launcher: Launcher,
        engine: Engine,
        settings: WorkerSettings,
        needs: Needs,
        doubts: Callable[[], None] = lambda: None,
        *,
        family: "list[BrowserPool] | None" = None,
        fast: bool = False,
    ) -> None:
        """`needs` is told what the browsers take; `doubts` is called when a page did not open: then it is time to
        `look`. `family` are the engine's pools, which share what may stay open; the minimum is the first one's. `fast`
        says whether its browsers have no driver of Playwright's.
        """
        self._family = family if family is not None else []
        self._family.append(self)
        self._is_fast = fast
        self._needs = needs
        self._doubts = doubts
        self.is_tight = False
        """Whether memory is scarce: then no browser stays open that no job has, but one where there is no other."""
        self._speed = OpeningTimes()
        self._slow_s = -math.inf
        self.is_fit = True
        """Whether pages open. False when one could not be opened to see whether they do."""
        self._is_doubted = False
        self._opened_at = time.monotonic()
        self._weighed_at = time.monotonic()
        self._launcher = launcher
        self._engine = engine
        self._settings = settings
        self._browsers: list[PooledBrowser] = []
        self._endings = Endings()
        self._usual = UsualOptions()

    @property
    def browsers(self) -> int:
        return len(self._browsers)

    @property
    def is_slow(self) -> bool:
        """Whether pages open much slower than at first, in all browsers together, as far as was seen lately."""
        return time.monotonic() - self._slow_s < NEWS_S

    @property
    def launched(self) -> list[Launched]:
        """All that is open."""
        return [pooled.launched for pooled in self._browsers]

    @property
    def open(self) -> list[PooledBrowser]:
        """The same, with what is known of each."""
        return [*self._browsers]

    @property
    def busy(self) -> int:
        """How many of them somebody has."""
        return sum(one.is_busy for one in self._browsers)

    async def fill(self) -> None:
        """Launches browsers up to the minimum."""
        while len(self._browsers) < self._min_size:
            await self._launch()

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
    ) -> AsyncIterator[Page]:
        """Lends a page in a fresh context, with what `state` has, of a browser that nobody else has. Whatever happens
        to it, nothing of it is left afterwards. Without a `passage` it reaches nothing.
        """
        with self._opening():
            pooled = await self._acquire()
        pooled.launched.begin(job)
        started, beside, obeys = time.monotonic(), self.busy - 1, False
        open_s = OPEN_TIMEOUT_S + (state.time_s if state is not None else 0)
        ended = ExitStack()
        try:
            try:
                presented = ContextOptions(self._engine, pooled.browser.version).of(browser_type, options, recording)
                admitted = await self._admitted(pooled, passage, options)
                stored = state.context_options() if state is not None else {}
                wanted = {**presented, "accept_downloads": downloads, **admitted, **stored}
                ready = await pooled.ahead.take(wanted)
                context = ready[0] if ready else await self._open_context(pooled, wanted, open_s)
            except StepFailed as failure:
                obeys = failure.error_type is not ErrorType.BROWSER_CRASHED
                raise
            try:
                with self._opening():
                    async with asyncio.timeout(open_s):
                        page = ready[1] if ready else await self._open_page(context, options, recording, state)
                if state is None:  # else it takes as long as there is much to put in
                    took_s = pooled.ahead.took_s if ready else time.monotonic() - started
                    self._opened(pooled, took_s, beside=beside)
                yield page
            finally:
                if not recording.is_wanted:  # else it takes seconds
                    ended.enter_context(self._endings.ending())
                if self._usual.note(wanted) and self._is_fast and pooled.is_usable and not self.is_tight:
                    pooled.ahead.make(wanted)
                await recording.stop(context)
                obeys = await closed(context, RECORDED_CLOSE_TIMEOUT_S if recording.is_wanted else CLOSE_TIMEOUT_S)
        finally:
            try:
                if passage is not None:
                    await passage.dismiss()
            except BaseException:
                obeys = False  # what it has open may be open still
                raise
            finally:
                with ended:
                    await self._release(pooled, obeys=obeys)

    async def _admitted(self, pooled: PooledBrowser, passage: Passage | None, options: JobOptions) -> dict[str, Any]:
        """Opens a job's way to the network. Returns the options by which its context goes there."""
        gate = pooled.launched.gate
        if passage is None or gate is None:
            return {}
        with self._opening():
            await passage.admit(gate)
        return through_gate(options, gate)

    async def _open_context(self, pooled: PooledBrowser, options: Mapping[str, Any], open_s: float) -> BrowserContext:
        with self._opening():
            async with asyncio.timeout(open_s):
                try:
                    return await pooled.browser.new_context(**options)
                except PlaywrightError as error:
                    if _NOT_TAKEN.search(error.message) is None:
                        raise
                    told = "the browser does not take what the session has: capture it anew"  # why has values
                    raise StepFailed(ErrorType.SESSION_UNAVAILABLE, told) from None

    async def _open_page(
        self, context: BrowserContext, options: JobOptions, recording: Recording, state: BrowserState | None
    ) -> Page:
        """The context's first page. What is put into it no recording sees, and no script of the job's."""
        page = None
        if state is not None and state.tab_storage:
            page = await context.new_page()
            await state.put_in(page)
        await recording.start(context)
        await self._prepare(context, options, recording)
        return page or await context.new_page()

    async def _prepare(self, context: BrowserContext, options: JobOptions, recording: Recording) -> None:
        """Does what a job wants before its first page."""
        if has_secrets(options):
            recording.hide_options()
        if options.block_ads:
            await block_ads(context)
        if options.cookie_banners:
            await Consent().follow(context)
        for script in options.init_scripts:
            await context.add_init_script(script)

    async def look(self) -> None:
        """Looks after the browsers: replaces worn ones, closes idle ones; and where there is reason to, tries whether
        pages open.
        """
        is_due = time.monotonic() - self._weighed_at >= WEIGH_INTERVAL_S
        self._weighed_at = time.monotonic() if is_due else self._weighed_at
        for pooled in list(self._browsers):
            if is_due or not pooled.memory_mb:
                await asyncio.to_thread(pooled.weigh)
            count_cpu(self._engine.name, pooled)
            if self.is_tight:
                pooled.ahead.drop()
        await self._close_idle()
        is_idle = any(not one.is_busy for one in self._browsers)
        is_silent = is_idle and time.monotonic() - self._opened_at >= PROVE_INTERVAL_S
        if self._is_doubted or not self.is_fit or is_silent:
            await self.prove()

    async def check(self) -> None:
        """Kills browsers and drivers that do not answer, though somebody waits for them: that one hears so now."""
        await asyncio.gather(*(self._check(pooled) for pooled in list(self._browsers)))

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
        with opening_told(), guard_told():
            pooled = await self._acquire()
            idle_since, obeys = pooled.idle_since, False
            with pooled.launched.driver.killed_after(OPEN_TIMEOUT_S):
                try:
                    context = await pooled.browser.new_context()
                    await context.new_page()
                    obeys = await closed(context)
                finally:
                    await self._release(pooled, obeys=obeys)
                    pooled.idle_since = idle_since

    async def _check(self, pooled: PooledBrowser) -> None:
        await pooled.launched.driver.check()
        if not pooled.is_busy or not pooled.launched.is_alive:
            return
        try:
            with pooled.launched.driver.killed_after(OPEN_TIMEOUT_S):
                await (await pooled.browser.new_context()).close()
        except Exception as error:  # noqa: BLE001 - it is gone; a dead driver says so with bare Exceptions
            log.debug("browser.gone", error=str(error))

    async def _close_idle(self) -> None:
        """Closes browsers that nobody has, and that are worn or gone, or that nobody has had for the idle timeout, of
        these down to the minimum; where memory is scarce, all that nobody has, as long as one is left.
        """
        limit = time.monotonic() - self._settings.browser_idle_timeout_ms / 1000
        for pooled in list(self._browsers):
            if pooled.is_busy or pooled not in self._browsers:
                continue
            if not pooled.is_usable or (self._is_spare and (self.is_tight or pooled.idle_since < limit)):
                await self.retire(pooled)

    async def close(self) -> None:
        await asyncio.gather(*(self.retire(pooled) for pooled in list(self._browsers)))

    def kill(self) -> None:
        """Ends all browsers at once; their pages' users see them crash."""
        for pooled in self._browsers:
            pooled.launched.kill()

    @property
    def _min_size(self) -> int:
        return self._settings.browser_pool_min_size if self is self._family[0] else 0

    @property
    def _is_spare(self) -> bool:
        """Whether there are more browsers than shall stay open for jobs to come."""
        kept = min(1, self._min_size) if self.is_tight else self._min_size
        return len(self._browsers) > kept

    def _opened(self, pooled: PooledBrowser, seconds: float, *, beside: int) -> None:
        pooled.speed.add(seconds, beside=beside)
        metrics.PAGE_OPEN_S.labels(self._engine.name).observe(seconds)
        self._speed.add(seconds, beside=beside)
        self._slow_s = time.monotonic() if self._speed.has_fallen else -math.inf
        self._opened_at = time.monotonic()
        self._is_doubted = False

    async def _acquire(self) -> PooledBrowser:
        """A browser that nobody has; a new one, if there is none. Worn ones do not count."""
        pooled = self._idle()
        if pooled is None:
            await self._endings.one()
            pooled = self._idle() or await self._launch()
        pooled.is_busy = True
        pooled.served += 1
        return pooled

    def _idle(self) -> PooledBrowser | None:
        idle = (one for one in self._browsers if not one.is_busy and one.is_usable)
        return min(idle, key=lambda one: not one.ahead.is_there, default=None)

    async def _release(self, pooled: PooledBrowser, *, obeys: bool) -> None:
        is_fit = False
        try:
            if pooled.needs_look:  # what a job has left must not be held against the next one
                await asyncio.to_thread(pooled.look_after_job)
            has_hung = pooled.launched.job is not None and pooled.launched.job.has_hung
            is_fit = obeys and not has_hung and (not pooled.is_usable or await pooled.clean())
        finally:  # also when we are cancelled: nobody else would ever have it, or it would not be clean
            pooled.launched.job = None
            self._needs.end(pooled.launched.need)
            pooled.is_busy = False
            pooled.idle_since = time.monotonic()
            if not is_fit:
                pooled.launched.kill()
        if not is_fit or not pooled.is_usable or (self.is_tight and self._is_spare):
            await self.retire(pooled)
        await self._close_beyond()

    async def _close_beyond(self) -> None:
        """Closes browsers beyond the maximum of their engine, of those that nobody has the one that waits longest."""
        while sum(pool.browsers for pool in self._family) > self._settings.browser_pool_max_size:
            idle = [(one.idle_since, pool, one) for pool in self._family for one in pool.open if not one.is_busy]
            if not idle:
                return
            _, pool, pooled = min(idle, key=lambda waiting: waiting[0])
            await pool.retire(pooled)

    async def _launch(self) -> PooledBrowser:
        return self.adopt(await self._launcher.launch(self._engine, fast=self._is_fast))

    def adopt(self, launched: Launched) -> PooledBrowser:
        """Takes in a browser that has been launched."""
        pooled = PooledBrowser(launched, self._engine.max_pages, self._settings)
        self._browsers.append(pooled)
        self._needs.add(launched.need)
        return pooled

    async def retire(self, pooled: PooledBrowser) -> None:
        """Closes a browser, which is nobody's from now on."""
        if pooled in self._browsers:
            self._browsers.remove(pooled)
            count_end(self._engine.name, pooled)
            self._needs.remove(pooled.launched.need)
            pooled.ahead.drop()
            if pooled.wear is not None:
                log.info("browser.recycled", reason=pooled.wear, pages=pooled.served, memory_mb=pooled.memory_mb)
            await pooled.launched.close()

    @contextmanager
    def _opening(self) -> Iterator[None]:
        """Tells what keeps a page from opening. When that is the browser, others may not open either."""
        try:
            with opening_told(), guard_told():
                yield
        except StepFailed as failure:
            if failure.error_type is ErrorType.BROWSER_CRASHED:
                self._is_doubted = True
                self._doubts()
            raise
