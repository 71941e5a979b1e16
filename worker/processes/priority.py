"""Whose turn it is on the processors: jobs that keep them busy come after those that do not.

A page that computes for ever would otherwise take as much of them as all that another job does.
"""

import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

FREE_CPU_S = 2.0
"""How much a job may compute like all others. A large page with a picture takes less than one second."""
WATCHED_CORES = 0.4
"""How much a second it may compute beyond that while somebody watches: what a page of ten pictures a second takes."""
BACK_CPU_S = 0.5
"""How much of that must have come together until a browser that gives way is like others again."""
_USUAL, _LATER = 0, 10
"""Nice values. The difference is a tenth of the processors, where somebody else wants them."""


class Effort:
    """What one job has made its browser compute."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._noted_at = clock()
        self._cpu_s: float | None = None
        self._left_s = FREE_CPU_S
        """What it may still compute like all others."""
        self._is_attended = False
        self.is_watched = False
        """Whether somebody looks at its pictures, which are computed here, too."""
        self.gives_way = False
        """Whether the browser has come after others since."""

    def note(self, cpu_s: float, pids: Iterable[int]) -> None:
        """Notes what the browser has computed in all its life, and lets it come after others when that is much for one
        job. `pids` are its processes; those that come later inherit it.
        """
        now = self._clock()
        if self.is_watched:
            self._left_s = min(FREE_CPU_S, self._left_s + (now - self._noted_at) * WATCHED_CORES)
        if self._cpu_s is not None and not self._is_attended:
            self._left_s -= cpu_s - self._cpu_s
        self._cpu_s, self._noted_at = cpu_s, now
        if not self.gives_way and self._left_s < 0:
            self.gives_way = True
            _set(pids, _LATER)
        elif self.gives_way and self._left_s >= BACK_CPU_S and not self._is_attended:
            self.gives_way = not _set(pids, _USUAL)
        self._left_s = max(0.0, self._left_s)

    def attend(self, pids: Iterable[int], *, is_attended: bool) -> None:
        """Says whether a person acts in the browser, for whom it is as fast as others; what it computes meanwhile does
        not count.
        """
        self._is_attended = is_attended
        if self.gives_way:
            _set(pids, _USUAL if is_attended else _LATER)

    def end(self, pids: Iterable[int]) -> bool:
        """Lets the browser be like others again, for the next job. Returns whether that was possible: only root may."""
        return not self.gives_way or _set(pids, _USUAL)


def _set(pids: Iterable[int], value: int) -> bool:
    is_done = True
    for pid in pids:
        try:
            os.setpriority(os.PRIO_PROCESS, pid, value)
        except ProcessLookupError:
            continue
        except PermissionError:
            is_done = False
        # Where the kernel divides the time between sessions first, and each browser has one, this is what counts. One
        # that does not has no such file; and it may not be written to many times a second.
        with suppress(OSError):
            Path(f"/proc/{pid}/autogroup").write_text(str(value))
    return is_done
