"""Profiles in the database: whose they are, what is sealed, and what comes of changes at the same time."""

import asyncio

import psycopg
import pytest

from store.database.connection import Database
from store.errors import ProfileChanged, ProfileLimit, ProfileNotFound, SecretUnreadable
from store.profiles import profiles
from store.profiles.reading import ProfileReader
from store.secrets.data_keys import erase, rewrap
from store.secrets.sealing import Keyring, new_key
from tests.fixtures.jobs import CLIENT
from tests.fixtures.profiles import put_profile

FIRST, SECOND = new_key("k1"), new_key("k2")
KEYRING = Keyring.parse(FIRST)
IBAN, COMPANY = "DE02120300000000202051", "Zweigniederlassung Nord"
DOCUMENT = {"company": COMPANY, "bank": {"iban": IBAN}, "rooms": [{"no": 7}, {"no": 8.5}]}


async def test_a_profile_is_read_as_it_was_put_and_the_database_has_none_of_its_values(database: Database) -> None:
    made = await put_profile(database, KEYRING, "acme", DOCUMENT)
    opened = await profiles.get_profile(database, KEYRING, CLIENT, "acme")
    assert opened.content.document == DOCUMENT
    assert made.profile.version == opened.profile.version == 1
    read = await ProfileReader(database, KEYRING).read(CLIENT, "acme")
    assert read.document == DOCUMENT
    assert read.outline == {
        "company": "text",
        "bank": {"iban": "masked"},
        "rooms": [{"no": "number"}, {"no": "number"}],
    }
    for table in ("profiles", "audit_events"):
        for row in await database.rows(f"SELECT row_to_json(t)::text AS text FROM {table} AS t"):
            assert IBAN not in row["text"]
            assert COMPANY not in row["text"]
    assert IBAN not in repr(opened) + repr(read)


async def test_two_clients_with_the_same_names_never_meet(database: Database) -> None:
    await put_profile(database, KEYRING, "acme", {"company": "one"})
    await put_profile(database, KEYRING, "acme", {"company": "two"}, client_id="other")
    await put_profile(database, KEYRING, "theirs", {"company": "two"}, client_id="other")
    assert (await profiles.get_profile(database, KEYRING, CLIENT, "acme")).content.document == {"company": "one"}
    assert [one.name for one in await profiles.list_profiles(database, CLIENT, after=None, limit=10)] == ["acme"]
    assert await profiles.outlines_of(database, CLIENT, {"acme", "theirs"}) == {"acme": {"company": "text"}}
    for client_id in (CLIENT, None):
        with pytest.raises(ProfileNotFound):
            await ProfileReader(database, KEYRING).read(client_id, "theirs")
    with pytest.raises(ProfileNotFound):
        await profiles.delete_profile(database, CLIENT, "theirs", expected_version=None)
    # Also where a statement forgets to ask whose it is, and where one is moved to the other.
    assert len(await database.client_rows(CLIENT, "SELECT name FROM profiles")) == 1
    await database.rows("DELETE FROM profiles WHERE client_id = 'other' AND name = 'acme' RETURNING id")
    await database.rows("UPDATE profiles SET client_id = 'other' WHERE client_id = %(id)s RETURNING id", {"id": CLIENT})
    with pytest.raises(SecretUnreadable, match="another data key"):
        await ProfileReader(database, KEYRING).read("other", "acme")


async def test_a_client_cannot_give_a_profile_to_another_one(database: Database) -> None:
    await put_profile(database, KEYRING, "acme", {"company": "one"})
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await database.client_rows(CLIENT, "UPDATE profiles SET client_id = 'other' RETURNING id")


async def test_a_change_meant_for_another_version_changes_nothing(database: Database) -> None:
    await put_profile(database, KEYRING, "acme", {"company": "one"}, expected_version=0)
    with pytest.raises(ProfileChanged, match="has version 1"):
        await put_profile(database, KEYRING, "acme", {"company": "two"}, expected_version=0)
    await put_profile(database, KEYRING, "acme", {"company": "two"}, expected_version=1)
    with pytest.raises(ProfileChanged, match="has version 2"):
        await profiles.delete_profile(database, CLIENT, "acme", expected_version=1)
    await profiles.delete_profile(database, CLIENT, "acme", expected_version=2)
    with pytest.raises(ProfileChanged, match="is not there"):
        await put_profile(database, KEYRING, "acme", {"company": "three"}, expected_version=2)


async def test_changes_that_come_at_once_are_all_made_one_after_the_other(database: Database) -> None:
    await asyncio.gather(*(put_profile(database, KEYRING, "acme", {"company": f"{no}"}) for no in range(4)))
    assert (await profiles.get_profile(database, KEYRING, CLIENT, "acme")).profile.version == 4
    outcomes = await asyncio.gather(
        *(put_profile(database, KEYRING, "acme", {"company": "x"}, expected_version=4) for _ in range(3)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Opened", "ProfileChanged", "ProfileChanged"]


async def test_a_client_has_no_more_than_the_maximum(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "MAX_PROFILES", 1)
    await put_profile(database, KEYRING, "acme", {"company": "one"})
    with pytest.raises(ProfileLimit):
        await put_profile(database, KEYRING, "second", {"company": "two"})
    await put_profile(database, KEYRING, "acme", {"company": "two"})


async def test_a_new_key_opens_profiles_and_an_erased_client_has_none(database: Database) -> None:
    await put_profile(database, KEYRING, "acme", DOCUMENT)
    both = Keyring.parse(f"{SECOND},{FIRST}")
    assert (await rewrap(database, both)).count == 1
    after = ProfileReader(database, Keyring.parse(SECOND))
    assert (await after.read(CLIENT, "acme")).document == DOCUMENT
    assert (await erase(database, CLIENT)).profiles == 1
    with pytest.raises(ProfileNotFound):
        await after.read(CLIENT, "acme")
