"""Server and worker alone, as processes of their own, against a database that is somewhere."""

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from store.database.connection import Database
from store.queue.workers import list_workers, totals
from store.settings import DatabaseSettings
from tests.fixtures.jobs import CreateJob
from tests.fixtures.site import TestSite
from tests.fixtures.watch import UntilEvent
from tests.loopback import LOOPBACK
from tests.modes import open_to_others
from tests.ports import free_ports

TIMEOUT_S = 90


class Part:
    """A running `python -m server` or `python -m worker`."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.output = ""

    @property
    def pid(self) -> int:
        return self._process.pid

    @classmethod
    async def start(
        cls, package: str, folder: Path, before: Sequence[str] = (), arguments: Sequence[str] = (), **environment: str
    ) -> "Part":
        process = await asyncio.create_subprocess_exec(
            *(*before, sys.executable, "-m", package, *arguments),
            env={
                **os.environ,
                "GRPC_PORT": str(free_ports(1)[0]),
                "ARTIFACT_STORAGE_PATH": str(folder / "artifacts"),
                "BROWSER_ENGINES": "chromium",  # to find out about others takes seconds of a core
                **environment,
            },
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        return cls(process)

    async def says(self, event: str) -> None:
        """Waits until it has logged an event."""
        await self.tells(f'"event": "{event}"')

    async def tells(self, text: str) -> None:
        """Waits until its log has a text."""
        assert self._process.stdout is not None
        async with asyncio.timeout(TIMEOUT_S):
            while text not in self.output:
                line = await self._process.stdout.readline()
                assert line, self.output
                self.output += line.decode()

    async def stop(self) -> int:
        self._process.send_signal(signal.SIGTERM)
        return await self.end()

    async def end(self) -> int:
        assert self._process.stdout is not None
        async with asyncio.timeout(TIMEOUT_S):
            self.output += (await self._process.stdout.read()).decode()
            return await self._process.wait()


PARTS = pytest.mark.parametrize("package", ["server", "worker"])


@PARTS
async def test_a_part_runs_against_a_database_that_is_named_part_by_part(
    package: str, database_settings: DatabaseSettings, tmp_path: Path
) -> None:
    where = conninfo_to_dict(database_settings.conninfo())
    part = await Part.start(
        package,
        tmp_path,
        DB_HOST=str(where["host"]),
        DB_PORT=str(where["port"]),
        DB_USERNAME=str(where["user"]),
        DB_PASSWORD=str(where["password"]),
        DB_DATABASE=str(where["dbname"]),
    )
    await part.says(f"{package}.started")
    assert await part.stop() == 0, part.output


@PARTS
async def test_a_part_waits_for_its_database_says_why_and_can_be_stopped_meanwhile(
    package: str, tmp_path: Path
) -> None:
    part = await Part.start(package, tmp_path, DATABASE_URL="postgresql://127.0.0.1:1/none")
    await part.tells("Connection refused")
    assert await part.stop() == 0, part.output


@PARTS
async def test_a_part_that_finds_no_schema_says_what_to_do(
    package: str, database_settings: DatabaseSettings, tmp_path: Path
) -> None:
    empty = _url(database_settings.conninfo(), database="postgres")
    part = await Part.start(package, tmp_path, DATABASE_URL=empty)
    assert await part.end() == 1
    assert "run `tabwright migrate`" in part.output.splitlines()[-1]


@PARTS
async def test_a_part_with_a_wrong_setting_says_which(package: str, tmp_path: Path) -> None:
    part = await Part.start(package, tmp_path, ARTIFACT_STORAGE_TYPE="tape")
    assert await part.end() == 1
    assert part.output == "ARTIFACT_STORAGE_TYPE=tape: must be filesystem, database or s3\n"


@PARTS
async def test_a_part_whose_folder_is_none_says_so(package: str, tmp_path: Path) -> None:
    (tmp_path / "artifacts").write_text("not a folder")
    part = await Part.start(package, tmp_path)
    assert await part.end() == 1
    assert part.output == f"ARTIFACT_STORAGE_PATH={tmp_path}/artifacts: cannot be made or used: File exists\n"


@pytest.mark.parametrize(
    ("url", "told"),
    [("postgresql://127.0.0.1:1/none", "the database cannot be migrated: "), ("none", "DATABASE_URL: must be like ")],
)
async def test_a_migration_that_is_not_possible_says_why_in_one_line(url: str, told: str, tmp_path: Path) -> None:
    migration = await Part.start("cli", tmp_path, arguments=["migrate"], DATABASE_URL=url)
    assert await migration.end() == 1
    assert migration.output.startswith(f"tabwright: {told}")
    assert migration.output.count("\n") == 1
    assert "DATABASE_URL" in migration.output


async def test_a_server_whose_port_is_taken_says_so(database_settings: DatabaseSettings, tmp_path: Path) -> None:
    environment = {"DATABASE_URL": _url(database_settings.conninfo()), "GRPC_PORT": str(free_ports(1)[0])}
    first = await Part.start("server", tmp_path, **environment)
    await first.says("server.started")
    second = await Part.start("server", tmp_path, **environment)
    assert await second.end() == 1
    port = environment["GRPC_PORT"]
    assert second.output == f"GRPC_HOST, GRPC_PORT: cannot listen on 127.0.0.1:{port}: Address already in use\n"
    assert await first.stop() == 0


def _url(conninfo: str, database: str | None = None) -> str:
    where = conninfo_to_dict(conninfo)
    name = database or where["dbname"]
    return f"postgresql://{where['user']}:{where['password']}@{where['host']}:{where['port']}/{name}"


_FORBIDDEN = [sys.executable, "tests/forbidding.py"]
"""Before a command that may make no user namespace."""
_STUCK = ["setpriv", "--bounding-set", "-setuid"]
"""Before one that is root, and cannot become another user."""


@pytest.mark.parametrize(
    ("before", "why"),
    [
        (_FORBIDDEN, "the kernel gives its user no namespaces"),
        pytest.param(_STUCK, "cannot start it as another", marks=pytest.mark.skipif(os.geteuid() != 0, reason="root")),
    ],
)
async def test_a_worker_whose_browsers_have_no_sandbox_says_so_and_why_or_does_not_run(
    before: list[str], why: str, database: Database, database_settings: DatabaseSettings, tmp_path: Path
) -> None:
    environment = {"DATABASE_URL": _url(database_settings.conninfo())}
    part = await Part.start("worker", tmp_path, before, **environment)
    await part.says("worker.started")
    (told,) = [line for line in part.output.splitlines() if "sandbox.off" in line]
    assert why in told
    (worker, *_) = await list_workers(database)
    assert (worker.metadata["sandbox"], why in worker.metadata["sandboxReason"]) == ("off", True)
    assert (await totals(database)).sandbox_off
    assert await part.stop() == 0, part.output
    part = await Part.start("worker", tmp_path, before, **environment, BROWSER_SANDBOX="required")
    assert await part.end() == 1
    last = part.output.splitlines()[-1]
    assert "as BROWSER_SANDBOX=required asks" in last
    assert why in last


async def test_a_worker_leaves_nothing_that_others_may_read(
    create: CreateJob,
    database_settings: DatabaseSettings,
    until_event: UntilEvent,
    site: TestSite,
    tmp_path_for_all: Path,
) -> None:
    (tmp_path_for_all / "artifacts").mkdir()
    (tmp_path_for_all / "artifacts").chmod(0o755)
    environment = {"DATABASE_URL": _url(database_settings.conninfo())}
    allowed = {"ALLOW_PRIVATE_ADDRESSES": LOOPBACK, "TMPDIR": str(tmp_path_for_all)}
    umask = os.umask(0o022)
    part = await Part.start("worker", tmp_path_for_all, **environment, **allowed)
    os.umask(umask)
    await part.says("worker.started")
    job_id = await create(
        target_url=site.page("workshop.html"),
        actions=[{"action": "screenshot"}, {"action": "download", "target": "#report"}],
        options={"record": {"trace": True, "har": True, "video": True, "consoleLog": True}},
    )
    await until_event(job_id, "job.completed")
    found = open_to_others(tmp_path_for_all)
    assert await part.stop() == 0, part.output
    assert found == []
    assert len([path for path in (tmp_path_for_all / "artifacts").rglob("*") if path.is_file()]) >= 6
