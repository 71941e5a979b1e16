"""The clients' data keys in the database, each wrapped by a key of SECRETS_KEYS."""

from collections.abc import Mapping
from dataclasses import dataclass

from store.database import auditing
from store.database.connection import Database
from store.errors import SecretUnreadable
from store.secrets.sealing import DataKey, Keyring, WrappedKey

_REWRAP_AT_ONCE = 100

_GET = "SELECT id, client_id, kid, wrapped FROM client_data_keys WHERE client_id = %(client_id)s"

# Two may come at once: both use the one that was first.
_CREATE = """
INSERT INTO client_data_keys (id, client_id, kid, wrapped)
VALUES (%(id)s, %(client_id)s, %(kid)s, %(wrapped)s)
ON CONFLICT (client_id) DO NOTHING
RETURNING id
"""

_OTHERS = """
SELECT id, client_id, kid, wrapped
FROM client_data_keys
WHERE client_id > %(after)s AND kid <> %(first)s
ORDER BY client_id
LIMIT %(limit)s
"""

_REWRAP = """
UPDATE client_data_keys
SET kid = %(kid)s, wrapped = %(wrapped)s, updated_at = now()
WHERE client_id = %(client_id)s AND id = %(id)s AND wrapped = %(old)s
RETURNING id
"""

_COUNT = "SELECT kid, count(*) AS clients FROM client_data_keys GROUP BY kid ORDER BY kid"

# What was sealed with the key goes with it: nothing could open it any more.
_ERASE = """
WITH secret AS (
    DELETE FROM secrets WHERE client_id = %(client_id)s RETURNING id
), signing AS (
    DELETE FROM webhook_secrets WHERE client_id = %(client_id)s AND sealed IS NOT NULL RETURNING id
), session AS (
    DELETE FROM sessions WHERE client_id = %(client_id)s RETURNING id
), profile AS (
    DELETE FROM profiles WHERE client_id = %(client_id)s RETURNING id
), key AS (
    DELETE FROM client_data_keys WHERE client_id = %(client_id)s RETURNING id
)
SELECT
    (SELECT count(*) FROM secret) AS secrets,
    (SELECT count(*) FROM signing) AS webhook_secrets,
    (SELECT count(*) FROM session) AS sessions,
    (SELECT count(*) FROM profile) AS profiles,
    (SELECT count(*) FROM key) AS keys
"""


@dataclass(frozen=True, slots=True)
class Renewed:
    """What was sealed anew."""

    count: int
    failed: list[SecretUnreadable]
    """Why others could not be."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Erased:
    """What was removed for good."""

    secrets: int
    webhook_secrets: int
    sessions: int
    profiles: int
    keys: int


async def data_key(database: Database, keyring: Keyring, client_id: str) -> DataKey:
    """The client's data key, made when there is none yet. Raises SecretsKeysMissing or SecretUnreadable."""
    new = keyring.new_data_key(client_id)  # without keys nothing is asked
    row = await database.row(_GET, {"client_id": client_id})
    while row is None:
        parameters = {"id": new.id, "client_id": client_id, "kid": new.kid, "wrapped": new.wrapped}
        with auditing.untold():  # whoever seals has not asked for it, and it is none of what the call is about
            await database.rows(_CREATE, parameters)
        row = await database.row(_GET, {"client_id": client_id})  # none: erased at this very moment
    return keyring.unwrap(WrappedKey(**row))


async def existing_data_key(database: Database, keyring: Keyring, client_id: str) -> DataKey | None:
    """The client's data key, if it has one. Raises SecretUnreadable."""
    row = await database.row(_GET, {"client_id": client_id})
    return None if row is None else keyring.unwrap(WrappedKey(**row))


async def rewrap(database: Database, keyring: Keyring) -> Renewed:
    """Wraps all data keys with the first key. Secrets stay as they are, and may be used meanwhile. Raises
    SecretsKeysMissing.
    """
    count, failed, after = 0, [], ""
    parameters = {"first": keyring.first, "limit": _REWRAP_AT_ONCE}
    while rows := await database.rows(_OTHERS, {**parameters, "after": after}):
        for row in rows:
            old = WrappedKey(**row)
            try:
                new = keyring.wrap(keyring.unwrap(old))
            except SecretUnreadable as error:
                failed.append(error)
                continue
            changed = {"id": old.id, "client_id": old.client_id, "kid": new.kid, "wrapped": new.wrapped}
            count += len(await database.rows(_REWRAP, {**changed, "old": old.wrapped}))
        after = rows[-1]["client_id"]
    return Renewed(count, failed)


async def count_keys(database: Database) -> Mapping[str, int]:
    """By the names of the keys that are needed, how many clients need each."""
    return {row["kid"]: row["clients"] for row in await database.rows(_COUNT)}


async def erase(database: Database, client_id: str) -> Erased:
    """Removes a client's data key with all that was sealed with it, and its other secrets. The next secret gets a new
    key.
    """
    (row,) = await database.rows(_ERASE, {"client_id": client_id}, changed=[f"client/{client_id}"])
    return Erased(**row)
