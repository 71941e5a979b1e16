"""What is sealed in the database, for who runs the installation: it needs SECRETS_KEYS, and no server."""

from cli.database import open_database, operating
from cli.errors import CommandError
from cli.local_secrets import keyring_of_database
from store.database.auditing import calling
from store.secrets import data_keys
from store.secrets.data_keys import Erased
from store.webhooks.signing import seal_plain

_NAME = "secrets"


async def rewrap() -> str:
    """Wraps all data keys with the first key, and seals the secrets of webhooks that are not sealed yet. Returns what
    was done. Raises CommandError, also when some could not be opened.
    """
    keyring = keyring_of_database()
    if not keyring:
        raise CommandError("SECRETS_KEYS is not set: set it as servers and workers have it")
    async with open_database(_NAME) as database:
        wrapped = await data_keys.rewrap(database, keyring)
        sealed = await seal_plain(database, keyring)
        count = f"{wrapped.count + sealed.count}"
        told = operating("secret.rewrap", "").event([], client_id=None, details={"key": keyring.first, "count": count})
        await database.record([told])
    done = (
        f"{wrapped.count} data keys rewrapped with the key {keyring.first}; "
        f"{sealed.count} secrets of webhooks sealed that were not"
    )
    if failed := {str(error): None for error in (*wrapped.failed, *sealed.failed)}:
        raise CommandError("\n".join([f"{done}; but:", *failed]))
    return done


async def erase(client_id: str) -> Erased:
    """Removes a client's data key with all that was sealed with it. Raises CommandError."""
    async with open_database(_NAME) as database:
        with calling(operating("secret.erase", "client")):
            return await data_keys.erase(database, client_id)
