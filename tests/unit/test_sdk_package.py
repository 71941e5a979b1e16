"""What the Python SDK's package says of itself."""

import re
import tomllib
from pathlib import Path

SDK = Path(__file__).parent.parent.parent / "gen" / "python"


def test_it_asks_for_the_libraries_that_its_code_was_generated_for() -> None:
    asked = tomllib.loads((SDK / "pyproject.toml").read_text())["project"]["dependencies"]
    stub, message = (SDK / "tabwright" / "v1" / f"job_{name}.py" for name in ("service_pb2_grpc", "pb2"))
    (grpc,) = re.findall(r"GRPC_GENERATED_VERSION = '(.+)'", stub.read_text())
    (protobuf,) = re.findall(r"# Protobuf Python Version: (.+)", message.read_text())
    assert {f"grpcio>={grpc}", f"grpcio-status>={grpc}", f"protobuf>={protobuf}"} <= {*asked}


def test_its_readme_has_the_example_of_the_first_page() -> None:
    first, own = (_example((folder / "README.md").read_text()) for folder in (SDK.parent.parent, SDK))
    assert first == own


def _example(page: str) -> str:
    """The first example in Python of a page, whatever it connects to."""
    found = re.search(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    assert found is not None
    return re.sub(r"with connect\(.*", "", found[1])
