"""Who a user is to an OIDC provider: issuer and subject. An address chooses the user once; from then on, they do."""

from dataclasses import dataclass
from typing import Any, LiteralString

from store.database import auditing
from store.database.auditing import Actor, Call
from store.database.connection import Database, Row
from store.job import new_id
from store.users.errors import SignInFailed, WrongEmail
from store.users.sessions import Proof, Where
from store.users.users import COLUMNS, MAX_NAME_CHARS, normal_email, user_of

_KNOWN: LiteralString = f"""
SELECT {COLUMNS} FROM users AS "user" WHERE "user".oidc_issuer = %(issuer)s AND "user".oidc_subject = %(subject)s
"""  # noqa: S608 - a constant

# Where the provider says whose client somebody is of, that counts: any owner can make a user with anybody's address.
_FIND: LiteralString = f"""
SELECT {COLUMNS} FROM users AS "user"
WHERE "user".email = %(email)s AND "user".oidc_subject IS NULL
    AND (%(client_id)s::text IS NULL OR "user".client_id = %(client_id)s)
"""  # noqa: S608 - a constant

# Of two subjects that come with the same address at once, one gets the user.
_BIND: LiteralString = f"""
UPDATE users AS "user"
SET oidc_issuer = %(issuer)s, oidc_subject = %(subject)s, updated_at = now()
WHERE "user".id = %(id)s AND "user".oidc_subject IS NULL AND NOT "user".is_disabled
    AND NOT EXISTS (SELECT FROM users WHERE oidc_issuer = %(issuer)s AND oidc_subject = %(subject)s)
RETURNING {COLUMNS}
"""  # noqa: S608 - a constant

_CREATE: LiteralString = f"""
INSERT INTO users AS "user" (id, client_id, email, name, role, oidc_issuer, oidc_subject)
VALUES (%(id)s, %(client_id)s, %(email)s, %(name)s, %(role)s, %(issuer)s, %(subject)s)
ON CONFLICT DO NOTHING
RETURNING {COLUMNS}
"""  # noqa: S608 - a constant


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """Who somebody is to the provider."""

    issuer: str
    subject: str
    email: str | None
    """An address that the provider has verified. None: there is none."""
    name: str = ""
    """Empty: what is before the `@`."""
    client_id: str | None = None
    """The client that the provider says, also of a user who is made where there is none yet. None: it says none, and
    none is made.
    """
    role: str = "viewer"
    """The same."""


async def by_identity(database: Database, identity: Identity, where: Where) -> Proof:
    """The user who somebody is: the one of this subject; else the one with this address, who is this subject's from
    then on; else a new one, where there may be one. Raises SignInFailed.
    """
    known = {"issuer": identity.issuer, "subject": identity.subject}
    row = await database.row(_KNOWN, known)
    if row is None and (email := _normal(identity.email)):
        row = (
            await _bound(database, identity, email, where)
            or await _created(database, identity, email, where)
            or await database.row(_KNOWN, known)  # made by another call meanwhile
        )
    if row is None:
        raise SignInFailed
    return Proof(user=user_of(row), method="oidc")


async def _bound(database: Database, identity: Identity, email: str, where: Where) -> Row | None:
    found = await database.row(_FIND, {"email": email, "client_id": identity.client_id})
    if found is None:
        return None
    user = user_of(found)
    parameters = {"id": user.id, "issuer": identity.issuer, "subject": identity.subject}
    return await _changed(database, _BIND, parameters, user.actor, where)


async def _created(database: Database, identity: Identity, email: str, where: Where) -> Row | None:
    if identity.client_id is None:
        return None
    user_id = new_id()
    parameters = {
        "id": user_id,
        "client_id": identity.client_id,
        "email": email,
        "name": (identity.name or email.partition("@")[0])[:MAX_NAME_CHARS],
        "role": identity.role,
        "issuer": identity.issuer,
        "subject": identity.subject,
    }
    actor = Actor(type="user", id=str(user_id), name=email, client_id=identity.client_id)
    return await _changed(database, _CREATE, parameters, actor, where)


async def _changed(
    database: Database, statement: LiteralString, parameters: dict[str, Any], actor: Actor, where: Where
) -> Row | None:
    """The user whom a statement has changed, of which the audit trail is told."""
    call = Call(
        actor=actor,
        action="AuthService.Login",
        kind="user",
        request_id=where.request_id,
        address=where.address,
        details={"method": "oidc", "issuer": parameters["issuer"]},
    )
    with auditing.calling(call):
        return await database.row(statement, parameters)


def _normal(email: str | None) -> str | None:
    try:
        return normal_email(email) if email else None
    except WrongEmail:
        return None
