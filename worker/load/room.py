"""How full the memory is, and how many more jobs fit into it."""

import math
from dataclasses import dataclass

from worker.load.machine import Memory
from worker.load.needs import Needs

FULL, EDGE = 2 / 3, 4 / 5
"""Of what lies above the share that jobs may fill: how far up nothing new begins, and how far up the kernel is about to
kill something. By default that is at 95 and 97 % of the memory.
"""
AHEAD_S = 2.0
"""How far into the future the growth of what is taken is drawn."""
RELAXED = 0.05
"""How far below a threshold the memory must fall until it is no longer above."""
USUAL_SHARE = 0.85
LEFT_BYTES = 4 * 2**30
"""More than this need not be left of a large memory, where nobody says how much."""
ALL = 100


@dataclass(frozen=True, slots=True)
class Filling:
    """How much of the memory jobs may fill."""

    percent: int | None = None
    """None: 85, or all but 4 GiB where that is more. 100: the memory is not looked at."""

    @property
    def is_bounded(self) -> bool:
        return self.percent != ALL

    def share(self, memory: Memory) -> float:
        if self.percent is not None:
            return self.percent / 100
        return max(USUAL_SHARE, 1 - LEFT_BYTES / memory.limit_bytes)


class Room:
    """The memory as last seen: of each control group with a limit, and of the host. The limits of all hold."""

    def __init__(self, filling: Filling, needs: Needs) -> None:
        self._filling = filling
        self._needs = needs
        self.memory: tuple[Memory, ...] = ()
        self._at_s = 0.0
        self._growth: tuple[float, ...] = ()
        """Of each, in bytes per second."""

    def note(self, memory: tuple[Memory, ...], at_s: float) -> None:
        """Notes what was seen now."""
        before, elapsed_s = self.memory, at_s - self._at_s
        self.memory, self._at_s, self._growth = memory, at_s, (0.0,) * len(memory)
        if len(before) == len(memory) and elapsed_s > 0:
            pairs = zip(before, memory, strict=True)
            self._growth = tuple((now.used_bytes - earlier.used_bytes) / elapsed_s for earlier, now in pairs)

    @property
    def is_bounded(self) -> bool:
        """Whether anybody cares."""
        return self._filling.is_bounded

    @property
    def scarcest(self) -> Memory | None:
        """That of which the least is free."""
        return min(self.memory, key=lambda one: one.limit_bytes - one.used_bytes, default=None)

    @property
    def fullest_share(self) -> float:
        return max((one.share for one in self.memory), default=0.0)

    def is_above(self, part: float = 0.0, *, relaxed: bool = False) -> bool:
        """Whether more is taken than jobs may fill, and this part of what lies above that. `relaxed`: or almost."""
        if not self._filling.is_bounded:
            return False
        shares = [(one.share, self._filling.share(one)) for one in self.memory]
        return any(taken > share + part * (1 - share) - RELAXED * relaxed for taken, share in shares)

    @property
    def is_at_edge(self) -> bool:
        """Whether the kernel is about to kill something: almost all is taken, or soon will be, as it grows."""
        pairs = zip(self.memory, self._growth, strict=True)
        is_near = any(one.used_bytes + AHEAD_S * growth > one.limit_bytes for one, growth in pairs)
        return self.is_above(EDGE) or (is_near and self.is_above())

    def more_jobs(self, running: int) -> int | None:
        """How many more jobs fit beside those that run. None: as many as anybody likes."""
        if not self._filling.is_bounded or not self.memory:
            return None
        if self.is_above(FULL):
            return 0
        free = min(self._filling.share(one) * one.limit_bytes - one.used_bytes for one in self.memory)
        free += self._needs.idle_bytes - self._needs.to_come_bytes(running)
        return max(0, math.floor(free / self._needs.expected_bytes))
