"""Looks once a second at how much of the machine is taken."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from worker.load.machine import Machine, Memory

INTERVAL_S = 1.0
_LAG_INTERVAL_S = 0.1


@dataclass(frozen=True, slots=True)
class Sample:
    """What was seen at one time. What cannot be read is None, and holds nobody up."""

    at_s: float
    """On the monotonic clock."""
    memory: tuple[Memory, ...] = ()
    """Of each group with a limit, and of the host."""
    cpu: float | None = None
    """The share of the time that could be computed in which something was."""
    lag_s: float = 0.0
    """How late the event loop was at most."""
    pressure_percent: float | None = None
    """How often something stood still for want of memory."""
    is_slow: bool = False
    """Whether browsers take much longer to open a page than they did at first, with as many beside."""


class Sampler:
    """Takes samples for as long as it runs."""

    def __init__(self, machine: Machine, is_slow: Callable[[], bool]) -> None:
        self._machine = machine
        self._is_slow = is_slow
        self._lag_s = 0.0

    async def take(self) -> Sample:
        """One sample. The kernel may need milliseconds for its answers: they are read by a thread."""
        lag_s, self._lag_s = self._lag_s, 0.0
        machine = self._machine
        memory, cpu, pressure = await asyncio.to_thread(lambda: (machine.memory(), machine.cpu(), machine.pressure()))
        return Sample(time.monotonic(), memory, cpu, lag_s, pressure, self._is_slow())

    async def run(self, note: Callable[[Sample], None]) -> None:
        """Tells `note` of each sample, for ever."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._watch_loop(), name="lag")
            while True:
                note(await self.take())
                await asyncio.sleep(INTERVAL_S)

    async def _watch_loop(self) -> None:
        """Notes how late the event loop is: what else it does keeps it from waking us in time."""
        while True:
            before = time.monotonic()
            await asyncio.sleep(_LAG_INTERVAL_S)
            self._lag_s = max(self._lag_s, time.monotonic() - before - _LAG_INTERVAL_S)
