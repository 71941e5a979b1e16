"""The Java client, against a server with faults."""

from pathlib import Path

import pytest

from tests.sdk import java
from tests.sdk.toolchain import SCENARIOS, run


@pytest.mark.timeout(1200)  # its dependencies are fetched and built
def test_the_java_client_keeps_its_rules_about_a_server_with_faults(tmp_path: Path) -> None:
    command = java.build(tmp_path, (SCENARIOS / "java" / "Faults.java").read_text())
    run(*command, cwd=tmp_path)
