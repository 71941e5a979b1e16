"""A call that is cancelled in the middle of a statement leaves nothing behind for those who come after it."""

import asyncio

import pytest

from store.database.connection import Database
from store.settings import DatabaseSettings

_WRITE = "INSERT INTO removed_jobs (job_id) VALUES (gen_random_uuid()) RETURNING current_user AS role"
_WRITTEN = "SELECT count(*) AS written FROM removed_jobs"


@pytest.mark.parametrize("as_client", [True, False])
async def test_what_is_written_after_a_statement_that_was_cancelled_at_any_moment_stays(
    database_settings: DatabaseSettings, database: Database, *, as_client: bool
) -> None:
    async with Database(database_settings, application_name="one", pool_size=1) as one:
        await one.rows("SELECT")  # it is connected
        for moment in range(25):
            nap = one.client_rows("client", "SELECT pg_sleep(0.01)") if as_client else one.rows("SELECT pg_sleep(0.01)")
            napping = asyncio.create_task(nap)
            for _ in range(moment):
                await asyncio.sleep(0)
            napping.cancel()
            await asyncio.wait([napping])
            assert await one.rows(_WRITE) == [{"role": "tabwright_system"}]
            assert await database.rows(_WRITTEN) == [{"written": moment + 1}], f"cancelled at {moment}"
