"""What is in sessions, for workers: read when a job begins, and saved when one has something new."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from store.database.connection import Database, Row
from store.errors import LeaseLost, SecretUnreadable, SessionChanged, SessionLimit, SessionNotFound
from store.job import Json, Lease, new_id
from store.secrets.data_keys import data_key
from store.secrets.sealing import Keyring, WrappedKey
from store.sessions.content import EXPIRES_AT, MAX_SESSIONS, seal, unseal

# A second use within a minute is not worth a write.
_READ = """
WITH found AS (
    SELECT session.*, key.id AS key_id, key.kid, key.wrapped
    FROM sessions AS session
    LEFT JOIN client_data_keys AS key ON key.client_id = session.client_id
    WHERE session.client_id = %(client_id)s AND session.name = %(name)s AND session.expires_at > now()
), used AS (
    UPDATE sessions AS session
    SET last_used_at = now()
    FROM found
    WHERE session.id = found.id AND (found.last_used_at IS NULL OR found.last_used_at < now() - interval '1 minute')
)
SELECT version, sealed, key_id, kid, wrapped FROM found
"""

# What a job has read it may replace; what it has not read, if that is older than its attempt, or not there. Who has
# lost its lease saves nothing.
_SAVE = f"""
WITH lease AS (
    SELECT started_at
    FROM job_leases
    WHERE job_id = %(job_id)s AND lease_no = %(lease_no)s AND client_id = %(client_id)s
    FOR SHARE
), replaced AS (
    UPDATE sessions AS session
    SET
        sealed = %(sealed)s, origins = %(origins)s, size_bytes = %(size_bytes)s,
        version = nextval('session_versions'), saves = session.saves + 1, expires_at = {EXPIRES_AT}, updated_at = now()
    FROM lease
    WHERE session.client_id = %(client_id)s AND session.name = %(name)s
        AND CASE
            WHEN %(expected)s::bigint IS NULL THEN session.updated_at < lease.started_at
            ELSE session.version = %(expected)s::bigint
        END
    RETURNING session.id, session.version
), others AS (
    SELECT count(*) AS sessions FROM sessions WHERE client_id = %(client_id)s
), made AS (
    INSERT INTO sessions AS session (id, client_id, name, origins, sealed, size_bytes, expires_at)
    SELECT %(id)s, %(client_id)s, %(name)s, %(origins)s, %(sealed)s, %(size_bytes)s, {EXPIRES_AT}
    FROM lease, others
    WHERE %(expected)s::bigint IS NULL AND others.sessions < %(limit)s AND NOT EXISTS (SELECT FROM replaced)
    ON CONFLICT (client_id, name) DO NOTHING
    RETURNING session.id, session.version
)
SELECT
    EXISTS (SELECT FROM lease) AS has_lease,
    others.sessions,
    EXISTS (SELECT FROM sessions WHERE client_id = %(client_id)s AND name = %(name)s) AS is_there,
    (SELECT version FROM replaced UNION ALL SELECT version FROM made) AS version
FROM others
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class SessionState:
    """What a session has: for a browser, never for a log, an event or an answer."""

    origins: tuple[str, ...]
    """What it is of, each in the spelling of store.secrets.origins, whose is_allowed says what is among them."""
    version: int
    """What save takes as expected_version."""
    state: Json = field(repr=False)
    """`cookies`, and `origins`, each with `origin`, `localStorage`, `indexedDB` and `sessionStorage`."""


class SessionKeeper:
    """Reads and saves the sessions of clients."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    async def read(self, client_id: str | None, name: str) -> SessionState:
        """A client's session as it was saved last, and notes that it was used. Raises SessionNotFound, which one that
        has expired is as well, SecretUnreadable or DatabaseUnavailable.
        """
        row = client_id and await self._database.row(_READ, {"client_id": client_id, "name": name})
        if not client_id or not row:
            raise SessionNotFound(name)
        if row["wrapped"] is None:
            raise SecretUnreadable("session", name, "the data key of its client is gone")
        key = self._keyring.unwrap(WrappedKey(row["key_id"], client_id, row["kid"], row["wrapped"]))
        state, origins = unseal(key, name, row["sealed"])
        return SessionState(origins, row["version"], state)

    async def save(
        self,
        client_id: str,
        name: str,
        state: Json,
        origins: Sequence[str],
        *,
        expected_version: int | None,
        expires_at: datetime | None,
        lease: Lease,
    ) -> int:
        """Saves a session for a job that runs, and returns its new version, which the job's next save expects.

        `expected_version` is that of what the job has read or saved before. None: it has found none, and makes one, or
        replaces one that was saved before its attempt began. `expires_at`: when what is saved is good for nothing any
        more; None: nobody knows, and it is kept as long as content.EXPIRES_AT says.

        Raises SessionChanged where somebody else was faster, or has removed what the job has read, which so stays
        removed; SessionLimit, SessionTooLarge, LeaseLost, SecretsKeysMissing, SecretUnreadable or DatabaseUnavailable.
        """
        key = await data_key(self._database, self._keyring, client_id)
        sealed, size_bytes = seal(key, name, state, origins)
        parameters = {
            "id": new_id(),
            "client_id": client_id,
            "name": name,
            "sealed": sealed,
            "size_bytes": size_bytes,
            "origins": list(origins),
            "expected": expected_version,
            "expires_at": expires_at,
            "limit": MAX_SESSIONS,
            "job_id": lease.job_id,
            "lease_no": lease.lease_no,
        }
        (row,) = await self._database.rows(_SAVE, parameters)
        if row["version"] is None:
            raise _refusal(name, row, lease, is_new=expected_version is None)
        version: int = row["version"]
        return version


def _refusal(name: str, row: Row, lease: Lease, *, is_new: bool) -> LeaseLost | SessionLimit | SessionChanged:
    """Why nothing was saved."""
    if not row["has_lease"]:
        return LeaseLost(lease.job_id, lease.lease_no)
    if is_new and not row["is_there"] and row["sessions"] >= MAX_SESSIONS:
        return SessionLimit(MAX_SESSIONS)
    return SessionChanged(name)
