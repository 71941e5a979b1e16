"""How all that is secret is sealed: AES-256-GCM under a key of the client's own, which a key of SECRETS_KEYS wraps.

What is sealed is bound to its purpose, its client and its name: moved to another place it does not open. It says which
key opens it, so that keys can change.
"""

import base64
import binascii
import hashlib
import hmac
import re
import secrets
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from store.errors import SecretsKeysMissing, SecretUnreadable
from store.job import new_id

KEY_BYTES = 32
_VERSION = 1
_NONCE_BYTES = 12
_KID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
_CONTEXT = b"tabwright"


class Purpose(StrEnum):
    """What something is sealed as. A new kind of thing gets its line here, and nothing else."""

    DATA_KEY = "data key"
    SECRET = "secret"  # noqa: S105 - a word
    WEBHOOK_SECRET = "webhook secret"  # noqa: S105
    SESSION = "session"
    PROFILE = "profile"
    COMPANY = "company details"


class MalformedKeys(ValueError):
    """Not a list of keys; the message names the one that is wrong, and never says what was given for it."""


@dataclass(frozen=True, slots=True)
class DataKey:
    """A client's own key, which seals and opens all of its secrets."""

    id: UUID
    client_id: str
    key: bytes = field(repr=False)

    def seal(self, purpose: Purpose, name: str, value: bytes) -> bytes:
        """The sealed value, which opens with this key for the same purpose and name only."""
        return _seal(self.key, str(self.id), _place(purpose, self.client_id, name), value)

    def open(self, purpose: Purpose, name: str, sealed: bytes) -> bytes:
        """The value again. Raises SecretUnreadable."""
        kid = _kid(sealed)
        if kid is not None and kid != str(self.id):
            raise SecretUnreadable(purpose, name, "it was sealed with another data key of its client")
        value = _open(self.key, _place(purpose, self.client_id, name), sealed)
        if value is None:
            raise SecretUnreadable(purpose, name, "what is stored has been changed, or moved from another place")
        return value

    def digest(self, purpose: Purpose, name: str, value: bytes) -> str:
        """What tells a value from another one for the same purpose and name. Without the key, nobody can try out
        which value it is of.
        """
        return hmac.new(self.key, _CONTEXT + _place(purpose, self.client_id, name) + value, hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A client's data key as it is stored."""

    id: UUID
    client_id: str
    kid: str
    """Which key of SECRETS_KEYS opens it."""
    wrapped: bytes = field(repr=False)


class Keyring:
    """The keys of SECRETS_KEYS: the first one wraps, all of them open. It may be empty."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self._keys = dict(keys)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads `kid:base64,kid:base64`. Raises MalformedKeys."""
        keys: dict[str, bytes] = {}
        for place, part in enumerate(filter(None, (part.strip() for part in text.split(","))), 1):
            kid, colon, encoded = part.partition(":")
            if not colon or not _KID.fullmatch(kid):  # what is there may be the key itself
                raise MalformedKeys(
                    f"key {place} must be like k1:base64, where k1 is a name of letters, digits, -, _ and . that is "
                    "not longer than 32"
                )
            if kid in keys:
                raise MalformedKeys(f"there are two keys named {kid}: each needs a name of its own")
            keys[kid] = _decoded(kid, encoded)
        return cls(keys)

    def __bool__(self) -> bool:
        return bool(self._keys)

    def __contains__(self, kid: str) -> bool:
        return kid in self._keys

    def __repr__(self) -> str:
        return f"Keyring({', '.join(self._keys)})"

    @property
    def first(self) -> str:
        """The name of the key that wraps. Raises SecretsKeysMissing."""
        if not self._keys:
            raise SecretsKeysMissing
        return next(iter(self._keys))

    def new_data_key(self, client_id: str) -> WrappedKey:
        """A data key for a client that has none. Raises SecretsKeysMissing."""
        return self.wrap(DataKey(new_id(), client_id, secrets.token_bytes(KEY_BYTES)))

    def wrap(self, data_key: DataKey) -> WrappedKey:
        """A data key as it can be stored, under the first key. Raises SecretsKeysMissing."""
        kid, place = self.first, _place(Purpose.DATA_KEY, data_key.client_id, str(data_key.id))
        return WrappedKey(data_key.id, data_key.client_id, kid, _seal(self._keys[kid], kid, place, data_key.key))

    def unwrap(self, stored: WrappedKey) -> DataKey:
        """Raises SecretUnreadable."""
        whose = f"of client {stored.client_id}"
        kid = _kid(stored.wrapped)
        if kid is not None and kid not in self._keys:
            raise SecretUnreadable(Purpose.DATA_KEY, whose, f"it needs the key {kid}, which SECRETS_KEYS does not have")
        place = _place(Purpose.DATA_KEY, stored.client_id, str(stored.id))
        key = None if kid is None else _open(self._keys[kid], place, stored.wrapped)
        if key is None:
            why = f"the key {kid} of SECRETS_KEYS is not the one that wrapped it, or what is stored has been changed"
            raise SecretUnreadable(Purpose.DATA_KEY, whose, why)
        return DataKey(stored.id, stored.client_id, key)


NO_KEYS = Keyring({})
"""With it nothing can be sealed."""


def new_key(kid: str) -> str:
    """A new key, as SECRETS_KEYS has it."""
    return f"{kid}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


def _decoded(kid: str, encoded: str) -> bytes:
    """Raises MalformedKeys."""
    try:
        key = base64.b64decode(encoded.replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError):
        raise MalformedKeys(f"the key {kid} must be {KEY_BYTES} bytes in base64: this is not base64") from None
    if len(key) != KEY_BYTES:
        raise MalformedKeys(f"the key {kid} must be {KEY_BYTES} bytes in base64, and has {len(key)}")
    return key


def _place(purpose: Purpose, client_id: str, name: str) -> bytes:
    """What says where something belongs; no two places have the same."""
    parts = [part.encode() for part in (purpose.value, client_id, name)]
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)


def _seal(key: bytes, kid: str, place: bytes, value: bytes) -> bytes:
    head = bytes([_VERSION, len(kid)]) + kid.encode()
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return head + nonce + AESGCM(key).encrypt(nonce, value, _CONTEXT + head + place)


def _kid(sealed: bytes) -> str | None:
    """Which key it says that opens it; None for what was not sealed here."""
    if len(sealed) < 2 or sealed[0] != _VERSION:  # noqa: PLR2004 - the version, and how long the name is
        return None
    kid = sealed[2 : 2 + sealed[1]]
    return kid.decode() if kid.isascii() and len(sealed) >= 2 + len(kid) + _NONCE_BYTES else None


def _open(key: bytes, place: bytes, sealed: bytes) -> bytes | None:
    """The value; None where anything is not as it was sealed."""
    if _kid(sealed) is None:
        return None
    end = 2 + sealed[1]
    head, nonce, rest = sealed[:end], sealed[end : end + _NONCE_BYTES], sealed[end + _NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, rest, _CONTEXT + head + place)
    except InvalidTag:
        return None
