"""The secrets that sign webhooks, as they are stored: sealed, or as they are where there is no key to seal with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from store.database.connection import Database
from store.errors import SecretUnreadable
from store.secrets.data_keys import Renewed, count_keys, data_key
from store.secrets.sealing import Keyring, Purpose, WrappedKey

_SEAL_AT_ONCE = 100

_PLAIN = """
SELECT id, client_id, secret
FROM webhook_secrets
WHERE secret IS NOT NULL AND id > %(after)s
ORDER BY id
LIMIT %(limit)s
"""

_SEAL = """
UPDATE webhook_secrets
SET secret = NULL, sealed = %(sealed)s
WHERE id = %(id)s AND secret = %(secret)s
RETURNING id
"""

_COUNT_PLAIN = "SELECT count(*) AS plain FROM webhook_secrets WHERE secret IS NOT NULL"


@dataclass(frozen=True, slots=True)
class SigningSecret:
    """A secret as it is stored."""

    id: UUID
    plain: str | None = field(repr=False)
    sealed: bytes | None = field(repr=False)
    key: WrappedKey | None
    """Its client's data key."""

    def reveal(self, keyring: Keyring) -> str:
        """Raises SecretUnreadable."""
        if self.sealed is None:
            return self.plain or ""
        if self.key is None:
            raise SecretUnreadable(Purpose.WEBHOOK_SECRET, str(self.id), "the data key of its client is gone")
        opened = keyring.unwrap(self.key).open(Purpose.WEBHOOK_SECRET, str(self.id), self.sealed)
        return opened.decode()


@dataclass(frozen=True, kw_only=True, slots=True)
class SealingState:
    """How well what is secret is sealed."""

    has_keys: bool
    missing: Mapping[str, int]
    """Keys that SECRETS_KEYS does not have, and how many clients need each."""
    outdated: int
    """How many clients' data keys are wrapped by another key than the first."""
    plain: int
    """How many secrets of webhooks are stored as they are."""

    @property
    def why_plain(self) -> str:
        """What to do about the secrets that are stored as they are."""
        return "run `tabwright secrets rewrap`" if self.has_keys else "SECRETS_KEYS is not set"


async def as_stored(
    database: Database, keyring: Keyring, client_id: str, secret_id: UUID, secret: str
) -> dict[str, object]:
    """The columns that hold a secret. Raises SecretUnreadable where its client's data key cannot be opened."""
    if not keyring:
        return {"secret": secret, "sealed": None}
    key = await data_key(database, keyring, client_id)
    return {"secret": None, "sealed": key.seal(Purpose.WEBHOOK_SECRET, str(secret_id), secret.encode())}


async def seal_plain(database: Database, keyring: Keyring) -> Renewed:
    """Seals the secrets that are stored as they are. Raises SecretsKeysMissing."""
    keyring.first  # noqa: B018 - asks for one
    count, failed, after = 0, [], UUID(int=0)
    while rows := await database.rows(_PLAIN, {"after": after, "limit": _SEAL_AT_ONCE}):
        for row in rows:
            try:
                columns = await as_stored(database, keyring, row["client_id"], row["id"], row["secret"])
            except SecretUnreadable as error:
                failed.append(error)
                continue
            count += len(await database.rows(_SEAL, {**columns, "id": row["id"], "secret": row["secret"]}))
        after = rows[-1]["id"]
    return Renewed(count, failed)


async def count_plain(database: Database) -> int:
    """How many secrets are stored as they are."""
    (row,) = await database.rows(_COUNT_PLAIN)
    plain: int = row["plain"]
    return plain


async def sealing_state(database: Database, keyring: Keyring) -> SealingState:
    """How well what is secret is sealed, for who runs the installation."""
    needed = await count_keys(database)
    return SealingState(
        has_keys=bool(keyring),
        missing={kid: clients for kid, clients in needed.items() if kid not in keyring},
        outdated=sum(clients for kid, clients in needed.items() if keyring and kid in keyring and kid != keyring.first),
        plain=await count_plain(database),
    )
