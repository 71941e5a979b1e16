"""How often what dies is started again."""

import time

LIMIT = 5
WINDOW_S = 60.0
"""What dies more often than this within this time will not get better."""
FIRST_PAUSE_S = 0.1


class Restarts:
    """The deaths of one process."""

    def __init__(self) -> None:
        self._deaths: list[float] = []

    def pause_s(self) -> float | None:
        """Notes a death. How long to wait before the new start, twice as long each time; None: there is to be none."""
        now = time.monotonic()
        self._deaths = [one for one in self._deaths if one > now - WINDOW_S] + [now]
        return None if len(self._deaths) > LIMIT else FIRST_PAUSE_S * 2 ** (len(self._deaths) - 1)
