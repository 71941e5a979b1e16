"""One open browser of a pool, and when it has had its time."""

import math
import time
from collections import deque
from dataclasses import dataclass, field
from statistics import median

from playwright.async_api import Browser

from worker.browsers.clipboard import Clipboard
from worker.browsers.launching import Launched
from worker.browsers.page_ahead import PageAhead
from worker.browsers.usage import MEGABYTE, memory_bytes, processes, taken_by
from worker.settings import WorkerSettings

SAMPLES = 7
"""How many openings of pages are compared: the first ones of a browser with its last ones."""
SLOW_FACTOR = 4.0
SLOW_S = 0.25
"""A page of a slow browser takes so many times as long to open, and so much longer, as one took at first."""

LOOK_INTERVAL_S = 2.0
"""How often an idle browser is looked at after a job, where nothing tells that it is time."""
GROWN_BYTES = 100 * MEGABYTE
"""By how much a job has to make a browser grow for a look at once."""
WORN_MEMORY = 0.5
"""The part of what a browser may take at which an idle one is replaced: the next job needs the rest."""


class OpeningTimes:
    """How long pages took to open, in a browser's first time and lately.

    Compared are those with as many pages open beside them: a busy browser is slower than an idle one, and not worn.
    """

    def __init__(self) -> None:
        self._first: dict[int, list[float]] = {}
        self._last: dict[int, deque[float]] = {}
        self.has_fallen = False

    def add(self, seconds: float, *, beside: int) -> None:
        """Notes an opening, with so many pages beside it."""
        first = self._first.setdefault(beside, [])
        if len(first) < SAMPLES:
            first.append(seconds)
            return
        last = self._last.setdefault(beside, deque(maxlen=SAMPLES))
        last.append(seconds)
        early, late = median(first), median(last)
        self.has_fallen = len(last) == SAMPLES and late > early * SLOW_FACTOR and late > early + SLOW_S


@dataclass(eq=False, slots=True)
class PooledBrowser:
    """An open browser. It shows the pages of one job at a time."""

    launched: Launched
    max_pages: int
    settings: WorkerSettings
    is_busy: bool = False
    """Whether somebody has it."""
    served: int = 0
    """How many have had it in all."""
    memory_mb: int = 0
    """What it takes, with all its processes and its driver, as last weighed; 0: not yet."""
    counted_cpu_s: float = 0
    """How much of what it has computed is in the metrics."""
    is_slowed: bool = False
    """Whether it comes after others for good, since a job has made it compute much."""
    since: float = field(default_factory=time.monotonic)
    idle_since: float = field(default_factory=time.monotonic)
    speed: OpeningTimes = field(default_factory=OpeningTimes)
    _looked_at: float = -math.inf
    _left_bytes: int = 0
    """What it took at the last look after a job."""
    ahead: PageAhead = field(init=False)
    """The page that it has ready while nobody has it."""
    _clipboard: Clipboard = field(init=False)

    def __post_init__(self) -> None:
        self.ahead = PageAhead(self.browser)
        self._clipboard = Clipboard(self.browser)

    @property
    def browser(self) -> Browser:
        return self.launched.browser

    @property
    def is_usable(self) -> bool:
        return self.launched.is_alive and self.wear is None

    @property
    def wear(self) -> str | None:
        """Why it shall show no more pages than it does."""
        if self.served >= self.max_pages:
            return "pages"
        if time.monotonic() - self.since >= self.settings.browser_max_age_ms / 1000:
            return "age"
        if self.memory_mb > self.settings.browser_max_memory_mb * WORN_MEMORY:
            return "memory"
        if self.is_slowed:
            return "priority"
        return "slowness" if self.speed.has_fallen else None

    async def clean(self) -> bool:
        """Makes it ready for the next job, of which it keeps nothing. Returns whether that was possible."""
        # Pages of the fast lane can copy, and have neither keys nor the right to paste; a person has keys (`attend`).
        return not self.launched.was_attended if self.launched.is_fast else await self._clipboard.clear()

    async def attend(self) -> None:
        """Makes it ready for a person, who is to find nothing of jobs before. Ends it where that is not possible."""
        launched, was_attended = self.launched, self.launched.was_attended
        launched.was_attended = True
        if launched.is_fast and not was_attended and not await self._clipboard.clear():
            launched.kill()

    def weigh(self) -> None:
        """Finds out what it takes. Reads a file per process: tens of milliseconds, for a thread."""
        self.memory_mb = memory_bytes(self.launched.driver.pid) // MEGABYTE

    @property
    def needs_look(self) -> bool:
        """Whether it is time for a look after a job: most jobs are short and leave nothing."""
        need, is_due = self.launched.need, time.monotonic() - self._looked_at >= LOOK_INTERVAL_S
        return is_due or self.launched.effort.gives_way or need.peak_bytes > self._left_bytes + GROWN_BYTES

    def look_after_job(self) -> None:
        """Gives it the usual priority again, and finds out what it takes; a few milliseconds, for a thread."""
        pids = list(processes(self.launched.driver.pid))
        self.is_slowed = not self.launched.effort.end(pids)
        taken = taken_by(pids)
        self.launched.need.note(taken.own_bytes)
        self._looked_at, self._left_bytes = time.monotonic(), taken.own_bytes
        if taken.resident_bytes > self.settings.browser_max_memory_mb * WORN_MEMORY * MEGABYTE:
            self.weigh()
