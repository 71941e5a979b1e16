"""The contest: all sides take screenshots of the same page, in turns, for the same time, by the same clock."""

import asyncio
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Protocol

from benchmarks import parts

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
class Result:
    """What one side has done, round by round."""

    rates: list[float] = field(default_factory=list)
    """Screenshots per second."""
    cpu_ms: list[Mapping[str, float]] = field(default_factory=list)
    """What each part of it has computed for each screenshot."""

    @property
    def rate(self) -> float:
        return median(self.rates)

    def part_ms(self, name: str) -> float:
        """What a part has computed for each screenshot, in the round in between."""
        return median(one.get(name, 0.0) for one in self.cpu_ms)


@dataclass(slots=True)
class Score:
    """What came of one page with so many screenshots in the making at once."""

    page: str
    lanes: int
    sides: dict[str, Result]
    failures: int = 0
    """Screenshots that failed, on any side. They do not count, but the time that they took does."""

    def ratio(self, side: str, to: str) -> float:
        """The speed of one side as a part of another one's."""
        return self.sides[side].rate / self.sides[to].rate


class Contest:
    """The sides by name, and how many screenshots each has in the making at once."""

    def __init__(self, sides: Mapping[str, Side], *, site: str, lanes: int) -> None:
        self._sides = sides
        self._site = site
        self._lanes = lanes

    async def hold(self, page: str, *, rounds: int, seconds: float) -> Score:
        """Warms all sides up, then lets them run in turns: whatever else the machine does hits all of them."""
        url = f"{self._site}/{page}.html"
        score = Score(page, self._lanes, {name: Result() for name in self._sides})
        for side in self._sides.values():
            await self._round(side, Result(), url, min(WARM_UP_S, seconds), score)
        for _ in range(rounds):
            for name, side in self._sides.items():
                await self._round(side, score.sides[name], url, seconds, score)
        return score

    async def _round(self, side: Side, result: Result, url: str, seconds: float, score: Score) -> None:
        """Keeps exactly so many screenshots in the making for `seconds`, and notes how many came per second.

        At the end each lane completes what it has begun: that counts, and so does its time.
        """
        computed = parts.cpu_s()
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
        taken = sum(task.result() for task in running)
        result.rates.append(taken / elapsed)
        if taken:
            now = parts.cpu_s()
            result.cpu_ms.append({name: (now[name] - computed.get(name, 0)) * 1000 / taken for name in now})
