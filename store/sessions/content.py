"""What is sealed of a session, and how large it may be."""

import json
from collections.abc import Sequence
from typing import LiteralString

from store.errors import SecretUnreadable, SessionTooLarge
from store.job import Json
from store.secrets.sealing import DataKey, Purpose

MAX_BYTES = 2 * 1024 * 1024
"""How many bytes of JSON a session may have."""
MAX_ORIGINS = 50
"""How many origins it may be of."""
MAX_SESSIONS = 500
"""How many a client can have."""
LIFETIME_DAYS = 30
"""How long a session is kept after it was saved, where nobody says how long it is good for."""
MAX_LIFETIME_DAYS = 400
"""How long at most: browsers keep no cookie for longer."""

EXPIRES_AT: LiteralString = f"""
least(
    coalesce(%(expires_at)s::timestamptz, now() + interval '{LIFETIME_DAYS} days'),
    now() + interval '{MAX_LIFETIME_DAYS} days'
)
"""
"""Until when a session is kept that is saved now."""

# Texts of pages may have halves of surrogate pairs, which are no UTF-8.
_ERRORS = "surrogatepass"


def seal(key: DataKey, name: str, state: Json, origins: Sequence[str]) -> tuple[bytes, int]:
    """A session's state, and the origins that it is of, sealed together: who writes to the database cannot have it used
    elsewhere. And how large it is. Raises SessionTooLarge.
    """
    if len(origins) > MAX_ORIGINS:
        raise SessionTooLarge(name, f"{len(origins)} origins", f"{MAX_ORIGINS} origins")
    written = json.dumps({"origins": list(origins), "state": state}, ensure_ascii=False, separators=(",", ":"))
    plain = written.encode("utf-8", _ERRORS)
    if len(plain) > MAX_BYTES:
        raise SessionTooLarge(name, f"{len(plain)} bytes", f"{MAX_BYTES} bytes")
    return key.seal(Purpose.SESSION, name, plain), len(plain)


def unseal(key: DataKey, name: str, sealed: bytes) -> tuple[Json, tuple[str, ...]]:
    """The state again, and its origins. Raises SecretUnreadable."""
    try:
        content = json.loads(key.open(Purpose.SESSION, name, sealed).decode("utf-8", _ERRORS))
        return content["state"], tuple(content["origins"])
    except (ValueError, LookupError, TypeError):  # of a release that seals something else
        raise SecretUnreadable(Purpose.SESSION, name, "this release does not know what is stored") from None
