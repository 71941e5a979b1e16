"""Users as they are kept, made, changed and removed. What they may do is the server's to say."""

import re
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from store.database.auditing import Actor
from store.database.connection import Database, Row
from store.database.paging import Page
from store.job import new_id
from store.users.errors import LastOwner, UserExists, UserIsAdmin, UserNotFound, WrongEmail

MAX_EMAIL_CHARS = 254
MAX_NAME_CHARS = 100
ROLES = ("viewer", "member", "owner")
"""From the lowest to the highest."""
_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)*")
"""Nothing but ASCII: two addresses that look the same are the same."""

COLUMNS: LiteralString = """
    "user".id, "user".client_id, "user".email, "user".name, "user".role, "user".is_admin, "user".is_disabled,
    "user".has_password, "user".last_seen_at, "user".created_at, "user".updated_at
"""
"""Of `"user"`: what a User has."""

# For a client, its own: row-level security stands behind it. Without one, all.
_SEEN: LiteralString = '(%(whose)s::text IS NULL OR "user".client_id = %(whose)s::text)'

_CREATE: LiteralString = f"""
INSERT INTO users AS "user" (id, client_id, email, name, role, is_admin)
VALUES (%(id)s, %(of)s, %(email)s, %(name)s, %(role)s, %(is_admin)s)
ON CONFLICT (email) DO NOTHING
RETURNING {COLUMNS}
"""  # noqa: S608 - a constant

_GET: LiteralString = f'SELECT {COLUMNS} FROM users AS "user" WHERE "user".id = %(id)s AND {_SEEN}'  # noqa: S608

_FIND: LiteralString = f'SELECT {COLUMNS} FROM users AS "user" WHERE "user".email = %(email)s'  # noqa: S608

_LIST: LiteralString = f"""
SELECT {COLUMNS}
FROM users AS "user"
WHERE {_SEEN} AND (%(of)s::text IS NULL OR "user".client_id = %(of)s::text)
    AND (%(after)s::uuid IS NULL OR "user".id > %(after)s::uuid)
ORDER BY "user".id
LIMIT %(limit)s
"""  # noqa: S608 - constants

# Whoever changes an owner has all owners of the client locked, those that another call has changed meanwhile no more
# among them: so two that demote each other do not both go.
_OWNERS: LiteralString = """
owners AS (
    SELECT owner.id
    FROM users AS owner
    WHERE owner.client_id = (SELECT one.client_id FROM users AS one WHERE one.id = %(id)s)
        AND owner.role = 'owner' AND NOT owner.is_disabled
    ORDER BY owner.id
    FOR UPDATE
), leaving AS (
    SELECT EXISTS (SELECT FROM owners WHERE id = %(id)s) AND (SELECT count(*) FROM owners) = 1 AS last_owner
)
"""
_MAY_CHANGE: LiteralString = f'{_SEEN} AND (%(whose)s::text IS NULL OR NOT "user".is_admin)'

_UPDATE: LiteralString = f"""
WITH {_OWNERS}, changed AS (
    UPDATE users AS "user"
    SET name = coalesce(%(name)s, "user".name),
        role = coalesce(%(role)s, "user".role),
        is_disabled = coalesce(%(is_disabled)s, "user".is_disabled),
        is_admin = coalesce(%(is_admin)s, "user".is_admin),
        updated_at = now()
    WHERE "user".id = %(id)s AND {_MAY_CHANGE}
        AND (
            (coalesce(%(role)s, "user".role) = 'owner' AND NOT coalesce(%(is_disabled)s, "user".is_disabled))
            OR NOT (SELECT last_owner FROM leaving)
        )
    RETURNING {COLUMNS}
), ended AS (
    DELETE FROM user_sessions AS session USING changed WHERE changed.is_disabled AND session.user_id = changed.id
), closed AS (
    DELETE FROM sign_in_links AS link USING changed WHERE changed.is_disabled AND link.user_id = changed.id
)
SELECT {COLUMNS} FROM changed AS "user"
"""  # noqa: S608 - constants

_DELETE: LiteralString = f"""
WITH {_OWNERS}
DELETE FROM users AS "user"
WHERE "user".id = %(id)s AND {_MAY_CHANGE} AND NOT (SELECT last_owner FROM leaving)
RETURNING "user".id, "user".client_id
"""  # noqa: S608 - constants


@dataclass(frozen=True, kw_only=True, slots=True)
class NewUser:
    """What a user shall be."""

    client_id: str
    email: str
    name: str = ""
    """Empty: what is before the `@`."""
    role: str
    """One of ROLES."""
    is_admin: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class User:
    """A user, without the password."""

    id: UUID
    client_id: str
    email: str
    name: str
    role: str
    is_admin: bool
    is_disabled: bool
    has_password: bool
    last_seen_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @property
    def actor(self) -> Actor:
        """Who the user is to the audit trail: by the address, which nobody else has."""
        return Actor(type="user", id=str(self.id), name=self.email, client_id=self.client_id, is_admin=self.is_admin)


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """What becomes of a user; None: stays."""

    name: str | None = None
    role: str | None = None
    is_disabled: bool | None = None
    is_admin: bool | None = None


def normal_email(email: str) -> str:
    """An address as it is kept. Raises WrongEmail."""
    normal = email.strip().lower()
    if len(normal) > MAX_EMAIL_CHARS or not _EMAIL.fullmatch(normal):
        raise WrongEmail
    return normal


async def create_user(database: Database, new: NewUser, *, whose: str | None = None) -> User:
    """Makes a user. `whose`: the client whose call it is; None: the system's, or an administrator's. Raises UserExists
    or WrongEmail.
    """
    email = normal_email(new.email)
    row = await _row(
        database,
        whose,
        _CREATE,
        {
            "id": new_id(),
            "of": new.client_id,
            "email": email,
            "name": (new.name.strip() or email.partition("@")[0])[:MAX_NAME_CHARS],
            "role": new.role,
            "is_admin": new.is_admin,
        },
    )
    if row is None:
        raise UserExists(email)
    return user_of(row)


async def get_user(database: Database, user_id: UUID, *, whose: str | None = None) -> User:
    """Raises UserNotFound, for a client also of another client's user."""
    row = await _row(database, whose, _GET, {"id": user_id})
    if row is None:
        raise UserNotFound(user_id)
    return user_of(row)


async def find_user(database: Database, email: str) -> User | None:
    """The user with an address, whichever client it is of. Raises WrongEmail."""
    row = await database.row(_FIND, {"email": normal_email(email)})
    return user_of(row) if row else None


async def list_users(
    database: Database, *, whose: str | None = None, client_id: str | None = None, after: UUID | None = None, limit: int
) -> Page[User]:
    """Users after `after`, oldest first: those that a client may see, or all of them; only of `client_id`, if given."""
    rows = await _rows(database, whose, _LIST, {"of": client_id, "after": after, "limit": limit + 1})
    return Page([user_of(row) for row in rows[:limit]], more=len(rows) > limit)


async def update_user(database: Database, user_id: UUID, changes: Changes, *, whose: str | None = None) -> User:
    """Raises UserNotFound, UserIsAdmin or LastOwner."""
    parameters = {
        "id": user_id,
        "name": changes.name,
        "role": changes.role,
        "is_disabled": changes.is_disabled,
        "is_admin": changes.is_admin,
    }
    row = await _row(database, whose, _UPDATE, parameters)
    if row is None:
        raise await why_not(database, user_id, whose) or LastOwner(user_id)
    return user_of(row)


async def delete_user(database: Database, user_id: UUID, *, whose: str | None = None) -> None:
    """Raises UserNotFound, UserIsAdmin or LastOwner."""
    if not await _rows(database, whose, _DELETE, {"id": user_id}):
        raise await why_not(database, user_id, whose) or LastOwner(user_id)


async def why_not(database: Database, user_id: UUID, whose: str | None) -> UserIsAdmin | None:
    """Why a user was not changed. Raises UserNotFound. None: not for these reasons."""
    user = await get_user(database, user_id, whose=whose)
    return UserIsAdmin() if user.is_admin and whose is not None else None


def user_of(row: Row) -> User:
    """The user that a row has the COLUMNS of."""
    return User(**{field.name: row[field.name] for field in fields(User)})


async def _rows(
    database: Database, whose: str | None, statement: LiteralString, parameters: dict[str, Any]
) -> list[Row]:
    parameters = {**parameters, "whose": whose}
    if whose is None:
        return await database.rows(statement, parameters)
    return await database.client_rows(whose, statement, parameters)


async def _row(
    database: Database, whose: str | None, statement: LiteralString, parameters: dict[str, Any]
) -> Row | None:
    rows = await _rows(database, whose, statement, parameters)
    return rows[0] if rows else None
