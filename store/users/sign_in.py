"""How people show who they are: by a password or by a link. What they have shown begins a session (sessions.begin)."""

from datetime import UTC, datetime, timedelta
from typing import LiteralString
from uuid import UUID

from store.database.connection import Database
from store.users import links, passwords, throttle, tokens
from store.users.errors import SignInFailed, SignInLimit, WrongEmail
from store.users.passwords import Passwords
from store.users.sessions import Proof, UserSession, Where
from store.users.throttle import Turn
from store.users.users import COLUMNS, User, normal_email, user_of

LINK_GOOD_FOR = timedelta(hours=1)
"""How long after a sign-in by a link a password can be set without the one before."""

# Whether the user has a session from this place: who tries from elsewhere cannot keep the user out then.
_FIND: LiteralString = f"""
SELECT {COLUMNS}, "user".password,
    EXISTS (
        SELECT FROM user_sessions AS session
        WHERE session.user_id = "user".id AND session.address = %(address)s AND session.expires_at > now()
    ) AS is_known_here
FROM users AS "user"
WHERE "user".email = %(email)s
"""  # noqa: S608 - a constant

_REHASH: LiteralString = """
UPDATE users SET password = %(new)s WHERE id = %(id)s AND password = %(old)s RETURNING id
"""

# The hash must still be the one that was compared: of two that change it at once, one does.
_SET: LiteralString = """
WITH changed AS (
    UPDATE users SET password = %(new)s, updated_at = now()
    WHERE id = %(id)s AND NOT is_disabled AND password IS NOT DISTINCT FROM %(old)s::text
    RETURNING id, client_id
), ended AS (
    DELETE FROM user_sessions AS session
    USING changed WHERE session.user_id = changed.id AND session.id IS DISTINCT FROM %(session_id)s::uuid
), links AS (
    DELETE FROM sign_in_links AS link USING changed WHERE link.user_id = changed.id
)
SELECT id, client_id FROM changed
"""

_ANY_PASSWORD: LiteralString = "SELECT EXISTS (SELECT FROM users WHERE password IS NOT NULL) AS is_there"  # noqa: S105 - a statement


class WrongPassword(SignInFailed):
    """The password of a user who is known was wrong, or the user may not sign in; nobody is to be told which."""

    def __init__(self, user: User) -> None:
        super().__init__()
        self.user = user


async def by_password(database: Database, hashing: Passwords, email: str, password: str, where: Where) -> Proof:
    """Who has this address and this password. Raises SignInFailed, WrongPassword or SignInLimit."""
    try:
        normal = normal_email(email)
    except WrongEmail:  # and nobody has it
        normal = email.strip().lower()
    row = await database.row(_FIND, {"email": normal, "address": where.address or ""})
    is_known_here = bool(row and row["is_known_here"] and where.address)
    turn = Turn(None if is_known_here else normal, where.address)
    kept = row["password"] if row else None
    is_right = await try_password(database, hashing, turn, password, kept)
    if row is None:
        raise SignInFailed
    user = user_of(row)
    if kept is None or not is_right or user.is_disabled:
        raise WrongPassword(user)
    await throttle.give_back(database, Turn(normal, where.address))
    if passwords.is_outdated(kept):
        new = await hashing.hash(password)
        if await database.rows(_REHASH, {"id": user.id, "old": kept, "new": new}):
            kept = new
    return Proof(user=user, method="password", password=kept)


async def try_password(database: Database, hashing: Passwords, turn: Turn, password: str, kept: str | None) -> bool:
    """Whether it is the password with this hash, as a try, which the caller gives back if it is. Raises SignInLimit."""
    await throttle.take(database, turn)
    try:
        return await hashing.is_right(password, kept)
    except SignInLimit:  # too many others wait
        await throttle.take_back(database, turn)
        raise


async def by_link(database: Database, token: str, where: Where) -> Proof:
    """Who has this link. Raises SignInFailed or SignInLimit."""
    turn = Turn(None, where.address)
    await throttle.take(database, turn)
    user = await links.find_link(database, token)
    if user is None:
        raise SignInFailed
    await throttle.give_back(database, turn)
    return Proof(user=user, method="link", link_hash=tokens.hashed(token))


async def set_password(
    database: Database,
    hashing: Passwords,
    user_id: UUID,
    new: str,
    *,
    old: str | None = None,
    keep_session: UUID | None = None,
) -> bool:
    """Sets a password in place of the one with the hash `old`, and ends the user's sessions but `keep_session`, and the
    links. False: it is not that any more, or the user is gone or disabled. Raises SignInLimit.
    """
    hashed = await hashing.hash(new)
    parameters = {"id": user_id, "new": hashed, "old": old, "session_id": keep_session}
    return bool(await database.rows(_SET, parameters, changed=[f"user/{user_id}"]))


async def password_of(database: Database, user_id: UUID) -> str | None:
    """The hash of a user's password, to be compared and replaced."""
    row = await database.row("SELECT password FROM users WHERE id = %(id)s", {"id": user_id})
    return row["password"] if row else None


def is_fresh_from_link(session: UserSession) -> bool:
    """Whether a session began with a link not long ago: whoever has forgotten the password sets another one then."""
    return session.method == "link" and datetime.now(UTC) < session.created_at + LINK_GOOD_FOR


async def has_passwords(database: Database) -> bool:
    """Whether somebody can sign in with one."""
    row = await database.row(_ANY_PASSWORD)
    return row is not None and bool(row["is_there"])
