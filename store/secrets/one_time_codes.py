"""Secrets of kind `totp`: what the API takes as one, and the code that one gives at a time (RFC 6238)."""

import base64
import binascii
import re
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA512
from cryptography.hazmat.primitives.twofactor.totp import TOTP

_ALGORITHMS: dict[str, type[SHA1 | SHA256 | SHA512]] = {"SHA1": SHA1, "SHA256": SHA256, "SHA512": SHA512}
_LONGEST_PERIOD_S = 3600


class MalformedTotp(ValueError):
    """Not a secret for codes; the message says what would be right, and not what was given."""


@dataclass(frozen=True, slots=True)
class OneTimeCodes:
    """What gives the codes."""

    key: bytes = field(repr=False)
    digits: int = 6
    period_s: int = 30
    algorithm: str = "SHA1"

    @classmethod
    def parse(cls, text: str) -> "OneTimeCodes":
        """Reads a secret in base32, or an `otpauth://totp/` URL, as sites show them. Raises MalformedTotp."""
        if not text.strip().lower().startswith("otpauth:"):
            return cls(_key(text))
        try:
            url = urlsplit(text.strip())
            given = {name.lower(): values[-1] for name, values in parse_qs(url.query, max_num_fields=20).items()}
        except ValueError:
            raise MalformedTotp("must be a whole otpauth:// URL") from None
        if url.netloc.lower() != "totp":
            raise MalformedTotp("must be an otpauth://totp/ URL: others, such as those that count, are not supported")
        algorithm = given.get("algorithm", "SHA1").upper().replace("-", "")
        if algorithm not in _ALGORITHMS:
            raise MalformedTotp("its algorithm must be SHA1, SHA256 or SHA512")
        return cls(
            _key(given.get("secret", "")),
            digits=_number(given, "digits", 6, 6, 8),
            period_s=_number(given, "period", 30, 1, _LONGEST_PERIOD_S),
            algorithm=algorithm,
        )

    def at(self, time: datetime) -> str:
        """The code at a time."""
        algorithm = _ALGORITHMS[self.algorithm]()
        # Sites give shorter keys than the RFC asks for.
        codes = TOTP(self.key, self.digits, algorithm, self.period_s, enforce_key_length=False)
        return codes.generate(time.timestamp()).decode()


def _key(text: str) -> bytes:
    """Raises MalformedTotp."""
    letters = re.sub(r"[\s-]", "", text).upper().rstrip("=")
    try:
        key = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except (binascii.Error, ValueError):
        key = b""
    if not key:
        raise MalformedTotp("must be the secret in base32 that the site shows, or its otpauth:// URL")
    return key


def _number(given: dict[str, str], name: str, default: int, lowest: int, highest: int) -> int:
    text = given.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 6 and lowest <= int(text) <= highest):  # noqa: PLR2004
        raise MalformedTotp(f"its {name} must be a whole number from {lowest} to {highest}")
    return int(text)
