"""Where large requests and answers are worked at: beside the event loop, so that other calls go on.

What a client sends and asks for goes one after the other, so that no client's work keeps others' waiting, however much
it is.
"""

import asyncio
import ctypes
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from server.calls import caller
from store.errors import LimitReached

SMALL_BYTES = 4 * 1024
"""What is no larger is worked at where it comes: what it can cost is less than others notice."""
THREADS = 2
MAX_WAITING_BYTES = 64 * 1024 * 1024
"""How much of a client's requests and answers may wait."""
RETRY_AFTER_S = 1
TRIMMED_BYTES = 256 * 1024
"""After a request of this size the memory that is free goes back to the system, which it otherwise does not."""
TRIM_DELAY_S = 0.5
"""How much later: once for all that end within that time."""

try:
    _trim: Callable[[int], int] | None = ctypes.CDLL(None).malloc_trim
except AttributeError:  # only the C library of GNU has it
    _trim = None

_P = ParamSpec("_P")
_R = TypeVar("_R")


@dataclass(eq=False, slots=True)
class _Lane:
    """A client's."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    requests: int = 0
    waiting_bytes: int = 0


class Lanes:
    """One lane for each client, all of which lead to a few threads."""

    def __init__(self) -> None:
        self._lanes: dict[str, _Lane] = {}
        self._places = asyncio.Semaphore(THREADS)
        self._threads = ThreadPoolExecutor(THREADS, "large request")
        self._trimming: asyncio.TimerHandle | None = None

    async def run(self, size_bytes: int, work: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """Does work about a request or an answer of this size for its caller.

        Raises LimitReached, and what the work raises.
        """
        client_id = caller.client_id_if_known()
        if size_bytes <= SMALL_BYTES or client_id is None:
            return work(*args, **kwargs)
        lane = self._lanes.setdefault(client_id, _Lane())
        if lane.waiting_bytes and lane.waiting_bytes + size_bytes > MAX_WAITING_BYTES:
            raise LimitReached(
                f"requests and answers with more than {MAX_WAITING_BYTES} bytes in total wait; try again when some"
                " have been answered",
                retry_after_s=RETRY_AFTER_S,
                limit=str(MAX_WAITING_BYTES),
            )
        lane.requests += 1
        lane.waiting_bytes += size_bytes
        try:
            async with lane.turn, self._places:
                context = copy_context()
                done = asyncio.get_running_loop().run_in_executor(
                    self._threads, lambda: context.run(work, *args, **kwargs)
                )
                try:
                    return await asyncio.shield(done)
                except asyncio.CancelledError:
                    await asyncio.wait([done])  # its thread is free no sooner
                    raise
        finally:
            lane.requests -= 1
            lane.waiting_bytes -= size_bytes
            self.ended(size_bytes)
            if not lane.requests:
                del self._lanes[client_id]

    def ended(self, size_bytes: int) -> None:
        """Says that a request of this size has been answered, so that nothing of it is needed any more."""
        if size_bytes >= TRIMMED_BYTES and _trim is not None and self._trimming is None:
            self._trimming = asyncio.get_running_loop().call_later(TRIM_DELAY_S, self._give_back, _trim)

    def _give_back(self, trim: Callable[[int], int]) -> None:
        self._trimming = None
        self._threads.submit(trim, 0)
