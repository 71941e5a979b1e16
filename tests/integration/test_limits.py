"""Limits: what the database counts, it counts exactly."""

import asyncio

import pytest

from store.clients.limits import AHEAD_SHARE, RequestCounter, waiting_jobs
from store.database.connection import Database
from store.errors import LimitReached
from store.settings import DatabaseSettings
from tests.fixtures.jobs import CLIENT, CreateJob


async def test_of_requests_that_come_at_once_to_several_servers_exactly_the_limit_gets_through(
    database: Database, database_settings: DatabaseSettings
) -> None:
    async with Database(database_settings, application_name="another server") as another:
        outcomes = await asyncio.gather(
            *(
                server.count("key 1", limit=20)
                for server in (RequestCounter(database, window_s=60), RequestCounter(another, window_s=60))
                for _ in range(30)
            ),
            return_exceptions=True,
        )
    refused = [outcome for outcome in outcomes if isinstance(outcome, LimitReached)]
    assert outcomes.count(None) == 20
    assert len(refused) == 40
    assert all(1 <= error.retry_after_s <= 60 for error in refused)


async def test_a_new_window_lets_requests_through_again(database: Database) -> None:
    requests = RequestCounter(database, window_s=60)
    await requests.count("key 1", limit=1)
    with pytest.raises(LimitReached):
        await requests.count("key 1", limit=1)
    await database.rows("UPDATE request_windows SET started_at = started_at - interval '1 minute' RETURNING caller")
    await requests.count("key 1", limit=1)
    with pytest.raises(LimitReached):
        await requests.count("key 1", limit=1)


async def test_one_caller_s_requests_are_nothing_to_another(database: Database) -> None:
    requests = RequestCounter(database, window_s=60)
    await requests.count("key 1", limit=1)
    await requests.count("key 2", limit=1)
    with pytest.raises(LimitReached):
        await requests.count("key 2", limit=1)


async def test_requests_that_are_counted_together_are_each_held_against_their_own_caller_s_limit(
    database: Database,
) -> None:
    requests = RequestCounter(database, window_s=60)
    callers = [("key 2", 1), ("key 1", 2), ("key 1", 2), ("key 2", 1), ("key 1", 2)]
    outcomes = await asyncio.gather(
        *(requests.count(caller, limit=limit) for caller, limit in callers), return_exceptions=True
    )
    assert [outcome is None for outcome in outcomes] == [True, True, True, False, False]


async def test_waiting_jobs_are_counted_up_to_the_limit(database: Database, create: CreateJob) -> None:
    for _ in range(3):
        await create()
    assert await waiting_jobs(database, CLIENT, limit=10) == 3
    assert await waiting_jobs(database, CLIENT, limit=2) == 2
    assert await waiting_jobs(database, "another", limit=10) == 0


async def test_what_a_server_counts_ahead_lets_nobody_beyond_the_limit(
    database: Database, database_settings: DatabaseSettings
) -> None:
    async with Database(database_settings, application_name="another server") as another:
        servers = [RequestCounter(database, window_s=60), RequestCounter(another, window_s=60)]
        through = [0, 0]
        for which, wanted in ((0, 3), (1, 500), (0, 600), (1, 100)):
            for _ in range(wanted):
                try:
                    await servers[which].count("key 1", limit=500)
                except LimitReached:
                    break
                through[which] += 1
    assert 500 - 2 * 500 // AHEAD_SHARE <= sum(through) <= 500
    (row,) = await database.rows("SELECT requests FROM request_windows")
    assert row["requests"] >= 500
