"""A statement that fails in a pipeline harms none that comes later on its connection."""

import psycopg

from store.database.connection import Database
from store.settings import DatabaseSettings


async def test_what_came_behind_a_statement_that_failed_can_be_run_again(database_settings: DatabaseSettings) -> None:
    async with Database(database_settings, application_name="one", pool_size=1) as one:
        for divisor in (1, 0, 1, 1):
            try:
                async with one.connection() as connection:
                    async with connection.pipeline():
                        await connection.execute("SELECT 1 / %s::integer", (divisor,))
                        cursor = await connection.execute("SELECT 'behind' AS text")
                    assert await cursor.fetchall() == [{"text": "behind"}]
            except psycopg.errors.DivisionByZero:
                assert divisor == 0
            else:
                assert divisor == 1
