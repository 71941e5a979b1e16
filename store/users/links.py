"""One-time links, by which users sign in who have no password. Only a link's hash is stored."""

from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from store.database.connection import Database
from store.users import tokens
from store.users.errors import UserDisabled
from store.users.users import COLUMNS, User, user_of, why_not

TTL_S = 72 * 3600.0
"""How long a link is good for, unless another time is given."""

_CREATE: LiteralString = """
WITH made AS (
    INSERT INTO sign_in_links (user_id, client_id, hash, expires_at)
    SELECT "user".id, "user".client_id, %(hash)s, now() + %(ttl_s)s * interval '1 second'
    FROM users AS "user"
    WHERE "user".id = %(id)s AND NOT "user".is_disabled
        AND (%(whose)s::text IS NULL OR ("user".client_id = %(whose)s::text AND NOT "user".is_admin))
    ON CONFLICT (user_id) DO UPDATE SET hash = %(hash)s, expires_at = now() + %(ttl_s)s * interval '1 second'
    RETURNING user_id AS id, client_id
)
SELECT id, client_id, now() + %(ttl_s)s * interval '1 second' AS expires_at FROM made
"""

_FIND: LiteralString = f"""
SELECT {COLUMNS}
FROM sign_in_links AS link
JOIN users AS "user" ON "user".id = link.user_id
WHERE link.hash = %(hash)s AND link.expires_at > now() AND NOT "user".is_disabled
"""  # noqa: S608 - a constant


@dataclass(frozen=True, slots=True)
class Link:
    """What a link ends with, which nobody else knows."""

    token: str
    expires_at: datetime


async def create_link(database: Database, user_id: UUID, *, ttl_s: float = TTL_S, whose: str | None = None) -> Link:
    """Makes a link; those before it are worth nothing then. `whose`: the client whose call it is; None: the system's,
    or an administrator's. Raises UserNotFound, UserIsAdmin or UserDisabled.
    """
    token = tokens.new(tokens.LINK)
    parameters = {"id": user_id, "hash": tokens.hashed(token), "ttl_s": ttl_s, "whose": whose}
    if whose is None:
        rows = await database.rows(_CREATE, parameters)
    else:
        rows = await database.client_rows(whose, _CREATE, parameters)
    if not rows:
        raise await why_not(database, user_id, whose) or UserDisabled(user_id)
    return Link(token, rows[0]["expires_at"])


async def find_link(database: Database, token: str) -> User | None:
    """Who would sign in by a link. None: it is none, was used, has expired, or the user is disabled."""
    if not tokens.is_like(tokens.LINK, token):
        return None
    row = await database.row(_FIND, {"hash": tokens.hashed(token)})
    return user_of(row) if row else None
