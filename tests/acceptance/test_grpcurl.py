"""Tools that know nothing of Tabwright call it by what it says of itself, on both ports."""

import os
import sys
from pathlib import Path

import pytest

from tests.fixtures.examples import examples, lay_out_checkout, run_in_fresh_shell
from tests.fixtures.gateway import Gateway
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker
from tests.sdk.toolchain import need

ROOT = Path(__file__).parent.parent.parent
TOOLS = (str(Path(sys.executable).parent), str(ROOT / "node_modules/.bin"))
"""Where `make test` puts grpcurl and buf."""


@pytest.mark.parametrize("port", ["gateway", "server"])
async def test_the_examples_with_grpcurl_and_buf_run(
    port: str, served: Gateway, api_key: str, site: TestSite, start_worker: StartWorker, tmp_path: Path
) -> None:
    need("go", "npm")
    address = f"127.0.0.1:{served.port if port == 'gateway' else served.grpc_port}"
    page = examples(
        "grpcurl.md", others={"https://example.com": site.page("elements.html"), "127.0.0.1:50051": address}
    )
    lay_out_checkout(tmp_path, address=address, api_key=api_key)
    async with start_worker(worker_drain_timeout_ms=0):
        await run_in_fresh_shell(page, tmp_path, os.pathsep.join([*TOOLS, os.environ["PATH"]]))
    assert (tmp_path / "screenshot.png").read_bytes().startswith(b"\x89PNG")
