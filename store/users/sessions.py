"""Sessions of users: how they begin, go on, and end. A session has one refresh token after the other, each good for one
use, and with each an access token, which calls are made with. Only hashes are stored.
"""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import LiteralString
from uuid import UUID

from store.database import auditing
from store.database.auditing import Call
from store.database.connection import Database, Row
from store.job import new_id
from store.users import tokens
from store.users.errors import RefreshTokenInvalid, SignInFailed, UserSessionNotFound
from store.users.users import COLUMNS, User, user_of

ACCESS_TTL = timedelta(minutes=10)
IDLE = timedelta(days=7)
LONGEST = timedelta(days=30)
GRACE = timedelta(seconds=20)
"""For how long a refresh token that was used is answered as it was, for an answer that was lost. Later, somebody else
has it.
"""
MOST = 50
"""How many sessions a user has at most: the one that was used longest ago ends for one more."""
MAX_USER_AGENT_CHARS, MAX_ADDRESS_CHARS = 300, 100

_SESSION: LiteralString = """
    session.id AS session_id, session.created_at AS session_created_at, session.last_used_at, session.expires_at,
    session.ends_at, session.user_agent, session.address, session.method
"""

# The proof is looked at again: the password may have been changed, the link used and the user disabled since.
_BEGIN: LiteralString = f"""
WITH link AS (
    DELETE FROM sign_in_links
    WHERE hash = %(link_hash)s::bytea AND user_id = %(user_id)s AND expires_at > now()
    RETURNING user_id
), who AS (
    SELECT {COLUMNS}
    FROM users AS "user"
    WHERE "user".id = %(user_id)s AND NOT "user".is_disabled
        AND (%(password)s::text IS NULL OR "user".password = %(password)s::text)
        AND (%(link_hash)s::bytea IS NULL OR EXISTS (SELECT FROM link))
), surplus AS (
    DELETE FROM user_sessions
    WHERE id IN (
        SELECT one.id FROM user_sessions AS one JOIN who ON one.user_id = who.id
        ORDER BY one.last_used_at DESC OFFSET %(most)s - 1
    )
), session AS (
    INSERT INTO user_sessions (id, user_id, client_id, method, user_agent, address, expires_at, ends_at)
    SELECT
        %(session_id)s, id, client_id, %(method)s, %(user_agent)s, %(address)s, now() + %(idle)s, now() + %(longest)s
    FROM who
    RETURNING *
), token AS (
    INSERT INTO user_tokens (refresh_hash, access_hash, nonce, session_id)
    SELECT %(refresh_hash)s, %(access_hash)s, %(nonce)s, id FROM session
)
SELECT {COLUMNS}, {_SESSION}, now() AS issued_at FROM session JOIN who AS "user" ON true
"""  # noqa: S608 - constants

_FIND: LiteralString = f"""
SELECT {COLUMNS}, {_SESSION}, token.nonce, token.used_at IS NOT NULL AS is_used,
    token.used_at > now() - %(grace)s AS is_lately
FROM user_tokens AS token
JOIN user_sessions AS session ON session.id = token.session_id
JOIN users AS "user" ON "user".id = session.user_id
WHERE token.refresh_hash = %(hash)s AND session.expires_at > now() AND NOT "user".is_disabled
"""  # noqa: S608 - constants

# Of those who use it at the same time, the row's lock lets one make the next; the others find that one. The session is
# locked first, as by whoever ends it.
_ROTATE: LiteralString = """
WITH session AS (
    UPDATE user_sessions AS session
    SET last_used_at = now(), expires_at = least(now() + %(idle)s, session.ends_at)
    FROM user_tokens AS token
    WHERE token.refresh_hash = %(hash)s AND token.used_at IS NULL
        AND session.id = token.session_id AND session.expires_at > now()
    RETURNING session.id, session.last_used_at, session.expires_at
), used AS (
    UPDATE user_tokens AS token SET used_at = now()
    FROM session
    WHERE token.refresh_hash = %(hash)s AND token.used_at IS NULL
    RETURNING session.*
), token AS (
    INSERT INTO user_tokens (refresh_hash, access_hash, nonce, session_id)
    SELECT %(refresh_hash)s, %(access_hash)s, %(nonce)s, id FROM used
)
SELECT last_used_at, expires_at, now() AS issued_at FROM used
"""

_SUCCESSOR: LiteralString = """
SELECT session.last_used_at, session.expires_at, token.created_at AS issued_at
FROM user_tokens AS token
JOIN user_sessions AS session ON session.id = token.session_id
WHERE token.refresh_hash = %(refresh_hash)s AND session.expires_at > now()
"""

# A second use within a minute is not worth a write.
_USE: LiteralString = f"""
WITH found AS (
    SELECT {COLUMNS}, {_SESSION}
    FROM user_tokens AS token
    JOIN user_sessions AS session ON session.id = token.session_id
    JOIN users AS "user" ON "user".id = session.user_id
    WHERE token.access_hash = %(hash)s AND token.created_at > now() - %(access_ttl)s
        AND session.expires_at > now() AND NOT "user".is_disabled
), seen AS (
    UPDATE users SET last_seen_at = now()
    FROM found
    WHERE users.id = found.id AND (found.last_seen_at IS NULL OR found.last_seen_at < now() - interval '1 minute')
)
SELECT * FROM found
"""  # noqa: S608 - constants

_LOOK: LiteralString = f"""
SELECT {COLUMNS}, {_SESSION}
FROM user_sessions AS session
JOIN users AS "user" ON "user".id = session.user_id
WHERE session.id = %(session_id)s AND session.expires_at > now() AND NOT "user".is_disabled
"""  # noqa: S608 - constants

_LIST: LiteralString = f"""
SELECT {_SESSION}
FROM user_sessions AS session
WHERE session.user_id = %(user_id)s AND session.expires_at > now()
ORDER BY session.last_used_at DESC, session.id
LIMIT %(most)s
"""  # noqa: S608 - constants

_END: LiteralString = """
DELETE FROM user_sessions WHERE id = %(session_id)s AND user_id = %(user_id)s RETURNING id, client_id
"""

_EXPIRED: LiteralString = """
WITH expired AS (
    SELECT id FROM user_sessions WHERE expires_at <= now() ORDER BY expires_at LIMIT %(batch)s FOR UPDATE SKIP LOCKED
), links AS (
    DELETE FROM sign_in_links WHERE expires_at <= now()
)
DELETE FROM user_sessions AS session USING expired WHERE session.id = expired.id RETURNING session.id
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Where:
    """Where a sign-in comes from."""

    address: str | None = None
    user_agent: str = ""
    request_id: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """Who somebody is, and what shows it: it is looked at again when the session begins."""

    user: User
    method: str
    """`password`, `link` or `oidc`, of which nothing is looked at again but whether the user is disabled."""
    password: str | None = None
    """The hash that the password was compared with."""
    link_hash: bytes | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class UserSession:
    """A session of a user."""

    id: UUID
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    """When it ends without a further use."""
    ends_at: datetime
    user_agent: str
    address: str
    method: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose an access token is, and of which session."""

    user: User
    session: UserSession


@dataclass(frozen=True, kw_only=True, slots=True)
class Signed:
    """What a session goes on with; nobody else knows the tokens."""

    user: User
    session: UserSession
    access_token: str
    access_expires_at: datetime
    refresh_token: str


async def begin(database: Database, proof: Proof, where: Where) -> Signed:
    """Begins a session; the audit trail is told. Raises SignInFailed: the proof is worth nothing any more."""
    refresh, access = tokens.new(tokens.REFRESH), tokens.new(tokens.ACCESS)
    session_id = new_id()
    parameters = {
        **_made(refresh, access),
        "session_id": session_id,
        "user_id": proof.user.id,
        "password": proof.password,
        "link_hash": proof.link_hash,
        "method": proof.method,
        "user_agent": where.user_agent[:MAX_USER_AGENT_CHARS],
        "address": (where.address or "")[:MAX_ADDRESS_CHARS],
        "idle": IDLE,
        "longest": LONGEST,
        "most": MOST,
    }
    with auditing.calling(call_of(proof.user, "AuthService.Login", where, {"method": proof.method})):
        rows = await database.rows(_BEGIN, parameters, changed=[f"user_session/{session_id}"])
    if not rows:
        raise SignInFailed
    return _signed(rows[0], refresh, access)


async def refresh(database: Database, token: str, where: Where) -> Signed:
    """Exchanges a refresh token for the next one. Raises RefreshTokenInvalid, having ended the session if the token was
    used before, longer ago than GRACE.
    """
    if not tokens.is_like(tokens.REFRESH, token):
        raise RefreshTokenInvalid
    found = await _find(database, token)
    if found is None:
        raise RefreshTokenInvalid
    next_refresh, next_access = tokens.successors(token, found["nonce"])
    made = _made(next_refresh, next_access)
    news: Row | None = None
    if not found["is_used"]:
        news = await database.row(_ROTATE, {**made, "hash": tokens.hashed(token), "idle": IDLE})
    if news is None:  # it was used before, or at the same time
        found = await _find(database, token)
        if found is None:
            raise RefreshTokenInvalid
        if not found["is_lately"]:
            await _end_family(database, found, where)
            raise RefreshTokenInvalid("the refresh token was used before: its session has ended, sign in again")
        news = await database.row(_SUCCESSOR, {"refresh_hash": made["refresh_hash"]})
    if news is None:
        raise RefreshTokenInvalid
    return _signed({**found, **news}, next_refresh, next_access)


async def session_of(database: Database, token: str) -> Holder | None:
    """The session that a refresh token is of, used or not. None: of none that goes on."""
    if not tokens.is_like(tokens.REFRESH, token):
        return None
    row = await _find(database, token)
    return _holder(row) if row else None


async def holder(database: Database, token: str) -> Holder | None:
    """Whose an access token is, if it is good now; notes that the user was seen."""
    if not tokens.is_like(tokens.ACCESS, token):
        return None
    row = await database.row(_USE, {"hash": tokens.hashed(token), "access_ttl": ACCESS_TTL})
    return _holder(row) if row else None


async def look(database: Database, session_id: UUID) -> Holder | None:
    """Whose a session is, if it goes on."""
    row = await database.row(_LOOK, {"session_id": session_id})
    return _holder(row) if row else None


async def list_sessions(database: Database, user_id: UUID) -> list[UserSession]:
    """The sessions of a user that have not ended, the last used first."""
    return [_session(row) for row in await database.rows(_LIST, {"user_id": user_id, "most": MOST})]


async def end_session(database: Database, user_id: UUID, session_id: UUID) -> None:
    """Ends a session of a user: its tokens are worth nothing from now on. Raises UserSessionNotFound."""
    parameters = {"user_id": user_id, "session_id": session_id}
    if not await database.rows(_END, parameters, changed=[f"user_session/{session_id}"]):
        raise UserSessionNotFound(session_id)


async def remove_expired(database: Database, batch: int) -> int:
    """Removes sessions that have ended by themselves, and links. Returns how many sessions, `batch` at most."""
    return len(await database.rows(_EXPIRED, {"batch": batch}))


def call_of(user: User, action: str, where: Where, details: dict[str, str] | None = None) -> Call:
    """What a user does without being signed in, as the audit trail tells it."""
    return Call(
        actor=user.actor,
        action=action,
        kind="user_session",
        request_id=where.request_id,
        address=where.address,
        details=details,
    )


async def _find(database: Database, token: str) -> Row | None:
    return await database.row(_FIND, {"hash": tokens.hashed(token), "grace": GRACE})


async def _end_family(database: Database, found: Row, where: Where) -> None:
    """Nobody can say which of the two is the thief."""
    user = user_of(found)
    with auditing.calling(call_of(user, "user_session.reuse", where)):
        await database.rows(
            _END,
            {"user_id": user.id, "session_id": found["session_id"]},
            changed=[f"user_session/{found['session_id']}"],
        )


def _made(refresh: str, access: str) -> dict[str, bytes]:
    return {
        "refresh_hash": tokens.hashed(refresh),
        "access_hash": tokens.hashed(access),
        "nonce": tokens.nonce(),
    }


def _signed(row: Row, refresh: str, access: str) -> Signed:
    return Signed(
        user=user_of(row),
        session=_session(row),
        access_token=access,
        access_expires_at=row["issued_at"] + ACCESS_TTL,
        refresh_token=refresh,
    )


def _holder(row: Row) -> Holder:
    return Holder(user_of(row), _session(row))


def _session(row: Row) -> UserSession:
    told = {field.name: row[field.name] for field in fields(UserSession) if field.name not in ("id", "created_at")}
    return UserSession(id=row["session_id"], created_at=row["session_created_at"], **told)
