"""How fast a viewer may talk."""

import asyncio
import time

from store.errors import LimitReached

PER_S = 100
BURST = 300
"""How many messages may come at once."""


class Pace:
    """What one viewer may still send. Files are made to wait, for their pieces come as fast as they can; whoever sends
    anything else as fast is no person.
    """

    def __init__(self) -> None:
        self._left = float(BURST)
        self._at = time.monotonic()

    async def take(self, *, waits: bool) -> None:
        """Counts a message. Raises LimitReached where it may not wait."""
        now = time.monotonic()
        self._left = min(BURST, self._left + (now - self._at) * PER_S) - 1
        self._at = now
        if self._left >= 0:
            return
        if not waits:
            raise LimitReached(
                f"more than {PER_S} messages a second: join moves of the pointer, and send the last one",
                retry_after_s=1,
                limit=str(PER_S),
            )
        await asyncio.sleep(-self._left / PER_S)
