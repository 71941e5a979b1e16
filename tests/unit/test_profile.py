"""Where the command line finds the API, and its key."""

import os
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner

from cli.__main__ import app
from cli.errors import CommandError
from cli.profile import Target, find_target
from cli.running import announced
from cli.settings import settings_of_running

PROFILES = """
[default]
address = "here.example:443"
api_key = "from default"
tls = true

[prod]
address = "prod.example:443"
api_key = "from prod"
"""


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration file of a user who has none yet, in a folder where `tabwright up` has never run."""
    for name in ("TABWRIGHT_ADDRESS", "TABWRIGHT_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TABWRIGHT_DATA", str(tmp_path / "data"))
    file = tmp_path / "config" / "tabwright" / "config.toml"
    file.parent.mkdir(parents=True)
    (tmp_path / "data").mkdir()
    return file


def find(
    address: str | None = None, api_key: str | None = None, profile: str | None = None, *, tls: bool | None = None
) -> Target:
    return find_target(address=address, api_key=api_key, profile=profile, tls=tls)


def test_without_anything_it_is_this_machine_without_a_key() -> None:
    assert find() == Target(address="127.0.0.1:50051", api_key="", key_source="", tls=False)


def test_beside_tabwright_up_its_address_and_key_are_taken(tmp_path: Path) -> None:
    (tmp_path / "data" / "address").write_text("127.0.0.1:4711\n")
    (tmp_path / "data" / "api-key").write_text("of this machine\n")
    found = find()
    assert (found.address, found.api_key, found.is_local) == ("127.0.0.1:4711", "of this machine", True)
    assert found.key_source == str(tmp_path / "data" / "api-key")


def runs(data: Path, address: str) -> Path:
    """A folder of a `tabwright up` that runs there."""
    data.mkdir()
    (data / "address").write_text(f"{address}\n")
    (data / "api-key").write_text(f"of {data.name}\n")
    return data


def test_a_tabwright_up_that_runs_elsewhere_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TABWRIGHT_DATA")
    monkeypatch.chdir(tmp_path)
    with announced(runs(tmp_path / "far", "127.0.0.1:4711")):
        assert (find().address, find().api_key) == ("127.0.0.1:4711", "of far")
        with announced(runs(tmp_path / ".tabwright", "127.0.0.1:4712")):
            assert (find().address, find().api_key) == ("127.0.0.1:4712", "of .tabwright")
    (tmp_path / ".tabwright" / "address").unlink()
    assert find().address == "127.0.0.1:50051"


def test_of_several_that_run_elsewhere_one_must_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TABWRIGHT_DATA")
    monkeypatch.chdir(tmp_path)
    one, other = runs(tmp_path / "one", "127.0.0.1:4711"), runs(tmp_path / "other", "127.0.0.1:4712")
    notes = tmp_path / "state" / "tabwright" / "running"
    notes.mkdir(parents=True)
    for pid, data in {os.getpid(): one, os.getppid(): other, 4_194_305: tmp_path / "killed"}.items():
        (notes / str(pid)).write_text(str(data))
    with pytest.raises(CommandError) as raised:
        find()
    assert str(raised.value) == f"several `tabwright up` run: choose one with TABWRIGHT_DATA, of {one}, {other}"
    assert find("127.0.0.1:4712").api_key == "of other"
    monkeypatch.setenv("TABWRIGHT_DATA", str(one))
    assert find().api_key == "of one"


def test_the_ports_of_a_tabwright_up_are_found_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TABWRIGHT_DATA")
    monkeypatch.chdir(tmp_path)
    one, other = runs(tmp_path / "one", "127.0.0.1:4711"), runs(tmp_path / "other", "127.0.0.1:4712")
    (other / "gateway-address").write_text("127.0.0.1:4713\n")
    notes = tmp_path / "state" / "tabwright" / "running"
    notes.mkdir(parents=True)
    for pid, data in {os.getpid(): one, os.getppid(): other}.items():
        (notes / str(pid)).write_text(str(data))
    found = settings_of_running("127.0.0.1:4712")
    assert (found.tabwright_data, found.grpc_port, found.port) == (other, 4712, 4713)
    monkeypatch.setenv("TABWRIGHT_DATA", str(tmp_path / "none"))
    assert settings_of_running().grpc_port == 50051


def test_a_database_that_is_given_needs_no_choice_of_those_that_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(structlog, "configure", lambda **_: None)  # it is a command's, and this process goes on
    monkeypatch.delenv("TABWRIGHT_DATA")
    monkeypatch.chdir(tmp_path)
    notes = tmp_path / "state" / "tabwright" / "running"
    notes.mkdir(parents=True)
    for pid, name in {os.getpid(): "one", os.getppid(): "other"}.items():
        (notes / str(pid)).write_text(str(tmp_path / name))
    create = ["keys", "create", "--client", "ops", "--database"]
    monkeypatch.setenv("DATABASE_URL", "")  # as none
    told = CliRunner().invoke(app, create)
    assert (told.exit_code, "choose one with TABWRIGHT_DATA" in told.stderr) == (2, True)
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    told = CliRunner().invoke(app, create)
    assert (told.exit_code, "the database is the one of DATABASE_URL" in told.stderr) == (1, True), told.stderr


def test_a_user_without_a_home_can_call_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(uid: int) -> None:
        raise KeyError(uid)

    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "TABWRIGHT_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", nobody)
    monkeypatch.chdir(tmp_path)
    with announced(tmp_path):
        assert find().address == "127.0.0.1:50051"
    assert {path.name for path in tmp_path.iterdir()} == {"config", "data"}


@pytest.mark.parametrize("address", ["two words", "http://", "host", "host:", "127.0.0.1:port", "[::1", "https://"])
def test_what_can_be_no_address_is_told(address: str) -> None:
    with pytest.raises(CommandError, match="must be host:port or a URL") as raised:
        find(address)
    assert repr(address) in str(raised.value)
    assert raised.value.code == 2


def test_an_address_may_be_a_url(tmp_path: Path) -> None:
    (tmp_path / "data" / "api-key").write_text("of this machine\n")
    local, far = find("http://localhost:3000"), find("https://far.example/")
    assert (local.address, local.tls, local.is_local, local.api_key) == (
        "localhost:3000",
        False,
        True,
        "of this machine",
    )
    assert (far.address, far.tls, far.is_local, far.api_key) == ("far.example:443", True, False, "")
    assert find("http://[::1]/api").address == "[::1]:80"


def test_the_key_of_this_machine_is_not_sent_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "data" / "api-key").write_text("of this machine\n")
    assert find("elsewhere.example:443").api_key == ""


def test_a_flag_goes_before_the_environment_and_that_before_the_default_profile(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text(PROFILES)
    assert find() == Target(
        address="here.example:443",
        api_key="from default",
        key_source=str(config),
        tls=True,
        gateway="https://here.example:443",
    )
    monkeypatch.setenv("TABWRIGHT_ADDRESS", "env.example:1")
    monkeypatch.setenv("TABWRIGHT_API_KEY", "from the environment")
    assert (find().address, find().api_key) == ("env.example:1", "from the environment")
    assert find("flag.example:1", "from the flag", tls=False) == Target(
        address="flag.example:1",
        api_key="from the flag",
        key_source="--api-key",
        tls=False,
        gateway="http://flag.example:1",
    )


def test_the_gateway_for_browsers_is_said_or_is_the_address(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find("server.example:50051").gateway is None
    config.write_text("[default]\naddress = 'server.example:50051'\ngateway = 'https://jobs.example'")
    assert find().gateway == "https://jobs.example"
    monkeypatch.setenv("TABWRIGHT_GATEWAY", "https://env.example")
    assert find().gateway == "https://env.example"


def test_what_cannot_be_a_key_is_told() -> None:
    with pytest.raises(CommandError, match="the key of --api-key is not valid: it must be printable ASCII") as raised:
        find(api_key="kéy")
    assert raised.value.code == 2


def test_a_profile_that_is_named_goes_before_the_environment(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text(PROFILES)
    monkeypatch.setenv("TABWRIGHT_API_KEY", "from the environment")
    assert (find(profile="prod").address, find(profile="prod").api_key) == ("prod.example:443", "from prod")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[prod]\naddres = 'x'", "prod.addres is unknown; a profile has address, api_key, tls and gateway"),
        ("[prod]\ntls = 'perhaps'", "prod.tls must be true or false; "),
        ("[prod]\napi_key = 1", "prod.api_key must be a text; "),
        ("prod = 1", "prod must be a table; a profile has address, api_key, tls and gateway"),
        ("[prod", "cannot be read"),
        ("[other]\n[another]", "has no profile [prod]; there are: other, another"),
    ],
)
def test_what_is_wrong_in_the_file_is_named(config: Path, text: str, told: str) -> None:
    config.write_text(text)
    with pytest.raises(CommandError) as raised:
        find(profile="prod")
    assert told in str(raised.value)
    assert raised.value.code == 2
