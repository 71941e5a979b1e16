"""Makes, lists and revokes API keys in the database itself: the first key has to come from somewhere."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from uuid import UUID

from pydantic import SecretStr, ValidationError
from rich import box
from rich.console import Console
from rich.table import Table

from cli.errors import CommandError
from cli.postgres import Postgres
from cli.profile import LOCAL_KEY_FILE
from cli.settings import UpSettings
from store import keys
from store.database import Database
from store.errors import StoreError
from store.keys import ApiKey, NewKey
from store.settings import DatabaseSettings

LOCAL_CLIENT_ID = "default"


async def create(settings: UpSettings, new: NewKey) -> None:
    """Makes a key and prints its secret, alone on standard output so that it can be piped."""
    async with _database(settings) as database:
        key, secret = await keys.create_key(database, new)
    Console(stderr=True, highlight=False).print(
        f"Key {key.id} of client {key.client_id}. Its secret, which nobody can show again:"
    )
    print(secret)


async def show(settings: UpSettings, client_id: str | None) -> None:
    """Prints the keys as a table."""
    async with _database(settings) as database:
        found = await keys.list_keys(database, client_id)
    table = Table("id", "client", "name", "status", "limit", "rights", "last used", "expires", box=box.SIMPLE_HEAD)
    for key in found:
        table.add_row(
            str(key.id),
            key.client_id,
            key.name,
            key.status,
            str(key.rate_limit or "none"),
            " ".join(name for name, has in (("admin", key.is_admin), ("evaluate", key.may_evaluate)) if has),
            _date(key.last_used_at),
            _date(key.expires_at),
        )
    Console(highlight=False).print(table)


async def revoke(settings: UpSettings, key_id: UUID) -> ApiKey:
    """Ends a key for good. Raises CommandError when there is none."""
    async with _database(settings) as database:
        return await keys.revoke_key(database, key_id)


async def ensure_local_key(database: Database, folder: Path) -> None:
    """Makes sure that the file `api-key` in the data folder holds a key of this machine's: an administrator's,
    without a limit, for whoever may read the file.
    """
    path = folder / LOCAL_KEY_FILE
    if path.exists() and await keys.use_key(database, path.read_text().strip()):
        return
    new = NewKey(client_id=LOCAL_CLIENT_ID, name="this machine", rate_limit=0, is_admin=True, may_evaluate=True)
    _, secret = await keys.create_key(database, new)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(secret + "\n")


@asynccontextmanager
async def _database(settings: UpSettings) -> AsyncIterator[Database]:
    """The database that the environment names, else the one of the `tabwright up` that runs."""
    try:
        where = DatabaseSettings()
    except ValidationError as error:
        raise CommandError(f"a setting is wrong: {error}") from error
    if not {"DATABASE_URL", "DB_HOST"} & os.environ.keys():
        folder = settings.tabwright_data.absolute()
        postgres = Postgres(folder / "database", folder / "logs" / "postgres.log")
        if not postgres.find_running():
            raise CommandError(
                f"no Tabwright runs in {folder}: start one with `tabwright up`, or set DATABASE_URL or TABWRIGHT_DATA"
            )
        where = DatabaseSettings(database_url=SecretStr(postgres.conninfo()))
    try:
        async with Database(where, application_name="tabwright keys", pool_size=1) as database:
            yield database
    except StoreError as error:
        raise CommandError(str(error)) from error


def _date(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "never"
