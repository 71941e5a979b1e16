"""Task types of clients in the database. What is put is a version, which stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from store.database import jsonb
from store.database.connection import Database, Row
from store.errors import TaskTypeChanged, TaskTypeLimit, TaskTypeNotFound, TaskVersionNotFound
from store.job import Json, new_id

MAX_TASK_TYPES = 200
"""How many a client can have."""
MAX_VERSIONS = 100
"""How many of one are kept: the newest."""

_MAX_TRIES = 20
"""How often somebody else can be faster."""
_LISTED = "name, version, title, description, needs, created_at"
_COLUMNS = f"{_LISTED}, definition::text AS definition"

_LIST = f"""
SELECT DISTINCT ON (name) {_LISTED}
FROM task_types
WHERE client_id = %(client_id)s
ORDER BY name, version DESC
"""  # noqa: S608 - constants

_GET = f"""
SELECT {_COLUMNS}
FROM task_types
WHERE client_id = %(client_id)s AND name = %(name)s
    AND (%(version)s::integer IS NULL OR version = %(version)s::integer)
ORDER BY version DESC
LIMIT 1
"""  # noqa: S608

# What is put again as it is makes no version. Of two that put at once, one finds the version taken, and looks again.
# One version more than are kept lets go of the oldest.
_PUT = f"""
WITH newest AS (
    SELECT version, title, description, definition
    FROM task_types
    WHERE client_id = %(client_id)s AND name = %(name)s
    ORDER BY version DESC
    LIMIT 1
), made AS (
    INSERT INTO task_types (id, client_id, name, version, title, description, needs, definition)
    SELECT
        %(id)s, %(client_id)s::varchar, %(name)s, coalesce((SELECT version FROM newest), 0) + 1, %(title)s::text,
        %(description)s::text, %(needs)s::text[], %(definition)s::jsonb
    WHERE coalesce(%(expected)s::integer, (SELECT version FROM newest), 0)
            = coalesce((SELECT version FROM newest), 0)
        AND NOT EXISTS (
            SELECT FROM newest
            WHERE (title, description, definition)
                = (%(title)s::text, %(description)s::text, %(definition)s::jsonb)
        )
        AND (
            EXISTS (SELECT FROM newest)
            OR (SELECT count(DISTINCT name) FROM task_types WHERE client_id = %(client_id)s::varchar) < %(limit)s
        )
    ON CONFLICT DO NOTHING
    RETURNING *
), let_go AS (
    DELETE FROM task_types
    WHERE client_id = %(client_id)s AND name = %(name)s AND version <= (SELECT version FROM made) - %(versions)s
)
SELECT {_COLUMNS} FROM made
"""  # noqa: S608

_DELETE = "DELETE FROM task_types WHERE client_id = %(client_id)s AND name = %(name)s RETURNING id"


@dataclass(frozen=True, kw_only=True, slots=True)
class Definition:
    """What a task type shall be."""

    title: str
    description: str
    needs: Sequence[str]
    content: Json
    """Its parameters, job, result and resultSchema."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskType:
    """One version of a task type."""

    name: str
    version: int
    title: str
    description: str
    needs: Sequence[str]
    content: Json | None
    """As in Definition. None in lists."""
    created_at: datetime


async def list_task_types(database: Database, client_id: str) -> list[TaskType]:
    """The client's, by name, in their newest versions and without their content."""
    return [_task_type(row) for row in await database.client_rows(client_id, _LIST)]


async def find_task_type(database: Database, client_id: str, name: str, version: int | None = None) -> TaskType | None:
    """The client's task type of a name, in this version or the newest. None: it has none of this name. Raises
    TaskVersionNotFound.
    """
    row = await database.client_row(client_id, _GET, {"name": name, "version": version})
    if row is not None or version is None:
        return None if row is None else _task_type(row)
    newest = await database.client_row(client_id, _GET, {"name": name, "version": None})
    if newest is None:
        return None
    raise TaskVersionNotFound(name, version, newest["version"])


async def put_task_type(
    database: Database, client_id: str, name: str, definition: Definition, expected: int | None = None
) -> tuple[TaskType, bool]:
    """Makes a task type, or a new version of it, unless the newest is the same; and whether there is a new version.
    `expected`: the version that must be the newest, 0 if there must be none. Raises TaskTypeChanged or TaskTypeLimit.
    """
    values = {
        "name": name,
        "title": definition.title,
        "description": definition.description,
        "needs": list(definition.needs),
        "definition": jsonb.dumps(definition.content),
        "expected": expected,
        "limit": MAX_TASK_TYPES,
        "versions": MAX_VERSIONS,
    }
    for _ in range(_MAX_TRIES):
        row = await database.client_row(client_id, _PUT, {**values, "id": new_id()}, changed=_resources(name))
        if row is not None:
            return _task_type(row), True
        newest = await find_task_type(database, client_id, name)
        if newest is None and not expected:
            raise TaskTypeLimit(MAX_TASK_TYPES)
        if newest is not None and _is_same(newest, definition):
            return newest, False
        if expected is not None and expected != (newest.version if newest else 0):
            break
    raise TaskTypeChanged(name, expected, newest.version if newest else 0)


async def delete_task_type(database: Database, client_id: str, name: str) -> None:
    """Removes a task type with all its versions. Raises TaskTypeNotFound."""
    if not await database.client_rows(client_id, _DELETE, {"name": name}, changed=_resources(name)):
        raise TaskTypeNotFound(name, [])


def _resources(name: str) -> list[str]:
    """What the audit trail calls a task type."""
    return [f"task-type/{name}"]


def _is_same(stored: TaskType, definition: Definition) -> bool:
    told = (stored.title, stored.description, stored.content)
    return told == (definition.title, definition.description, definition.content)


def _task_type(row: Row) -> TaskType:
    return TaskType(
        name=row["name"],
        version=row["version"],
        title=row["title"],
        description=row["description"],
        needs=row["needs"],
        content=jsonb.read_object(row["definition"]) if "definition" in row else None,
        created_at=row["created_at"],
    )
