"""The embedded PostgreSQL and its folder."""

import subprocess
import sys
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from cli import postgres
from cli.postgres import Postgres


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a cluster that was made."""
    folder = tmp_path / "database"
    folder.mkdir()
    (folder / "PG_VERSION").touch()
    return folder


def is_running(pid: int) -> bool:
    """Not by Popen.poll, which takes a process for alive while another thread waits for it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_database_that_is_still_stopping_is_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    still_running = []
    waited, select = Event(), postgres.select.select

    def wait(*arguments: Any) -> Any:
        waited.set()
        return select(*arguments)

    def binaries(uid: int | None) -> Path:
        still_running.append(is_running(left.pid))
        waited.set()
        return folder

    monkeypatch.setattr(postgres.select, "select", wait)
    monkeypatch.setattr(postgres, "_reachable_binaries", binaries)
    with subprocess.Popen([sys.executable, "-c", "input()"], cwd=folder, stdin=subprocess.PIPE) as left:
        (folder / "postmaster.pid").write_text(f"{left.pid}\n")
        preparing = Thread(target=Postgres(folder, folder / "postgres.log").prepare)
        preparing.start()
        waited.wait()
        left.communicate(b"\n")
        preparing.join()
    assert still_running == [False]


def test_a_process_that_has_the_number_of_one_that_has_ended_is_not_waited_for(folder: Path) -> None:
    (folder / "postmaster.pid").write_text("1\n")
    Postgres(folder, folder / "postgres.log").prepare()
