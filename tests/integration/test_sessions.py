"""Sessions in the database: who reads and saves them, whose save counts, and what is left of them."""

import asyncio
import base64
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from cli.postgres import Postgres
from store.database.connection import Database
from store.errors import (
    LeaseLost,
    SecretsKeysMissing,
    SecretUnreadable,
    SessionChanged,
    SessionLimit,
    SessionNotFound,
    SessionTooLarge,
)
from store.job import Json, Lease, Status
from store.queue.attempts import Outcome, finish_jobs
from store.secrets.data_keys import erase, rewrap
from store.secrets.sealing import NO_KEYS, Keyring, new_key
from store.sessions import content, reading
from store.sessions.expiry import remove_expired
from store.sessions.reading import SessionKeeper
from store.sessions.sessions import delete_session, get_session, list_sessions, origins_of, put_session
from store.settings import DatabaseSettings
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join
from tests.integration.test_backup import PROGRAMS

KEYRING = Keyring.parse(new_key("k1"))
ORIGINS = ("https://portal.example.com",)
COOKIE = "a cookie that nobody may read"
STATE = {"cookies": [{"name": "id", "value": COOKIE, "domain": "portal.example.com"}], "origins": []}


@pytest.fixture
def keeper(database: Database) -> SessionKeeper:
    return SessionKeeper(database, KEYRING)


@pytest.fixture
async def lease(create: CreateJob, claim_one: ClaimOne, join: Join) -> Lease:
    await create()
    return (await claim_one(await join())).lease


async def save(
    keeper: SessionKeeper,
    lease: Lease,
    name: str = "portal",
    *,
    expected: int | None = None,
    state: Json = STATE,
    origins: Sequence[str] = ORIGINS,
    client_id: str = CLIENT,
    expires_at: datetime | None = None,
) -> int:
    return await keeper.save(
        client_id, name, state, origins, expected_version=expected, expires_at=expires_at, lease=lease
    )


async def rows(database: Database) -> list[dict[str, Any]]:
    return await database.rows("SELECT * FROM sessions ORDER BY client_id, name")


async def test_what_one_job_saves_others_read(database: Database, keeper: SessionKeeper, lease: Lease) -> None:
    version = await save(keeper, lease)
    found = await keeper.read(CLIENT, "portal")
    assert (found.state, found.origins, found.version) == (STATE, ORIGINS, version)
    assert COOKIE not in repr(found)
    (row,) = await rows(database)
    assert row["last_used_at"] is not None
    assert COOKIE.encode() not in row["sealed"]
    odd = {**STATE, "origins": [{"origin": ORIGINS[0], "localStorage": [{"name": "\ud800", "value": "\0كلمة"}]}]}
    version = await save(keeper, lease, expected=version, state=odd)
    assert (await keeper.read(CLIENT, "portal")).state == odd
    assert (await rows(database))[0]["saves"] == 2
    for whose, name in (("another", "portal"), (CLIENT, "other"), (None, "portal")):
        with pytest.raises(SessionNotFound):
            await keeper.read(whose, name)


async def test_a_save_replaces_only_what_its_job_has_read(keeper: SessionKeeper, lease: Lease) -> None:
    first = await save(keeper, lease)
    second = await save(keeper, lease, expected=first)
    for expected in (first, None):  # what was read is old; and it was made after the attempt had begun
        with pytest.raises(SessionChanged):
            await save(keeper, lease, expected=expected)
    assert (await keeper.read(CLIENT, "portal")).version == second
    saved = await asyncio.gather(*(save(keeper, lease, expected=second) for _ in range(3)), return_exceptions=True)
    assert sorted(type(one).__name__ for one in saved) == ["SessionChanged", "SessionChanged", "int"]


async def test_a_job_that_has_read_nothing_replaces_what_is_older_than_its_attempt(
    database: Database, keeper: SessionKeeper, lease: Lease
) -> None:
    await save(keeper, lease)
    await database.rows("UPDATE sessions SET updated_at = now() - interval '1 hour' RETURNING id")
    await save(keeper, lease)
    assert [row["saves"] for row in await rows(database)] == [2]


async def test_what_was_deleted_stays_forgotten(database: Database, keeper: SessionKeeper, lease: Lease) -> None:
    read = await save(keeper, lease)
    await database.rows("DELETE FROM sessions RETURNING id")
    with pytest.raises(SessionChanged):
        await save(keeper, lease, expected=read)
    assert await rows(database) == []
    new = await save(keeper, lease)  # of a job that knows nothing of the old one
    assert new > read
    with pytest.raises(SessionChanged):
        await save(keeper, lease, expected=read)
    assert [row["version"] for row in await rows(database)] == [new]


async def test_only_a_job_that_runs_saves_and_only_for_its_client(keeper: SessionKeeper, lease: Lease) -> None:
    for whose, stale in ((CLIENT, Lease(lease.job_id, lease.lease_no + 1)), ("another", lease)):
        with pytest.raises(LeaseLost):
            await save(keeper, stale, client_id=whose)
    with pytest.raises(SecretsKeysMissing):
        await save(SessionKeeper(keeper._database, NO_KEYS), lease)


async def test_sessions_have_bounds(
    database: Database, keeper: SessionKeeper, lease: Lease, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SessionTooLarge):
        await save(keeper, lease, state={"cookies": "x" * content.MAX_BYTES})
    with pytest.raises(SessionTooLarge):
        await save(keeper, lease, origins=[f"https://{one}.example.com" for one in range(content.MAX_ORIGINS + 1)])
    monkeypatch.setattr(reading, "MAX_SESSIONS", 1)
    version = await save(keeper, lease)
    with pytest.raises(SessionLimit):
        await save(keeper, lease, "second")
    await save(keeper, lease, expected=version, expires_at=datetime.now(UTC) + timedelta(days=9999))
    (row,) = await rows(database)
    kept = row["expires_at"] - row["updated_at"]
    assert kept == timedelta(days=content.MAX_LIFETIME_DAYS)


async def test_what_has_expired_is_not_read_but_can_be_saved_anew(
    database: Database, keeper: SessionKeeper, lease: Lease
) -> None:
    version = await save(keeper, lease)
    await database.rows("UPDATE sessions SET expires_at = now() RETURNING id")
    with pytest.raises(SessionNotFound):
        await keeper.read(CLIENT, "portal")
    await save(keeper, lease, expected=version)
    assert (await keeper.read(CLIENT, "portal")).state == STATE


async def test_a_row_that_was_moved_or_changed_does_not_open(
    database: Database, keeper: SessionKeeper, lease: Lease
) -> None:
    await save(keeper, lease)
    await database.rows("UPDATE sessions SET origins = ARRAY['https://evil.example'] RETURNING id")
    assert (await keeper.read(CLIENT, "portal")).origins == ORIGINS  # those that are sealed count
    await database.rows("UPDATE sessions SET name = 'moved' RETURNING id")
    with pytest.raises(SecretUnreadable):
        await keeper.read(CLIENT, "moved")
    await database.rows("UPDATE sessions SET client_id = 'another', name = 'portal' RETURNING id")
    with pytest.raises(SecretUnreadable):
        await keeper.read("another", "portal")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT sealed FROM sessions",
        "UPDATE sessions SET saves = length(sealed) RETURNING id",
        "UPDATE sessions SET client_id = 'another' RETURNING id",
    ],
)
async def test_what_is_sealed_is_nothing_for_clients_calls(
    database: Database, keeper: SessionKeeper, lease: Lease, statement: str
) -> None:
    await save(keeper, lease)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await database.client_rows(CLIENT, statement)  # type: ignore[arg-type]
    assert await database.client_rows("another", "SELECT id FROM sessions") == []
    assert await database.client_rows("another", "DELETE FROM sessions RETURNING id") == []


async def test_keys_are_changed_and_clients_erased_with_their_sessions(
    database: Database, keeper: SessionKeeper, lease: Lease
) -> None:
    await save(keeper, lease)
    both = Keyring.parse(f"{new_key('k2')},{_text(KEYRING)}")
    assert (await rewrap(database, both)).count == 1
    newest = SessionKeeper(database, Keyring({"k2": both._keys["k2"]}))
    assert (await newest.read(CLIENT, "portal")).state == STATE
    assert (await erase(database, CLIENT)).sessions == 1
    with pytest.raises(SessionNotFound):
        await newest.read(CLIENT, "portal")


def _text(keyring: Keyring) -> str:
    return ",".join(f"{kid}:{base64.b64encode(key).decode()}" for kid, key in keyring._keys.items())


async def test_a_dump_of_the_database_and_its_log_have_nothing_of_a_session(
    postgres: Postgres, database: Database, database_settings: DatabaseSettings, keeper: SessionKeeper, lease: Lease
) -> None:
    version = await save(keeper, lease)
    await save(
        keeper, lease, expected=version, state={**STATE, "origins": [{"origin": ORIGINS[0], "localStorage": []}]}
    )
    await put_session(database, KEYRING, CLIENT, "own", state=STATE, origins=ORIGINS, expires_at=None)
    with pytest.raises(SessionChanged):
        await save(keeper, lease, expected=version)
    assert database_settings.database_url
    dump = await asyncio.create_subprocess_exec(
        PROGRAMS / "pg_dump", database_settings.database_url.get_secret_value(), stdout=asyncio.subprocess.PIPE
    )
    written, _ = await dump.communicate()
    assert dump.returncode == 0
    assert b"COPY public.sessions " in written
    seen = written + postgres.log_path.read_bytes()
    secret = COOKIE.encode()
    assert not [form for form in (secret, secret.hex().encode(), base64.b64encode(secret)[:-4]) if form in seen]


async def test_what_has_expired_is_removed_unless_a_job_has_it_for_itself(
    database: Database, keeper: SessionKeeper, create: CreateJob, claim_one: ClaimOne, join: Join
) -> None:
    await create(options={"session": "portal", "saveSession": "always"})
    lease = (await claim_one(await join())).lease
    version = await save(keeper, lease)
    await save(keeper, lease, "other")
    await save(keeper, lease, "good")
    await database.rows("UPDATE sessions SET expires_at = now() WHERE name <> 'good' RETURNING id")
    assert await remove_expired(database) == 1
    assert [row["name"] for row in await rows(database)] == ["good", "portal"]
    assert [one.name for one in await list_sessions(database, CLIENT, after=None, limit=9)] == ["good"]
    await save(keeper, lease, expected=version)  # it signs in again just as its session expires
    await database.rows("UPDATE sessions SET expires_at = now() WHERE name = 'portal' RETURNING id")
    await finish_jobs(database, [Outcome(lease=lease, status=Status.COMPLETED, result={})])
    assert await remove_expired(database) == 1


async def test_a_client_sees_its_own_sessions_alone(database: Database, keeper: SessionKeeper, lease: Lease) -> None:
    await save(keeper, lease)
    theirs = await put_session(
        database, KEYRING, "another", "portal", state={}, origins=["https://theirs.example"], expires_at=None
    )
    assert await get_session(database, "another", "portal") == theirs
    assert (await get_session(database, CLIENT, "portal")).origins == list(ORIGINS)
    assert await origins_of(database, "another", ["portal", "x"]) == {"portal": ["https://theirs.example"]}
    await delete_session(database, "another", "portal")
    with pytest.raises(SessionNotFound):
        await delete_session(database, "another", "portal")
    assert (await keeper.read(CLIENT, "portal")).state == STATE
