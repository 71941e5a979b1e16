"""Stores outside the database: who may read what, and that nobody reads what else is there."""

from pathlib import Path

import pytest

from store.errors import SecretUnreadable
from store.secrets import stores as module
from store.secrets.stores import MalformedStores, RefusedSource, Stores


async def value(stores: Stores, source: str, client_id: str = "acme") -> str:
    return await stores.read(client_id, "portal", source)


async def test_a_file_below_the_folder_of_a_client_is_read_without_its_line_end(tmp_path: Path) -> None:
    (tmp_path / "in" / "..data").mkdir(parents=True)
    (tmp_path / "in" / "..data" / "portal").write_bytes("geheimnis ü \r\n".encode())
    (tmp_path / "in" / "portal").symlink_to("..data/portal")  # as Kubernetes mounts it
    stores = Stores.parse(f"acme=file://{tmp_path}/in/")
    assert await value(stores, f"file://{tmp_path}/in/portal") == "geheimnis ü "


@pytest.mark.parametrize(
    "source",
    [
        "file://{}/in/../out",
        "file://{}/in/%2e%2e/out",
        "file://{}/inner",
        "file://{}/in",
        "file://{}/in/",
        "file:///etc/passwd",
        "file:relative",
        "file://host{}/in/portal",
        "{}/in/portal",
        "env:HOME",
        "env:ACME_",
        "env:ACME_A=B",
        "https://example.com/",
        "",
    ],
)
def test_what_the_operator_has_not_named_is_refused(tmp_path: Path, source: str) -> None:
    stores = Stores.parse(f"acme=file://{tmp_path}/in/, acme=env:ACME_P, *=env:ALL_")
    for client_id in ("acme", "another"):
        with pytest.raises(RefusedSource):
            stores.require(client_id, source.format(tmp_path))
    stores.require("acme", f"file://{tmp_path}/in/portal")
    with pytest.raises(RefusedSource):
        stores.require("another", f"file://{tmp_path}/in/portal")
    stores.require("another", "env:ALL_OF_US")


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "there is nothing to read"), (b"", "is empty"), (b"\xff", "UTF-8"), (b"x" * 70_000, "65536 bytes")],
)
async def test_a_file_that_has_no_value_is_an_error_that_says_why(
    tmp_path: Path, content: bytes | None, told: str
) -> None:
    if content is not None:
        (tmp_path / "portal").write_bytes(content)
    with pytest.raises(SecretUnreadable, match=told):
        await value(Stores.parse(f"*=file://{tmp_path}/"), f"file://{tmp_path}/portal")


async def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").write_text("somebody else's")
    (tmp_path / "in" / "portal").symlink_to("../out")
    with pytest.raises(SecretUnreadable, match="nothing to read"):
        await value(Stores.parse(f"*=file://{tmp_path}/in/"), f"file://{tmp_path}/in/portal")


async def test_a_device_or_a_pipe_is_not_read(tmp_path: Path) -> None:
    module.os.mkfifo(tmp_path / "portal")
    with pytest.raises(SecretUnreadable, match="nothing to read"):
        await value(Stores.parse(f"*=file://{tmp_path}/"), f"file://{tmp_path}/portal")


async def test_a_variable_is_read_where_its_name_begins_as_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACME_PORTAL", "secret")
    stores = Stores.parse("acme=env:ACME_")
    assert await value(stores, "env:ACME_PORTAL") == "secret"
    with pytest.raises(SecretUnreadable, match="nothing to read"):
        await value(stores, "env:ACME_OTHER")
    with pytest.raises(SecretUnreadable, match="SECRETS_STORES does not let"):
        await value(stores, "env:ACME_PORTAL", "another")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("file:///run/secrets/", "must be like"),
        ("=file:///run/secrets/", "must be like"),
        ("acme=https://vault.example/", "must be like"),
        ("acme=file:///", "must name a folder"),
        ("acme=file:////", "must name a folder"),
        ("acme=file:///run/secrets", "with / at its end"),
        ("acme=file:///run/../", "must name a folder"),
        ("acme=env:", "beginning of the variables' names"),
        ("acme=env:SECRETS_", "give away settings"),
        ("acme=env:D", "give away settings"),
    ],
)
def test_a_malformed_store_is_refused(text: str, told: str) -> None:
    with pytest.raises(MalformedStores, match=told):
        Stores.parse(f"*=env:ALL_,{text}")
