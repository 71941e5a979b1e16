"""Secrets in the database. A client's calls write them and see all but their values, which only workers read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import psycopg

from store.database.connection import Database, Row
from store.errors import SecretLimit, SecretNameTaken, SecretNotFound
from store.job import new_id
from store.secrets.data_keys import data_key
from store.secrets.sealing import Keyring, Purpose

MAX_SECRETS = 1000
"""How many a client can have."""

_COLUMNS = "client_id, name, kind, source, origins, description, created_at, updated_at, last_used_at"

_LIST = f"""
SELECT {_COLUMNS}
FROM secrets
WHERE client_id = %(client_id)s AND (%(after)s::text IS NULL OR name > %(after)s::text)
ORDER BY name
LIMIT %(limit)s
"""  # noqa: S608 - constants

_GET = f"SELECT {_COLUMNS} FROM secrets WHERE client_id = %(client_id)s AND name = %(name)s"  # noqa: S608

_KINDS = "SELECT name, kind FROM secrets WHERE client_id = %(client_id)s AND name = ANY (%(names)s)"

_CREATE = f"""
INSERT INTO secrets (id, client_id, name, kind, sealed, source, origins, description)
SELECT
    %(id)s, %(client_id)s::varchar, %(name)s, %(kind)s, %(sealed)s::bytea, %(source)s::text, %(origins)s::text[],
    %(description)s::text
WHERE (SELECT count(*) FROM secrets WHERE client_id = %(client_id)s::varchar) < %(limit)s
RETURNING {_COLUMNS}
"""  # noqa: S608

_REPLACE = f"""
UPDATE secrets
SET
    kind = coalesce(%(kind)s, kind),
    sealed = %(sealed)s::bytea,
    source = %(source)s::text,
    origins = coalesce(%(origins)s::text[], origins),
    description = coalesce(%(description)s, description),
    updated_at = now()
WHERE client_id = %(client_id)s AND name = %(name)s
RETURNING {_COLUMNS}
"""  # noqa: S608

_DELETE = "DELETE FROM secrets WHERE client_id = %(client_id)s AND name = %(name)s RETURNING name"


class Kind(StrEnum):
    """What a secret is."""

    TEXT = "text"
    """A text, which is used as it is."""
    TOTP = "totp"
    """What gives one-time codes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Secret:
    """A secret without its value, which nobody sees but who uses it."""

    client_id: str
    name: str
    kind: Kind
    source: str | None
    """Where its value is, if it is not here."""
    origins: list[str]
    description: str | None
    created_at: datetime
    updated_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """What a secret shall be. None: as it was, or nothing."""

    value: str | None = field(default=None, repr=False)
    """Either this or a source."""
    source: str | None = None
    kind: Kind | None = None
    origins: Sequence[str] | None = None
    description: str | None = None


async def list_secrets(database: Database, client_id: str, *, after: str | None, limit: int) -> list[Secret]:
    """The client's secrets behind `after`, by name."""
    rows = await database.client_rows(client_id, _LIST, {"after": after, "limit": limit})
    return [_secret(row) for row in rows]


async def get_secret(database: Database, client_id: str, name: str) -> Secret:
    """Raises SecretNotFound."""
    return _found(await database.client_row(client_id, _GET, {"name": name}), name)


async def kinds_of(database: Database, client_id: str, names: Collection[str]) -> dict[str, Kind]:
    """The kinds of the client's secrets of these names; what is not there is left out."""
    rows = await database.client_rows(client_id, _KINDS, {"names": list(names)})
    return {row["name"]: Kind(row["kind"]) for row in rows}


async def create_secret(database: Database, keyring: Keyring, client_id: str, name: str, content: Content) -> Secret:
    """Raises SecretsKeysMissing, SecretUnreadable, SecretNameTaken or SecretLimit."""
    values = await _stored(database, keyring, client_id, name, content)
    kind = content.kind or Kind.TEXT
    try:
        row = await database.client_row(
            client_id,
            _CREATE,
            {**values, "id": new_id(), "kind": kind.value, "limit": MAX_SECRETS},
            changed=_resources(name),
        )
    except psycopg.errors.UniqueViolation as error:
        raise SecretNameTaken(name) from error
    if row is None:
        raise SecretLimit(MAX_SECRETS)
    return _secret(row)


async def replace_secret(database: Database, keyring: Keyring, client_id: str, name: str, content: Content) -> Secret:
    """Gives a secret another value, which is used from the next time on; what else is not given stays. Raises
    SecretsKeysMissing, SecretUnreadable or SecretNotFound.
    """
    values = await _stored(database, keyring, client_id, name, content)
    return _found(await database.client_row(client_id, _REPLACE, values, changed=_resources(name)), name)


async def delete_secret(database: Database, client_id: str, name: str) -> None:
    """Raises SecretNotFound."""
    if await database.client_row(client_id, _DELETE, {"name": name}, changed=_resources(name)) is None:
        raise SecretNotFound(name)


async def _stored(
    database: Database, keyring: Keyring, client_id: str, name: str, content: Content
) -> dict[str, object]:
    sealed = None
    if content.value is not None:
        key = await data_key(database, keyring, client_id)
        sealed = key.seal(Purpose.SECRET, name, content.value.encode())
    return {
        "name": name,
        "kind": content.kind and content.kind.value,
        "sealed": sealed,
        "source": content.source,
        "origins": None if content.origins is None else list(content.origins),
        "description": content.description,
    }


def _resources(name: str) -> list[str]:
    """What the audit trail calls a secret: by its name, as the uses of it do."""
    return [f"secret/{name}"]


def _found(row: Row | None, name: str) -> Secret:
    if row is None:
        raise SecretNotFound(name)
    return _secret(row)


def _secret(row: Row) -> Secret:
    return Secret(**{**row, "kind": Kind(row["kind"])})
