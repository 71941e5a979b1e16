"""What is on its way to webhooks: a queue of its own, filled by a trigger wherever an event is written.

Here deliveries are shown, and asked for again; store.webhooks.attempts makes them.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import LiteralString
from uuid import UUID

from store.database.connection import Database, Row
from store.job import Json
from store.webhooks.errors import WebhookDeliveryNotFound, WebhookInactive

MAX_HELD_S = 3600.0
"""How long a delivery waits at most for the circuit of its receiver, each time that it is due."""

_SHOWN = """
    delivery.id, delivery.webhook_id, delivery.job_id, delivery.sequence, delivery.alert_id, delivery.event_type,
    (SELECT url FROM webhooks WHERE id = delivery.webhook_id) AS url,
    delivery.status, delivery.attempt_no, delivery.due_at, delivery.created_at, delivery.completed_at
"""

_LIST_HEAD = f"""
SELECT {_SHOWN},
    CASE WHEN attempts = '[]' THEN attempts ELSE jsonb_build_array(attempts -> -1) END AS attempts
FROM webhook_deliveries AS delivery
WHERE client_id = %(client_id)s
"""  # noqa: S608 - constants
_LIST_WEBHOOK = "AND webhook_id = %(webhook_id)s "
_LIST_JOB = "AND job_id = %(job_id)s "
_LIST_STATUS = "AND status = %(status)s "
_LIST_BEFORE = "AND id < %(before)s "
_LIST_TAIL = "ORDER BY id DESC LIMIT %(limit)s"

_GET = f"""
SELECT {_SHOWN}, attempts
FROM webhook_deliveries AS delivery
WHERE id = %(id)s AND client_id = %(client_id)s
"""  # noqa: S608

# Not while an attempt is under way: that is what is asked for. It does not wait for a circuit, as if it had done so.
_REDELIVER = """
UPDATE webhook_deliveries AS delivery
SET status = 'pending', due_at = now() - %(max_held_s)s * interval '1 second', completed_at = NULL, failures = 0
FROM webhooks AS webhook
WHERE delivery.id = %(id)s
    AND delivery.client_id = %(client_id)s
    AND webhook.id = delivery.webhook_id
    AND webhook.is_active
    AND (delivery.status <> 'delivering' OR delivery.due_at <= now())
RETURNING delivery.id
"""

_IS_ACTIVE = """
SELECT is_active FROM webhooks WHERE id = %(id)s AND client_id = %(client_id)s
"""


class DeliveryStatus(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"
    DELIVERING = "delivering"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """A delivery as it is stored."""

    id: UUID
    webhook_id: UUID
    job_id: UUID | None
    sequence: int | None
    alert_id: UUID | None
    """It is about a job's event, or about an alert."""
    event_type: str
    url: str
    status: DeliveryStatus
    attempt_no: int
    due_at: datetime | None
    created_at: datetime
    completed_at: datetime | None
    attempts: list[Json]


async def list_deliveries(
    database: Database,
    client_id: str,
    *,
    webhook_id: UUID | None = None,
    job_id: UUID | None = None,
    status: DeliveryStatus | None = None,
    before: UUID | None = None,
    limit: int,
) -> list[Delivery]:
    """The client's deliveries before `before`, newest first, with their last attempt."""
    given = {"webhook_id": webhook_id, "job_id": job_id, "status": status, "before": before}
    filters: dict[str, LiteralString] = {
        "webhook_id": _LIST_WEBHOOK,
        "job_id": _LIST_JOB,
        "status": _LIST_STATUS,
        "before": _LIST_BEFORE,
    }
    statement: LiteralString = _LIST_HEAD
    for name, condition in filters.items():
        if given[name] is not None:
            statement += condition
    rows = await database.client_rows(client_id, statement + _LIST_TAIL, {**given, "limit": limit})
    return [_delivery(row) for row in rows]


async def get_delivery(database: Database, client_id: str, delivery_id: UUID) -> Delivery:
    """Raises WebhookDeliveryNotFound."""
    row = await database.client_row(client_id, _GET, {"id": delivery_id})
    if row is None:
        raise WebhookDeliveryNotFound(delivery_id)
    return _delivery(row)


async def redeliver(database: Database, client_id: str, delivery_id: UUID) -> Delivery:
    """Makes a delivery due at once, as if it were new. Raises WebhookDeliveryNotFound or WebhookInactive."""
    row = await database.client_row(
        client_id,
        _REDELIVER,
        {"id": delivery_id, "max_held_s": MAX_HELD_S},
        changed=[f"webhook_delivery/{delivery_id}"],
    )
    delivery = await get_delivery(database, client_id, delivery_id)
    if row is None:
        webhook = await database.client_row(client_id, _IS_ACTIVE, {"id": delivery.webhook_id})
        if webhook is not None and not webhook["is_active"]:
            raise WebhookInactive(delivery.webhook_id)
    return delivery


def _delivery(row: Row) -> Delivery:
    return Delivery(**{**row, "status": DeliveryStatus(row["status"])})
