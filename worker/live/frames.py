"""Pictures of tabs, and how many there are a second."""

import time
from dataclasses import dataclass

BURST = 3
"""How many pictures may come at once on a page that has been still: what one click changes is seen at once."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture of a tab."""

    tab: int
    data: bytes
    """A JPEG."""
    captured_at: float
    """Seconds since 1970, on this machine's clock."""
    width: int
    """Of the viewport, in CSS pixels; the picture may be smaller."""
    height: int
    still: bool = False
    """Whether it is the sharper picture of a page at rest."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What those who look at a tab want of its pictures."""

    max_width: int = 1280
    max_height: int = 1280
    frames_per_second: float = 10.0


class Pace:
    """Lets so many pictures a second through, and a few at once after a rest."""

    def __init__(self) -> None:
        self._tokens = float(BURST)
        self._at = time.monotonic()

    def spend(self, frames_per_second: float) -> None:
        """Counts a picture. More may come than were wanted: what follows waits the longer."""
        self._fill(frames_per_second)
        self._tokens = max(self._tokens - 1, -float(BURST))

    def wait_s(self, frames_per_second: float) -> float:
        """How long the next picture has to wait. 0: it may come."""
        self._fill(frames_per_second)
        return max(0.0, (1 - self._tokens) / frames_per_second)

    def _fill(self, frames_per_second: float) -> None:
        now = time.monotonic()
        self._tokens = min(float(BURST), self._tokens + (now - self._at) * frames_per_second)
        self._at = now
