"""The browser types that jobs can ask for."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import LiteralString

import psycopg

from store.database import jsonb
from store.database.connection import Database, Row
from store.errors import BrowserTypeInUse, BrowserTypeNameTaken, BrowserTypeNotFound
from store.job import Json

_CREATE = """
INSERT INTO browser_types (
    name, type, device_type, user_agent, viewport_width, viewport_height, device, is_active
)
VALUES (
    %(name)s, %(type)s, %(device_type)s, %(user_agent)s, %(viewport_width)s, %(viewport_height)s, %(device)s,
    %(is_active)s
)
ON CONFLICT (name) DO NOTHING
RETURNING *
"""

# Only the columns that are named in the changes get a new value, be it null; the others keep theirs.
_UPDATE = """
UPDATE browser_types AS browser_type
SET (name, type, device_type, user_agent, viewport_width, viewport_height, device, is_active, updated_at) = (
    SELECT
        changed.name, changed.type, changed.device_type, changed.user_agent, changed.viewport_width,
        changed.viewport_height, changed.device, changed.is_active, now()
    FROM jsonb_populate_record(browser_type, %(changes)s::jsonb) AS changed
)
WHERE id = %(id)s
RETURNING *
"""
_IS_TAKEN = "SELECT FROM browser_types WHERE name = %(name)s AND id <> %(id)s"

_DELETE = """
DELETE FROM browser_types AS browser_type
WHERE id = %(id)s AND NOT EXISTS (SELECT FROM automation_jobs AS job WHERE job.browser_type_id = browser_type.id)
RETURNING id
"""

_PAUSE = """
UPDATE browser_types SET paused_at = coalesce(paused_at, now()) WHERE id = %(id)s RETURNING *
"""
_RESUME = """
UPDATE browser_types SET paused_at = NULL WHERE id = %(id)s RETURNING *
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewBrowserType:
    """An engine, and how it presents itself to pages."""

    name: str
    type: str
    device_type: str
    user_agent: str | None
    viewport_width: int | None
    viewport_height: int | None
    device: str | None
    """A device descriptor of Playwright's, by name. What else is set here wins over what it says."""
    is_active: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class BrowserType(NewBrowserType):
    """A browser type as it is stored."""

    id: int
    created_at: datetime
    updated_at: datetime
    paused_at: datetime | None
    """Since when no jobs of it are started."""


async def list_browser_types(database: Database) -> list[BrowserType]:
    """All browser types, by id."""
    return [_browser_type(row) for row in await database.rows("SELECT * FROM browser_types ORDER BY id")]


async def get_browser_type(database: Database, browser_type_id: int) -> BrowserType:
    """Raises BrowserTypeNotFound."""
    row = await database.row("SELECT * FROM browser_types WHERE id = %(id)s", {"id": browser_type_id})
    if row is None:
        raise BrowserTypeNotFound(browser_type_id)
    return _browser_type(row)


async def create_browser_type(database: Database, browser_type: NewBrowserType) -> BrowserType:
    """Raises BrowserTypeNameTaken."""
    row = await database.row(_CREATE, asdict(browser_type))
    if row is None:
        raise BrowserTypeNameTaken(browser_type.name)
    database.notifier.browser_type(row["id"])
    return _browser_type(row)


async def update_browser_type(database: Database, browser_type_id: int, changes: Json) -> BrowserType:
    """Sets the fields of NewBrowserType that `changes` names.

    Raises BrowserTypeNotFound or BrowserTypeNameTaken.
    """
    if (
        "name" in changes
        and await database.row(_IS_TAKEN, {"id": browser_type_id, "name": changes["name"]}) is not None
    ):
        raise BrowserTypeNameTaken(changes["name"])
    try:
        row = await database.row(_UPDATE, {"id": browser_type_id, "changes": jsonb.dumps(changes)})
    except psycopg.errors.UniqueViolation:  # taken since
        raise BrowserTypeNameTaken(changes["name"]) from None
    if row is None:
        raise BrowserTypeNotFound(browser_type_id)
    database.notifier.browser_type(browser_type_id)
    return _browser_type(row)


async def pause_browser_type(database: Database, browser_type_id: int) -> BrowserType:
    """Has no more jobs of it started: claims that begin when this has returned find none.

    Raises BrowserTypeNotFound.
    """
    return await _set_pause(database, _PAUSE, browser_type_id)


async def resume_browser_type(database: Database, browser_type_id: int) -> BrowserType:
    """Has its jobs started again. Raises BrowserTypeNotFound."""
    browser_type = await _set_pause(database, _RESUME, browser_type_id)
    database.notifier.ready([browser_type_id])
    return browser_type


async def _set_pause(database: Database, statement: LiteralString, browser_type_id: int) -> BrowserType:
    row = await database.row(statement, {"id": browser_type_id})
    if row is None:
        raise BrowserTypeNotFound(browser_type_id)
    return _browser_type(row)


async def delete_browser_type(database: Database, browser_type_id: int) -> None:
    """Raises BrowserTypeNotFound, or BrowserTypeInUse when jobs refer to it, whoever's they are."""
    try:
        row = await database.row(_DELETE, {"id": browser_type_id})
    except psycopg.errors.ForeignKeyViolation:  # by a job that has come since
        raise BrowserTypeInUse(browser_type_id) from None
    if row is None:
        raise BrowserTypeInUse((await get_browser_type(database, browser_type_id)).id)
    database.notifier.browser_type(browser_type_id)


def _browser_type(row: Row) -> BrowserType:
    """Columns that a newer release has added are left out."""
    return BrowserType(**{field.name: row[field.name] for field in fields(BrowserType)})
