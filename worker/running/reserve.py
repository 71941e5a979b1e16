"""When to look for a job for the reserve: see store.queue.reserve."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

PACE_S = 0.2
"""How long all slots must have been taken by the same jobs. A worker with free slots hears of a new job at the same
moment, and has it by then; and a busy worker that hears of thousands need not look for each.
"""
PATIENCE_S = 1.0
"""How long at most, where slots are freed and taken again and again: mostly those who wait get in by the line."""
SHARE = 20
"""How many times as long as a look took it is to the next one: looks go through all clients that wait, in turn."""
MAX_PACE_S = 30.0


class Reserve:
    """The pace of a worker's looks. Each turn of its loop that wants one makes it due, a little later."""

    def __init__(self) -> None:
        self._pace_s = PACE_S
        self._due_at: float | None = None
        self._latest_at = 0.0

    def is_due(self, *, is_wanted: bool, is_refilled: bool) -> bool:
        """Whether to look now. To be asked in each turn, and to be followed. `is_wanted`: all slots are taken, but not
        the reserve; `is_refilled`: some of them have just been.
        """
        now = time.monotonic()
        if not is_wanted:
            self._due_at = None
            return False
        if self._due_at is None:
            self._due_at, self._latest_at = now + self._pace_s, now + max(self._pace_s, PATIENCE_S)
        elif is_refilled:
            self._due_at = min(now + self._pace_s, self._latest_at)
        return now >= self._due_at

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Surrounds a look."""
        began_at = time.monotonic()
        self._due_at = None
        yield
        self._pace_s = min(max(PACE_S, SHARE * (time.monotonic() - began_at)), MAX_PACE_S)

    def wait_s(self, poll_interval_s: float) -> float:
        """How long the loop may wait for something to happen."""
        if self._due_at is None:
            return poll_interval_s
        return min(poll_interval_s, max(0.0, self._due_at - time.monotonic()))
