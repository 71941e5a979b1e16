"""What browsers take of the machine: a job whose browser computes much comes after others, and one whose browser takes
too much memory, disk space or time ends.
"""

import asyncio
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from store.retry import ErrorType
from worker.browsers.launching import Launched
from worker.failures import StepFailed, step_failure

MEGABYTE = 2**20
_LISTS_CHILDREN = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").exists()
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_MOST_BYTES = 65536
_SIZE = re.compile(rb"^(Rss\w+):\s+(\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Allowance:
    """The most that one job's browser may take."""

    memory_bytes: int
    """Of all its processes and its driver, what they share counted once."""
    disk_bytes: int
    """Of the files that both write while the job runs: downloads, profile, recordings under way."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What some processes take of the memory, as far as that is told quickly."""

    resident_bytes: int
    """Their resident sizes, added up: what they share counts again and again."""
    own_bytes: int
    """Without files, which other browsers share; of the memory that they share with each other, what one of them has
    at most. So much more is taken where one more such browser runs.
    """


async def enforce(browsers: Iterable[Launched], allowance: Allowance) -> None:
    """Looks at the browsers that have jobs. Ends each job whose browser takes more than it may, or keeps the job longer
    than its time, and that browser.
    """
    at_work = [(one, one.job) for one in browsers if one.job is not None and one.is_alive]
    excesses = await asyncio.to_thread(lambda: [_excess(launched, allowance) for launched, _ in at_work])
    for (launched, job), excess in zip(at_work, excesses, strict=True):
        if launched.job is not job:
            continue
        if excess is not None:
            launched.end_job(StepFailed(ErrorType.RESOURCE_LIMIT, excess))
        elif job is not None and job.is_overdue:  # a call to Playwright does not end before the browser answers
            launched.end_job(step_failure(TimeoutError()))


def _excess(launched: Launched, allowance: Allowance) -> str | None:
    """What a browser takes too much of, if it does."""
    pid = launched.driver.pid
    pids = list(processes(pid))
    launched.cpu_s = cpu_s(pids)
    launched.effort.note(launched.cpu_s, pids)
    launched.need.note((taken := taken_by(pids)).own_bytes)
    # Resident sizes count what is shared again and again, but cost a hundredth of what the exact sum does.
    if taken.resident_bytes > allowance.memory_bytes and (memory := memory_bytes(pid)) > allowance.memory_bytes:
        return _told("takes", memory, "of memory", allowance.memory_bytes, "BROWSER_MAX_MEMORY_MB")
    if (disk := disk_bytes(launched.home.path)) > allowance.disk_bytes:
        return _told("has written", disk, "to disk", allowance.disk_bytes, "ten times MAX_ARTIFACT_SIZE_MB")
    return None


def _told(does: str, taken: int, what: str, allowed: int, setting: str) -> str:
    return f"the job's browser {does} {taken // MEGABYTE} MB {what}, and {setting} allows {allowed // MEGABYTE} MB"


def memory_bytes(pid: int) -> int:
    """The memory of a process and all below it. What they share counts once: their resident sizes together are three
    times as much.
    """
    total = 0
    for one in processes(pid):
        with suppress(psutil.NoSuchProcess):  # it has ended meanwhile
            total += _share_bytes(psutil.Process(one))
    return total


def _share_bytes(process: psutil.Process) -> int:
    """A process's part of the memory. Of another user's processes root may not read it, where it has lost the right to
    trace; then what it shares with none, as far as the kernel tells everybody.
    """
    try:
        share: int = process.memory_full_info().pss
    except psutil.AccessDenied:
        memory = process.memory_info()
        share = memory.rss - memory.shared
    return share


def taken_by(pids: Iterable[int]) -> Taken:
    """What processes take."""
    sizes = {b"RssAnon": 0, b"RssFile": 0, b"RssShmem": 0}
    most_shared = 0
    for one in pids:
        with suppress(OSError, IndexError, ValueError):  # it has ended meanwhile
            for name, size in _SIZE.findall(_read(f"/proc/{one}/status")):
                sizes[name] += int(size) * 1024
                most_shared = max(most_shared, int(size) * 1024 if name == b"RssShmem" else 0)
    return Taken(sum(sizes.values()), sizes[b"RssAnon"] + most_shared)


def cpu_s(pids: Iterable[int]) -> float:
    """How long processes have computed, and those that they had and that have ended."""
    ticks = 0
    for one in pids:
        with suppress(OSError, ValueError):
            # Behind the name, which may be anything: times of its own and of its ended children.
            ticks += sum(map(int, _read(f"/proc/{one}/stat").rpartition(b")")[2].split()[11:15]))
    return ticks / _TICKS_PER_S


def disk_bytes(folder: Path) -> int:
    """What the files in a folder and all below it take."""
    return sum(_file_sizes(folder))


def _file_sizes(folder: Path) -> Iterator[int]:
    with suppress(OSError):
        for entry in os.scandir(folder):
            with suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    yield from _file_sizes(Path(entry.path))
                else:
                    yield entry.stat(follow_symlinks=False).st_blocks * 512


def processes(pid: int) -> Iterator[int]:
    """A process and all below it. psutil reads every process of the machine for that; kernels that list the children
    of each are quicker.
    """
    if not _LISTS_CHILDREN:
        with suppress(psutil.Error):
            yield from (one.pid for one in psutil.Process(pid).children(recursive=True))
        yield pid
        return
    yield pid
    threads = f"/proc/{pid}/task"
    with suppress(OSError):
        for thread in os.listdir(threads):  # noqa: PTH208 - a path object costs as much as a look
            with suppress(OSError):
                for child in _read(f"{threads}/{thread}/children").split():
                    yield from processes(int(child))


def _read(path: str) -> bytes:
    """What is in a file of the kernel's. There are a hundred for one browser, so that opening them costs most."""
    file = os.open(path, os.O_RDONLY)
    try:
        return os.read(file, _MOST_BYTES)
    finally:
        os.close(file)
