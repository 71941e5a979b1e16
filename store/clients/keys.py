"""API keys: who holds one calls for a client. Only a key's hash is stored."""

import hashlib
import secrets
from dataclasses import dataclass, fields
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from store.database.connection import Database, Row
from store.errors import ApiKeyNotFound
from store.job import OnBlocked, Repeat, new_id

PREFIX = "tw_"
"""So that people, and programs that look for leaked secrets, know a key when they see one."""
_SECRET_BYTES = 32

_CREATE = """
INSERT INTO api_keys (id, key, client_id, name, rate_limit, is_admin, may_evaluate, repeat, on_blocked, expires_at)
VALUES (
    %(id)s, %(hash)s, %(client_id)s, %(name)s, %(rate_limit)s, %(is_admin)s, %(may_evaluate)s, %(repeat)s,
    %(on_blocked)s, %(expires_at)s
)
RETURNING *
"""

# A second use within a minute is not worth a write.
_USE = """
WITH found AS (
    SELECT *, status = 'active' AND (expires_at IS NULL OR expires_at > now()) AS may_be_used
    FROM api_keys
    WHERE key = %(hash)s
), used AS (
    UPDATE api_keys AS key
    SET last_used_at = now()
    FROM found
    WHERE key.id = found.id AND found.may_be_used
        AND (found.last_used_at IS NULL OR found.last_used_at < now() - interval '1 minute')
)
SELECT * FROM found
"""

# `whose`: the client whose owner asks, who has nothing to do with administrators' keys.
_SEEN: LiteralString = "(%(whose)s::text IS NULL OR (client_id = %(whose)s::text AND NOT is_admin))"

_GET: LiteralString = f"SELECT * FROM api_keys WHERE id = %(id)s AND {_SEEN}"  # noqa: S608 - a constant

_LIST: LiteralString = f"""
SELECT *
FROM api_keys
WHERE (%(of)s::text IS NULL OR client_id = %(of)s::text) AND {_SEEN}
ORDER BY id
"""  # noqa: S608 - a constant

_REVOKE: LiteralString = f"""
UPDATE api_keys
SET status = 'revoked', is_active = false, updated_at = now()
WHERE id = %(id)s AND {_SEEN}
RETURNING *
"""  # noqa: S608 - a constant


@dataclass(frozen=True, kw_only=True, slots=True)
class NewKey:
    """What a key shall be."""

    client_id: str
    name: str
    rate_limit: int
    """Requests per window; 0 without a limit."""
    is_admin: bool = False
    may_evaluate: bool = False
    repeat: Repeat | None = None
    """Whether the jobs of its calls may be repeated where they do not say it. None: as the installation has it."""
    on_blocked: OnBlocked | None = None
    """The same for what happens where a page asks for a person."""
    expires_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ApiKey:
    """A key, without its secret, which nobody knows but who holds it."""

    id: UUID
    client_id: str
    name: str
    status: str
    rate_limit: int
    is_admin: bool
    may_evaluate: bool
    repeat: Repeat | None
    on_blocked: OnBlocked | None
    last_used_at: datetime | None
    expires_at: datetime | None
    created_at: datetime
    updated_at: datetime


async def create_key(database: Database, new: NewKey) -> tuple[ApiKey, str]:
    """Makes a key. Returns it and its secret, which cannot be had again."""
    secret = PREFIX + secrets.token_urlsafe(_SECRET_BYTES)
    (row,) = await database.rows(
        _CREATE,
        {
            "id": new_id(),
            "hash": _hash(secret),
            "client_id": new.client_id,
            "name": new.name,
            "rate_limit": new.rate_limit,
            "is_admin": new.is_admin,
            "may_evaluate": new.may_evaluate,
            "repeat": new.repeat,
            "on_blocked": new.on_blocked,
            "expires_at": new.expires_at,
        },
    )
    return _key(row), secret


async def use_key(database: Database, secret: str) -> ApiKey | None:
    """The key with this secret, if it may be used now; notes that it was."""
    key, may_be_used = await find_key(database, secret)
    return key if may_be_used else None


async def find_key(database: Database, secret: str) -> tuple[ApiKey | None, bool]:
    """The key with this secret, and whether it may be used now; notes that it was.

    How long this takes tells nothing about other keys: what is compared is the hash of 256 random bits.
    """
    row = await database.row(_USE, {"hash": _hash(secret)})
    return (_key(row), row["may_be_used"]) if row else (None, False)


async def get_key(database: Database, key_id: UUID, *, whose: str | None = None) -> ApiKey:
    """`whose`: the client whose owner asks; None: the system, or an administrator. Raises ApiKeyNotFound."""
    row = await database.row(_GET, {"id": key_id, "whose": whose})
    if row is None:
        raise ApiKeyNotFound(key_id)
    return _key(row)


async def list_keys(database: Database, client_id: str | None = None, *, whose: str | None = None) -> list[ApiKey]:
    """Keys, revoked ones too, oldest first: all of them, or a client's, that `whose` may see."""
    return [_key(row) for row in await database.rows(_LIST, {"of": client_id, "whose": whose})]


async def revoke_key(database: Database, key_id: UUID, *, whose: str | None = None) -> ApiKey:
    """Ends a key for good. Revoking one that is revoked changes nothing. Raises ApiKeyNotFound."""
    row = await database.row(_REVOKE, {"id": key_id, "whose": whose})
    if row is None:
        raise ApiKeyNotFound(key_id)
    return _key(row)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _key(row: Row) -> ApiKey:
    told = {field.name: row[field.name] for field in fields(ApiKey)}
    words = {
        "repeat": row["repeat"] and Repeat(row["repeat"]),
        "on_blocked": row["on_blocked"] and OnBlocked(row["on_blocked"]),
    }
    return ApiKey(**told | words)
