"""What goes wrong, at random moments that the seed decides."""

import asyncio
import random
import signal
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

import psutil

from tests.chaos.cluster import SERVERS, WORKERS, Cluster

PAUSE_S = (3.0, 9.0)
"""How long the service has between two faults; the second may well meet it while it recovers."""
HOURS_S = 3 * 3600.0
KINDS = (
    *("kill_worker", "kill_browser", "kill_driver", "kill_server", "kill_gateway", "kill_database"),
    *("freeze_worker", "stop_worker", "stop_server", "drop_connections"),
    *("half_open_connections", "refuse_connections", "set_clock"),
)


@dataclass(frozen=True)
class Fault:
    """One that was injected."""

    kind: str
    at: float
    """Seconds since 1970, by the clock that the database has too."""
    what: str


@dataclass
class Faults:
    """Injects faults into a cluster, one after another, until it is told to stop."""

    cluster: Cluster
    random: random.Random
    tell: Callable[[str], None]
    done: list[Fault] = field(default_factory=list)
    _lasting: set[asyncio.Task[None]] = field(default_factory=set)
    _refusing: set[str] = field(default_factory=set)

    async def run(self, count: int, kinds: Sequence[str] = ()) -> None:
        """So many, of these kinds in their order; where none are given, each kind once in any order, and again."""
        line = list(kinds)
        while len(self.done) < count:
            await asyncio.sleep(self.random.uniform(*PAUSE_S))
            line = line or self.random.sample(KINDS, k=len(KINDS))
            kind, at = line.pop(0), time.time()
            what = await getattr(self, kind)()
            if what is not None:
                self.done.append(Fault(kind, at, what))
                self.tell(f"{kind}: {what}")
            elif kinds:  # there was nothing to kill just then
                line.insert(0, kind)

    async def settle(self) -> None:
        """Lets what lasts come to its end."""
        await asyncio.gather(*self._lasting)
        self.cluster.heal()

    async def kill_worker(self) -> str:
        return self._kill(self.random.choice(WORKERS))

    async def kill_server(self) -> str:
        return self._kill(self.random.choice(SERVERS))

    async def kill_gateway(self) -> str:
        return self._kill("envoy")

    async def kill_database(self) -> str:
        return self._kill("postgres")

    def _kill(self, name: str) -> str:
        return f"{name} ({self.cluster.parts[name].send(signal.SIGKILL)})"

    async def kill_browser(self) -> str | None:
        return self._kill_below("--headless")

    async def kill_driver(self) -> str | None:
        return self._kill_below("run-driver")

    def _kill_below(self, sign: str) -> str | None:
        worker = self.random.choice(WORKERS)
        found = self.cluster.processes(worker, sign)
        if not found:
            return None
        process = self.random.choice(found)
        try:
            process.kill()
        except psutil.NoSuchProcess:
            return None
        return f"of {worker} ({process.pid})"

    async def stop_worker(self) -> str:
        """As an operator does who brings a new release."""
        return self._terminate(self.random.choice(WORKERS))

    async def stop_server(self) -> str:
        return self._terminate(self.random.choice(SERVERS))

    def _terminate(self, name: str) -> str:
        return f"{name} ({self.cluster.parts[name].send(signal.SIGTERM)})"

    async def freeze_worker(self) -> str:
        """Longer than its lease lasts."""
        worker = self.random.choice(WORKERS)
        seconds = self.cluster.lease_ms / 1000 * self.random.uniform(1.1, 1.8)
        pid = self.cluster.parts[worker].send(signal.SIGSTOP)

        async def thaw() -> None:
            await asyncio.sleep(seconds)
            child = self.cluster.parts[worker].child
            if child is not None and child.pid == pid:
                self.cluster.parts[worker].send(signal.SIGCONT)
            self.tell(f"{worker} ({pid}) goes on")

        self._last(thaw())
        return f"{worker} ({pid}) for {seconds:.1f} s"

    async def drop_connections(self) -> str:
        name = self._between()
        self.cluster.proxies[name].drop()
        return f"of {name}"

    async def half_open_connections(self) -> str:
        name, seconds = self._between(), self.random.uniform(2, 10)
        self.cluster.proxies[name].swallow()

        async def forward() -> None:
            await asyncio.sleep(seconds)
            self.cluster.proxies[name].forward()
            self.tell(f"new connections of {name} work")

        self._last(forward())
        return f"of {name} for {seconds:.1f} s"

    async def refuse_connections(self) -> str | None:
        name, seconds = self._between(), self.random.uniform(1, 6)
        if name in self._refusing:
            return None
        self._refusing.add(name)
        await self.cluster.proxies[name].refuse()

        async def listen() -> None:
            await asyncio.sleep(seconds)
            await self.cluster.proxies[name].listen()
            self._refusing.discard(name)
            self.tell(f"connections of {name} are taken")

        self._last(listen())
        return f"of {name} for {seconds:.1f} s"

    async def set_clock(self) -> str:
        """The clock of a worker's machine jumps."""
        worker, wrong_s = self.random.choice(WORKERS), self.random.uniform(-HOURS_S, HOURS_S)
        self.cluster.set_clock(worker, wrong_s)
        return f"of {worker} to {wrong_s:+.0f} s"

    def _between(self) -> str:
        return self.random.choice([*SERVERS, *WORKERS])

    def _last(self, work: Coroutine[Any, Any, None]) -> None:
        self._lasting.add(asyncio.create_task(work))
