"""What the processes of an installation take, by what they are."""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress

import psutil

PARTS = (
    *(("browser", "--type="), ("browser", "headless"), ("browser", "chrom"), ("driver", "run-driver")),
    *(("supervisor", "-m cli"), ("server", "-m server"), ("egress guard", "worker.egress"), ("worker", "-m worker")),
    *(("gateway", "envoy"), ("database", "postgres"), ("pages", "page_server")),
)
"""What a process is, by what stands in its command line."""
CLIENT = "client"
"""This process."""
MEBIBYTE = 2**20


def cpu_s() -> Mapping[str, float]:
    """How many seconds this process, and all that it has started, have computed, by what they are: what has ended
    counts as what had started it.
    """
    total: defaultdict[str, float] = defaultdict(float)
    for process in _all():
        with suppress(psutil.Error):
            name, times = part(process), process.cpu_times()
            total[name] += times.user + times.system
            if name != CLIENT:  # else the sides that have ended before would count
                total[name] += times.children_user + times.children_system
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
        return CLIENT
    line = " ".join(process.cmdline())
    return next((name for name, sign in PARTS if sign in line), "others")


def _all() -> list[psutil.Process]:
    own = psutil.Process()
    return [own, *own.children(recursive=True)]
