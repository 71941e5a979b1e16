"""Wake-ups between processes."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from store.database import connection as database_module
from store.database import listener, notify
from store.database.connection import Database
from store.database.listener import Listener
from store.job import new_id
from tests.fixtures.database import DatabaseSettings


class Ear:
    """Hears on one channel, and remembers."""

    def __init__(self, database: Database) -> None:
        self.heard: asyncio.Queue[list[str]] = asyncio.Queue()
        self.missed = asyncio.Queue[None]()
        self._listener = Listener(
            database,
            {notify.EVENTS: self.heard.put_nowait},
            missed=lambda: self.missed.put_nowait(None),
        )

    async def run(self) -> None:
        await self._listener.run()


@pytest.fixture
async def ear(database: Database) -> AsyncIterator[Ear]:
    ear = Ear(database)
    task = asyncio.create_task(ear.run())
    await ear.missed.get()  # connected: from now on it hears
    yield ear
    task.cancel()
    await asyncio.wait([task])


async def test_a_wake_up_is_heard_by_another_process(database_settings: DatabaseSettings, ear: Ear) -> None:
    job_id = new_id()
    async with Database(database_settings, application_name="other") as other:
        other.notifier.events([job_id])
        async with asyncio.timeout(60):
            assert await ear.heard.get() == [str(job_id)]


async def test_wake_ups_that_come_together_leave_together(database: Database, ear: Ear) -> None:
    job_ids = [new_id() for _ in range(1000)]
    for job_id in job_ids:
        database.notifier.events([job_id])
    heard: list[list[str]] = []
    async with asyncio.timeout(60):
        while sum(map(len, heard)) < len(job_ids):
            heard.append(await ear.heard.get())
    assert {item for items in heard for item in items} == set(map(str, job_ids))
    assert len(heard) <= 10


async def test_a_listener_that_loses_its_connection_comes_back_and_says_that_it_may_have_missed_something(
    database: Database, ear: Ear
) -> None:
    while not ear.missed.empty():
        ear.missed.get_nowait()
    async with database.own_connection("administrator") as connection:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'test listener'"
        )
    async with asyncio.timeout(60):
        await ear.missed.get()  # lost
        await ear.missed.get()  # there again
        job_id = new_id()
        database.notifier.events([job_id])
        assert await ear.heard.get() == [str(job_id)]


async def test_a_listener_that_cannot_hear_itself_reconnects(
    database: Database, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "SELF_CHECK_INTERVAL_S", 0.05)
    monkeypatch.setattr(listener, "SELF_CHECK_TIMEOUT_S", 0.2)
    deaf = Ear(database)
    task = asyncio.create_task(deaf.run())
    async with asyncio.timeout(60):
        await deaf.missed.get()  # connected
        monkeypatch.setattr(listener, "_SELF_CHECK", "tabwright_where_it_does_not_listen")
        await deaf.missed.get()  # lost
        await deaf.missed.get()  # connected
    task.cancel()
    await asyncio.wait([task])


async def test_wake_ups_are_dropped_when_the_database_is_away_and_nothing_else_happens(
    database_settings: DatabaseSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "CONNECT_TIMEOUT_S", 0.5)
    nowhere = DatabaseSettings.model_validate({"database_url": "postgresql://127.0.0.1:1/none"})
    async with Database(nowhere, application_name="nowhere") as database:
        database.notifier.events([new_id()])
        await database.notifier._send()


async def test_a_few_wake_ups_leave_at_once_and_many_at_intervals(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = asyncio.Queue[float]()
    waits: list[float] = []
    monkeypatch.setattr(notify, "INTERVAL_S", 1000.0)

    async def run(*_: object) -> None:
        sent.put_nowait(0)

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    notifier = notify.Notifier(run)
    await notifier.start()
    monkeypatch.setattr(asyncio, "sleep", sleep)
    for _ in range(notify.AT_ONCE + 2):
        notifier.events([new_id()])
        await sent.get()
    await notifier.stop()
    assert [round(seconds, -1) for seconds in waits] == [1000, 2000]
