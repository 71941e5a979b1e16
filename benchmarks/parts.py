"""What the processes of an installation take, by what they are."""

import time
from collections import Counter
from contextlib import suppress

import psutil

PARTS = (
    *(("browser: pictures", "--type=gpu-process"), ("browser: page", "--type=renderer"), ("browser", "headless")),
    *(("driver", "run-driver"), ("server", "-m server"), ("egress guard", "egress"), ("worker", "-m worker")),
    *(("gateway", "envoy"), ("database", "postgres"), ("pages", "page_server")),
)
"""What a process is, by what stands in its command line."""
OWN = "client"
"""What this process is."""
MEBIBYTE = 2**20


class Parts:
    """This process, all that it has started, and what they have computed. Whoever has ended meanwhile is remembered as
    far as it was seen.
    """

    def __init__(self) -> None:
        self._seen: dict[tuple[int, float], tuple[str, float]] = {}

    def cpu_s(self) -> Counter[str]:
        """How many seconds each part has computed so far."""
        for process in _all():
            with suppress(psutil.Error):
                times = process.cpu_times()
                self._seen[process.pid, process.create_time()] = part(process), times.user + times.system
        total: Counter[str] = Counter()
        for name, seconds in self._seen.values():
            total[name] += seconds  # type: ignore[assignment]  # it takes floats as well
        return total


def pss_mib() -> Counter[str]:
    """What each part takes of the memory, in MiB; what several processes share is divided between them."""
    total: Counter[str] = Counter()
    for process in _all():
        with suppress(psutil.Error):
            total[part(process)] += process.memory_full_info().pss / MEBIBYTE
    return total


def part(process: psutil.Process) -> str:
    """What a process is. Raises psutil.Error."""
    if process == psutil.Process():
        return OWN
    line = " ".join(process.cmdline())
    return next((name for name, sign in PARTS if sign in line), "others")


def _all() -> list[psutil.Process]:
    own = psutil.Process()
    return [own, *own.children(recursive=True)]
