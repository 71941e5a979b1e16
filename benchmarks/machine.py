"""What was measured on. Kinds and versions only: nothing that names the machine, or a place on it."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil


class Machine:
    """This machine, watched from now on."""

    def __init__(self) -> None:
        self._load = os.getloadavg()[0]
        self._times = psutil.cpu_times()

    def facts(self) -> dict[str, str]:
        """What a reader must know to compare the figures with others."""
        return {
            "Date": datetime.now(UTC).date().isoformat(),
            "CPU": f"{len(os.sched_getaffinity(0))} cores, {_cpu_model()}",
            "Memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
            "System": _system(),
            "Load before": f"{self._load:.2f}",
            "CPU time stolen": f"{self._stolen():.1%}",
            "Python": platform.python_version(),
            "Playwright": version("playwright"),
            "Tabwright": version("tabwright"),
        }

    def _stolen(self) -> float:
        """The part of the time since we watch that the CPUs of a virtual machine would have run, but were not let."""
        now = psutil.cpu_times()
        return (now.steal - self._times.steal) / (sum(now) - sum(self._times))


def _cpu_model() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == "model name":
            return value.strip()
    return platform.machine()


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()
