"""How the service does, minute by minute: each reason provoked by rows as workers and jobs make them."""

import asyncio
from typing import Any
from uuid import UUID

from store.database.connection import Database
from store.health.components import Component
from store.health.minutes import HealthMinute, latest, tell_tally, write_minute
from store.job import Json, Status, new_id
from store.queue import workers
from store.queue.attempts import Outcome, finish_jobs
from tests.fixtures.jobs import CHROMIUM

WELL: Json = {"storage": "ok", "sandbox": "on", "pages": "ok"}
FIREFOX = 2


async def work(database: Database, *, types: tuple[int, ...] = (CHROMIUM,), slots: int = 4, **metadata: Any) -> UUID:
    """A worker process that says this of itself."""
    process_id = new_id()
    await workers.join(
        database, process_id, browser_type_ids=types, slots=slots, ttl_s=60, metadata={**WELL, **metadata}
    )
    return process_id


async def measured(database: Database) -> HealthMinute:
    """This minute, measured now whether or not it has been before."""
    await tell_tally(database)
    await database.rows("DELETE FROM health_minutes WHERE minute = date_trunc('minute', now()) RETURNING minute")
    minute = await write_minute(database)
    assert minute is not None
    return minute


async def component(database: Database, name: str) -> Component:
    return (await measured(database)).components[name]


async def a_minute_later(database: Database) -> None:
    """Lets what has been written be of a minute ago."""
    await database.rows(
        "UPDATE health_minutes SET minute = minute - interval '1 minute', measured_at = measured_at - interval "
        "'1 minute' RETURNING minute"
    )


async def fail(database: Database, claimed: Any, error_type: str, status: Status = Status.FAILED) -> None:
    error = {"message": "failed", "details": {"errorType": error_type}}
    retries = int(status is Status.PENDING)
    await finish_jobs(database, [Outcome(lease=claimed.lease, status=status, error=error, retries=retries)])


async def test_two_servers_at_once_write_one_row_a_minute(database: Database) -> None:
    written = await asyncio.gather(*[write_minute(database) for _ in range(5)])
    assert len([minute for minute in written if minute is not None]) == 1
    (row,) = await database.rows("SELECT count(*) AS minutes FROM health_minutes")
    assert row["minutes"] == 1
    assert await write_minute(database) is None


async def test_the_latest_minute_reads_as_it_was_written(database: Database) -> None:
    assert await latest(database) is None
    await work(database)
    assert await latest(database) is None
    written = await measured(database)
    assert await latest(database) == written
