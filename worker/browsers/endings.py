"""Browsers that are free soon: their job has ended, and its page closes. To wait is quicker than to launch one."""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

WAIT_S = 0.3
"""For how long: after that, a new one would be there."""


class Endings:
    """How many they are, and who waits for one."""

    def __init__(self) -> None:
        self._ending = 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    @contextmanager
    def ending(self) -> Iterator[None]:
        """Counts a browser until its job's page has closed, and tells the first who waits then."""
        self._ending += 1
        try:
            yield
        finally:
            self._ending -= 1
            while self._waiting:
                if not (first := self._waiting.popleft()).done():
                    first.set_result(None)
                    break

    async def one(self) -> None:
        """Returns when one is free, or when there is no reason to wait for it."""
        if self._ending <= len(self._waiting):
            return
        freed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(freed)
        try:
            await asyncio.wait([freed], timeout=WAIT_S)
        finally:  # also when we are cancelled: what is free is to be told to somebody who waits
            if freed in self._waiting:
                self._waiting.remove(freed)
