"""JWTs of one configured OIDC issuer."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import structlog

from server.calls.caller import Caller
from server.settings import AuthSettings

log = structlog.get_logger()

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures only: with a shared secret (HS256) the public key would be one."""
LEEWAY_S = 30
"""By how much the issuer's clock and ours may differ."""
MAX_CLIENT_CHARS = 255
MAX_SUBJECT_CHARS = 900
_FETCH_TIMEOUT_S = 5


class TokenVerifier:
    """Tells whose a token is. Its issuer's keys are fetched when an unknown one is named, and then kept."""

    def __init__(self, settings: AuthSettings) -> None:
        self._settings = settings
        where = settings.jwt_jwks or ""
        self._keys: _KeyFile | jwt.PyJWKClient = (
            jwt.PyJWKClient(where, timeout=_FETCH_TIMEOUT_S)
            if where.startswith(("http://", "https://"))
            else _KeyFile(Path(where))
        )

    async def caller(self, token: str) -> Caller | None:
        """Whose token it is, if it is valid now."""
        try:
            # It may fetch, and a signature costs a fraction of a millisecond: neither belongs on the event loop.
            claims = await asyncio.to_thread(self._claims, token)
        except (jwt.PyJWTError, OSError, ValueError) as error:
            log.info("token.refused", error=str(error))
            return None
        client_id = claims.get(self._settings.jwt_client_claim)
        if not isinstance(client_id, str) or not 0 < len(client_id) <= MAX_CLIENT_CHARS or "\0" in client_id:
            log.info("token.refused", error=f"claim {self._settings.jwt_client_claim} names no client")
            return None
        return Caller(
            client_id=client_id,
            is_admin=claims.get(self._settings.jwt_admin_claim) is True,
            subject=str(claims.get("sub") or client_id)[:MAX_SUBJECT_CHARS].replace("\0", ""),
            until=_end(claims["exp"]),
        )

    def _claims(self, token: str) -> dict[str, object]:
        key = self._keys.get_signing_key_from_jwt(token)
        return jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            issuer=self._settings.jwt_issuer,
            audience=self._settings.jwt_audience,
            leeway=LEEWAY_S,
            options={"require": ["exp", "iss", "aud"]},
        )


def _end(expires_at: object) -> datetime | None:
    """When a token expires. None: at a time that cannot be told; issuers may give any number."""
    try:
        return datetime.fromtimestamp(float(str(expires_at)), UTC) + timedelta(seconds=LEEWAY_S)
    except (ValueError, OverflowError, OSError):
        return None


class _KeyFile:
    """A key set in a file, read each time: keys are rotated."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get_signing_key_from_jwt(self, token: str) -> jwt.PyJWK:
        kid = jwt.get_unverified_header(token).get("kid")
        keys = jwt.PyJWKSet.from_dict(json.loads(self._path.read_text())).keys
        for key in keys:
            if key.key_id == kid:
                return key
        raise jwt.PyJWKClientError(f"there is no key {kid} in {self._path}")
