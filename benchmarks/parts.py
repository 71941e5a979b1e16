"""What the processes of an installation take, by what they are."""

from collections import defaultdict
from collections.abc import Mapping
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

    def cpu_s(self) -> Mapping[str, float]:
        """How many seconds each part has computed so far."""
        for process in _all():
            with suppress(psutil.Error):
                times = process.cpu_times()
                self._seen[process.pid, process.create_time()] = part(process), times.user + times.system
        total: defaultdict[str, float] = defaultdict(float)
        for name, seconds in self._seen.values():
            total[name] += seconds
        return total


def pss_mib() -> Mapping[str, float]:
    """What each part takes of the memory, in MiB; what several processes share is divided between them."""
    total: defaultdict[str, float] = defaultdict(float)
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
