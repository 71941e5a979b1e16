"""Tickets for viewers who have no key: each opens one job's live view, once. Only a ticket's hash is stored."""

import hashlib
import re
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from store.database import jsonb
from store.database.auditing import Actor
from store.database.connection import Database

TTL_S = 30.0
"""How long a ticket can be used."""
RENEWED_TTL_S = 90.0
"""The same of one that a viewer gets for when its connection is lost."""
LONGEST_S = 12 * 3600.0
"""How long one can go on with renewed tickets: then a new one is needed."""
_SECRET_BYTES = 32
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")

# Or the session of the user, and the user's role.
_IS_GOOD: LiteralString = """
    ({key_id}::uuid IS NULL OR EXISTS (
        SELECT FROM api_keys AS key
        WHERE key.id = {key_id}::uuid AND key.status = 'active' AND (key.expires_at IS NULL OR key.expires_at > now())
    ))
    AND ({session_id}::uuid IS NULL OR EXISTS (
        SELECT FROM user_sessions AS session
        JOIN users AS "user" ON "user".id = session.user_id
        WHERE session.id = {session_id}::uuid AND session.expires_at > now() AND NOT "user".is_disabled
            AND ("user".role <> 'viewer' OR "user".is_admin OR {right} = 'view')
    ))
"""
_PASS_IS_GOOD: LiteralString = (
    _IS_GOOD.replace("{key_id}", "%(key_id)s")
    .replace("{session_id}", "%(session_id)s")
    .replace("{right}", "%(right)s::text")
)
_TICKET_IS_GOOD: LiteralString = (
    _IS_GOOD.replace("{key_id}", "ticket.key_id")
    .replace("{session_id}", "ticket.session_id")
    .replace("{right}", 'ticket."right"')
)

# Whoever makes a ticket removes some that have expired, so that no more of them stay than were made lately.
_CREATE: LiteralString = """
WITH late AS (
    DELETE FROM live_tickets
    WHERE hash IN (
        SELECT hash FROM live_tickets WHERE expires_at < now() ORDER BY expires_at LIMIT 100 FOR UPDATE SKIP LOCKED
    )
)
INSERT INTO live_tickets (
    hash, client_id, job_id, "right", viewer_id, name, made_by, key_id, session_id, expires_at, ends_at
)
SELECT
    %(hash)s, %(client_id)s, %(job_id)s, %(right)s::text, %(viewer_id)s, %(name)s, %(made_by)s::jsonb, %(key_id)s::uuid,
    %(session_id)s::uuid,
    least(now() + %(ttl_s)s * interval '1 second', ends_at), ends_at
FROM (SELECT coalesce(%(ends_at)s::timestamptz, now() + %(longest_s)s * interval '1 second') AS ends_at) AS chain
WHERE ends_at > now() AND {is_good}
RETURNING client_id, expires_at
""".replace("{is_good}", _PASS_IS_GOOD)

# Removed even if it is of no use here: who has shown a ticket to the wrong door has given it away.
_REDEEM: LiteralString = """
DELETE FROM live_tickets AS ticket
WHERE hash = %(hash)s
RETURNING
    client_id, job_id, "right", viewer_id, name, made_by, session_id, ends_at,
    expires_at > now() AND job_id = %(job_id)s AND {is_good} AS is_good
""".replace("{is_good}", _TICKET_IS_GOOD)

_LOOK: LiteralString = ("SELECT {is_good} AND coalesce(%(ends_at)s::timestamptz > now(), true) AS is_good").replace(
    "{is_good}", _PASS_IS_GOOD
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pass:
    """What a ticket lets its holder do."""

    client_id: str
    """The client of the job."""
    job_id: UUID
    right: str
    """`view` or `control`."""
    viewer_id: str
    """Whom the other viewers and the worker take its holder for: it stays when a ticket is renewed."""
    name: str
    made_by: Actor
    """Who has made the first ticket, in whose name the holder acts."""
    session_id: UUID | None = None
    """The session of the user who has made it. None: it was no user."""
    ends_at: datetime | None = None
    """When the last ticket expires that comes of this one. None: it is the first."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket, which nobody else knows."""

    secret: str
    expires_at: datetime


async def create_ticket(database: Database, granted: Pass, *, ttl_s: float = TTL_S) -> Ticket | None:
    """Makes a ticket. None: the key that it would be made with is good no more, or its time is over."""
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    made_by = granted.made_by
    row = await database.rows(
        _CREATE,
        {
            "hash": _hash(secret),
            "client_id": granted.client_id,
            "job_id": granted.job_id,
            "right": granted.right,
            "viewer_id": granted.viewer_id,
            "name": granted.name,
            "made_by": jsonb.dumps(asdict(made_by)),
            "key_id": _key_id(granted),
            "session_id": granted.session_id,
            "ttl_s": ttl_s,
            "longest_s": LONGEST_S,
            "ends_at": granted.ends_at,
        },
        changed=[f"job/{granted.job_id}"],
    )
    return Ticket(secret, row[0]["expires_at"]) if row else None


async def redeem_ticket(database: Database, secret: str, job_id: UUID) -> Pass | None:
    """Uses a ticket up. None: it is none, or not for this job, or late, or its key is good no more.

    How long this takes tells nothing about other tickets: what is compared is the hash of 256 random bits.
    """
    if not _SECRET.fullmatch(secret):
        return None
    row = await database.row(_REDEEM, {"hash": _hash(secret), "job_id": job_id})
    if row is None or not row.pop("is_good"):
        return None
    return Pass(**{**row, "made_by": Actor(**row["made_by"])})


async def is_good(database: Database, granted: Pass) -> bool:
    """Whether the key or the session is still good that the ticket was made with, and its time is not over."""
    parameters = {
        "key_id": _key_id(granted),
        "session_id": granted.session_id,
        "right": granted.right,
        "ends_at": granted.ends_at,
    }
    row = await database.row(_LOOK, parameters)
    return row is not None and bool(row["is_good"])


def _key_id(granted: Pass) -> str | None:
    return granted.made_by.id if granted.made_by.type == "key" else None


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
