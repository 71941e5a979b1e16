"""The values of secrets, for workers: read at the moment of use, and kept nowhere."""

from dataclasses import dataclass, field
from datetime import datetime

from store.database.connection import Database
from store.errors import SecretNotFound, SecretUnreadable
from store.secrets import origins
from store.secrets.one_time_codes import MalformedTotp, OneTimeCodes
from store.secrets.sealing import Keyring, Purpose, WrappedKey
from store.secrets.secrets import Kind
from store.secrets.stores import Stores

# A second use within a minute is not worth a write.
_READ = """
WITH found AS (
    SELECT secret.*, key.id AS key_id, key.kid, key.wrapped
    FROM secrets AS secret
    LEFT JOIN client_data_keys AS key ON key.client_id = secret.client_id
    WHERE secret.client_id = %(client_id)s AND secret.name = %(name)s
), used AS (
    UPDATE secrets AS secret
    SET last_used_at = now()
    FROM found
    WHERE secret.id = found.id AND (found.last_used_at IS NULL OR found.last_used_at < now() - interval '1 minute')
)
SELECT client_id, name, kind, sealed, source, origins, key_id, kid, wrapped FROM found
"""


@dataclass(frozen=True, slots=True)
class Revealed:
    """A secret with its value: for the moment of use, never for a log or an answer."""

    name: str
    value: str = field(repr=False)
    """The text; of kind `totp`, what gives the codes."""
    kind: Kind
    origins: tuple[str, ...]

    def allows(self, origin: str) -> bool:
        """Whether it may be used on an origin, or that of a URL. Not on an opaque one, such as `null`."""
        return origins.is_allowed(origin, self.origins)

    def code(self, at: datetime) -> str:
        """The one-time code at a time, of a secret of kind `totp`. Raises SecretUnreadable for others."""
        if self.kind is not Kind.TOTP:
            raise SecretUnreadable("secret", self.name, "it gives no codes: its kind is text, and must be totp")
        try:
            return OneTimeCodes.parse(self.value).at(at)
        except MalformedTotp as error:  # from a store outside: others are checked when they come
            raise SecretUnreadable("secret", self.name, str(error)) from None


class SecretReader:
    """Reads the secrets of clients. One that has been replaced is the new one from the next read on."""

    def __init__(self, database: Database, keyring: Keyring, stores: Stores) -> None:
        self._database = database
        self._keyring = keyring
        self._stores = stores

    async def read(self, client_id: str | None, name: str) -> Revealed:
        """A client's secret, and notes that it was used. Raises SecretNotFound, SecretUnreadable or
        DatabaseUnavailable.
        """
        if client_id is None:
            raise SecretNotFound(name)
        row = await self._database.row(_READ, {"client_id": client_id, "name": name})
        if row is None:
            raise SecretNotFound(name)
        if row["source"] is not None:
            value = await self._stores.read(client_id, name, row["source"])
        elif row["wrapped"] is None:
            raise SecretUnreadable("secret", name, "the data key of its client is gone")
        else:
            key = self._keyring.unwrap(WrappedKey(row["key_id"], client_id, row["kid"], row["wrapped"]))
            value = key.open(Purpose.SECRET, name, row["sealed"]).decode()
        return Revealed(name=name, value=value, kind=Kind(row["kind"]), origins=tuple(row["origins"]))
