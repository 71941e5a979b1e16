"""The service's wheel: it has all that a checkout has to run it, says what it is, and stands beside the SDK's."""

import re
import zipfile
from email import message_from_bytes
from email.message import Message
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest
from google.protobuf.descriptor_pb2 import FileDescriptorSet

from tests.acceptance.test_up import up
from tests.fixtures.examples import run_program
from tests.fixtures.site import TestSite
from tests.fixtures.wheel import ROOT, wheels_beside
from tests.sdk.python import new_environment, pip

OURS = {"cli", "migrations", "server", "store", "tasks", "worker"}


@pytest.fixture
def files(wheel: Path) -> dict[str, bytes]:
    """What is in the wheel, by name."""
    with zipfile.ZipFile(wheel) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture
def metadata(files: dict[str, bytes]) -> Message:
    (data,) = [data for name, data in files.items() if name.endswith(".dist-info/METADATA")]
    return message_from_bytes(data)


def test_it_has_what_the_gateway_reads_and_the_demo_shows(files: dict[str, bytes]) -> None:
    there = ["envoy/envoy.yaml", "gen/descriptor/gateway.binpb", "gen/openapi/openapi.json"]
    there.append("examples/jobs/shop.json")
    for folder in ("gen/openapi/viewer", "examples/site"):
        there += [str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*") if path.is_file()]
    for name in there:
        if "__pycache__" not in name:
            assert files[f"cli/files/{name}"] == (ROOT / name).read_bytes()


def test_it_has_the_page_of_the_live_view(files: dict[str, bytes]) -> None:
    viewer = ROOT / "server" / "live" / "viewer"
    for path in viewer.iterdir():
        assert files[f"server/live/viewer/{path.name}"] == path.read_bytes()


def test_it_has_the_console(files: dict[str, bytes]) -> None:
    console = ROOT / "gen" / "console"
    for path in console.rglob("*"):
        if path.is_file():
            assert files[f"server/console/files/{path.relative_to(console).as_posix()}"] == path.read_bytes()


def test_it_names_its_authors_its_sources_and_its_python(metadata: Message) -> None:
    assert metadata["Author"] == "The Tabwright authors"
    urls = dict(url.split(", ") for url in metadata.get_all("Project-URL", []))
    assert urls.keys() == {"Homepage", "Documentation", "Source", "Issues", "Changelog"}
    assert metadata["Keywords"]
    assert "Programming Language :: Python :: 3.11" in metadata.get_all("Classifier", [])


def test_its_readme_is_whole_outside_the_repository(metadata: Message) -> None:
    text = metadata.get_payload()
    assert isinstance(text, str)
    links = re.findall(r"\]\(([^)]*)\)", text)
    blob = f"{metadata.get_all('Project-URL', [''])[0].split(', ')[1]}/blob/main/"
    assert [link for link in links if not link.startswith("https://")] == []
    ours = [link.removeprefix(blob) for link in links if link.startswith(blob)]
    assert len(ours) > 3
    assert [path for path in ours if not (ROOT / path).is_file()] == []


def test_it_lists_the_parts_that_others_have_written_with_their_licenses(
    files: dict[str, bytes], metadata: Message
) -> None:
    listed = files[next(name for name in files if name.endswith("/licenses/THIRD_PARTY.md"))].decode()
    packages = {name.split("/")[0] for name in files if ".dist-info/" not in name} - OURS
    described = FileDescriptorSet.FromString(files["cli/files/gen/descriptor/tabwright.binpb"])
    protos = {file.name.rpartition("/")[0].removesuffix("/validate") for file in described.file} - {"tabwright/v1"}
    fonts = {name.rpartition("/")[0] for name in files if name.endswith((".otf", ".ttf", ".woff", ".woff2"))}
    others = ("cli/files/gen/openapi/viewer", "server/console/files", "server/gateway", "worker/browsers/lists")
    for part in (*packages, *protos, *fonts, *others):
        assert f"`{part}" in listed, part
    licenses = {Path(name).name for name in metadata.get_all("License-File", [])}
    lists = {"ad-hosts-LICENSE.txt", "autoconsent-LICENSE.txt"}
    bundles = {"LICENSES.md", "NOTICE", "swagger-ui-bundle.js.LICENSE.txt"}
    assert licenses == {"LICENSE", "THIRD_PARTY.md"} | bundles | lists


async def test_installed_it_runs_everything_and_its_commands_find_it(
    installed: Path, site: TestSite, tmp_path: Path
) -> None:
    """tests/acceptance/test_demo.py runs its demonstration."""
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    elsewhere.mkdir()
    async with up(data, program=[str(installed)], cwd=elsewhere, BROWSER_ENGINES="chromium") as running:
        await running.ready()
        named = {"XDG_STATE_HOME": str(tmp_path / "state"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
        # Nothing says where: they are found as those of this user.
        unnamed = dict.fromkeys(("TABWRIGHT_DATA", "TABWRIGHT_ADDRESS", "TABWRIGHT_API_KEY"), "")
        command = [str(installed), "screenshot", site.page("colours.html")]
        told = await run_program(command, elsewhere, {**named, **unnamed})
        assert told.splitlines()[-1] == "screenshot.png"
        assert (elsewhere / "screenshot.png").read_bytes().startswith(b"\x89PNG")


def test_the_service_depends_on_the_sdk_of_its_own_version_and_has_none_of_its_files(
    wheel: Path, tmp_path: Path
) -> None:
    python = new_environment(tmp_path)
    pip(python, "install", "--no-deps", "--no-index", "--no-compile", *wheels_beside(wheel))
    service, sdk = _installed(tmp_path)
    assert f"tabwright-sdk=={sdk.version}" in (service.requires or [])
    assert service.version == sdk.version
    assert sdk.metadata["Author"] == "The Tabwright authors"
    assert {"LICENSE", "THIRD_PARTY.md"} == set(sdk.metadata.get_all("License-File") or ())
    files = {str(file) for file in sdk.files or ()}
    assert files & {str(file) for file in service.files or ()} == set()
    pip(python, "uninstall", "--yes", "tabwright")
    (left,) = _installed(tmp_path)
    assert [file for file in left.files or () if not file.locate().exists()] == []


def _installed(environment: Path) -> list[Distribution]:
    """What is installed in an environment, by name."""
    found = distributions(path=[str(path) for path in environment.glob("lib/*/site-packages")])
    return sorted(found, key=lambda one: one.name)
