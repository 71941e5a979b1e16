"""What stands between us and one browser: a process that may hang, and must not keep anybody waiting for ever."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog

from worker.processes.home import kill

log = structlog.get_logger()

ANSWER_TIMEOUT_S = 10.0
"""How long it may say nothing at all while it is asked something."""
BUSY_TIMEOUT_S = 60.0
"""How long one that says other things may take for its answer."""


class Watched(ABC):
    """A process that answers questions, and is killed when it does not."""

    def __init__(self, pid: int, max_message_bytes: int) -> None:
        """A call whose answer is larger than `max_message_bytes` fails."""
        self.pid = pid
        """The root of the tree of processes that its browser has."""
        self.max_message_bytes = max_message_bytes
        self.is_dead = False

    @property
    @abstractmethod
    def received_bytes(self) -> int:
        """What it has sent so far: as long as that grows, it lives."""

    @abstractmethod
    def on_overflow(self, told: Callable[[int], None]) -> None:
        """Has the size told of an event that is larger than it may be: it must be killed then."""

    @abstractmethod
    async def stop(self) -> None:
        """Ends it, and its browser."""

    @abstractmethod
    async def _ask(self) -> None:
        """Returns when it has answered, or is dead."""

    @contextmanager
    def killed_after(self, seconds: float) -> Iterator[None]:
        """Kills it, and with it its browser, when what is inside takes longer; that sees a crash then.

        It holds for a driver that hangs too. A usual deadline does not: Playwright's calls, when they are cancelled,
        wait for the driver to hear of it.
        """
        late = asyncio.get_running_loop().call_later(seconds, self._kill_late)
        try:
            yield
        finally:
            late.cancel()

    def _kill_late(self) -> None:
        if not self.is_dead:
            log.warning("driver.late", pid=self.pid)
            kill(self.pid)

    async def check(self) -> None:
        """Kills it, and with it its browser, when it does not answer. What it sends meanwhile is a sign of life: a
        large picture may be before the answer.
        """
        asking = asyncio.create_task(self._ask())
        deadline = asyncio.get_running_loop().time() + BUSY_TIMEOUT_S
        while not asking.done():
            received = self.received_bytes
            await asyncio.wait({asking}, timeout=ANSWER_TIMEOUT_S)
            is_silent = self.received_bytes == received
            if not asking.done() and (is_silent or asyncio.get_running_loop().time() > deadline):
                log.warning("driver.hung", pid=self.pid, silent=is_silent)
                kill(self.pid)
                await asking
