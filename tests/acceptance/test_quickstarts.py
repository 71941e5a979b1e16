"""The quickstart pages: the blocks of each are one program, which does what the page says."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fixtures.examples import examples, in_the_shell_of, lay_out_checkout, run_program
from tests.fixtures.gateway import Gateway
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker
from tests.sdk import go, java, python, typescript


@pytest.mark.timeout(1200)  # a package's dependencies are fetched and built
@pytest.mark.parametrize(
    ("language", "build"),
    [("go", go.follow), ("java", java.follow), ("python", python.build), ("typescript", typescript.build)],
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
    page = f"quickstart-{language}.md"
    blocks = examples(page, language, others={"https://example.com": site.page("elements.html")})
    command = await asyncio.to_thread(build, tmp_path, "\n".join(block.code for block in blocks))
    address = f"127.0.0.1:{served.port}"
    lay_out_checkout(tmp_path, address=address, api_key=api_key)
    environment = {**os.environ, "TABWRIGHT_ADDRESS": address}
    async with start_worker(worker_drain_timeout_ms=0):
        told = await run_program(in_the_shell_of(page, command), tmp_path, environment)
    assert (tmp_path / "screenshot.png").read_bytes().startswith(b"\x89PNG")
    assert [line.split(" ")[0] for line in told.splitlines() if " job." in line] == ["1", "2", "3", "4"]
    assert "INVALID_ARGUMENT" in told
    assert "actions[0].target: " in told
    assert "not within a second" in told
