"""Brings a database to the schema that this release works with, or says that it is not there."""

import asyncio
from pathlib import Path

import psycopg

from store.database.connection import SYSTEM_ROLE, TENANT_ROLE, Database
from store.errors import DatabaseUnavailable, MigrationFailed, RolesMissing, SchemaOutdated

RETRY_INTERVAL_S = 1.0
_MAY_BE_MEMBER_WITHOUT_SET = 160_000
"""The version of PostgreSQL from which on a member of a role may be forbidden to become it."""
_MIGRATIONS = Path(__file__).parents[2] / "migrations"


def newest_revision() -> str:
    """The revision that this release needs. Revisions are numbered, and each file begins with its number."""
    return max(path.name.split("_", 1)[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py"))


def migrate(conninfo: str, revision: str = "head") -> None:
    """Runs the migrations up, or down, to a revision. Several processes may do so at once: one of them works.

    Raises MigrationFailed.
    """
    # Alembic takes half a second to import, and only a new release needs it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["conninfo"] = conninfo
    try:
        if revision == "base":
            command.downgrade(config, revision)
        else:
            command.upgrade(config, revision)
    except DBAPIError as error:
        raise MigrationFailed(f"the database cannot be migrated: {_first_line(error.orig)}") from error
    except CommandError as error:  # such as a revision that only a newer release knows
        raise MigrationFailed(f"the schema is none that this release knows: {_first_line(error)}") from error


def _first_line(error: BaseException | None) -> str:
    """What an error says, without the hints and pieces of statements that follow."""
    return str(error).partition("\n")[0]


async def is_current(database: Database) -> bool:
    """Whether the database has the schema that this release needs, or a newer one: migrations leave the
    previous release working.
    """
    current = await _current_revision(database)
    return current is not None and current >= newest_revision()


async def wait_until_usable(database: Database) -> None:
    """Waits while the database cannot be reached, then checks its schema and what we may do there.

    Raises SchemaOutdated or RolesMissing.
    """
    while True:
        try:
            await check_usable(database)
        except DatabaseUnavailable:
            await asyncio.sleep(RETRY_INTERVAL_S)
        else:
            return


async def check_usable(database: Database) -> None:
    """Raises DatabaseUnavailable, SchemaOutdated or RolesMissing."""
    async with database.own_connection("start"):  # says what is wrong, where the pool only says for how long
        pass
    if not await is_current(database):
        current = await _current_revision(database) or "empty"
        raise SchemaOutdated(
            f"the database's schema is {current}, this release needs {newest_revision()}: run `tabwright migrate`"
        )
    await _check_roles(database)


async def _current_revision(database: Database) -> str | None:
    # On a connection of its own: those of the pool take a role that an empty database need not have.
    async with database.own_connection("schema") as connection:
        cursor = await connection.execute("SELECT to_regclass('alembic_version') IS NOT NULL AS migrated")
        if not (await cursor.fetchall())[0]["migrated"]:
            return None
        try:
            rows = await (await connection.execute("SELECT version_num FROM alembic_version")).fetchall()
        except psycopg.errors.InsufficientPrivilege as error:
            login = connection.info.user
            raise RolesMissing(
                f'the role {login} may not read alembic_version: run `GRANT SELECT ON alembic_version TO "{login}"` as '
                "an administrator"
            ) from error
        return rows[0]["version_num"] if rows else None


async def _check_roles(database: Database) -> None:
    """Raises RolesMissing unless we may take the roles that all statements run as."""
    async with database.own_connection("schema") as connection:
        taking = "SET" if connection.info.server_version >= _MAY_BE_MEMBER_WITHOUT_SET else "MEMBER"
        cursor = await connection.execute(
            """
            SELECT session_user AS login, rolname AS role
            FROM pg_roles
            WHERE rolname = ANY (%s) AND NOT pg_has_role(session_user, oid, %s)
            """,
            ([SYSTEM_ROLE, TENANT_ROLE], taking),
        )
        missing = await cursor.fetchall()
    if missing:
        roles = ", ".join(row["role"] for row in missing)
        login = missing[0]["login"]
        raise RolesMissing(
            f'the role {login} may not become {roles}: run `GRANT {roles} TO "{login}"` as an administrator'
        )
