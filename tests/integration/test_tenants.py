"""Tenants: the database itself keeps them apart."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from pydantic import SecretStr

from cli.postgres import Postgres
from store.database import schema
from store.database.connection import Database
from store.errors import MigrationFailed, RolesMissing
from store.job import new_id
from store.queue.cancel import cancel_job
from store.queue.intake import create_job
from store.records.listing import get_job
from store.secrets.sealing import NO_KEYS
from store.settings import DatabaseSettings
from store.webhooks.receivers import create_webhook
from tests.fixtures.jobs import CLIENT, CreateJob, new_job

ROLES = ("tabwright_system", "tabwright_tenant")
TENANT_TABLES = """
SELECT relname AS name, relrowsecurity AS enabled, relforcerowsecurity AS forced
FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'client_id')
"""


async def test_every_table_with_clients_in_it_is_under_forced_row_security(database: Database) -> None:
    tables = await database.rows(TENANT_TABLES)
    assert len(tables) >= 9
    assert [table["name"] for table in tables if not (table["enabled"] and table["forced"])] == []


@pytest.mark.parametrize("table", ["automation_jobs", "job_ready", "job_events"])
async def test_a_statement_that_forgets_the_client_sees_no_other_clients_rows(
    database: Database, create: CreateJob, table: str
) -> None:
    await create()
    everything = f"SELECT client_id FROM {table}"
    assert await database.client_rows("another", everything) == []  # type: ignore[arg-type]
    assert await database.client_rows("", everything) == []  # type: ignore[arg-type]
    assert await database.client_rows(CLIENT, everything) == [{"client_id": CLIENT}]  # type: ignore[arg-type]
    assert await database.rows(everything) == [{"client_id": CLIENT}]  # type: ignore[arg-type]


async def test_a_client_cannot_write_rows_of_another(database: Database, create: CreateJob) -> None:
    await create()
    changed = await database.client_rows("another", "UPDATE automation_jobs SET priority = 9 RETURNING id")
    assert changed == []
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await database.client_rows(
            CLIENT,
            "INSERT INTO job_ready (job_id, client_id, browser_type_id, priority) "
            "VALUES (gen_random_uuid(), 'another', 1, 0) RETURNING job_id",
        )


async def test_being_a_client_ends_with_the_statement(database: Database, create: CreateJob) -> None:
    await create()
    for _ in range(20):  # whichever connection of the pool it is
        await database.client_rows("another", "SELECT FROM automation_jobs")
    rows = await database.rows("SELECT current_user AS role, current_setting('tabwright.client_id', true) AS client")
    assert (rows[0]["role"], rows[0]["client"] or "") == ("tabwright_system", "")


async def test_being_a_client_ends_with_a_statement_that_fails(database_settings: DatabaseSettings) -> None:
    async with Database(database_settings, application_name="one", pool_size=1) as one:
        for _ in range(3):  # the statement is prepared meanwhile
            with pytest.raises(psycopg.errors.DivisionByZero):
                await one.client_rows(CLIENT, "SELECT 1 / (SELECT 0)")
            rows = await one.rows("SELECT current_user AS role, current_setting('tabwright.client_id', true) AS client")
            assert (rows[0]["role"], rows[0]["client"] or "") == ("tabwright_system", "")


async def test_the_keys_are_nothing_for_clients(database: Database) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await database.client_rows(CLIENT, "SELECT id FROM api_keys")


@pytest.fixture
async def ordinary(postgres: Postgres) -> AsyncIterator[DatabaseSettings]:
    """A database of a role that is no superuser, but may make roles, as docs/production.md makes it in a cluster that
    has had no Tabwright.
    """
    page = (Path(__file__).parents[2] / "docs" / "production.md").read_text()
    statements = page.partition("```sql\n")[2].partition("```")[0].replace("tabwright", "ordinary").split(";")[:-1]
    assert len(statements) == 2
    async with await psycopg.AsyncConnection.connect(postgres.conninfo("postgres"), autocommit=True) as admin:
        # They belong to the cluster, and this one's superuser has made them.
        for role in ROLES:
            await admin.execute(f"ALTER ROLE {role} RENAME TO {role}_aside")
        for statement in statements:
            await admin.execute(statement.encode())
        conninfo = make_conninfo(postgres.conninfo("ordinary"), user="ordinary", password="change-me")
        yield DatabaseSettings(database_url=SecretStr(conninfo))
        await admin.execute("DROP DATABASE ordinary WITH (FORCE)")
        for role in ROLES:
            await admin.execute(f"DROP ROLE IF EXISTS {role}")
            await admin.execute(f"ALTER ROLE {role}_aside RENAME TO {role}")
        await admin.execute("DROP ROLE ordinary")


async def run_as(settings: DatabaseSettings, *statements: bytes) -> None:
    async with await psycopg.AsyncConnection.connect(settings.conninfo(), autocommit=True) as connection:
        for statement in statements:
            await connection.execute(statement)


async def test_an_ordinary_role_can_own_it_all_and_is_under_the_same_rules(ordinary: DatabaseSettings) -> None:
    await asyncio.to_thread(schema.migrate, ordinary.conninfo())
    async with Database(ordinary, application_name="test") as database:
        await schema.wait_until_usable(database)
        job = new_job()
        await create_job(database, job)
        assert (await get_job(database, CLIENT, job.id)).id == job.id
        assert await database.client_rows("another", "SELECT id FROM automation_jobs") == []
        assert len(await database.rows("SELECT id FROM automation_jobs")) == 1
        hook = {"url": "http://x.test/", "receiver": "x.test:80", "events": ["job.cancelled"]}
        await create_webhook(database, NO_KEYS, CLIENT, new_id(), {**hook, "description": None, "is_active": True})
        await cancel_job(database, CLIENT, job.id)
        assert len(await database.rows("SELECT id FROM webhook_deliveries")) == 1


async def test_a_migration_that_could_not_take_the_roles_goes_on_with_a_release_that_can(
    ordinary: DatabaseSettings,
) -> None:
    await asyncio.to_thread(schema.migrate, ordinary.conninfo(), "0006")
    # What PostgreSQL itself grants to who makes a role, from 16 on: to administer it, not to become it.
    await run_as(ordinary, b"REVOKE tabwright_system, tabwright_tenant FROM ordinary")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await run_as(ordinary, b"SET ROLE tabwright_system")
    await asyncio.to_thread(schema.migrate, ordinary.conninfo())
    async with Database(ordinary, application_name="test") as database:
        await schema.wait_until_usable(database)


async def test_a_migration_by_a_role_that_can_neither_make_nor_take_the_roles_says_what_to_run(
    ordinary: DatabaseSettings, postgres: Postgres
) -> None:
    admin = DatabaseSettings(database_url=SecretStr(postgres.conninfo("postgres")))
    await run_as(admin, b"ALTER ROLE ordinary NOCREATEROLE")
    with pytest.raises(MigrationFailed) as raised:
        await asyncio.to_thread(schema.migrate, ordinary.conninfo())
    first, second = (f"CREATE ROLE {role} NOLOGIN" for role in ROLES)
    assert f"run `{first}; {second}; GRANT {', '.join(ROLES)} TO ordinary` as an adm" in str(raised.value)
    await run_as(admin, first.encode(), second.encode())
    with pytest.raises(MigrationFailed) as raised:
        await asyncio.to_thread(schema.migrate, ordinary.conninfo())
    told = str(raised.value).rpartition(": run `")[2].removesuffix("` as an administrator")
    assert told == "GRANT tabwright_system, tabwright_tenant TO ordinary"
    await run_as(admin, told.encode())
    await asyncio.to_thread(schema.migrate, ordinary.conninfo())


async def test_a_login_that_may_not_take_the_roles_is_told_what_to_grant(
    postgres: Postgres, database_settings: DatabaseSettings
) -> None:
    async with await psycopg.AsyncConnection.connect(postgres.conninfo("postgres"), autocommit=True) as admin:
        await admin.execute("CREATE ROLE bare LOGIN PASSWORD 'bare'")
        conninfo = make_conninfo(database_settings.conninfo(), user="bare", password="bare")
        settings = DatabaseSettings(database_url=SecretStr(conninfo))
        async with Database(settings, application_name="test") as database:
            with pytest.raises(RolesMissing, match='GRANT SELECT ON alembic_version TO "bare"'):
                await schema.wait_until_usable(database)
        await admin.execute("GRANT pg_read_all_data TO bare")
        await admin.execute("GRANT tabwright_system, tabwright_tenant TO bare WITH SET FALSE")  # is not enough
        async with Database(settings, application_name="test") as database:
            with pytest.raises(RolesMissing, match='GRANT tabwright_system, tabwright_tenant TO "bare"'):
                await schema.wait_until_usable(database)
        await admin.execute("DROP ROLE bare")
