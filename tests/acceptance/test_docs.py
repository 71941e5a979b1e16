"""The examples in the documentation run, pasted from the top of their page into a fresh shell."""

from pathlib import Path

import pytest

from tests.fixtures.examples import examples, lay_out_checkout, run_in_fresh_shell, system_path
from tests.fixtures.gateway import Gateway
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker


@pytest.mark.parametrize(
    ("page", "made"),
    [
        ("../README.md", {"screenshot.png": b"\x89PNG"}),
        ("audit.md", {}),
        ("api.md", {"screenshot.png": b"\x89PNG", "page.pdf": b"%PDF"}),
        ("browsers.md", {"trace.zip": b"PK"}),
        ("circuits.md", {}),
        ("cli.md", {"screenshot.png": b"\x89PNG", "files/screenshot.png": b"\x89PNG"}),
        ("explore.md", {}),
        ("fallbacks.md", {}),
        ("health.md", {}),
        ("interventions.md", {}),
        ("live-view.md", {}),
        ("own-task-types.md", {}),
        ("profiles.md", {}),
        ("quickstart.md", {"screenshot.png": b"\x89PNG"}),
        ("rest.md", {"screenshot.png": b"\x89PNG"}),
        ("schedules.md", {}),
        ("secrets.md", {}),
        ("service-levels.md", {}),
        ("sessions.md", {}),
        ("sites.md", {}),
        ("tasks.md", {}),
        ("tasks-api.md", {}),
        ("url-policies.md", {}),
        ("users.md", {}),
        ("webhooks.md", {}),
    ],
)
async def test_a_page_runs_from_its_top_in_a_fresh_shell(
    page: str,
    made: dict[str, bytes],
    served: Gateway,
    api_key: str,
    site: TestSite,
    start_worker: StartWorker,
    tmp_path: Path,
) -> None:
    others = {
        "https://example.com": site.page("elements.html"),
        "127.0.0.1:3000": f"127.0.0.1:{served.port}",
    }
    lay_out_checkout(tmp_path, address=f"127.0.0.1:{served.port}", api_key=api_key)
    async with start_worker(worker_drain_timeout_ms=0):
        await run_in_fresh_shell(examples(page, others=others), tmp_path, system_path())
    for name, head in made.items():
        assert (tmp_path / name).read_bytes().startswith(head)
