"""Everything on one machine: PostgreSQL, server, worker and gateway, started, watched and stopped."""

import asyncio
import json
import os
import socket
import sys
from collections.abc import Collection
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from pydantic import SecretStr

from cli import gateway
from cli.child import Command
from cli.errors import CommandError
from cli.first_owner import first_owner_link
from cli.local_key import ensure_local_key
from cli.local_secrets import ensure_secrets_keys
from cli.metrics import Metrics
from cli.parts import ADDRESS_FILE, GATEWAY_ADDRESS_FILE, Parts
from cli.postgres import Postgres
from cli.settings import LOOPBACK, UpSettings
from cli.users import LINK_PAGE
from server.settings import OIDC_PAGE
from store.database.connection import Database
from store.database.schema import is_current, migrate
from store.errors import StoreError
from store.exposition import MetricsSettings
from store.process import tighten
from store.settings import DatabaseSettings

START_TIMEOUT_S = 60.0
DRAIN_MS = 3000
"""How long jobs may run on after Ctrl-C; the rest starts again with the next `tabwright up`."""
HEALTH_INTERVAL_S = 0.05
_PORTS_END = 65536


class Stack:
    """All parts, of one folder."""

    def __init__(self, settings: UpSettings, exposed: MetricsSettings | None = None) -> None:
        """`exposed`: where metrics are served; None: nowhere. Raises CommandError."""
        self._settings = settings
        taken = {settings.port, settings.grpc_port, exposed.metrics_port if exposed else 0}
        self._live_port = _free_port(settings.grpc_port + 1, taken)
        self._metrics = Metrics(exposed, (settings.port, settings.grpc_port))
        self._closing = AsyncExitStack()
        self.parts = parts = Parts(settings.tabwright_data.absolute())
        self._folder = parts.folder
        self._postgres = Postgres(self._folder / "database", parts.logs / "postgres.log")
        self._open_networks = ",".join(filter(None, [settings.allow_private_addresses, LOOPBACK]))
        self._link: str | None = None

    @property
    def notices(self) -> list[str]:
        """What whoever starts this should know: what jobs may open, and where the metrics are."""
        jobs = f"Jobs may open pages of this machine: ALLOW_PRIVATE_ADDRESSES={self._open_networks}"
        return [jobs, *filter(None, [self._metrics.notice])]

    @property
    def sign_in_url(self) -> str | None:
        """Where the first owner signs in, once. None: with a password."""
        return self._link and f"http://127.0.0.1:{self._settings.port}{LINK_PAGE}{self._link}"

    async def start(self) -> None:
        """Starts all parts; returns when they are ready. Raises CommandError; then `stop` is due all the same."""
        _check_port("PORT", self._settings.port)
        _check_port("GRPC_PORT", self._settings.grpc_port)
        self._prepare_folder()
        await self._closing.enter_async_context(self._metrics.served())
        try:
            async with asyncio.timeout(START_TIMEOUT_S):
                await self.parts.run("envoy", self._gateway())  # it starts while PostgreSQL is waited for
                postgres = await asyncio.to_thread(self._postgres.prepare)
                await self.parts.run("postgres", postgres, ready=self._postgres.ready)
                await self._prepare_database()
                await self.parts.run("server", self._python("server"))
                await self.parts.run("worker", self._python("worker"))
                await self._until_healthy()
        except TimeoutError:
            raise CommandError(f"not ready after {START_TIMEOUT_S:.0f} s; see {self.parts.logs}") from None
        (self._folder / GATEWAY_ADDRESS_FILE).write_text(f"127.0.0.1:{self._settings.port}\n")
        (self._folder / ADDRESS_FILE).write_text(f"127.0.0.1:{self._settings.grpc_port}\n")
        self.parts.is_ready = True

    @property
    def metrics(self) -> list[socket.socket]:
        """Where who asks for metrics is answered."""
        return self._metrics.sockets

    async def stop(self) -> None:
        """Stops all parts. Leaves no process and no temporary file."""
        await self.parts.stop()
        await self._closing.aclose()

    def _prepare_folder(self) -> None:
        try:
            for folder in (self._folder, self.parts.logs, self._folder / "tmp"):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                tighten(folder)
            self.parts.hold()
        except BlockingIOError:
            raise CommandError(
                f"{self._folder} is in use by another Tabwright: stop it, or set TABWRIGHT_DATA"
            ) from None
        except OSError as error:
            told = f"the data folder cannot be used: {error.strerror}: {error.filename}; set TABWRIGHT_DATA"
            raise CommandError(told) from error

    def _python(self, package: str) -> Command:
        """One of our own parts. It gets its settings from the environment, as it would anywhere else."""
        return Command(
            argv=[sys.executable, "-m", package],
            env={
                "PYTHONSAFEPATH": "1",  # a server.py of the folder where this was started is another one
                "DATABASE_URL": self._postgres.conninfo(),
                "GRPC_PORT": str(self._settings.grpc_port),
                "LIVE_HOST": "127.0.0.1",
                "LIVE_PORT": str(self._live_port),
                "ARTIFACT_STORAGE_PATH": str(self._folder / "artifacts"),
                "WORKER_DRAIN_TIMEOUT_MS": str(DRAIN_MS),
                "TMPDIR": str(self._folder / "tmp"),
                "ALLOW_PRIVATE_ADDRESSES": self._open_networks,
                "SECRETS_KEYS": ensure_secrets_keys(self._folder),
                **self._redirect_urls(),
                **self._metrics.environment(package),
            },
        )

    def _redirect_urls(self) -> dict[str, str]:
        """Where an OIDC provider may send people back, unless that is set: to the gateway, by its names here."""
        if not os.environ.get("OIDC_CLIENT_ID") or os.environ.get("OIDC_REDIRECT_URLS"):
            return {}
        hosts = ("127.0.0.1", "localhost")
        urls = ",".join(f"http://{host}:{self._settings.port}{OIDC_PAGE}" for host in hosts)
        return {"OIDC_REDIRECT_URLS": urls}

    def _gateway(self) -> Command:
        return gateway.prepare(
            self._folder,
            port=self._settings.port,
            grpc_port=self._settings.grpc_port,
            live_port=self._live_port,
            access_log=Path("/dev/stdout"),
            allowed_origins=self._settings.allowed_origins,
        )

    async def _prepare_database(self) -> None:
        settings = DatabaseSettings(database_url=SecretStr(self._postgres.conninfo()))
        database = Database(settings, application_name="tabwright up", pool_size=1)
        try:
            if not await is_current(database):
                await asyncio.to_thread(migrate, self._postgres.conninfo())
            async with database:
                await ensure_local_key(database, self._folder)
                self._link = await first_owner_link(database)
        except StoreError as error:
            raise CommandError(str(error)) from error

    async def _until_healthy(self) -> None:
        """Waits until the gateway says that all behind it works. Raises CommandError when a part has died."""
        while not await asyncio.to_thread(_is_healthy, self._settings.port):
            self.parts.check()
            await asyncio.sleep(HEALTH_INTERVAL_S)


def _is_healthy(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
            return bool(json.load(answer)["status"] == "ok")
    except (URLError, OSError, ValueError):
        return False


def _free_port(wanted: int, taken: Collection[int]) -> int:
    """A port of loopback that nobody has: the wanted one, or any. Raises CommandError."""
    for port in (wanted if wanted < _PORTS_END and wanted not in taken else 0, 0):
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise CommandError("no port is free for the live views")


def _check_port(name: str, port: int) -> None:
    """Raises CommandError when another process has the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(
                f"port {port} cannot be used ({error.strerror}): stop what listens there, or set {name}"
            ) from error
