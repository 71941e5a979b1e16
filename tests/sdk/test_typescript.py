"""The TypeScript client, against a server with faults."""

from pathlib import Path

import pytest

from tests.sdk import typescript
from tests.sdk.toolchain import run


@pytest.mark.timeout(600)  # the package is built, and its dependencies fetched
def test_the_typescript_client_keeps_its_rules_about_a_server_with_faults(tmp_path: Path) -> None:
    typescript.install(tmp_path)
    run(*typescript.program(tmp_path, "faults"), cwd=tmp_path)
