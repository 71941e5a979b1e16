"""Keeping things apart, of which a few may come at once."""

import asyncio


class Pace:
    """Lets things happen an interval apart on the average, and a few at once after as much rest."""

    def __init__(self, interval_s: float, *, at_once: int) -> None:
        self._interval_s = interval_s
        self._ahead_s = (at_once - 1) * interval_s
        self._next_at = 0.0
        """When the next one would be due if none had come at once."""

    async def turn(self) -> None:
        """Waits until the next one may happen, and takes it for done."""
        loop = asyncio.get_running_loop()
        if (wait_s := self._next_at - loop.time() - self._ahead_s) > 0:
            await asyncio.sleep(wait_s)
        self._next_at = max(self._next_at, loop.time()) + self._interval_s
