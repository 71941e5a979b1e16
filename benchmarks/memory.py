"""What an installation takes of the memory: while it has nothing to do, and with four small jobs at once."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import parts
from benchmarks.contest import ScreenshotFailed, Side
from benchmarks.tabwright import client, free_ports
from cli.profile import LOCAL_KEY_FILE

AT_ONCE = 4
START_TIMEOUT_S = 120.0
STOP_TIMEOUT_S = 30.0
LOOK_S = 0.5
"""How often it is looked while jobs run."""
WITHOUT = frozenset({parts.CLIENT, "pages", "supervisor", "gateway", "database"})
"""What does not count while jobs run: who asks for them, and what other machines may have."""


class NotStarted(Exception):
    """`tabwright up` does not run."""


@dataclass(slots=True)
class Memory:
    """MiB, PSS, by what processes are."""

    idle: Mapping[str, float] = field(default_factory=dict)
    """With `tabwright up`, and no job."""
    busy: list[Mapping[str, float]] = field(default_factory=list)
    """With jobs, look by look."""
    plain: list[Mapping[str, float]] = field(default_factory=list)
    """Of the plain loop."""

    @property
    def idle_mib(self) -> float:
        return sum(self.idle.values())

    @property
    def busy_mib(self) -> float:
        """Of the worker, its browsers, what stands between them and the server, in the look in between."""
        return median(sum(mib for name, mib in one.items() if name not in WITHOUT) for one in self.busy)

    @property
    def plain_mib(self) -> float:
        """Of the browsers and the driver of the plain loop, and of the program that it is."""
        return median(sum(mib for name, mib in one.items() if name != "pages") for one in self.plain)

    def busy_part_mib(self, name: str) -> float:
        return median(one.get(name, 0.0) for one in self.busy)


async def measure_installation(memory: Memory, url: str, *, idle_s: float, seconds: float) -> None:
    """Notes what `tabwright up` takes: `idle_s` after it has started, and while jobs run for `seconds`."""
    async with _up() as (port, key):
        await asyncio.sleep(idle_s)
        memory.idle = {
            name: mib for name, mib in parts.pss_mib().items() if name not in {parts.CLIENT, "pages"} and mib >= 1
        }
        async with client(port, key) as tabwright:
            memory.busy = await look(tabwright, url, seconds)


async def look(side: Side, url: str, seconds: float) -> list[Mapping[str, float]]:
    """What is taken while a side takes screenshots, again and again."""
    seen = []

    async def work(lane: int) -> None:
        while True:
            with suppress(ScreenshotFailed):
                await side.screenshot(lane, url)

    workers = [asyncio.create_task(work(lane)) for lane in range(AT_ONCE)]
    try:
        await asyncio.sleep(seconds / 3)
        for _ in range(max(3, int(seconds / LOOK_S))):
            await asyncio.sleep(LOOK_S)
            seen.append(await asyncio.to_thread(parts.pss_mib))
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    return seen


@asynccontextmanager
async def _up() -> AsyncIterator[tuple[int, str]]:
    """Has `tabwright up` run, as people start it. Lends its port and its key. Raises NotStarted."""
    port, grpc_port = free_ports(2)
    with TemporaryDirectory(prefix="tabwright-bench-") as folder:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "cli", "up"),
            env={
                **os.environ,
                "PORT": str(port),
                "GRPC_PORT": str(grpc_port),
                "TABWRIGHT_DATA": folder,
                "WORKER_MAX_CONCURRENT_JOBS": str(AT_ONCE),
            },
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(START_TIMEOUT_S):
                while not (line := await _line(process)).startswith("ready "):
                    if not line:
                        raise NotStarted("`tabwright up` has ended")
            yield port, (Path(folder) / LOCAL_KEY_FILE).read_text().strip()
        finally:
            with suppress(ProcessLookupError):
                process.terminate()
            async with asyncio.timeout(STOP_TIMEOUT_S):
                await process.communicate()


async def _line(process: asyncio.subprocess.Process) -> str:
    if process.stdout is None:
        raise TypeError("a pipe was asked for")
    return (await process.stdout.readline()).decode()
