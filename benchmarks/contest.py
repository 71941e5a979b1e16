"""The contest: both sides take screenshots of the same page, in turns, for the same time, by the same clock."""

import asyncio
import sys
import time
from dataclasses import dataclass, field
from statistics import median
from typing import Protocol

WARM_UP_S = 1.5
"""How long each side runs before it counts: first jobs fill caches and open connections."""


class ScreenshotFailed(Exception):
    """A screenshot was not taken: browsers fail now and then."""


class Side(Protocol):
    """Somebody who takes screenshots."""

    async def screenshot(self, lane: int, url: str) -> None:
        """Takes one of the page at `url` and stores it. A lane asks for one at a time.

        Raises ScreenshotFailed.
        """


@dataclass(slots=True)
class Score:
    """What came of one page with so many screenshots in the making at once."""

    page: str
    lanes: int
    plain: list[float] = field(default_factory=list)
    """Screenshots per second, of each round."""
    tabwright: list[float] = field(default_factory=list)
    failures: int = 0
    """Screenshots that failed, on either side. They do not count, but the time that they took does."""

    @property
    def ratio(self) -> float:
        """Tabwright's speed as a part of the plain loop's."""
        return median(self.tabwright) / median(self.plain)


class Contest:
    """Two sides, and how many screenshots each has in the making at once."""

    def __init__(self, plain: Side, tabwright: Side, *, site: str, lanes: int) -> None:
        self._plain = plain
        self._tabwright = tabwright
        self._site = site
        self._lanes = lanes

    async def hold(self, page: str, *, rounds: int, seconds: float) -> Score:
        """Warms both sides up, then lets them run in turns: whatever else the machine does hits both."""
        url = f"{self._site}/{page}.html"
        score = Score(page, self._lanes)
        for side in (self._plain, self._tabwright):
            await self._per_second(side, url, min(WARM_UP_S, seconds), score)
        for _ in range(rounds):
            score.plain.append(await self._per_second(self._plain, url, seconds, score))
            score.tabwright.append(await self._per_second(self._tabwright, url, seconds, score))
        return score

    async def _per_second(self, side: Side, url: str, seconds: float, score: Score) -> float:
        """Keeps exactly so many screenshots in the making for `seconds`; returns how many came per second.

        At the end each lane completes what it has begun: that counts, and so does its time.
        """
        started = time.perf_counter()

        async def run(lane: int) -> int:
            taken = 0
            while time.perf_counter() < started + seconds:
                try:
                    await side.screenshot(lane, url)
                    taken += 1
                except ScreenshotFailed as error:
                    print(f"benchmarks: {error}", file=sys.stderr, flush=True)
                    score.failures += 1
            return taken

        async with asyncio.TaskGroup() as tasks:
            running = [tasks.create_task(run(lane)) for lane in range(self._lanes)]
        elapsed = time.perf_counter() - started
        return sum(task.result() for task in running) / elapsed
