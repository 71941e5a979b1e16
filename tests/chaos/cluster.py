"""All of Tabwright as it runs in earnest, each part a process of its own that is started again when it dies."""

import asyncio
import contextlib
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from uuid import uuid4

import httpx
import psutil
from psycopg.conninfo import conninfo_to_dict
from pydantic import SecretStr

from cli import gateway
from cli.child import Child, Command
from cli.postgres import Postgres
from store.clients.keys import NewKey, create_key
from store.database.connection import Database
from store.database.schema import migrate
from store.records.files import FileStorage
from store.settings import ArtifactSettings, DatabaseSettings
from tests.fixtures.proxy import Proxy
from tests.loopback import LOOPBACK
from tests.ports import free_ports

CLIENT = "chaos"
SERVERS = ("server-1", "server-2")
WORKERS = ("worker-1", "worker-2")
SLOTS = 3
START_TIMEOUT_S = 120
STOP_GRACE_S = 60
RESTART_S = 0.3
_MARK = "TABWRIGHT_CHAOS"
_CLOCK = Path(__file__).parent / "clock"


@dataclass
class Part:
    """A process, and who starts it again, as an operator's service manager does."""

    name: str
    command: Command
    log_path: Path
    child: Child | None = None
    starts: int = 0
    _keeper: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self.child = await Child.start(self.name, self.command, self.log_path)
        self.starts += 1
        self._keeper = asyncio.create_task(self._keep(), name=f"keep {self.name}")

    async def stop(self, grace_s: float = STOP_GRACE_S) -> None:
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
        if self.child is not None:
            await self.child.stop(grace_s)

    def send(self, number: signal.Signals) -> int:
        """Returns the process that gets the signal."""
        assert self.child is not None
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.child.pid, number)
        return self.child.pid

    async def _keep(self) -> None:
        while self.child is not None:
            await self.child.wait()
            await asyncio.sleep(RESTART_S)
            self.child = await Child.start(self.name, self.command, self.log_path)
            self.starts += 1


@dataclass
class Cluster:
    """PostgreSQL, two servers behind a gateway, two workers; between each of them and the database a proxy."""

    folder: Path
    lease_ms: int
    slots: int = SLOTS
    """Of each worker."""
    parts: dict[str, Part] = field(default_factory=dict)
    proxies: dict[str, Proxy] = field(default_factory=dict)
    key: str = ""
    _mark: str = field(default_factory=lambda: uuid4().hex)

    def __post_init__(self) -> None:
        self.logs = self.folder / "logs"
        self.temporary = self.folder / "tmp"
        self.artifacts = self.folder / "artifacts"
        for path in (self.logs, self.temporary, self.artifacts):
            path.mkdir(parents=True, exist_ok=True)
        self._postgres = Postgres(self.folder / "database", self.logs / "postgres.log")
        self.port, *ports = free_ports(5)
        self.grpc_ports, self.live_ports = ports[:2], ports[2:]
        self.files = FileStorage(ArtifactSettings(artifact_storage_path=str(self.artifacts)))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def database(self) -> Database:
        """Straight to the database, by no proxy."""
        settings = DatabaseSettings(database_url=SecretStr(self._postgres.conninfo()))
        return Database(settings, application_name="chaos", pool_size=4)

    async def __aenter__(self) -> Self:
        try:
            async with asyncio.timeout(START_TIMEOUT_S):
                await self._start()
        except BaseException:
            await self.stop()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def stop(self) -> None:
        for together in ({"envoy"}, {*SERVERS, *WORKERS}, {"postgres"}):
            await asyncio.gather(*(part.stop() for name, part in self.parts.items() if name in together))
        for proxy in self.proxies.values():
            await proxy.refuse()

    def heal(self) -> None:
        """Ends what goes on of itself: connections that are half open stay so."""
        for proxy in self.proxies.values():
            proxy.forward()
        for name in WORKERS:
            self.parts[name].send(signal.SIGCONT)

    def set_clock(self, worker: str, wrong_s: float) -> None:
        (self.folder / f"{worker}.clock").write_text(str(wrong_s))

    def processes(self, worker: str, sign: str) -> list[psutil.Process]:
        """Those that a worker has started whose command line holds a sign."""
        child = self.parts[worker].child
        with contextlib.suppress(psutil.Error):
            if child is not None:
                below = psutil.Process(child.pid).children(recursive=True)
                return [one for one in below if sign in _line(one)]
        return []

    def left_processes(self) -> list[str]:
        """What still runs of all that was ever started here."""
        return [_line(one) for one in self._marked()]

    def left_files(self) -> list[str]:
        """Temporary files that nobody has removed."""
        return [str(path.relative_to(self.temporary)) for path in self.temporary.rglob("*")]

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def _marked(self) -> Iterator[psutil.Process]:
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if process.status() != psutil.STATUS_ZOMBIE and process.environ().get(_MARK) == self._mark:
                    yield process

    async def _start(self) -> None:
        command = self._postgres.prepare()
        postgres = await self._run("postgres", command)
        assert postgres.child is not None
        await self._postgres.ready(postgres.child)
        conninfo = self._postgres.conninfo()
        await asyncio.to_thread(migrate, conninfo)
        async with self.database() as database:
            new = NewKey(client_id=CLIENT, name="chaos", rate_limit=0, is_admin=True, may_evaluate=True)
            _, self.key = await create_key(database, new)
        for name in (*SERVERS, *WORKERS):
            where = conninfo_to_dict(conninfo)
            self.proxies[name] = Proxy(str(where["host"]), int(str(where["port"])))
            await self.proxies[name].listen()
        for name, grpc_port, live_port in zip(SERVERS, self.grpc_ports, self.live_ports, strict=True):
            await self._run(name, self._python("server", name, GRPC_PORT=str(grpc_port), LIVE_PORT=str(live_port)))
        for name in WORKERS:
            await self._run(name, self._python("worker", name))
        await self._run("envoy", self._gateway())
        while not await self._is_healthy():  # noqa: ASYNC110 - nobody tells us
            await asyncio.sleep(0.2)

    async def _run(self, name: str, command: Command) -> Part:
        marked = Command(
            argv=command.argv,
            env={**command.env, _MARK: self._mark},
            cwd=command.cwd,
            uid=command.uid,
            stop_signal=command.stop_signal,
            death_signal=command.death_signal,
        )
        self.parts[name] = Part(name, marked, self.logs / f"{name}.log")
        await self.parts[name].start()
        return self.parts[name]

    def _python(self, package: str, name: str, **environment: str) -> Command:
        where = conninfo_to_dict(self._postgres.conninfo())
        clock = self.folder / f"{name}.clock"
        clock.write_text("0")
        return Command(
            argv=[sys.executable, "-m", package],
            env={
                "DATABASE_URL": f"postgresql://{where['user']}:{where['password']}@127.0.0.1:"
                f"{self.proxies[name].port}/{where['dbname']}",
                "ARTIFACT_STORAGE_PATH": str(self.artifacts),
                "TMPDIR": str(self.temporary),
                "ALLOW_PRIVATE_ADDRESSES": LOOPBACK,
                "BROWSER_ENGINES": "chromium",
                "WORKER_MAX_CONCURRENT_JOBS": str(self.slots),
                "WORKER_MAX_MEMORY_PERCENT": "100",  # what else runs on this machine is no fault of ours
                "WORKER_MAX_CPU_PERCENT": "100",
                # All jobs are of one site: one slot stays empty, and what it could take is parked.
                "MAX_CONCURRENT_JOBS_PER_SITE": str(self.slots * len(WORKERS) - 1),
                "WORKER_LEASE_MS": str(self.lease_ms),
                "WORKER_HEARTBEAT_INTERVAL_MS": str(self.lease_ms // 5),
                "WORKER_DRAIN_TIMEOUT_MS": "1000",
                "PYTHONPATH": os.pathsep.join(filter(None, [str(_CLOCK), os.environ.get("PYTHONPATH")])),
                "CHAOS_CLOCK": str(clock),
                **environment,
            },
        )

    def _gateway(self) -> Command:
        """The gateway as `tabwright up` makes it, with the second server beside the first."""
        command = gateway.prepare(
            self.folder,
            port=self.port,
            grpc_port=self.grpc_ports[0],
            live_port=self.live_ports[0],
            access_log=self.logs / "access.log",
        )
        config = self.folder / "envoy.yaml"
        lines = config.read_text().splitlines()
        for first, second in (self.grpc_ports, self.live_ports):
            (index,) = [index for index, line in enumerate(lines) if f"port_value: {first}}}" in line]
            lines.insert(index + 1, lines[index].replace(str(first), str(second)))
        config.write_text("\n".join(lines))
        return command

    async def _is_healthy(self) -> bool:
        """Whether all workers are there, and the gateway says so."""
        try:
            async with httpx.AsyncClient(base_url=self.url, headers={"X-API-Key": self.key}) as client:
                answer = await client.get("/api/v1/workers")
        except httpx.TransportError:
            return False
        return answer.is_success and len(answer.json()["data"]) == self.slots * len(WORKERS)


def _line(process: psutil.Process) -> str:
    with contextlib.suppress(psutil.Error):
        return " ".join(process.cmdline())
    return ""
