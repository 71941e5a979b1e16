"""Secrets in the database: whose they are, who reads them, and what rotation and replacement do."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from store.database.connection import Database
from store.errors import SecretLimit, SecretNameTaken, SecretNotFound, SecretsKeysMissing, SecretUnreadable
from store.secrets import secrets
from store.secrets.data_keys import Erased, Renewed, count_keys, erase, rewrap
from store.secrets.reading import Revealed, SecretReader
from store.secrets.sealing import Keyring, new_key
from store.secrets.secrets import Content, Kind
from store.secrets.stores import Stores
from store.webhooks.receivers import rotate_secret
from tests.fixtures.jobs import CLIENT

KEYRING = Keyring.parse(new_key("k1"))
ORIGINS = ["https://portal.example.com"]
VALUE = "correct horse battery staple"


async def put(database: Database, name: str = "portal", value: str = VALUE, client_id: str = CLIENT) -> secrets.Secret:
    return await secrets.create_secret(database, KEYRING, client_id, name, Content(value=value, origins=ORIGINS))


async def read(
    database: Database, name: str = "portal", *, client_id: str | None = CLIENT, keyring: Keyring = KEYRING
) -> Revealed:
    return await SecretReader(database, keyring, Stores()).read(client_id, name)


async def test_a_worker_reads_what_a_client_has_stored(database: Database) -> None:
    made = await put(database)
    revealed = await read(database)
    assert (revealed.name, revealed.value, revealed.kind, revealed.origins) == ("portal", VALUE, "text", tuple(ORIGINS))
    assert revealed.allows("https://portal.example.com/login")
    assert not revealed.allows("https://elsewhere.example")
    assert VALUE not in repr(revealed)
    assert made.last_used_at is None
    assert (await secrets.get_secret(database, CLIENT, "portal")).last_used_at is not None


async def test_a_replaced_secret_is_used_from_the_next_read_on(database: Database) -> None:
    await put(database)
    reader = SecretReader(database, KEYRING, Stores())
    assert (await reader.read(CLIENT, "portal")).value == VALUE
    await secrets.replace_secret(database, KEYRING, CLIENT, "portal", Content(value="another"))
    revealed = await reader.read(CLIENT, "portal")
    assert (revealed.value, revealed.origins) == ("another", tuple(ORIGINS))


async def test_a_secret_that_is_removed_is_gone(database: Database) -> None:
    await put(database)
    await secrets.delete_secret(database, CLIENT, "portal")
    with pytest.raises(SecretNotFound):
        await read(database)
    with pytest.raises(SecretNotFound):
        await secrets.delete_secret(database, CLIENT, "portal")
    with pytest.raises(SecretNotFound):
        await secrets.replace_secret(database, KEYRING, CLIENT, "portal", Content(value="x"))


async def test_clients_have_names_of_their_own(database: Database) -> None:
    await put(database)
    await put(database, value="theirs", client_id="another")
    assert (await read(database)).value == VALUE
    assert (await read(database, client_id="another")).value == "theirs"
    await secrets.delete_secret(database, "another", "portal")
    assert (await read(database)).value == VALUE
    with pytest.raises(SecretNotFound):
        await read(database, client_id="another")
    with pytest.raises(SecretNotFound):
        await read(database, client_id=None)


async def test_a_name_is_taken_once_and_there_are_not_too_many(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(database)
    with pytest.raises(SecretNameTaken):
        await put(database)
    monkeypatch.setattr(secrets, "MAX_SECRETS", 1)
    with pytest.raises(SecretLimit):
        await put(database, "second")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT sealed FROM secrets",
        "SELECT * FROM secrets",
        "UPDATE secrets SET description = encode(sealed, 'hex') RETURNING id",
        "UPDATE secrets SET client_id = 'another' RETURNING id",
        "SELECT wrapped FROM client_data_keys",
        "SELECT id FROM client_data_keys",
        "DELETE FROM client_data_keys RETURNING id",
    ],
)
async def test_what_is_sealed_is_nothing_for_clients_calls(database: Database, statement: str) -> None:
    await put(database)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await database.client_rows(CLIENT, statement)  # type: ignore[arg-type]


async def test_a_row_that_is_moved_to_another_client_or_name_does_not_open(database: Database) -> None:
    await put(database)
    await put(database, client_id="another")
    await database.rows("UPDATE secrets SET name = 'moved' WHERE client_id = %(c)s RETURNING id", {"c": CLIENT})
    with pytest.raises(SecretUnreadable):
        await read(database, "moved")
    await database.rows("UPDATE secrets SET client_id = 'another' WHERE client_id = %(c)s RETURNING id", {"c": CLIENT})
    with pytest.raises(SecretUnreadable):
        await read(database, "moved", client_id="another")
    assert (await read(database, client_id="another")).value == VALUE


async def test_no_value_is_in_the_database_as_it_is(database: Database) -> None:
    await put(database)
    for table in ("secrets", "client_data_keys"):
        rows = await database.rows(f"SELECT to_jsonb(one) AS row FROM {table} AS one")  # type: ignore[arg-type]
        text = json.dumps(rows)
        assert VALUE not in text
        assert VALUE.encode().hex() not in text


async def test_a_lost_key_is_an_error_that_names_it(database: Database) -> None:
    await put(database)
    for other in (Keyring.parse(new_key("k2")), Keyring({})):
        with pytest.raises(SecretUnreadable, match="k1, which SECRETS_KEYS does not have"):
            await read(database, keyring=other)
    with pytest.raises(SecretUnreadable, match="k1"):
        await secrets.create_secret(
            database, Keyring.parse(new_key("k2")), CLIENT, "next", Content(value="x", origins=ORIGINS)
        )
    with pytest.raises(SecretsKeysMissing):
        await secrets.replace_secret(database, Keyring({}), CLIENT, "portal", Content(value="x"))


async def test_a_secret_of_codes_gives_them(database: Database) -> None:
    content = Content(value="GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", kind=Kind.TOTP, origins=ORIGINS)
    await secrets.create_secret(database, KEYRING, CLIENT, "otp", content)
    assert (await read(database, "otp")).code(datetime.fromtimestamp(59, UTC)) == "287082"
    await put(database)
    with pytest.raises(SecretUnreadable, match="no codes"):
        (await read(database)).code(datetime.now(UTC))


async def test_a_secret_can_have_its_value_in_a_file(database: Database, tmp_path: Path) -> None:
    (tmp_path / "portal").write_text("from a file\n")
    source = f"file://{tmp_path}/portal"
    content = Content(source=source, origins=ORIGINS)
    await secrets.create_secret(database, Keyring({}), CLIENT, "portal", content)
    reader = SecretReader(database, Keyring({}), Stores.parse(f"{CLIENT}=file://{tmp_path}/"))
    assert (await reader.read(CLIENT, "portal")).value == "from a file"
    (tmp_path / "portal").write_text("and another")
    assert (await reader.read(CLIENT, "portal")).value == "and another"
    with pytest.raises(SecretUnreadable, match="SECRETS_STORES does not let"):
        await SecretReader(database, KEYRING, Stores.parse(f"other=file://{tmp_path}/")).read(CLIENT, "portal")


async def test_rotation_wraps_data_keys_anew_while_secrets_stay(database: Database) -> None:
    old, new = new_key("k1"), new_key("k2")
    for client_id in ("a", "b"):
        content = Content(value=VALUE, origins=ORIGINS)
        await secrets.create_secret(database, Keyring.parse(old), client_id, "portal", content)
    both = Keyring.parse(f"{new},{old}")
    assert (await read(database, client_id="a", keyring=both)).value == VALUE
    assert await rewrap(database, both) == Renewed(2, [])
    assert await rewrap(database, both) == Renewed(0, [])
    assert await count_keys(database) == {"k2": 2}
    assert (await read(database, client_id="b", keyring=Keyring.parse(new))).value == VALUE
    with pytest.raises(SecretUnreadable, match="k2"):
        await read(database, client_id="b", keyring=Keyring.parse(old))


async def test_a_key_that_is_lost_stops_no_other_from_being_rewrapped(database: Database) -> None:
    lost, kept, new = new_key("lost"), new_key("kept"), new_key("new")
    for client_id, key in (("a", lost), ("b", kept)):
        content = Content(value=VALUE, origins=ORIGINS)
        await secrets.create_secret(database, Keyring.parse(key), client_id, "portal", content)
    done = await rewrap(database, Keyring.parse(f"{new},{kept}"))
    assert (done.count, [str(error) for error in done.failed]) == (
        1,
        ["the data key of client a cannot be read: it needs the key lost, which SECRETS_KEYS does not have"],
    )


async def test_a_client_that_is_erased_leaves_nothing_sealed_and_begins_anew(database: Database) -> None:
    await put(database)
    await put(database, client_id="another")
    await rotate_secret(database, KEYRING, CLIENT, None, overlap_s=0)
    assert await erase(database, CLIENT) == Erased(secrets=1, webhook_secrets=1, sessions=0, profiles=0, keys=1)
    with pytest.raises(SecretNotFound):
        await read(database)
    assert (await read(database, client_id="another")).value == VALUE
    new = Keyring.parse(new_key("k2"))  # the old one may be lost
    await secrets.create_secret(database, new, CLIENT, "portal", Content(value="new", origins=ORIGINS))
    assert (await read(database, keyring=new)).value == "new"


async def test_two_first_secrets_at_once_share_one_data_key(database: Database) -> None:
    async with asyncio.TaskGroup() as tasks:
        for name in ("a", "b", "c", "d"):
            tasks.create_task(put(database, name))
    assert [(await read(database, name)).value for name in ("a", "b", "c", "d")] == [VALUE] * 4
