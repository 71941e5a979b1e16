"""The events of the audit trail, as they are read."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from store.database.connection import Database

COLUMNS: LiteralString = """
    event.id, event.occurred_at, event.client_id, event.actor_type, event.actor_id, event.actor_name,
    event.actor_client_id, event.is_admin, event.action, event.resources, event.outcome, event.reason,
    event.request_id, event.address, event.details
"""

# A resource is looked up by two indexes: that of events with one resource, and that of those with many.
_LIST = """
SELECT {columns}, seal.seq, seal.previous_hash, seal.hash
FROM audit_events AS event
LEFT JOIN audit_seals AS seal ON seal.event_id = event.id
WHERE (%(client_id)s::text IS NULL OR event.client_id = %(client_id)s)
    AND (%(action)s::text IS NULL OR event.action = %(action)s)
    AND (%(actor)s::text IS NULL OR %(actor)s IN (event.actor_id, event.actor_name))
    AND (%(outcome)s::text IS NULL OR event.outcome = %(outcome)s)
    AND event.occurred_at >= coalesce(%(occurred_after)s::timestamptz, '-infinity')
    AND event.occurred_at < coalesce(%(occurred_before)s::timestamptz, 'infinity')
    AND (event.occurred_at, event.id) < (
        coalesce(%(before_time)s::timestamptz, 'infinity'),
        coalesce(%(before_id)s::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
    )
    {of_resource}
ORDER BY event.occurred_at DESC, event.id DESC
LIMIT %(limit)s
""".replace("{columns}", COLUMNS)
_OF_RESOURCE = """
    AND event.id IN (
        SELECT one.id FROM audit_events AS one WHERE one.resources[1] = %(resource)s
        UNION ALL
        SELECT many.id FROM audit_events AS many
        WHERE cardinality(many.resources) > 1 AND many.resources @> ARRAY[%(resource)s::text]
    )
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """An event of the trail. store.database.auditing says what the fields mean."""

    id: UUID
    occurred_at: datetime
    client_id: str | None
    actor_type: str
    actor_id: str
    actor_name: str | None
    actor_client_id: str | None
    is_admin: bool
    action: str
    resources: list[str]
    outcome: str
    reason: str | None
    request_id: str | None
    address: str | None
    details: dict[str, str] | None
    seq: int | None = None
    """Its number in the chain. None: it is not there yet."""
    previous_hash: bytes | None = None
    hash: bytes | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """Which events; None: any."""

    action: str | None = None
    actor: str | None = None
    """Id or name."""
    resource: str | None = None
    """Such as `job/<id>`."""
    outcome: str | None = None
    client_id: str | None = None
    occurred_after: datetime | None = None
    """At this time, or later."""
    occurred_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the list an event stands."""

    occurred_at: datetime
    id: UUID


async def list_events(
    database: Database, client_id: str | None, wanted: Filter, *, before: Place | None, limit: int
) -> list[Event]:
    """Events behind `before`, the latest first: those that a client may see, or all of them without one."""
    parameters = {
        **asdict(wanted),
        "before_time": before and before.occurred_at,
        "before_id": before and before.id,
        "limit": limit,
    }
    statement = _LIST.replace("{of_resource}", _OF_RESOURCE if wanted.resource else "")
    if client_id is None:
        rows = await database.rows(statement, parameters)
    else:
        rows = await database.client_rows(client_id, statement, parameters)
    return read_events(rows)


def read_events(rows: Sequence[Mapping[str, Any]]) -> list[Event]:
    """The events that rows with COLUMNS are, whatever else they have."""
    names = {field.name for field in fields(Event)}
    return [Event(**{name: value for name, value in row.items() if name in names}) for row in rows]
