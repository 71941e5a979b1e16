"""The examples in the documentation run."""

import os
import sys
from pathlib import Path

import pytest

from tests.fixtures.examples import examples, run_in_bash
from tests.fixtures.gateway import Gateway
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker


@pytest.mark.parametrize(
    ("page", "made"),
    [
        ("api.md", {"screenshot.png": b"\x89PNG", "page.pdf": b"%PDF"}),
        ("browsers.md", {"trace.zip": b"PK"}),
        ("cli.md", {"screenshot.png": b"\x89PNG", "files/screenshot.png": b"\x89PNG"}),
        ("quickstart.md", {"screenshot.png": b"\x89PNG"}),
        ("rest.md", {"screenshot.png": b"\x89PNG"}),
        ("schedules.md", {}),
        ("webhooks.md", {}),
    ],
)
async def test_the_examples_of_a_page_run(
    page: str,
    made: dict[str, bytes],
    served: Gateway,
    api_key: str,
    site: TestSite,
    start_worker: StartWorker,
    tmp_path: Path,
) -> None:
    page_url = site.page("elements.html")
    environment = {
        "PORT": str(served.port),
        "SITE": page_url,
        "KEY": api_key,
        "TABWRIGHT_ADDRESS": f"127.0.0.1:{served.port}",
        "TABWRIGHT_API_KEY": api_key,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    async with start_worker(worker_drain_timeout_ms=0):
        await run_in_bash(examples(page, site=page_url), tmp_path, environment)
    for name, head in made.items():
        assert (tmp_path / name).read_bytes().startswith(head)
