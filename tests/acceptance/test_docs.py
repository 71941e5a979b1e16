"""The examples in the documentation run."""

import asyncio
import os
import re
from pathlib import Path

import pytest

from tests.fixtures.gateway import Gateway
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("page", "made"),
    [
        ("docs/api.md", {"screenshot.png": b"\x89PNG", "page.pdf": b"%PDF"}),
        ("docs/browsers.md", {"trace.zip": b"PK"}),
        ("docs/rest.md", {"screenshot.png": b"\x89PNG"}),
        ("docs/schedules.md", {}),
        ("docs/webhooks.md", {}),
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
    examples = re.findall(r"^```bash\n(.*?)^```", (ROOT / page).read_text(), re.DOTALL | re.MULTILINE)
    assert examples
    environment = {"PORT": str(served.port), "SITE": site.page("elements.html"), "KEY": api_key}
    async with start_worker(worker_drain_timeout_ms=0), asyncio.timeout(90):
        shell = await asyncio.create_subprocess_exec(
            *("bash", "-eu", "-o", "pipefail", "-c", "\n".join(examples)),
            env={**os.environ, **environment},
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        output, _ = await shell.communicate()
    assert shell.returncode == 0, output.decode()
    for name, head in made.items():
        assert (tmp_path / name).read_bytes().startswith(head)
    assert ("there is no such field" in output.decode()) == (page in {"docs/api.md", "docs/rest.md"})
