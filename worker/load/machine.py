"""What the machine has, and what is taken of it: of the control groups first, then of the host."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from worker.load.cgroup import Hierarchy, hierarchy

HOST = "host"
_NONE_ABOVE = 2**60
"""A limit in a group of the old kind above which there is none: the kernel says it with a number of pages."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory of a group or of the host."""

    source: str
    used_bytes: int
    """What is needed: without files that could be read again, as the kernel gives them up before it kills anything."""
    limit_bytes: int

    @property
    def share(self) -> float:
        return self.used_bytes / self.limit_bytes


@dataclass(frozen=True, slots=True)
class _CpuTime:
    """A clock that runs with what is computed, and how fast it may run."""

    source: str
    used_s: float
    cores: float


class Machine:
    """This process's machine, as far as it may use it. Files that cannot be read say nothing: then it is as if nobody
    had a limit there.
    """

    def __init__(self, root: Path = Path("/")) -> None:
        self._root = root
        self._memory = _first("memory", root, "memory.max", "memory.limit_in_bytes")
        self._quota = _first("cpu", root, "cpu.max", "cpu.cfs_quota_us")
        self._accounts = _first("cpuacct", root, "", "cpuacct.usage")
        self._pressure = _first("memory", root, "memory.pressure", "")
        self._cpus = sorted(os.sched_getaffinity(0))
        self._before: tuple[float, list[_CpuTime]] | None = None

    @property
    def cores(self) -> float:
        """How many cores it may keep busy."""
        return min([len(self._cpus), *(quota for _, quota in self._quotas())])

    @property
    def cpu_source(self) -> str:
        quotas = list(self._quotas())
        return self._quota.source if self._quota and quotas else HOST

    def memory(self) -> tuple[Memory, ...]:
        """Of each group that has a limit, and of the host: the limits of all hold."""
        found = [*self._groups_memory(), *self._host_memory()]
        return tuple(one for one in found if one.limit_bytes > 0)

    def cpu(self) -> float | None:
        """How much of the time that it could compute was computed, by it or by others, since this was asked before.
        None: that was not asked before, or cannot be read.
        """
        now, times = time.monotonic(), [*self._groups_cpu(), *self._host_cpu()]
        before, self._before = self._before, (now, times)
        if before is None or now <= before[0] or len(times) != len(before[1]):
            return None
        elapsed_s = now - before[0]
        shares = [
            (one.used_s - earlier.used_s) / (elapsed_s * one.cores)
            for one, earlier in zip(times, before[1], strict=True)
        ]
        return max(0.0, min(1.0, max(shares))) if shares else None

    def pressure(self) -> float | None:
        """In how many percent of the last ten seconds something stood still for want of memory: in this process's
        group, or else on the host. None: this kernel does not tell.
        """
        own = [self._pressure.folders[0] / "memory.pressure"] if self._pressure else []
        for path in (*own, self._root / "proc/pressure/memory"):
            for line in _text(path).splitlines():
                if line.startswith("some "):
                    with suppress(ValueError, IndexError):
                        return float(line.split("avg10=")[1].split()[0])
        return None

    def _groups_memory(self) -> Iterator[Memory]:
        if self._memory is None:
            return
        new = self._memory.version == 2  # noqa: PLR2004 - the two kinds
        limits = ("memory.max", "memory.high") if new else ("memory.limit_in_bytes",)
        usage, inactive = (
            ("memory.current", "inactive_file") if new else ("memory.usage_in_bytes", "total_inactive_file")
        )
        for folder in self._memory.folders:
            known = [limit for name in limits if (limit := _number(folder / name)) is not None]
            used = _number(folder / usage)
            if used is None or not known or min(known) >= _NONE_ABOVE:
                continue
            unneeded = _table(folder / "memory.stat").get(inactive, 0)
            yield Memory(self._memory.source, max(0, used - unneeded), min(known))

    def _host_memory(self) -> Iterator[Memory]:
        told = _table(self._root / "proc/meminfo")
        if "MemTotal:" in told and "MemAvailable:" in told:
            yield Memory(HOST, 1024 * (told["MemTotal:"] - told["MemAvailable:"]), 1024 * told["MemTotal:"])

    def _quotas(self) -> Iterator[tuple[Path, float]]:
        """The groups that have a quota, each with the cores that it allows."""
        for folder in self._quota.folders if self._quota else ():
            if (folder / "cpu.max").exists():
                quota, period = [*_text(folder / "cpu.max").split(), "max", ""][:2]
            else:
                quota, period = _text(folder / "cpu.cfs_quota_us").strip(), _text(folder / "cpu.cfs_period_us").strip()
            if quota.isdecimal() and period.isdecimal() and int(quota) > 0 and int(period) > 0:
                yield folder, int(quota) / int(period)

    def _groups_cpu(self) -> Iterator[_CpuTime]:
        if self._quota is None:
            return
        for folder, cores in self._quotas():
            if (used_us := _table(folder / "cpu.stat").get("usage_usec")) is not None:
                yield _CpuTime(self._quota.source, used_us / 1e6, cores)
            elif self._accounts is not None:
                # The two controllers of the old kind may have a hierarchy each, with the same groups in them.
                depth = len(self._quota.folders) - self._quota.folders.index(folder)
                account = self._accounts.folders[max(0, len(self._accounts.folders) - depth)]
                if (used_ns := _number(account / "cpuacct.usage")) is not None:
                    yield _CpuTime(self._quota.source, used_ns / 1e9, cores)

    def _host_cpu(self) -> Iterator[_CpuTime]:
        """Of the cores that this process may use: also what others compute there."""
        ours = {f"cpu{number}" for number in self._cpus}
        ticks = 0
        for line in _text(self._root / "proc/stat").splitlines():
            name, *fields = line.split()
            if name in ours:
                numbers = [int(one) for one in fields[:8]]
                ticks += sum(numbers) - numbers[3] - numbers[4]  # but idle, and waiting for a disk
        if ticks:
            yield _CpuTime(HOST, ticks / os.sysconf("SC_CLK_TCK"), len(self._cpus))


def _first(controller: str, root: Path, new: str, old: str) -> Hierarchy | None:
    """The groups in which a file of the new kind is, or else of the old kind."""
    for one in hierarchy(controller, root):
        name = new if one.version == 2 else old  # noqa: PLR2004 - the two kinds
        if name and (found := one.having(name)) is not None:
            return found
    return None


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def _number(path: Path) -> int | None:
    text = _text(path).strip()
    return int(text) if text.isdecimal() else None


def _table(path: Path) -> dict[str, int]:
    """The lines of a file that begin with a name and a number."""
    words = (line.split() for line in _text(path).splitlines())
    return {one[0]: int(one[1]) for one in words if len(one) > 1 and one[1].isdecimal()}
