"""A worker that is killed takes its browsers with it, and the next one tidies up after it."""

import asyncio
from pathlib import Path

import psutil
import pytest

from store.settings import DatabaseSettings
from tests.acceptance.test_parts import Part, _url
from tests.integration.test_worker import _left_alive, _line


@pytest.mark.parametrize("with_its_driver", [False, True], ids=["alone", "with its driver"])
@pytest.mark.parametrize("engine", ["chromium", "firefox"])
async def test_of_a_killed_worker_no_process_and_after_the_next_start_no_file_is_left(
    engine: str, database_settings: DatabaseSettings, tmp_path: Path, tmp_path_for_all: Path, *, with_its_driver: bool
) -> None:
    environment = {
        "DATABASE_URL": _url(database_settings.conninfo()),
        "BROWSER_ENGINES": engine,
        "TMPDIR": str(tmp_path_for_all),
        "WORKER_FAST_LANE": "off" if with_its_driver else "on",
    }
    killed = await Part.start("worker", tmp_path, **environment)
    await killed.says("worker.started")
    processes = psutil.Process(killed.pid).children(recursive=True)
    assert any("--headless" in _line(process) for process in processes)
    if with_its_driver:
        next(process for process in processes if "run-driver" in _line(process)).kill()
    psutil.Process(killed.pid).kill()
    assert await killed.end() != 0
    assert await _left_alive(processes) == []

    left_behind = set(tmp_path_for_all.glob("tabwright-*"))
    following = await Part.start("worker", tmp_path, **environment)
    await following.says("worker.started")
    folders = await asyncio.to_thread(lambda: set(tmp_path_for_all.glob("tabwright-*")))
    assert len(folders) == 1
    assert not folders & left_behind
    assert await following.stop() == 0
    assert list(tmp_path_for_all.glob("tabwright-*")) == []
