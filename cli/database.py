"""The database itself, for commands that need neither a server nor a key."""

import getpass
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from pydantic import SecretStr

from cli.errors import CommandError, ExitCode
from cli.postgres import Postgres
from cli.settings import named_database, read_settings, settings_of_running
from store.database.auditing import Actor, Call
from store.database.connection import Database
from store.database.schema import check_usable
from store.errors import NotFound, StoreError
from store.settings import DatabaseSettings


@asynccontextmanager
async def open_database(purpose: str) -> AsyncIterator[Database]:
    """The database that the environment names, else that of the `tabwright up` that runs. Raises CommandError."""
    # What goes wrong is told by an exception, to people.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    database = Database(_where(), application_name=f"tabwright {purpose}", pool_size=1)
    try:
        await check_usable(database)
        async with database:
            yield database
    except NotFound as error:
        raise CommandError(str(error), ExitCode.NOT_FOUND) from error
    except StoreError as error:
        told = str(error).partition("\n")[0]
        raise CommandError(f"{told}; the database is the one of DATABASE_URL, or of DB_HOST and so on") from error


def operating(action: str, kind: str) -> Call:
    """What the audit trail is told of a command: that whoever has access to the database has given it."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in containers
        user = "unknown"
    return Call(actor=Actor(type="operator", id=user, is_admin=True), action=action, kind=kind)


def _where() -> DatabaseSettings:
    """Raises CommandError."""
    if not named_database():
        folder = settings_of_running().tabwright_data.absolute()
        postgres = Postgres(folder / "database", folder / "logs" / "postgres.log")
        if not postgres.find_running():
            raise CommandError(
                f"no Tabwright runs in {folder}: start one with `tabwright up`, or set DATABASE_URL or TABWRIGHT_DATA"
            )
        return DatabaseSettings(database_url=SecretStr(postgres.conninfo()))
    return read_settings(DatabaseSettings)
