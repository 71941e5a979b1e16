"""Launching browsers, each with a driver and a folder of its own, so that none is in another one's way."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import cast

import structlog
from playwright.async_api import Browser, BrowserContext

from store import metrics
from worker.browsers.engines import LAUNCH_TIMEOUT_MS, Engine, executables, find_engine
from worker.browsers.fast.launching import launch as launch_fast
from worker.browsers.interruption import Interruption
from worker.browsers.network import NOWHERE
from worker.egress.guard import Gate
from worker.failures import StepFailed, too_large
from worker.load.needs import Need
from worker.processes.driver import Driver
from worker.processes.folder import Folder
from worker.processes.home import Home, kill
from worker.processes.priority import Effort
from worker.processes.watched import Watched

log = structlog.get_logger()

LAUNCH_TIMEOUT_S = LAUNCH_TIMEOUT_MS / 1000 + 5
"""Playwright's own time comes first: it kills what it has begun to launch."""
FIND_TIMEOUT_S = 5 * LAUNCH_TIMEOUT_S
"""For all that is tried: what cannot be launched nearly always says so at once."""
CLOSE_TIMEOUT_S = 5.0


@dataclass(eq=False, slots=True)
class Launched:
    """An open browser, its driver, their home, and its way out."""

    driver: Watched
    browser: Browser
    pid: int
    home: Home
    gate: Gate | None = None
    """None: it reaches nothing."""
    job: Interruption | None = None
    """How to end the job that has it, when one does."""
    effort: Effort = field(default_factory=Effort)
    """What that job has made it compute."""
    cpu_s: float = 0
    """How long both have computed, as last seen with a job."""
    need: Need = field(default_factory=Need)
    """What it takes of the memory."""
    is_fast: bool = False
    """Whether it is spoken to without Playwright's driver."""
    was_attended: bool = False
    """Whether a person has acted in it."""
    was_killed: bool = False
    """Whether it was ended while it lived: its job has taken too much, or has hung, or must not go on."""

    def __post_init__(self) -> None:
        self.driver.on_overflow(lambda size: self.end_job(too_large(size, self.driver.max_message_bytes)))

    @property
    def is_alive(self) -> bool:
        """Whether both live: the browser of a dead driver says that it is connected."""
        return not self.driver.is_dead and self.browser.is_connected()

    def begin(self, job: Interruption) -> None:
        """Lends it to a job."""
        self.job, self.effort = job, Effort()
        self.need.begin()

    def end_job(self, failure: StepFailed) -> None:
        """Ends the job that has the browser, and the browser with it, at once."""
        if self.job is not None:
            self.job.end(failure)
        self.kill()

    def kill(self) -> None:
        """Ends both at once; what uses them sees them crash."""
        log.warning("browser.killed", pid=self.pid)
        self.was_killed = self.was_killed or self.is_alive
        self.home.kill()
        if not self.driver.is_dead and self.driver.pid != self.pid:
            kill(self.driver.pid)

    async def close(self) -> None:
        """Ends both, by force if need be, and removes what they have written."""
        if not self.driver.is_dead:
            with self.driver.killed_after(CLOSE_TIMEOUT_S):
                await closed(self.browser, None)
        await self.driver.stop()
        if self.gate is not None:
            await self.gate.close()
        await asyncio.to_thread(self.home.close)


class Launcher:
    """Launches the browsers of one worker."""

    def __init__(
        self,
        folder: Folder,
        max_message_bytes: int,
        on_death: Callable[[], None],
        *,
        needs_sandbox: bool,
        open_gate: Callable[[], Awaitable[Gate]] | None = None,
    ) -> None:
        """`max_message_bytes`: the most that a browser may send at once. `on_death` is called when a driver dies. With
        `needs_sandbox` no browser is found whose sandbox is off. `open_gate` gives each browser its way out; without
        it they reach nothing.
        """
        self._folder = folder
        self._max_message_bytes = max_message_bytes
        self._on_death = on_death
        self._needs_sandbox = needs_sandbox
        self._open_gate = open_gate

    async def launch(self, engine: Engine, *, fast: bool = False) -> Launched:
        """Raises GuardGone, Playwright's error, OSError or ValueError, or what the driver's death lets out, a bare
        Exception; nothing is left running then. `fast`: without Playwright's driver.
        """
        with (
            metrics.BROWSER_LAUNCHES_FAILED.labels(engine.name).count_exceptions(),
            metrics.BROWSER_LAUNCH_S.labels(engine.name).time(),
        ):
            return await (self._launch_fast(engine) if fast else self._launch(engine))

    async def _launch(self, engine: Engine) -> Launched:
        async with self._gate() as gate, self._home() as home, self._driver(home) as driver:
            with driver.killed_after(LAUNCH_TIMEOUT_S):
                browser = await engine.launch(driver.playwright, home, gate.server if gate else NOWHERE)
            return Launched(driver, browser, home.pid, home, gate)

    async def _launch_fast(self, engine: Engine) -> Launched:
        async with self._gate() as gate, self._home() as home:
            home.prepare(has_user=engine.has_user)
            driver, browser = await launch_fast(
                engine.path,
                home,
                gate.server if gate else NOWHERE,
                has_sandbox=engine.why_no_sandbox is None,
                max_message_bytes=self._max_message_bytes,
                on_death=self._on_death,
                timeout_s=LAUNCH_TIMEOUT_S,
            )
            return Launched(driver, cast("Browser", browser), home.pid, home, gate, is_fast=True)

    async def find(self, name: str, path: str | None, *, fast: bool = False) -> tuple[Engine, Launched]:
        """The first browser of an engine that can be launched, open. Raises NoBrowser, and what launch does."""
        found = [path] if path else executables(name)
        find = partial(find_engine, machine=self._folder.machine, needs_sandbox=self._needs_sandbox)
        if fast:
            return await find(self._launch_fast, name, found)
        async with self._gate() as gate, self._home() as home, self._driver(home) as driver:

            async def launch(engine: Engine) -> Launched:
                browser = await engine.launch(driver.playwright, home, gate.server if gate else NOWHERE)
                return Launched(driver, browser, home.pid, home, gate)

            with driver.killed_after(FIND_TIMEOUT_S):
                return await find(launch, name, found)

    @asynccontextmanager
    async def _gate(self) -> AsyncIterator[Gate | None]:
        """Lends a new gate, to keep where all goes well."""
        gate = await self._open_gate() if self._open_gate is not None else None
        try:
            yield gate
        except BaseException:
            if gate is not None:
                await gate.close()
            raise

    @asynccontextmanager
    async def _home(self) -> AsyncIterator[Home]:
        """Lends a new home, to keep where all goes well."""
        home = self._folder.for_browser()
        try:
            yield home
        except BaseException:
            home.close()
            raise

    @asynccontextmanager
    async def _driver(self, home: Home) -> AsyncIterator[Driver]:
        """Lends a new driver, to keep where all goes well; it is ended where something does not."""
        driver = await Driver.start(home.path, max_message_bytes=self._max_message_bytes, on_death=self._on_death)
        try:
            yield driver
        except BaseException:
            kill(driver.pid)
            await driver.stop()
            raise


async def closed(thing: BrowserContext | Browser, timeout_s: float | None = CLOSE_TIMEOUT_S) -> bool:
    """Closes a context or a browser. Returns whether it did so in time, or was gone already. With a timeout of None it
    may take any time, and so it may where its driver hangs, until that is killed.
    """
    try:
        async with asyncio.timeout(timeout_s):
            await thing.close()
    except TimeoutError:
        return False
    except Exception as error:  # noqa: BLE001 - it is gone already; a dead driver says so with bare Exceptions
        log.debug("close.gone", error=str(error))
    return True
