"""The clients' data keys in the database, each wrapped by a key of SECRETS_KEYS."""

from store.database.connection import Database
from store.secrets.sealing import DataKey, Keyring, WrappedKey

_GET = "SELECT id, client_id, kid, wrapped FROM client_data_keys WHERE client_id = %(client_id)s"

# Two may come at once: both use the one that was first.
_CREATE = """
INSERT INTO client_data_keys (id, client_id, kid, wrapped)
VALUES (%(id)s, %(client_id)s, %(kid)s, %(wrapped)s)
ON CONFLICT (client_id) DO NOTHING
"""


async def data_key(database: Database, keyring: Keyring, client_id: str) -> DataKey:
    """The client's data key, made when there is none yet. Raises SecretsKeysMissing or SecretUnreadable."""
    keyring.first  # noqa: B018 - without keys nothing is asked
    row = await database.row(_GET, {"client_id": client_id})
    if row is None:
        new = keyring.new_data_key(client_id)
        await database.rows(
            _CREATE + " RETURNING id",
            {"id": new.id, "client_id": client_id, "kid": new.kid, "wrapped": new.wrapped},
        )
        row = await database.row(_GET, {"client_id": client_id})
        if row is None:  # erased at this very moment
            return await data_key(database, keyring, client_id)
    return keyring.unwrap(WrappedKey(**row))
