"""The files in deploy/ name commands, settings and files that there are."""

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from cli.commands import PLACES
from cli.settings import UpSettings
from server.settings import AuthSettings, ServerSettings
from store.errors import StorageUnavailable
from store.exposition import MetricsSettings
from store.process import LogSettings
from store.records.files import FileStorage
from store.settings import ArtifactSettings, DatabaseSettings
from tests.sdk.toolchain import need, run
from worker.settings import WorkerSettings

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
SETTINGS = {
    name.upper()
    for settings in (
        *(UpSettings, AuthSettings, ServerSettings, LogSettings, ArtifactSettings, DatabaseSettings, WorkerSettings),
        MetricsSettings,
    )
    for name in settings.model_fields
}
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def check_command(text: str) -> None:
    """Holds that the commands of Tabwright in a line are there, with their options."""
    modules = re.findall(r"python -m (\w+)", text)
    commands = re.findall(r"tabwright ([\w-]+)((?: --[\w-]+ [^ -][^ ]*)*)", text)
    assert modules or commands or "envoy" in text, text
    for module in modules:
        assert importlib.util.find_spec(f"{module}.__main__"), module
    for name, options in commands:
        assert name in PLACES
        if options:
            run(sys.executable, "-m", "cli", name, *options.split(), cwd=ROOT)


@pytest.mark.parametrize("name", [name for name in COMPOSE["services"] if name != "postgres"])
def test_a_service_of_the_compose_file_runs_a_command_that_is_there(name: str) -> None:
    check_command(" ".join(COMPOSE["services"][name]["command"]))


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_a_service_of_the_compose_file_names_services_volumes_and_settings_that_are_there(name: str) -> None:
    service = COMPOSE["services"][name]
    assert set(service.get("depends_on", ())) <= set(COMPOSE["services"])
    volumes = {source for source, _, _ in (volume.partition(":") for volume in service.get("volumes", ()))}
    assert {volume for volume in volumes if not volume.startswith(".")} <= set(COMPOSE["volumes"])
    if name != "postgres":
        assert set(service.get("environment", ())) <= SETTINGS
        build = service["build"]
        assert (DEPLOY / build["context"] / build["dockerfile"]).is_file()


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_the_log_of_a_service_of_the_compose_file_does_not_grow_for_ever(name: str) -> None:
    assert {"max-size", "max-file"} <= set(COMPOSE["services"][name]["logging"]["options"])


def test_the_compose_file_does_not_take_the_first_starts_temporary_database_for_the_one_that_stays() -> None:
    assert "--host" in COMPOSE["services"]["postgres"]["healthcheck"]["test"]


def test_a_gateway_and_a_database_are_stopped_after_the_servers_and_workers_that_use_them() -> None:
    for part in ("server", "worker"):
        assert {"gateway", "postgres"} <= set(COMPOSE["services"][part]["depends_on"])
        (unit,) = (DEPLOY / "systemd").glob(f"tabwright-{part}*.service")
        (after,) = re.findall(r"^After=(.+)$", unit.read_text(), re.MULTILINE)
        assert {"tabwright-gateway.service", "postgresql.service"} <= set(after.split())
    assert "depends_on" not in COMPOSE["services"]["gateway"]
    assert "After=network-online.target\n" in (DEPLOY / "systemd" / "tabwright-gateway.service").read_text()


def test_the_settings_of_the_units_are_there() -> None:
    lines = (DEPLOY / "systemd" / "tabwright.env").read_text().splitlines()
    names = {line.partition("=")[0] for line in lines if line and not line.startswith("#")}
    assert names <= SETTINGS


def test_a_shell_reads_the_settings_of_the_units_as_systemd_does_whatever_is_in_them(tmp_path: Path) -> None:
    url = "postgresql://tabwright:a$b`c;d&e@db.internal:5432/tabwright?sslmode=require&connect_timeout=5"
    text = (DEPLOY / "systemd" / "tabwright.env").read_text()
    values = dict(re.findall(r"^(\w+)='([^'\n]*)'$", text, re.MULTILINE))
    assert len(values) == len([line for line in text.splitlines() if line and not line.startswith("#")])
    (tmp_path / "tabwright.env").write_text(text.replace(values["DATABASE_URL"], url))
    source = "set -a; . ./tabwright.env; set +a; "
    assert source.replace("./", "/etc/tabwright/") in (ROOT / "docs" / "production.md").read_text().replace(
        "+a\n", "+a; "
    )
    for name, value in {**values, "DATABASE_URL": url}.items():
        assert run("sh", "-ec", f'{source}printf %s "${name}"', cwd=tmp_path) == value


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_runs_a_command_that_is_there(unit: Path) -> None:
    (command,) = re.findall(r"^ExecStart=(.+)$", unit.read_text(), re.MULTILINE)
    check_command(command)
    for line in re.findall(r"^ExecStartPre=(.+)$", unit.read_text(), re.MULTILINE):
        check_command(line)


def folder_commands() -> str:
    """What docs/production.md has an administrator run, that artifacts may lie in a folder."""
    (commands,) = re.findall(
        r"^```\n(mkdir .*?)^```", (ROOT / "docs" / "production.md").read_text(), re.DOTALL | re.MULTILINE
    )
    return str(commands)


def test_servers_and_workers_may_write_to_the_folder_for_artifacts_that_is_documented() -> None:
    (folder,) = re.findall(r"^mkdir -m 0700 (\S+)", folder_commands())
    for part in ("server", "worker@"):
        unit = (DEPLOY / "systemd" / f"tabwright-{part}.service").read_text()
        assert f"\nReadWritePaths=-{folder}\n" in unit  # also where there is none
        (user,) = re.findall(r"^User=(.+)$", unit, re.MULTILINE)
        assert folder_commands().count(f"u:{user}:rwX") == 2


async def test_in_the_documented_folder_a_server_reads_and_removes_what_a_worker_of_another_user_stores(
    tmp_path_for_all: Path,
) -> None:
    if os.geteuid() != 0 or shutil.which("setfacl") is None:
        pytest.skip("only root can become two users, and it needs the program setfacl")
    server, worker = 20_001, 20_002  # need not have names
    folder = tmp_path_for_all / "artifacts"
    commands = folder_commands().replace("/var/lib/tabwright-artifacts", str(folder))
    commands = commands.replace("u:tabwright-worker:", f"u:{worker}:").replace("u:tabwright:", f"u:{server}:")
    run("sh", "-ec", commands, cwd=tmp_path_for_all)
    files = FileStorage(ArtifactSettings(artifact_storage_path=str(folder)))
    with acting_as(worker):
        await files.put("job/1/page.png", b"png")
    with acting_as(server):
        assert [piece async for piece in files.read("job/1/page.png")] == [b"png"]
    with acting_as(20_003), pytest.raises(StorageUnavailable):
        assert [piece async for piece in files.read("job/1/page.png")] == []
    with acting_as(server):
        assert await files.remove_folder("job") == 1
    assert list(folder.iterdir()) == []


@contextmanager
def acting_as(user: int) -> Iterator[None]:
    """Has all threads of this process the rights of another user, who has the umask of our processes."""
    umask = os.umask(0o077)
    os.setegid(user)
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.umask(umask)


def test_systemd_understands_the_units(tmp_path: Path) -> None:
    need("systemd-analyze")
    for unit in UNITS:
        # As it would be installed, with the paths of this machine.
        text = unit.read_text().replace("/opt/tabwright/bin", str(Path(sys.executable).parent))
        text = re.sub(r"^(User|EnvironmentFile)=.*\n", "", text, flags=re.MULTILINE)
        installed = tmp_path / unit.name.replace("@.", "@1.")
        installed.write_text(text)
        installed.chmod(0o644)  # of a file that all may write it warns
    paths = sorted(str(path) for path in tmp_path.iterdir())
    assert run("systemd-analyze", "verify", *paths, cwd=tmp_path) == ""


def test_the_image_is_built() -> None:
    docker = shutil.which("docker")
    if docker is None or not Path("/var/run/docker.sock").exists():
        pytest.skip("no Docker daemon answers on this machine")
    if "TABWRIGHT_TEST_IMAGE" not in os.environ:
        pytest.skip("it downloads a Linux and takes minutes: TABWRIGHT_TEST_IMAGE=1 asks for it")
    run("make", "wheel", cwd=ROOT)
    run(docker, "build", "-f", "deploy/Dockerfile", ".", cwd=ROOT)


@pytest.mark.parametrize("page", ["backup.md", "install.md", "operations.md", "production.md", "troubleshooting.md"])
def test_a_page_for_operators_names_commands_that_are_there(page: str) -> None:
    blocks = re.findall(r"^```\n(.*?)^```", (ROOT / "docs" / page).read_text(), re.DOTALL | re.MULTILINE)
    named = re.findall(r"(?:^|[/ ])tabwright ([a-z][a-z-]*)(?= |$)", "\n".join(blocks), re.MULTILINE)
    assert {name for name in named if name != "tabwright"} <= {*PLACES}
