"""The database's schema: what the documents promise, and what the database itself refuses."""

import asyncio
import os
import sys
from itertools import product

import psycopg
import pytest

from store.database import schema
from store.database.connection import Database
from store.errors import SchemaOutdated
from store.job import MOVES, TERMINAL, Status
from store.settings import DatabaseSettings
from tests.fixtures.jobs import CreateJob

DOCUMENTED_COLUMNS = {
    "browser_types": "id name type device_type user_agent viewport_width viewport_height is_active created_at "
    "updated_at",
    "automation_jobs": "id browser_type_id target_url actions wait_until status priority retry_count max_retries "
    "timeout_ms created_at started_at completed_at error_message result updated_at",
    "job_artifacts": "id job_id artifact_type file_path file_data mime_type size_bytes created_at",
    "job_logs": "id job_id level message metadata created_at",
    "browser_workers": "id browser_type_id status current_job_id last_heartbeat started_at metadata",
    "api_keys": "id key client_id name status rate_limit is_active last_used_at expires_at metadata created_at "
    "updated_at",
    "url_policies": "id pattern type description is_active metadata created_at updated_at",
}


@pytest.mark.parametrize("table", DOCUMENTED_COLUMNS)
async def test_every_documented_column_is_there(database: Database, table: str) -> None:
    rows = await database.rows(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %(table)s", {"table": table}
    )
    assert set(DOCUMENTED_COLUMNS[table].split()) <= {row["column_name"] for row in rows}


@pytest.mark.parametrize(
    "table",
    ["automation_jobs", "job_ready", "job_deferred", "job_leases", "job_events", "job_artifacts", "job_logs"],
)
async def test_every_row_of_a_tenant_says_whose_it_is(database: Database, table: str) -> None:
    row = await database.row(
        """
        SELECT is_nullable FROM information_schema.columns
        WHERE table_name = %(table)s AND column_name = 'client_id'
        """,
        {"table": table},
    )
    assert row == {"is_nullable": "NO"}


async def test_all_times_have_a_time_zone(database: Database) -> None:
    rows = await database.rows(
        """
        SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type = 'timestamp without time zone'
        """
    )
    assert rows == []


async def test_the_documented_browser_types_are_seeded(database: Database) -> None:
    rows = await database.rows(
        "SELECT id, name, type, device_type, viewport_width AS w, viewport_height AS h FROM browser_types ORDER BY id"
    )
    assert [tuple(row.values()) for row in rows] == [
        (1, "Chromium", "chromium", "desktop", 1920, 1080),
        (2, "Firefox", "firefox", "desktop", 1920, 1080),
        (3, "WebKit", "webkit", "desktop", 1920, 1080),
        (4, "Mobile Chrome", "chromium", "mobile", 375, 667),
        (5, "Mobile Firefox", "firefox", "mobile", 375, 667),
    ]


@pytest.mark.parametrize(("old", "new"), list(product(Status, Status)))
async def test_the_database_allows_exactly_the_legal_moves(
    database_settings: DatabaseSettings, old: Status, new: Status
) -> None:
    connection = await psycopg.AsyncConnection.connect(database_settings.conninfo())
    columns = "started_at = now(), completed_at = %(end)s, error = %(error)s, error_message = %(message)s"
    async with connection:
        await connection.execute(
            "INSERT INTO automation_jobs (id, client_id, browser_type_id, target_url, actions) "
            "VALUES (gen_random_uuid(), 'c', 1, 'http://x', '[]')"
        )
        await connection.execute("ALTER TABLE automation_jobs DISABLE TRIGGER job_moves")
        await connection.execute(f"UPDATE automation_jobs SET status = '{old}', {columns}", _fitting(old))  # type: ignore[arg-type]
        await connection.execute("ALTER TABLE automation_jobs ENABLE TRIGGER job_moves")
        move = connection.execute(f"UPDATE automation_jobs SET status = '{new}', {columns}", _fitting(new))  # type: ignore[arg-type]
        if (old, new) in MOVES or old is new:
            await move
        else:
            with pytest.raises(psycopg.errors.CheckViolation, match=f"cannot move from {old} to {new}"):
                await move


def _fitting(status: Status) -> dict[str, object]:
    failed = status is Status.FAILED
    return {
        "end": "now" if status in TERMINAL else None,
        "error": "{}" if failed else None,
        "message": "m" if failed else None,
    }


async def test_a_job_cannot_end_without_a_time_nor_fail_without_an_error(database: Database, create: CreateJob) -> None:
    await create()
    for change in ("status = 'cancelled'", "completed_at = now()", "error = '{}'", "error_message = 'm'"):
        with pytest.raises(psycopg.errors.CheckViolation):
            await database.rows(f"UPDATE automation_jobs SET {change} RETURNING id")


async def test_the_migrations_lead_down_and_up_again(database_settings: DatabaseSettings) -> None:
    conninfo = database_settings.conninfo()
    await asyncio.to_thread(schema.migrate, conninfo, "base")
    async with Database(database_settings, application_name="test") as database:
        with pytest.raises(SchemaOutdated, match="tabwright migrate"):
            await schema.wait_until_usable(database)
        await asyncio.to_thread(schema.migrate, conninfo)
        await schema.wait_until_usable(database)


async def test_processes_that_migrate_at_once_do_not_disturb_each_other(
    database_settings: DatabaseSettings,
) -> None:
    conninfo = database_settings.conninfo()
    await asyncio.to_thread(schema.migrate, conninfo, "base")
    migrations = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "cli", "migrate", env={**os.environ, "DATABASE_URL": conninfo}
        )
        for _ in range(3)
    ]
    assert [await migration.wait() for migration in migrations] == [0, 0, 0]
    async with Database(database_settings, application_name="test") as database:
        await schema.wait_until_usable(database)
