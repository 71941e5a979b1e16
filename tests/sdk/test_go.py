"""The Go module, by Go's own tools."""

import pytest

from tests.sdk.toolchain import SCENARIOS, SDKS, need, run


@pytest.mark.timeout(1200)  # its dependencies are fetched and built
def test_the_go_module_is_formatted_and_vetted_and_passes_its_tests() -> None:
    need("go", "gofmt")
    module = SDKS / "go"
    assert not run("gofmt", "-l", "tabwright", str(SCENARIOS / "go"), cwd=module)
    run("go", "vet", "./...", cwd=module)
    run("go", "test", "./...", cwd=module)
