"""The events of the audit trail, as they are read."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from store.database.connection import Database

_COLUMNS: LiteralString = """
    event.id, event.occurred_at, event.client_id, event.actor_type, event.actor_id, event.actor_name,
    event.actor_client_id, event.is_admin, event.action, event.resources, event.outcome, event.reason,
    event.request_id, event.address, event.details
"""

# Ids are UUIDv7, so the primary key is in the order of time; an hour is for clocks that differ.
_LIST_HEAD: LiteralString = f"""
SELECT {_COLUMNS}, seal.seq, seal.previous_hash, seal.hash
FROM audit_events AS event
LEFT JOIN audit_seals AS seal ON seal.event_id = event.id
WHERE true
"""  # noqa: S608 - a constant
_CONDITIONS: dict[str, LiteralString] = {
    "before": " AND event.id < %(before)s",
    "client_id": " AND event.client_id = %(whose)s",
    "action": " AND event.action = %(action)s",
    "actor": " AND %(actor)s IN (event.actor_id, event.actor_name)",
    "outcome": " AND event.outcome = %(outcome)s",
    "occurred_after": " AND event.occurred_at >= %(occurred_after)s AND event.id >= %(first_id)s",
    "occurred_before": " AND event.occurred_at < %(occurred_before)s AND event.id < %(last_id)s",
    # By two indexes: that of events with one resource, and that of those with many.
    "resource": """
    AND event.id IN (
        SELECT one.id FROM audit_events AS one WHERE one.resources[1] = %(resource)s
        UNION ALL
        SELECT many.id FROM audit_events AS many
        WHERE cardinality(many.resources) > 1 AND many.resources @> ARRAY[%(resource)s::text]
    )""",
}
_LIST_TAIL: LiteralString = """
ORDER BY event.id DESC
LIMIT %(limit)s
"""
_CLOCKS_S = 3600


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


async def list_events(
    database: Database, client_id: str | None, wanted: Filter, *, before: UUID | None = None, limit: int
) -> list[Event]:
    """Events before `before`, the latest first: those that a client may see, or all of them without one."""
    given: dict[str, Any] = {**asdict(wanted), "before": before}
    if client_id is not None:
        given["client_id"] = wanted.client_id or client_id  # another one's are not there, for it
    statement = _LIST_HEAD
    for name, condition in _CONDITIONS.items():
        if given[name] is not None:
            statement += condition
    statement += _LIST_TAIL
    parameters = {
        **given,
        "whose": given["client_id"],  # client_id is the caller's
        "first_id": wanted.occurred_after and _first_id(wanted.occurred_after, -_CLOCKS_S),
        "last_id": wanted.occurred_before and _first_id(wanted.occurred_before, _CLOCKS_S),
        "limit": limit,
    }
    if client_id is None:
        rows = await database.rows(statement, parameters)
    else:
        rows = await database.client_rows(client_id, statement, parameters)
    return [Event(**row) for row in rows]


def _first_id(time: datetime, later_s: int) -> UUID:
    """The lowest UUIDv7 of so many seconds after a time, which may be one that datetime does not have any more."""
    return UUID(int=max(0, int((time.timestamp() + later_s) * 1000)) << 80)
