"""What `tabwright up` seals secrets with, unless SECRETS_KEYS is set: a key of its own, in its data folder."""

import secrets
from pathlib import Path

from cli.errors import CommandError
from cli.profile import SECRETS_KEYS_FILE, read_file
from cli.settings import named_database, read_settings, settings_of_running
from store.secrets.sealing import Keyring, MalformedKeys, new_key
from store.secrets.settings import SecretSettings


def ensure_secrets_keys(folder: Path) -> str:
    """SECRETS_KEYS of this machine: the environment's, else what the file `secrets-keys` in the data folder holds. The
    file is made where it is missing, for its user alone. Raises CommandError.
    """
    if given := read_settings(SecretSettings).secrets_keys.get_secret_value():
        return given
    path = folder / SECRETS_KEYS_FILE
    if not read_file(path):
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        # A name that no other key has: one that is lost can be told from it.
        path.write_text(new_key(f"local-{secrets.token_hex(4)}") + "\n")
    return _keys_in(path)


def keyring_of_database() -> Keyring:
    """The keys for the database that commands work in: the environment's, else those of the `tabwright up` whose
    database it is. Raises CommandError.
    """
    settings = read_settings(SecretSettings)
    if settings.keyring or named_database():
        return settings.keyring
    return Keyring.parse(_keys_in(settings_of_running().tabwright_data / SECRETS_KEYS_FILE))


def _keys_in(path: Path) -> str:
    """Raises CommandError."""
    text = read_file(path) or ""
    try:
        Keyring.parse(text)
    except MalformedKeys as error:
        raise CommandError(f"{path} must be as SECRETS_KEYS: {error}") from None
    return text
