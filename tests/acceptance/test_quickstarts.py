"""The quickstart pages: the blocks of each are one program, which does what the page says."""

import asyncio
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fixtures.gateway import Gateway
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker
from tests.sdk import go, java, python, typescript

DOCS = Path(__file__).parent.parent.parent / "docs"
TIMEOUT_S = 60


@pytest.mark.timeout(1200)  # a package's dependencies are fetched and built
@pytest.mark.parametrize(
    ("language", "build"),
    [("go", go.build), ("java", java.build), ("python", python.build), ("typescript", typescript.build)],
)
async def test_a_quickstart_page_is_a_program(
    language: str,
    build: Callable[[Path, str], list[str]],
    served: Gateway,
    api_key: str,
    site: TestSite,
    start_worker: StartWorker,
    tmp_path: Path,
) -> None:
    page = (DOCS / f"quickstart-{language}.md").read_text()
    blocks = re.findall(rf"^```{language}\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    program = "\n".join(blocks).replace("https://example.com", site.page("elements.html"))
    command = await asyncio.to_thread(build, tmp_path, program)
    environment = {"TABWRIGHT_ADDRESS": f"127.0.0.1:{served.port}", "TABWRIGHT_API_KEY": api_key}
    async with start_worker(worker_drain_timeout_ms=0), asyncio.timeout(TIMEOUT_S):
        process = await asyncio.create_subprocess_exec(
            *command,
            env={**os.environ, **environment},
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        output, _ = await process.communicate()
    told = output.decode()
    assert process.returncode == 0, told
    assert (tmp_path / "screenshot.png").read_bytes().startswith(b"\x89PNG")
    assert [line.split(" ")[0] for line in told.splitlines() if " job." in line] == ["1", "2", "3", "4"]
    assert "INVALID_ARGUMENT" in told
    assert "actions[0].target: " in told
    assert "not within a second" in told
