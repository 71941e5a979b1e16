"""Alerts: what the rules have found, and whom it is told. Any number of servers may do it: each change is told once.

A change, and the deliveries to the webhooks that are told of it, are one transaction; those who change alerts do so one
after the other. All times are the database's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from store.database import jsonb
from store.database.connection import Connection, Database, Row
from store.health.minutes import HealthMinute
from store.health.rules import RULES, Rule
from store.job import new_id

KEPT_DAYS = 30
"""How long an alert is kept that has been resolved."""
EARLY_S = 8
"""By how much less than a minute two minutes may lie apart, each written when a server came to it: what has held at
both has held for a minute.
"""
UNSEEN_S = 180
"""What has not been seen to hold for so long has not held: nobody has looked."""

FIRING, RESOLVED = "alert.firing", "alert.resolved"
EVENTS = (FIRING, RESOLVED)
"""What webhooks can be told of alerts."""

_COLUMNS: LiteralString = """
id, rule, subject, severity, state, value, summary, started_at, fired_at, resolved_at, inhibited_by
"""

_IN_TURN = "SELECT pg_advisory_xact_lock(7303014217385281125)"

# What nobody knows changes nothing. Alerts of rules that there are no more end too.
_MOVE = """
WITH found AS (
    SELECT *
    FROM jsonb_to_recordset(%(found)s::jsonb) AS found (
        id uuid, rule text, subject text, severity text, holds boolean, value float8, summary text, for_s float8,
        keep_s float8
    )
), judged AS (
    SELECT
        alert.id AS alert_id, alert.state, found.*,
        alert.state = 'pending' AND alert.true_at < now() - %(unseen_s)s * interval '1 second' AS is_new,
        alert.started_at <= now() - (found.for_s - %(early_s)s) * interval '1 second' AS is_due,
        alert.true_at <= now() - (found.keep_s - %(early_s)s) * interval '1 second' AS is_over
    FROM alerts AS alert
    LEFT JOIN found ON found.rule = alert.rule AND found.subject = alert.subject
    WHERE alert.state <> 'resolved'
), opened AS (
    INSERT INTO alerts (id, rule, subject, severity, value, summary, state, fired_at)
    SELECT
        id, rule, subject, severity, value, summary, CASE WHEN for_s > 0 THEN 'pending' ELSE 'firing' END,
        CASE WHEN for_s > 0 THEN NULL ELSE now() END
    FROM found
    WHERE holds
    ON CONFLICT (rule, subject) WHERE state <> 'resolved' DO NOTHING
), held AS (
    UPDATE alerts AS alert
    SET
        severity = judged.severity, value = judged.value, summary = judged.summary, true_at = now(),
        started_at = CASE WHEN judged.is_new THEN now() ELSE alert.started_at END,
        state = CASE WHEN judged.is_due AND NOT judged.is_new THEN 'firing' ELSE alert.state END,
        fired_at = coalesce(alert.fired_at, CASE WHEN judged.is_due AND NOT judged.is_new THEN now() END)
    FROM judged
    WHERE alert.id = judged.alert_id AND judged.holds
), dropped AS (
    DELETE FROM alerts AS alert
    USING judged
    WHERE alert.id = judged.alert_id AND judged.state = 'pending' AND (judged.rule IS NULL OR NOT judged.holds)
)
UPDATE alerts AS alert
SET state = 'resolved', resolved_at = now(), inhibited_by = NULL
FROM judged
WHERE alert.id = judged.alert_id AND judged.state = 'firing'
    AND (judged.rule IS NULL OR NOT judged.holds AND judged.is_over)
"""

_INHIBIT = """
UPDATE alerts AS alert
SET inhibited_by = judged.inhibited_by
FROM (
    SELECT
        one.id,
        (
            SELECT max(critical.rule)
            FROM alerts AS critical
            WHERE critical.state = 'firing' AND critical.severity = 'critical' AND critical.subject = one.subject
                AND one.severity <> 'critical'
        ) AS inhibited_by
    FROM alerts AS one
    WHERE one.state = 'firing'
) AS judged
WHERE alert.id = judged.id AND alert.inhibited_by IS DISTINCT FROM judged.inhibited_by
"""

_TELL = f"""
WITH told AS (
    UPDATE alerts
    SET told_state = state
    WHERE (state = 'firing' AND told_state IS NULL AND inhibited_by IS NULL)
        OR (state = 'resolved' AND told_state = 'firing')
    RETURNING {_COLUMNS}
), delivery AS (
    INSERT INTO webhook_deliveries (client_id, webhook_id, alert_id, event_type, receiver, alert)
    SELECT webhook.client_id, webhook.id, told.id, 'alert.' || told.state, webhook.receiver, to_jsonb(told)
    FROM told
    JOIN webhooks AS webhook ON 'alert.' || told.state = ANY (webhook.events)
    WHERE webhook.job_id IS NULL AND webhook.events && '{{alert.firing,alert.resolved}}'::text[] AND webhook.is_active
)
SELECT {_COLUMNS} FROM told ORDER BY id
"""  # noqa: S608 - constants

_LIST = f"""
SELECT {_COLUMNS}
FROM alerts
WHERE (%(state)s::text IS NULL OR state = %(state)s)
    AND (%(severity)s::text IS NULL OR severity = %(severity)s)
    AND (%(before)s::uuid IS NULL OR id < %(before)s)
ORDER BY id DESC
LIMIT %(limit)s
"""  # noqa: S608

# One that webhooks are yet to be told of stays.
_FORGET = """
DELETE FROM alerts
WHERE state = 'resolved' AND resolved_at < now() - %(days)s * interval '1 day'
    AND NOT EXISTS (
        SELECT FROM webhook_deliveries AS delivery WHERE delivery.alert_id = alerts.id AND delivery.due_at IS NOT NULL
    )
RETURNING id
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """An alert as it is stored."""

    id: UUID
    rule: str
    subject: str
    severity: str
    state: str
    value: float | None
    summary: str
    started_at: datetime
    fired_at: datetime | None
    resolved_at: datetime | None
    inhibited_by: str | None


async def evaluate(database: Database, minute: HealthMinute, rules: Sequence[Rule] = RULES) -> list[Alert]:
    """Lets alerts follow what was found in a minute. Returns those that are to be told: that fire and are not
    inhibited, or no longer fire. Webhooks are told already. Raises DatabaseUnavailable.
    """
    found = []
    for rule in rules:
        one = rule.find(minute)
        found.append(
            {
                "id": str(new_id()),
                "rule": rule.name,
                "subject": rule.subject,
                "severity": rule.severity,
                "holds": one.holds,
                "value": one.value,
                "summary": one.summary,
                "for_s": rule.for_s,
                "keep_s": rule.keep_s,
            }
        )
    async with database.system_transaction() as connection:
        await connection.execute(_IN_TURN)
        await connection.execute(_MOVE, {"found": jsonb.dumps(found), "unseen_s": UNSEEN_S, "early_s": EARLY_S})
        await connection.execute(_INHIBIT)
        return await _alerts(connection)


async def list_alerts(
    database: Database, *, state: str | None = None, severity: str | None = None, before: UUID | None = None, limit: int
) -> list[Alert]:
    """Alerts before `before`, the latest first."""
    rows = await database.rows(_LIST, {"state": state, "severity": severity, "before": before, "limit": limit})
    return [Alert(**row) for row in rows]


async def forget_alerts(database: Database) -> int:
    """Removes alerts that were resolved more than KEPT_DAYS ago. Returns how many."""
    return len(await database.rows(_FORGET, {"days": KEPT_DAYS}))


async def _alerts(connection: Connection) -> list[Alert]:
    rows: list[Row] = await (await connection.execute(_TELL)).fetchall()
    return [Alert(**row) for row in rows]
