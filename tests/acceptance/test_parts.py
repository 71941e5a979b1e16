"""Server and worker alone, as processes of their own, against a database that is somewhere."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from store.settings import DatabaseSettings
from tests.fixtures.gateway import free_ports

TIMEOUT_S = 30


class Part:
    """A running `python -m server` or `python -m worker`."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.output = ""

    @property
    def pid(self) -> int:
        return self._process.pid

    @classmethod
    async def start(cls, package: str, folder: Path, **environment: str) -> "Part":
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", package),
            env={
                **os.environ,
                "GRPC_PORT": str(free_ports(1)[0]),
                "ARTIFACT_STORAGE_PATH": str(folder / "artifacts"),
                **environment,
            },
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        return cls(process)

    async def says(self, text: str) -> None:
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
    await part.says("Connection refused")
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
    assert "artifact_storage_type" in part.output
    assert "Traceback" not in part.output


async def test_a_server_whose_port_is_taken_says_so(database_settings: DatabaseSettings, tmp_path: Path) -> None:
    environment = {"DATABASE_URL": _url(database_settings.conninfo()), "GRPC_PORT": str(free_ports(1)[0])}
    first = await Part.start("server", tmp_path, **environment)
    await first.says("server.started")
    second = await Part.start("server", tmp_path, **environment)
    assert await second.end() == 1
    assert "is another process on that port?" in second.output.splitlines()[-1]
    assert await first.stop() == 0


def _url(conninfo: str, database: str | None = None) -> str:
    where = conninfo_to_dict(conninfo)
    name = database or where["dbname"]
    return f"postgresql://{where['user']}:{where['password']}@{where['host']}:{where['port']}/{name}"
