"""Connections to the database that break, hang or cannot be had: what follows is told once, and passes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from psycopg.conninfo import make_conninfo
from pydantic import SecretStr
from structlog.testing import capture_logs

from store.database import connection as database_module
from store.database import listener as listener_module
from store.database import notify
from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.levels.levels import Level
from store.levels.state import force
from store.queue import maintenance
from store.settings import DatabaseSettings
from tests.fixtures.proxy import Proxy
from tests.integration.test_notify import Ear

CONNECTIONS = 5
HALF_OPEN_S = 0.5
ASK = "SELECT 1 AS answer"


@pytest.fixture
async def far(proxied_settings: DatabaseSettings, proxy: Proxy) -> AsyncIterator[Database]:
    """The test's database, with the proxy before it."""
    async with Database(proxied_settings, application_name="far") as far:
        yield far
        proxy.forward()  # who connects at the end would wait for seconds


async def test_a_statement_on_a_half_open_connection_ends_when_its_time_is_over(far: Database, proxy: Proxy) -> None:
    await far.rows(ASK)
    proxy.swallow()
    with pytest.raises(DatabaseUnavailable, match=f"has not answered for {HALF_OPEN_S} s"):
        await far.rows(ASK, answer_s=HALF_OPEN_S)


async def test_one_half_open_connection_has_all_of_them_replaced(far: Database, proxy: Proxy) -> None:
    await _open_connections(far)
    proxy.swallow()
    with pytest.raises(DatabaseUnavailable):
        await far.rows(ASK, answer_s=HALF_OPEN_S)
    proxy.forward()
    for _ in range(2 * CONNECTIONS):
        assert await far.rows(ASK) == [{"answer": 1}]


async def test_no_statement_meets_a_connection_that_was_closed_while_nobody_used_it(database: Database) -> None:
    pids = await _open_connections(database)
    async with database.own_connection("administrator") as administrator:
        await administrator.execute("SELECT pg_terminate_backend(pid, 5000) FROM unnest(%s::integer[]) AS pid", (pids,))
    for _ in range(2 * CONNECTIONS):
        assert await database.rows(ASK) == [{"answer": 1}]


async def test_the_connection_that_came_back_last_is_lent_first(database_settings: DatabaseSettings) -> None:
    async with Database(database_settings, application_name="few") as few:
        async with few.connection() as first, few.connection() as second:
            assert second is not first
        for _ in range(2 * CONNECTIONS):
            async with few.connection() as again:
                assert again is first


async def test_a_pool_that_cannot_set_up_its_connections_recovers(
    proxied_settings: DatabaseSettings, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "CONNECT_TIMEOUT_S", HALF_OPEN_S)
    async with Database(proxied_settings, application_name="far") as far:
        await far.rows(ASK)
        proxy.swallow()
        with pytest.raises(DatabaseUnavailable):
            await far.rows(ASK, answer_s=HALF_OPEN_S)
        with pytest.raises(DatabaseUnavailable, match="couldn't get a connection"):
            await far.rows(ASK)
        proxy.forward()
        await _until_answered(far)


async def test_a_database_that_is_away_is_told_once_when_it_goes_and_once_when_it_is_back(
    far: Database, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    await far.rows(ASK)
    with capture_logs() as logs:
        await proxy.refuse()
        for _ in range(3):
            with pytest.raises(DatabaseUnavailable):
                await far.rows(ASK)
        assert far.availability.is_away
        await proxy.listen()
        await _until_answered(far)
        while far.availability.is_away:
            await far.rows(ASK)
    told = [(one["event"], one["log_level"]) for one in logs if one["event"].startswith("database.")]
    assert told == [("database.unavailable", "warning"), ("database.available", "info")]


async def test_a_statement_that_fails_by_itself_is_no_outage(far: Database) -> None:
    async def sleep() -> None:
        async with far.connection() as connection:
            await connection.execute("SELECT set_config('statement_timeout', '10', false)")
            await connection.execute("SELECT pg_sleep(10)")

    with capture_logs() as logs, pytest.raises(DatabaseUnavailable):
        await sleep()
    assert not far.availability.is_away
    assert [one["event"] for one in logs] == ["statement.failed"]


async def test_a_database_that_takes_no_changes_ends_nobody(database_settings: DatabaseSettings) -> None:
    read_only = make_conninfo(database_settings.conninfo(), options="-c default_transaction_read_only=on")
    standby = database_settings.model_copy(update={"database_url": SecretStr(read_only)})
    async with Database(standby, application_name="standby") as standing_by:
        with pytest.raises(DatabaseUnavailable, match="read-only"):
            await maintenance.forget(standing_by)
        with pytest.raises(DatabaseUnavailable, match="read-only"):
            await force(standing_by, Level.FULL, duration_s=60, reason="")
        assert await standing_by.row(ASK) == {"answer": 1}


async def test_a_listener_on_a_half_open_connection_notices_and_hears_again(
    far: Database, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener_module, "SELF_CHECK_INTERVAL_S", 0.1)
    monkeypatch.setattr(listener_module, "SELF_CHECK_TIMEOUT_S", HALF_OPEN_S)
    ear = Ear(far)
    task = asyncio.create_task(ear.run())
    async with asyncio.timeout(60):
        await ear.missed.get()
        proxy.swallow()
        await ear.missed.get()
        proxy.forward()
        await _until_answered(far)
        while ear.heard.empty():
            await far.rows("SELECT pg_notify(%(channel)s, 'x')", {"channel": notify.EVENTS})
            await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.wait([task])


async def _open_connections(database: Database) -> list[int]:
    """Has the pool open several connections. Returns their processes."""
    async with AsyncExitStack() as stack:
        connections = [await stack.enter_async_context(database.connection()) for _ in range(CONNECTIONS)]
        return [connection.info.backend_pid for connection in connections]


async def _until_answered(database: Database) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                await database.rows(ASK, answer_s=HALF_OPEN_S)
            except DatabaseUnavailable:
                continue
            return
