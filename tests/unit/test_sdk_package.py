"""What the Python SDK's package says of itself."""

import re
import tomllib
from pathlib import Path

from tests.sdk.toolchain import commands

ROOT = Path(__file__).parent.parent.parent
SDK = ROOT / "gen" / "python"


def test_it_asks_for_the_libraries_that_its_code_was_generated_for() -> None:
    asked = tomllib.loads((SDK / "pyproject.toml").read_text())["project"]["dependencies"]
    stub, message = (SDK / "tabwright" / "v1" / f"job_{name}.py" for name in ("service_pb2_grpc", "pb2"))
    (grpc,) = re.findall(r"GRPC_GENERATED_VERSION = '(.+)'", stub.read_text())
    (protobuf,) = re.findall(r"# Protobuf Python Version: (.+)", message.read_text())
    assert {f"grpcio>={grpc}", f"grpcio-status>={grpc}", f"protobuf>={protobuf}"} <= {*asked}


def test_its_readme_has_the_example_of_the_first_page() -> None:
    first, own = (_example((folder / "README.md").read_text()) for folder in (SDK.parent.parent, SDK))
    assert first == own


def test_its_readme_says_how_to_install_it_as_the_quickstart_does() -> None:
    (command,) = commands("quickstart-python.md")
    assert f"\n```\n{command}```\n" in (SDK / "README.md").read_text()


def test_its_readme_is_whole_outside_the_repository() -> None:
    links = re.findall(r"\]\(([^)]*)\)", (SDK / "README.md").read_text())
    homepage = tomllib.loads((SDK / "pyproject.toml").read_text())["project"]["urls"]["Homepage"]
    ours = [link.removeprefix(f"{homepage}/blob/main/") for link in links if link != homepage]
    assert [path for path in ours if not (ROOT / path).is_file()] == []


def test_it_lists_the_parts_that_others_have_written() -> None:
    listed = (SDK / "THIRD_PARTY.md").read_text()
    others = [str(file.parent.relative_to(SDK)) + "/" for file in SDK.rglob("*.py") if "tabwright" not in file.parts]
    assert {"buf/validate/"} == {*others}
    assert [part for part in (*others, "tabwright/devices.py") if f"`{part}`" not in listed] == []


def _example(page: str) -> str:
    """The first example in Python of a page, whatever it connects to."""
    found = re.search(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    assert found is not None
    return re.sub(r"with connect\(.*", "", found[1])
