"""Attempts at deliveries to webhooks: which are due, and how they went.

A delivery is claimed by an attempt with a number and until a time: past it, whoever comes next makes another one. What
an attempt has to say takes effect only while no later one has begun. All times are the database's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from uuid import UUID

from store.database import jsonb
from store.database.connection import Database, Row
from store.job import Json, Status
from store.records.events import Event
from store.secrets.sealing import WrappedKey
from store.sites.circuits import half_open, tell
from store.webhooks.deliveries import MAX_HELD_S, DeliveryStatus
from store.webhooks.signing import SigningSecret

LEASE_S = 60.0
"""How long an attempt is taken to be under way. It ends in less, or its process has died."""
MAX_ATTEMPTS_KEPT = 50

# A probe per receiver that has something to come, and of its line only as many as may be sent to it at once: a long
# line costs no more than a short one, and a slow receiver's does not stand before the others'. The first of each line
# come before the second of any.
#
# Of a line whose circuit is open none goes, and of one that is half open one, whoever is first to change its row. What
# has waited for that for MAX_HELD_S goes all the same, one at a time: else ten attempts would take weeks.
_CLAIM = """
WITH RECURSIVE receiving AS (
    (
        SELECT client_id, receiver
        FROM webhook_deliveries
        WHERE due_at IS NOT NULL
        ORDER BY client_id, receiver
        LIMIT 1
    )
    UNION ALL
    SELECT next.client_id, next.receiver
    FROM receiving
    CROSS JOIN LATERAL (
        SELECT client_id, receiver
        FROM webhook_deliveries
        WHERE due_at IS NOT NULL AND (client_id, receiver) > (receiving.client_id, receiving.receiver)
        ORDER BY client_id, receiver
        LIMIT 1
    ) AS next
), busy AS (
    SELECT * FROM unnest(%(clients)s::text[], %(receivers)s::text[], %(places)s::integer[])
        AS busy (client_id, receiver, places)
), circuit AS MATERIALIZED (
    SELECT
        circuit.client_id, circuit.subject AS receiver, circuit.state, circuit.forced_by, circuit.permit_until,
        circuit.version, circuit.state = 'half_open' OR circuit.open_until <= now() AS is_over
    FROM receiving
    JOIN circuits AS circuit
        ON circuit.kind = 'receiver' AND circuit.subject = receiving.receiver
        AND circuit.client_id = receiving.client_id
    WHERE circuit.state <> 'closed'
), permitted AS (
    UPDATE circuits AS changed
    SET state = 'half_open', open_until = NULL, forced_by = NULL,
        changed_at = CASE WHEN changed.state = 'half_open' THEN changed.changed_at ELSE now() END,
        reason = CASE WHEN changed.state = 'half_open' THEN changed.reason ELSE 'its time is over' END,
        permit_until = now() + %(lease_s)s * interval '1 second', version = changed.version + 1
    FROM circuit
    WHERE
        changed.kind = 'receiver' AND changed.subject = circuit.receiver AND changed.client_id = circuit.client_id
        AND changed.version = circuit.version AND circuit.is_over AND (circuit.permit_until > now()) IS NOT TRUE
        AND EXISTS (
            SELECT FROM webhook_deliveries AS delivery
            WHERE delivery.client_id = circuit.client_id AND delivery.receiver = circuit.receiver
                AND delivery.due_at <= now()
        )
    RETURNING circuit.client_id, circuit.receiver, circuit.state AS from_state
), head AS (
    SELECT line.id, row_number() OVER (PARTITION BY client_id, receiver ORDER BY line.due_at) AS place, line.due_at
    FROM receiving
    LEFT JOIN busy USING (client_id, receiver)
    LEFT JOIN circuit USING (client_id, receiver)
    LEFT JOIN permitted USING (client_id, receiver)
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN circuit.state IS NULL OR permitted.from_state IS NOT NULL THEN now()
            WHEN circuit.forced_by IS NULL THEN now() - %(max_held_s)s * interval '1 second'
        END AS due_at
    ) AS latest
    CROSS JOIN LATERAL (
        SELECT id, due_at
        FROM webhook_deliveries AS delivery
        WHERE delivery.client_id = receiving.client_id
            AND delivery.receiver = receiving.receiver
            AND delivery.due_at <= latest.due_at
        ORDER BY delivery.due_at
        LIMIT least(
            greatest(0, coalesce(busy.places, %(per_receiver)s)), CASE WHEN circuit.state IS NOT NULL THEN 1 END
        )
    ) AS line
), locked AS (
    SELECT delivery.id
    FROM webhook_deliveries AS delivery
    JOIN (SELECT id FROM head ORDER BY place, due_at LIMIT %(free)s) AS first USING (id)
    WHERE delivery.due_at <= now()
    FOR UPDATE OF delivery SKIP LOCKED
), claimed AS (
    UPDATE webhook_deliveries AS delivery
    SET status = 'delivering', attempt_no = attempt_no + 1, due_at = now() + %(lease_s)s * interval '1 second'
    FROM locked
    WHERE delivery.id = locked.id
    RETURNING delivery.*
)
SELECT
    claimed.id, claimed.client_id, claimed.webhook_id, claimed.receiver, claimed.attempt_no, claimed.failures,
    claimed.job, claimed.event_type, claimed.alert, webhook.url, webhook.is_active,
    permitted.from_state AS tries_circuit,
    event.job_id, event.sequence, event.type, event.status, event.data, event.created_at,
    signing.ids AS secret_ids, signing.plain AS secrets, signing.sealed,
    key.id AS key_id, key.kid, key.wrapped
FROM claimed
LEFT JOIN permitted USING (client_id, receiver)
JOIN webhooks AS webhook ON webhook.id = claimed.webhook_id
CROSS JOIN LATERAL (
    SELECT
        coalesce(array_agg(secret.id ORDER BY secret.id DESC), '{}') AS ids,
        array_agg(secret.secret ORDER BY secret.id DESC) AS plain,
        array_agg(secret.sealed ORDER BY secret.id DESC) AS sealed
    FROM webhook_secrets AS secret
    WHERE secret.client_id = claimed.client_id
        AND secret.webhook_id IS NOT DISTINCT FROM CASE WHEN webhook.job_id IS NULL THEN webhook.id END
        AND (secret.expires_at IS NULL OR secret.expires_at > now())
) AS signing
LEFT JOIN client_data_keys AS key ON key.client_id = claimed.client_id
LEFT JOIN job_events AS event ON event.job_id = claimed.job_id AND event.sequence = claimed.sequence
"""

_RECORD = """
WITH delivery AS (
    UPDATE webhook_deliveries
    SET status = %(status)s::varchar,
        due_at = CASE WHEN %(status)s::varchar = 'pending' THEN now() + %(delay_s)s * interval '1 second' END,
        completed_at = CASE WHEN %(status)s::varchar <> 'pending' THEN now() END,
        failures = failures + (%(status)s::varchar <> 'delivered')::integer,
        attempts = CASE WHEN jsonb_array_length(attempts) < %(kept)s THEN attempts ELSE attempts - 0 END
            || jsonb_build_array(
                jsonb_build_object(
                    'number', attempt_no, 'startedAt', now() - %(duration_ms)s * interval '1 ms'
                ) || %(attempt)s::jsonb
            )
    WHERE id = %(id)s AND attempt_no = %(attempt_no)s AND status = 'delivering'
    RETURNING id, webhook_id
), webhook AS (
    UPDATE webhooks
    SET is_active = false, inactive_reason = 'gone', updated_at = now()
    FROM delivery
    WHERE webhooks.id = delivery.webhook_id AND %(gone)s AND webhooks.is_active
)
SELECT id FROM delivery
"""

_GIVE_BACK = """
UPDATE webhook_deliveries AS delivery
SET status = 'pending', due_at = now()
FROM unnest(%(ids)s::uuid[], %(attempt_nos)s::integer[]) AS given (id, attempt_no)
WHERE delivery.id = given.id AND delivery.attempt_no = given.attempt_no AND delivery.status = 'delivering'
RETURNING delivery.id
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimedDelivery:
    """A delivery of which an attempt is to be made, with what it needs."""

    id: UUID
    client_id: str
    webhook_id: UUID
    receiver: str
    """Host and port: how many go there at once is limited."""
    attempt_no: int
    failures: int
    """How many attempts have failed, since it was written or asked for again."""
    url: str
    is_active: bool
    secrets: list[SigningSecret]
    """What to sign with, the newest one first."""
    event_type: str
    event: Event | None
    """Of a job. None: it is an alert's."""
    job: Json | None
    """The job as it stood after the event, as the columns of automation_jobs, without what is bulky."""
    alert: Json | None
    """The alert as it stood then, as the columns of alerts."""
    tries_circuit: str | None
    """In which state the circuit of the receiver was, if this attempt finds out whether it can be closed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """How an attempt went."""

    status: DeliveryStatus
    """DELIVERED, FAILED for good, or PENDING: to be made again."""
    duration_ms: int
    delay_s: float = 0
    """After how long the next one may be made, of one that is PENDING."""
    status_code: int | None = None
    error: str | None = None
    response: str | None = None
    is_gone: bool = False
    """Whether the receiver wants nothing more from this webhook."""


async def claim_deliveries(
    database: Database, *, free: int, per_receiver: int, places: Mapping[tuple[str, str], int]
) -> list[ClaimedDelivery]:
    """Begins attempts at deliveries that are due: `free` at most, and of one client to one receiver `per_receiver`, or
    as many as `places` has for it.
    """
    rows = await database.rows(
        _CLAIM,
        {
            "clients": [client_id for client_id, _ in places],
            "receivers": [receiver for _, receiver in places],
            "places": list(places.values()),
            "free": free,
            "per_receiver": per_receiver,
            "lease_s": LEASE_S,
            "max_held_s": MAX_HELD_S,
        },
    )
    claimed = [_claimed(row) for row in rows]
    tried = {(one.receiver, one.client_id) for one in claimed if one.tries_circuit == "open"}
    await tell(database, [half_open("receiver", *one) for one in sorted(tried)])
    return claimed


async def record_attempt(database: Database, claimed: ClaimedDelivery, attempt: Attempt) -> bool:
    """Ends an attempt. Returns whether it was still the latest one, and its word counted."""
    told = {
        "durationMs": attempt.duration_ms,
        "statusCode": attempt.status_code,
        "error": attempt.error,
        "response": attempt.response,
    }
    row = await database.row(
        _RECORD,
        {
            "id": claimed.id,
            "attempt_no": claimed.attempt_no,
            "status": attempt.status.value,
            "delay_s": attempt.delay_s,
            "duration_ms": attempt.duration_ms,
            "attempt": jsonb.dumps({name: value for name, value in told.items() if value is not None}),
            "gone": attempt.is_gone,
            "kept": MAX_ATTEMPTS_KEPT,
        },
    )
    return row is not None


async def give_back(database: Database, claimed: list[ClaimedDelivery]) -> int:
    """Ends attempts that were not made to the end, so that others make them at once. Returns how many."""
    rows = await database.rows(
        _GIVE_BACK,
        {"ids": [one.id for one in claimed], "attempt_nos": [one.attempt_no for one in claimed]},
    )
    return len(rows)


def _claimed(row: Row) -> ClaimedDelivery:
    event = {one.name: row.pop(one.name) for one in fields(Event)}
    key_id, kid, wrapped = row.pop("key_id"), row.pop("kid"), row.pop("wrapped")
    key = None if key_id is None else WrappedKey(key_id, row["client_id"], kid, wrapped)
    stored = zip(row.pop("secret_ids"), row.pop("secrets") or (), row.pop("sealed") or (), strict=True)
    secrets = [SigningSecret(secret_id, plain, sealed, key) for secret_id, plain, sealed in stored]
    about = None if event["job_id"] is None else Event(**{**event, "status": Status(event["status"])})
    return ClaimedDelivery(**row, secrets=secrets, event=about)
