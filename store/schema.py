"""Brings a database to the schema that this release works with, or says that it is not there."""

import asyncio
from pathlib import Path

import structlog

from store.database import Database
from store.errors import DatabaseUnavailable, SchemaOutdated

log = structlog.get_logger()

RETRY_INTERVAL_S = 1.0
_MIGRATIONS = Path(__file__).parent.parent / "migrations"


def newest_revision() -> str:
    """The revision that this release needs. Revisions are numbered, and each file begins with its number."""
    return max(path.name.split("_", 1)[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py"))


def migrate(conninfo: str, revision: str = "head") -> None:
    """Runs the migrations up, or down, to a revision. Several processes may do so at once: one of them works."""
    # Alembic takes half a second to import, and only a new release needs it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["conninfo"] = conninfo
    if revision == "base":
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)


async def is_current(database: Database) -> bool:
    """Whether the database has the schema that this release needs, or a newer one: migrations leave the
    previous release working.
    """
    current = await _current_revision(database)
    return current is not None and current >= newest_revision()


async def wait_until_usable(database: Database) -> None:
    """Waits while the database cannot be reached, then checks its schema. Raises SchemaOutdated."""
    while True:
        try:
            async with database.own_connection("start"):  # says what is wrong, where the pool only says for how long
                pass
            if await is_current(database):
                return
        except DatabaseUnavailable as error:
            log.warning("database.waiting", error=str(error))
            await asyncio.sleep(RETRY_INTERVAL_S)
        else:
            current = await _current_revision(database) or "empty"
            raise SchemaOutdated(
                f"the database's schema is {current}, this release needs {newest_revision()}: run `tabwright migrate`"
            )


async def _current_revision(database: Database) -> str | None:
    row = await database.row("SELECT to_regclass('alembic_version') IS NOT NULL AS migrated")
    if row is None or not row["migrated"]:
        return None
    row = await database.row("SELECT version_num FROM alembic_version")
    return row["version_num"] if row else None
