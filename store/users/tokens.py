"""The secrets that people sign in with: what they look like, how they are made, and what is kept of them.

How long a look-up takes tells nothing about others: what is compared is the hash of 256 random bits.
"""

import base64
import hashlib
import hmac
import re
import secrets

ACCESS, REFRESH, LINK = "twa_", "twr_", "twl_"
"""So that people, and programs that look for leaked secrets, know one when they see it."""
_SECRET_BYTES = 32
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


def new(prefix: str) -> str:
    """One that nobody can guess."""
    return prefix + secrets.token_urlsafe(_SECRET_BYTES)


def nonce() -> bytes:
    """What the successors of a refresh token are made with, beside the token."""
    return secrets.token_bytes(_SECRET_BYTES)


def is_like(prefix: str, token: str) -> bool:
    """Whether it could be one."""
    return token.startswith(prefix) and _SECRET.fullmatch(token, len(prefix)) is not None


def hashed(token: str) -> bytes:
    """What is kept of it."""
    return hashlib.sha256(token.encode()).digest()


def successors(refresh: str, nonce: bytes) -> tuple[str, str]:
    """The refresh token and the access token that come after a refresh token: always the same, so that an answer which
    was lost can be given again without being kept. Whoever has only the token, or only the nonce, cannot make them.
    """
    return _derived(REFRESH, refresh, nonce), _derived(ACCESS, refresh, nonce)


def _derived(prefix: str, refresh: str, nonce: bytes) -> str:
    digest = hmac.digest(refresh.encode(), prefix.encode() + nonce, "sha256")
    return prefix + base64.urlsafe_b64encode(digest).decode().rstrip("=")
