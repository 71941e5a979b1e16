"""The profile that a job names, for workers: read once an attempt, and kept nowhere else."""

import json
from dataclasses import dataclass, field
from uuid import UUID

from store.database.connection import Database
from store.errors import ProfileNotFound, SecretUnreadable
from store.job import Json
from store.profiles import company
from store.profiles.outline import Outline
from store.secrets.data_keys import existing_data_key
from store.secrets.sealing import Keyring, Purpose, WrappedKey

_READ = """
SELECT profile.sealed, profile.outline, key.id AS key_id, key.kid, key.wrapped
FROM profiles AS profile
LEFT JOIN client_data_keys AS key ON key.client_id = profile.client_id
WHERE profile.client_id = %(client_id)s AND profile.name = %(name)s
"""


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A profile's document with all of its values: for the moment of use, never for a log or an answer."""

    name: str
    document: Json = field(repr=False)
    outline: Outline
    """Says which fields are masked."""


class ProfileReader:
    """Reads the profiles of clients, as they are at that moment."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    async def read(self, client_id: str | None, name: str) -> Unsealed:
        """A client's profile. Raises ProfileNotFound, SecretUnreadable or DatabaseUnavailable."""
        row = None
        if client_id is not None:
            row = await self._database.row(_READ, {"client_id": client_id, "name": name})
        if client_id is None or row is None:
            raise ProfileNotFound(name)
        if row["wrapped"] is None:
            raise SecretUnreadable("profile", name, "the data key of its client is gone")
        key = self._keyring.unwrap(WrappedKey(row["key_id"], client_id, row["kid"], row["wrapped"]))
        return Unsealed(name, json.loads(key.open(Purpose.PROFILE, name, row["sealed"])), row["outline"])

    async def read_company(self, client_id: str | None, job_id: UUID, options: Json) -> Unsealed:
        """The company details of a job that has some among its options. Raises SecretUnreadable or
        DatabaseUnavailable.
        """
        key = None
        if client_id is not None:
            key = await existing_data_key(self._database, self._keyring, client_id)
        if key is None:
            raise SecretUnreadable("profile", company.NAME, "the data key of its client is gone")
        return Unsealed(company.NAME, company.opened(key, job_id, options), company.outline(options))
