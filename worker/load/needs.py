"""What jobs take of the memory, as those have shown that ran before and those that run."""

import math
import time
from collections import deque
from dataclasses import dataclass

REMEMBERED = 50
"""How many jobs that have ended are remembered."""
SHARE = 0.9
"""The share of them that took no more than what is expected of the next one."""
DOUBT = 2.0
"""Few jobs say little: of the next one, so many times as much more is expected, divided by their number."""
GROWN_S = 10.0
"""After which time a job that runs has shown what it takes."""


@dataclass(eq=False, slots=True)
class Need:
    """What one browser takes that it shares with no other."""

    now_bytes: int = 0
    peak_bytes: int = 0
    """At most, since its job began."""
    since_s: float | None = None
    """When its job began. None: it has none."""

    def begin(self) -> None:
        """It gets a job."""
        self.peak_bytes, self.since_s = 0, time.monotonic()

    def note(self, taken_bytes: int) -> None:
        self.now_bytes, self.peak_bytes = taken_bytes, max(self.peak_bytes, taken_bytes)


class Needs:
    """What the browsers of this worker take, and what a job takes."""

    def __init__(self, most_bytes: int) -> None:
        """`most_bytes`: what a job may take. As long as nothing is known, each may."""
        self._most_bytes = most_bytes
        self._browsers: set[Need] = set()
        self._ended: deque[int] = deque(maxlen=REMEMBERED)

    def add(self, browser: Need) -> None:
        self._browsers.add(browser)

    def remove(self, browser: Need) -> None:
        self._browsers.discard(browser)

    def end(self, browser: Need) -> None:
        """The job that it had has ended."""
        if browser.since_s is not None and browser.peak_bytes:
            self._ended.append(browser.peak_bytes)
        browser.since_s = None

    @property
    def at_work(self) -> list[Need]:
        """Browsers that have a job."""
        return [one for one in self._browsers if one.since_s is not None]

    @property
    def idle_bytes(self) -> int:
        """What the others take: the next jobs get them, or they are closed."""
        return sum(one.now_bytes for one in self._browsers if one.since_s is None)

    @property
    def expected_bytes(self) -> int:
        """What the next job may take."""
        latest_s = time.monotonic() - GROWN_S
        grown = [one.peak_bytes for one in self.at_work if one.peak_bytes and (one.since_s or 0) <= latest_s]
        peaks = sorted([*self._ended, *grown])
        if not peaks:
            return self._most_bytes
        usual = peaks[math.ceil(SHARE * len(peaks)) - 1]
        return min(self._most_bytes, int(usual * (1 + DOUBT / len(peaks))))

    def to_come_bytes(self, running: int) -> int:
        """What so many jobs that run may take beside what they take by now. Those whose browser is not there yet, and
        those that have not grown yet, will take what is expected.
        """
        expected, at_work = self.expected_bytes, self.at_work
        grow = sum(max(expected, one.peak_bytes) - one.now_bytes for one in at_work)
        return grow + expected * max(0, running - len(at_work))
