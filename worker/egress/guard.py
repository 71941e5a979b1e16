"""The guard as the worker knows it: its process, and a gate in it for each browser."""

import asyncio
import contextlib
import itertools
import json
import os
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import psutil
import structlog

from store.job import Json
from worker.egress.failure import ConnectionFailure, FailureKind, OwnRule
from worker.processes.users import FIRST_UID
from worker.settings import WorkerSettings

__all__ = ["ConnectionFailure", "EgressGuard", "FailureKind", "Gate", "GuardGone", "NoPort", "OwnRule", "Upstream"]

log = structlog.get_logger()

UID = FIRST_UID - 1
"""The user that it runs as where the worker is root. It has nothing, and is none of those of the browsers."""
ANSWER_S = 20.0
_END_S = 5.0
_LONGEST_MESSAGE = 16 * 1024 * 1024
_PASSED_ON = (
    "LANG",
    "LC_ALL",
    "LD_LIBRARY_PATH",
    "LOCALDOMAIN",
    "PATH",
    "PYTHONPATH",
    "RES_OPTIONS",
    "SSL_CERT_DIR",
    "SSL_CERT_FILE",
)
"""What it has of the worker's environment, in which there are secrets."""


class GuardGone(Exception):
    """The guard's process has ended, or does not answer: its browsers have no network."""


class NoPort(OSError):
    """The guard cannot open a port for one more browser; those that have one are not concerned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upstream:
    """The proxy of a job."""

    server: str
    """Scheme (http, https or socks5), host and port."""
    username: str = ""
    password: str = ""


class EgressGuard:
    """The guard's process as the worker sees it."""

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        on_death: Callable[[], None],
    ) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer
        self._on_death = on_death
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._gates: dict[int, Gate] = {}
        self._is_gone = False
        self._is_closing = False
        self._reading = asyncio.create_task(self._read(), name="egress guard")

    @classmethod
    async def start(
        cls, settings: WorkerSettings, on_death: Callable[[], None], *, places: Sequence[tuple[str, int]] = ()
    ) -> "EgressGuard":
        """Starts the process. `on_death` is called once, if it ends before it is closed.

        `places` are hosts and ports that no browser may reach, whatever is allowed: the database's. Raises GuardGone.
        """
        ours, its = socket.socketpair()
        with its:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "worker.egress",
                str(its.fileno()),
                *([str(UID)] if os.geteuid() == 0 else []),
                pass_fds=[its.fileno()],
                stdin=asyncio.subprocess.DEVNULL,
                env={name: os.environ[name] for name in _PASSED_ON if name in os.environ} | {"MALLOC_ARENA_MAX": "2"},
            )
        reader, writer = await asyncio.open_connection(sock=ours, limit=_LONGEST_MESSAGE)
        guard = cls(process, reader, writer, on_death)
        try:
            await guard.ask(
                "start",
                ports=settings.port_ranges,
                allowed=[str(one) for one in settings.allowed_networks],
                denied=[str(one) for one in settings.denied_networks],
                servers=settings.dns_servers,
                proxy=settings.upstream_proxy,
                places=list(places),
            )
        except BaseException:
            await guard.close()
            raise
        return guard

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    async def open(self) -> "Gate":
        """A new port, for one browser; until a job is admitted it refuses everything. Raises GuardGone, NoPort."""
        gate = Gate(self, await self.ask("open"))
        self._gates[gate.port] = gate
        return gate

    async def close(self) -> None:
        """Ends the process, and with it all connections."""
        self._is_closing = True
        self._writer.close()
        self._reading.cancel()
        self._fail_all()
        try:
            async with asyncio.timeout(_END_S):
                await self._process.wait()  # it ends with the channel
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    async def ask(self, do: str, **values: Any) -> Any:
        """Its answer to a request. Raises GuardGone, NoPort."""
        if self._is_gone:
            raise GuardGone
        number = next(self._numbers)
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        try:
            self._writer.write(json.dumps({"id": number, "do": do, **values}).encode() + b"\n")
            async with asyncio.timeout(ANSWER_S):
                return await answer
        except NoPort:
            raise
        except (TimeoutError, OSError):
            raise GuardGone from None
        finally:
            del self._waiting[number]

    def forget(self, gate: "Gate") -> None:
        self._gates.pop(gate.port, None)

    async def _read(self) -> None:
        try:
            while line := await self._reader.readline():
                self._heard(json.loads(line))
        except Exception:
            log.exception("egress.channel_broken")
        self._fail_all()
        if not self._is_closing:
            log.error("egress.died")
            self._writer.close()  # with which it ends, if it has not
            self._on_death()

    def _heard(self, message: Mapping[str, Any]) -> None:
        if "failed" in message:
            gate = self._gates.get(message["port"])
            if gate is not None:
                gate.told(message["job"], ConnectionFailure.from_json(message["failed"]))
            return
        if "fault" in message:
            log.error("egress.fault", error=message["fault"])
            return
        waiting = self._waiting.get(message["id"])
        if waiting is None or waiting.done():
            return
        if "error" in message:
            waiting.set_exception(RuntimeError(f"the egress guard cannot do this: {message['error']}"))
        elif "lacking" in message:
            waiting.set_exception(NoPort(f"the egress guard has no port for one more browser: {message['lacking']}"))
        else:
            waiting.set_result(message["answer"])

    def _fail_all(self) -> None:
        self._is_gone = True
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(GuardGone())


class Gate:
    """The way out of one browser."""

    def __init__(self, guard: EgressGuard, port: int) -> None:
        self._guard = guard
        self._numbers = itertools.count(1)
        self._job = 0
        self._on_failure: Callable[[ConnectionFailure], None] | None = None
        self.port = port
        self.server = f"socks5://127.0.0.1:{port}"

    async def admit(
        self,
        policies: Sequence[Json],
        *,
        everything: bool = False,
        proxy: Upstream | None = None,
        on_failure: Callable[[ConnectionFailure], None],
    ) -> None:
        """Lets the browser connect as a job may, and cuts what it has open. With `everything`, whitelists hold for each
        connection, and not for navigations only. `on_failure` is called for each connection
        that it asks for and does not get, the first 1,000 of them. Raises GuardGone.
        """
        self._job = next(self._numbers)
        self._on_failure = on_failure
        await self._guard.ask(
            "admit",
            port=self.port,
            job=self._job,
            policies=[{name: _plain(row[name]) for name in ("id", "client_id", "pattern", "type")} for row in policies],
            everything=everything,
            proxy=asdict(proxy) if proxy else None,
            own=_own_addresses(),
        )

    async def dismiss(self) -> int:
        """Cuts all connections; refuses everything until the next `admit`. Returns how many refusals of the job were
        not told. Raises GuardGone.
        """
        untold: int = await self._guard.ask("dismiss", port=self.port)
        self._on_failure = None
        return untold

    async def untold(self) -> int:
        """How many refusals of the job were not told so far. All others are known here by then. Raises GuardGone."""
        untold: int = await self._guard.ask("untold", port=self.port)
        return untold

    async def failure(self, host: str, port: int) -> ConnectionFailure | None:
        """Why the last connection of this job to a host and port was not made; None if it was, or if the guard is
        gone. What the browser has been told is known here.
        """
        try:
            told = await self._guard.ask("failure", port=self.port, host=host, to=port)
        except GuardGone:
            return None
        return ConnectionFailure.from_json(told) if told else None

    async def close(self) -> None:
        """Closes the port."""
        self._guard.forget(self)
        with contextlib.suppress(GuardGone):
            await self._guard.ask("close", port=self.port)

    def told(self, job: int, failure: ConnectionFailure) -> None:
        """Passes a failure on, if it is of the job that is admitted."""
        if job == self._job and self._on_failure is not None:
            self._on_failure(failure)


def _own_addresses() -> list[str]:
    """The addresses of this machine."""
    return [
        one.address
        for addresses in psutil.net_if_addrs().values()
        for one in addresses
        if one.family in {socket.AF_INET, socket.AF_INET6}
    ]


def _plain(value: Any) -> Any:
    return value if value is None else str(value)
