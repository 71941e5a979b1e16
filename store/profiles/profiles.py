"""Profiles in the database. A client's calls read and write its own; the document of each is sealed."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from store.database import jsonb
from store.database.connection import Database, Row
from store.errors import ProfileChanged, ProfileLimit, ProfileNotFound, SecretUnreadable
from store.job import Json, new_id
from store.profiles.outline import Outline
from store.secrets.data_keys import data_key, existing_data_key
from store.secrets.sealing import Keyring, Purpose

MAX_PROFILES = 500
"""How many a client can have."""
MAX_BYTES = 64 * 1024
"""How large a document may be, as JSON."""
MAX_TRIES = 5
"""How often a change is tried that others are faster than."""

_TOLD = "name, description, version, outline, created_at, updated_at"

_LIST = f"""
SELECT {_TOLD}
FROM profiles
WHERE client_id = %(client_id)s AND (%(after)s::text IS NULL OR name > %(after)s::text)
ORDER BY name
LIMIT %(limit)s
"""  # noqa: S608 - constants

_GET = f"SELECT {_TOLD}, schema, sealed FROM profiles WHERE client_id = %(client_id)s AND name = %(name)s"  # noqa: S608

_OUTLINES = "SELECT name, outline FROM profiles WHERE client_id = %(client_id)s AND name = ANY (%(names)s)"

# Two may come at once: the one that is late looks again, and changes what is there by then.
_CREATE = f"""
INSERT INTO profiles (id, client_id, name, description, sealed, schema, outline)
SELECT
    %(id)s, %(client_id)s::varchar, %(name)s, %(description)s::text, %(sealed)s::bytea, %(schema)s::jsonb,
    %(outline)s::jsonb
WHERE (SELECT count(*) FROM profiles WHERE client_id = %(client_id)s::varchar) < %(limit)s
ON CONFLICT (client_id, name) DO NOTHING
RETURNING {_TOLD}
"""  # noqa: S608

_CHANGE = f"""
UPDATE profiles
SET
    description = %(description)s::text,
    version = version + 1,
    sealed = %(sealed)s::bytea,
    schema = %(schema)s::jsonb,
    outline = %(outline)s::jsonb,
    updated_at = now()
WHERE client_id = %(client_id)s AND name = %(name)s AND version = %(version)s
RETURNING {_TOLD}
"""  # noqa: S608

_DELETE = """
DELETE FROM profiles
WHERE client_id = %(client_id)s AND name = %(name)s AND version = coalesce(%(version)s, version)
RETURNING name
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """What a profile has, or shall have."""

    document: Json = field(repr=False)
    schema: Json
    outline: Outline
    """Of the document, by the schema."""
    description: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """A profile without what is sealed."""

    name: str
    description: str | None
    version: int
    outline: Outline
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A profile and what is in it: masked values too, which no answer has."""

    profile: Profile
    content: Content = field(repr=False)


Change = Callable[[Content | None], Awaitable[Content]]
"""What becomes of the content of a profile; None: there is no such profile. It raises what is wrong."""


async def list_profiles(database: Database, client_id: str, *, after: str | None, limit: int) -> list[Profile]:
    """The client's profiles behind `after`, by name."""
    rows = await database.client_rows(client_id, _LIST, {"after": after, "limit": limit})
    return [_profile(row) for row in rows]


async def get_profile(database: Database, keyring: Keyring, client_id: str, name: str) -> Opened:
    """Raises ProfileNotFound or SecretUnreadable."""
    found = await _find(database, keyring, client_id, name)
    if found is None:
        raise ProfileNotFound(name)
    return found


async def outlines_of(database: Database, client_id: str, names: set[str]) -> dict[str, Outline]:
    """The outlines of the client's profiles of these names; what is not there is left out."""
    rows = await database.client_rows(client_id, _OUTLINES, {"names": sorted(names)})
    return {row["name"]: row["outline"] for row in rows}


async def change_profile(
    database: Database, keyring: Keyring, client_id: str, name: str, change: Change, *, expected_version: int | None
) -> Opened:
    """Changes a profile, or makes one. `expected_version` is the one that it must have, 0 that there must be none.
    Without it, a change that somebody else was faster than is made anew, of what is there then.

    Raises ProfileChanged, ProfileLimit, SecretsKeysMissing, SecretUnreadable, and what the change raises.
    """
    key = await data_key(database, keyring, client_id)
    for _ in range(MAX_TRIES):
        before = await _find(database, keyring, client_id, name)
        version = before.profile.version if before else 0
        if expected_version not in {None, version}:
            break
        content = await change(before.content if before else None)
        values = {
            "id": new_id(),
            "name": name,
            "description": content.description,
            "version": version,
            "sealed": key.seal(Purpose.PROFILE, name, json.dumps(content.document).encode()),
            "schema": jsonb.dumps(content.schema),
            "outline": jsonb.dumps(content.outline),
            "limit": MAX_PROFILES,
        }
        row = await database.client_row(client_id, _CHANGE if before else _CREATE, values, changed=_resources(name))
        if row is not None:
            return Opened(profile=_profile(row), content=content)
        if before is None and await _find(database, keyring, client_id, name) is None:
            raise ProfileLimit(MAX_PROFILES)
    now = await _find(database, keyring, client_id, name)
    raise ProfileChanged(name, now.profile.version if now else 0)


async def delete_profile(database: Database, client_id: str, name: str, *, expected_version: int | None) -> None:
    """Raises ProfileNotFound or ProfileChanged."""
    row = await database.client_row(
        client_id, _DELETE, {"name": name, "version": expected_version}, changed=_resources(name)
    )
    if row is None:
        there = await database.client_row(client_id, _GET, {"name": name})
        raise ProfileNotFound(name) if there is None else ProfileChanged(name, there["version"])


async def _find(database: Database, keyring: Keyring, client_id: str, name: str) -> Opened | None:
    row = await database.client_row(client_id, _GET, {"name": name})
    if row is None:
        return None
    key = await existing_data_key(database, keyring, client_id)
    if key is None:
        raise SecretUnreadable("profile", name, "the data key of its client is gone")
    document = json.loads(key.open(Purpose.PROFILE, name, row["sealed"]))
    return Opened(
        profile=_profile(row),
        content=Content(
            document=document, schema=row["schema"], outline=row["outline"], description=row["description"]
        ),
    )


def _resources(name: str) -> list[str]:
    """What the audit trail calls a profile."""
    return [f"profile/{name}"]


def _profile(row: Row) -> Profile:
    return Profile(**{name: value for name, value in row.items() if name not in {"schema", "sealed"}})
