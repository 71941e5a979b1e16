"""Each SDK, built and installed as its users get it, does the same scenario in a program of its own language."""

import asyncio
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from docs import versions
from tests.fixtures.gateway import Gateway
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker
from tests.sdk import go, java, python, typescript

TIMEOUT_S = 90


@pytest.mark.timeout(1200)  # a package's dependencies are fetched and built
@pytest.mark.parametrize(
    "prepare",
    [python.prepare, typescript.prepare, go.prepare, java.prepare],
    ids=lambda prepare: prepare.__module__.rpartition(".")[2],
)
async def test_an_sdk_does_the_scenario(
    prepare: Callable[[Path], list[str]],
    served: Gateway,
    api_key: str,
    site: TestSite,
    start_worker: StartWorker,
    tmp_path: Path,
) -> None:
    project, out = tmp_path / "project", tmp_path / "out"
    project.mkdir()
    out.mkdir()
    command = await asyncio.to_thread(prepare, project)
    environment = {
        "TABWRIGHT_ADDRESS": f"127.0.0.1:{served.port}",
        "TABWRIGHT_API_KEY": api_key,
        "PAGE_URL": site.page("colours.html"),
        "OUT": str(out),
    }
    async with start_worker(worker_drain_timeout_ms=0), asyncio.timeout(TIMEOUT_S):
        program = await asyncio.create_subprocess_exec(
            *command,
            env={**os.environ, **environment},
            cwd=project,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        output, complaints = await program.communicate()
    assert program.returncode == 0, output.decode() + complaints.decode()
    told = json.loads(output)
    events = told.pop("events")
    assert [sequence for sequence, _ in events] == [1, 2, 3, 4, 5, 6]
    assert [kind for _, kind in events] == [
        *("job.created", "job.started", "job.progress", "job.progress", "job.progress", "job.completed")
    ]
    picture = Image.open(told.pop("picture")).convert("RGB")
    assert picture.height == 1800
    assert [picture.getpixel((7, y)) for y in (599, 600, 1200)] == [(255, 0, 0), (0, 128, 0), (0, 0, 255)]
    assert told == {
        "version": versions.current(),
        "reconnects": 1,
        "status": "completed",
        "reason": "INVALID_ARGUMENT",
        "fields": ["actions[1].target"],
        "cancelled": "cancelled",
        "deadline": "DEADLINE_EXCEEDED",
    }
