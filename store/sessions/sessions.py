"""Sessions as a client's calls see them: what there is, and nothing of what is in it, which only workers read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from store.database.connection import Database, Row
from store.errors import SessionLimit, SessionNotFound
from store.job import Json, new_id
from store.queue.sessions import KEY
from store.secrets.data_keys import data_key
from store.secrets.sealing import Keyring
from store.sessions.content import EXPIRES_AT, MAX_SESSIONS, seal

_COLUMNS: LiteralString = f"""
    session.client_id, session.name, session.origins, session.saves, session.size_bytes, session.expires_at,
    session.created_at, session.updated_at, session.last_used_at,
    EXISTS (SELECT FROM job_leases AS lease WHERE lease.session = {KEY}) AS in_use
""".replace("{whose}", "session")

_LIST = f"""
SELECT {_COLUMNS}
FROM sessions AS session
WHERE session.client_id = %(client_id)s AND session.expires_at > now()
    AND (%(after)s::text IS NULL OR session.name > %(after)s::text)
ORDER BY session.name
LIMIT %(limit)s
"""  # noqa: S608

_GET = f"""
SELECT {_COLUMNS}
FROM sessions AS session
WHERE session.client_id = %(client_id)s AND session.name = %(name)s AND session.expires_at > now()
"""  # noqa: S608

_ORIGINS = """
SELECT name, origins FROM sessions WHERE client_id = %(client_id)s AND name = ANY (%(names)s) AND expires_at > now()
"""

_PUT = f"""
INSERT INTO sessions AS session (id, client_id, name, origins, sealed, size_bytes, expires_at)
SELECT
    %(id)s, %(client_id)s::varchar, %(name)s::varchar, %(origins)s::text[], %(sealed)s::bytea, %(size_bytes)s,
    {EXPIRES_AT}
WHERE (SELECT count(*) FROM sessions WHERE client_id = %(client_id)s::varchar) < %(limit)s
    OR EXISTS (SELECT FROM sessions WHERE client_id = %(client_id)s::varchar AND name = %(name)s::varchar)
ON CONFLICT (client_id, name) DO UPDATE
SET
    sealed = %(sealed)s::bytea, origins = %(origins)s::text[], size_bytes = %(size_bytes)s,
    version = nextval('session_versions'), saves = session.saves + 1, expires_at = {EXPIRES_AT}, updated_at = now()
RETURNING {_COLUMNS}
"""  # noqa: S608

_DELETE = """
DELETE FROM sessions
WHERE client_id = %(client_id)s AND name = %(name)s
RETURNING name, expires_at > now() AS is_good
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Session:
    """A session without what is in it."""

    client_id: str
    name: str
    origins: list[str]
    saves: int
    """How often it was saved since it was made."""
    size_bytes: int
    expires_at: datetime
    created_at: datetime
    updated_at: datetime
    last_used_at: datetime | None
    in_use: bool
    """Whether a job runs that has it for itself."""


async def list_sessions(database: Database, client_id: str, *, after: str | None, limit: int) -> list[Session]:
    """The client's sessions behind `after`, by name."""
    rows = await database.client_rows(client_id, _LIST, {"after": after, "limit": limit})
    return [Session(**row) for row in rows]


async def get_session(database: Database, client_id: str, name: str) -> Session:
    """Raises SessionNotFound."""
    return _found(await database.client_row(client_id, _GET, {"name": name}), name)


async def origins_of(database: Database, client_id: str, names: Collection[str]) -> dict[str, list[str]]:
    """The origins of the client's sessions of these names; what is not there is left out."""
    rows = await database.client_rows(client_id, _ORIGINS, {"names": list(names)})
    return {row["name"]: row["origins"] for row in rows}


async def put_session(
    database: Database,
    keyring: Keyring,
    client_id: str,
    name: str,
    *,
    state: Json,
    origins: Sequence[str],
    expires_at: datetime | None,
) -> Session:
    """Stores a session, in place of one that has the name. Raises SecretsKeysMissing, SecretUnreadable, SessionTooLarge
    or SessionLimit.
    """
    key = await data_key(database, keyring, client_id)
    sealed, size_bytes = seal(key, name, state, origins)
    parameters = {
        "id": new_id(),
        "name": name,
        "origins": list(origins),
        "sealed": sealed,
        "size_bytes": size_bytes,
        "expires_at": expires_at,
        "limit": MAX_SESSIONS,
    }
    row = await database.client_row(client_id, _PUT, parameters, changed=_resources(name))
    if row is None:
        raise SessionLimit(MAX_SESSIONS)
    return Session(**row)


async def delete_session(database: Database, client_id: str, name: str) -> None:
    """Removes it for good: no job that has read it makes it again. Raises SessionNotFound."""
    row = await database.client_row(client_id, _DELETE, {"name": name}, changed=_resources(name))
    if row is None or not row["is_good"]:
        raise SessionNotFound(name)


def _resources(name: str) -> list[str]:
    """What the audit trail calls a session."""
    return [f"session/{name}"]


def _found(row: Row | None, name: str) -> Session:
    if row is None:
        raise SessionNotFound(name)
    return Session(**row)
