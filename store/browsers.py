"""The browser types that jobs can ask for."""

from dataclasses import dataclass
from datetime import datetime

from store.database import Database
from store.errors import BrowserTypeNotFound


@dataclass(frozen=True, kw_only=True, slots=True)
class BrowserType:
    """An engine, and how it presents itself to pages."""

    id: int
    name: str
    type: str
    device_type: str
    user_agent: str | None
    viewport_width: int | None
    viewport_height: int | None
    is_active: bool
    created_at: datetime
    updated_at: datetime


async def list_browser_types(database: Database) -> list[BrowserType]:
    """All browser types, by id."""
    return [BrowserType(**row) for row in await database.rows("SELECT * FROM browser_types ORDER BY id")]


async def get_browser_type(database: Database, browser_type_id: int) -> BrowserType:
    """Raises BrowserTypeNotFound."""
    row = await database.row("SELECT * FROM browser_types WHERE id = %(id)s", {"id": browser_type_id})
    if row is None:
        raise BrowserTypeNotFound(browser_type_id)
    return BrowserType(**row)
