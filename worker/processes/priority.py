"""Whose turn it is on the processors: jobs that keep them busy come after those that do not.

A page that computes for ever would otherwise take as much of them as all that another job does.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

FREE_CPU_S = 2.0
"""How much a job may compute like all others. A large page with a picture takes less than one second."""
_USUAL, _LATER = 0, 10
"""Nice values. The difference is a tenth of the processors, where somebody else wants them."""


class Effort:
    """What one job has made its browser compute."""

    def __init__(self) -> None:
        self._cpu_s_before: float | None = None
        self._cpu_s = 0.0
        self._is_attended = False
        self.gives_way = False
        """Whether the browser has come after others since."""

    def note(self, cpu_s: float, pids: Iterable[int]) -> None:
        """Notes what the browser has computed in all its life, and lets it come after others when that is much for one
        job. `pids` are its processes; those that come later inherit it.
        """
        if self._cpu_s_before is None:
            self._cpu_s_before = cpu_s
        elif self._is_attended:
            self._cpu_s_before += cpu_s - self._cpu_s
        elif not self.gives_way and cpu_s - self._cpu_s_before > FREE_CPU_S:
            self.gives_way = True
            _set(pids, _LATER)
        self._cpu_s = cpu_s

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
