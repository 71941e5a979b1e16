"""The casts of one job: of each tab that somebody looks at, one, and none of any other."""

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

import structlog
from playwright.async_api import Page

from worker.live.chromium import ChromiumCast, Deliver
from worker.live.frames import Frame, Wish
from worker.live.polled import PolledCast

log = structlog.get_logger()

AGAIN_S = 1.0
"""After how long a cast that has failed is started again."""
CLOSE_S = 1.0
ALL_TOGETHER_S = 40.0
"""How many pictures a second a process takes in all: what many casts ask for is shared."""
LEAST_S = 2.0


class Cast(Protocol):
    """ChromiumCast or PolledCast."""

    def changed(self) -> None: ...

    async def run(self) -> None: ...


class Load:
    """How many casts the process has."""

    def __init__(self) -> None:
        self.casts = 0

    def share(self, frames_per_second: float) -> float:
        """What of so many pictures a second one cast may take."""
        return min(frames_per_second, max(LEAST_S, ALL_TOGETHER_S / max(1, self.casts)))


class _Running:
    """The cast of a tab."""

    def __init__(self, page: Page, task: asyncio.Task[None]) -> None:
        self.page = page
        self.task = task
        self.cast: Cast | None = None
        self.frame: Frame | None = None
        """The newest."""


class Casts:
    """The casts of one job."""

    def __init__(
        self, load: Load, deliver: Callable[[Frame], None], hurried: Callable[[], bool], unseen: Callable[[int], bool]
    ) -> None:
        """`hurried` says whether pictures are to come faster, since somebody acts; `unseen` whether nobody takes those
        of a tab now, so that few are enough. `hurry` is to be called when that is over.
        """
        self._load = load
        self._deliver = deliver
        self._hurried = hurried
        self._unseen = unseen
        self._running: dict[int, _Running] = {}
        self._wishes: dict[int, Wish] = {}

    @property
    def count(self) -> int:
        """Of how many tabs pictures are taken."""
        return len(self._running)

    def newest(self, tab: int) -> Frame | None:
        """The last picture of a tab that is looked at."""
        running = self._running.get(tab)
        return running.frame if running is not None else None

    def follow(self, wishes: dict[int, tuple[Page, Wish]]) -> None:
        """Takes pictures of these tabs, and of no other, from now on."""
        self._wishes = {tab: wish for tab, (_, wish) in wishes.items()}
        for tab, running in list(self._running.items()):
            if tab not in wishes or wishes[tab][0] is not running.page:
                running.task.cancel()
                del self._running[tab]
        for tab, (page, _) in wishes.items():
            if tab not in self._running:
                self._begin(tab, page)
        self.hurry()

    def hurry(self) -> None:
        """Something is about to change: the next picture need not wait."""
        for running in self._running.values():
            if running.cast is not None:
                running.cast.changed()

    async def close(self) -> None:
        tasks = {one.task for one in self._running.values()}
        self.follow({})
        if tasks:
            await asyncio.wait(tasks, timeout=CLOSE_S)

    def _begin(self, tab: int, page: Page) -> None:
        running = _Running(page, asyncio.create_task(self._keep(tab, page), name="cast"))
        self._running[tab] = running

    async def _keep(self, tab: int, page: Page) -> None:
        """Casts a tab until it closes. What goes wrong is not the job's concern."""
        self._load.casts += 1
        try:
            while not page.is_closed():
                try:
                    await self._cast(tab, page).run()
                except Exception as error:  # noqa: BLE001 - a dead driver says so with bare Exceptions
                    log.debug("live.cast_failed", tab=tab, error=str(error))
                await asyncio.sleep(AGAIN_S)
        finally:
            self._load.casts -= 1

    def _cast(self, tab: int, page: Page) -> Cast:
        running = self._running[tab]
        deliver = self._delivery(tab, running)
        browser = page.context.browser
        is_chromium = browser is not None and browser.browser_type.name == "chromium"
        kind = ChromiumCast if is_chromium else PolledCast
        running.cast = kind(page, lambda: self._wish(tab), deliver)
        return running.cast

    def _wish(self, tab: int) -> Wish:
        wish = self._wishes.get(tab, Wish())
        rate = wish.frames_per_second * (2 if self._hurried() else 1)
        if self._unseen(tab):
            rate = min(rate, LEAST_S)
        return Wish(wish.max_width, wish.max_height, self._load.share(rate))

    def _delivery(self, tab: int, running: _Running) -> Deliver:
        def deliver(data: bytes, taken_at: float, width: int, height: int, still: bool) -> None:  # noqa: FBT001
            if self._running.get(tab) is not running:
                return
            running.frame = Frame(tab, data, min(taken_at, time.time()), width, height, still)
            self._deliver(running.frame)

        return deliver
