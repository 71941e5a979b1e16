"""Finds out whose a call is: by an API key, or by a JWT. Innermost before validation: see interceptors.py."""

import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from google.protobuf.message import Message

from server import caller
from server.around import Around, Context
from server.caller import Caller
from server.faults import Unauthenticated
from server.settings import AuthSettings
from server.tokens import TokenVerifier
from store import keys
from store.database import Database
from store.limits import RequestCounter

CACHE_S = 3.0
"""How long a key is taken without another look: so long may one go on working after it was revoked."""
MAX_CACHED = 10_000

_OPEN = ("/grpc.health.v1.Health/", "/grpc.reflection.", "/envoy.service.auth.v3.", "/tabwright.v1.HealthService/")
"""Whether somebody is there may be asked by anybody; the gateway asks the check of bodies."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A caller, and how many requests it may make."""

    caller: Caller
    name: str
    """Under which its requests are counted."""
    rate_limit: int


class Authentication(Around):
    """Refuses calls that are nobody's, and those beyond a caller's rate; tells the others whose they are."""

    def __init__(self, database: Database, settings: AuthSettings) -> None:
        self._database = database
        self._settings = settings
        self._tokens = TokenVerifier(settings) if settings.jwt_issuer else None
        self._requests = RequestCounter(database, window_s=settings.rate_limit_window_ms / 1000)
        self._known: dict[str, tuple[float, _Known]] = {}

    @asynccontextmanager
    async def around(self, method: str, request: Message, context: Context) -> AsyncIterator[None]:
        if method.startswith(_OPEN):
            yield
            return
        metadata = {str(key): str(value) for key, value in context.invocation_metadata() or ()}
        known = await self._who(metadata)
        if known.rate_limit:
            await self._requests.count(known.name, limit=known.rate_limit)
        with caller.calling(known.caller):
            yield

    async def _who(self, metadata: Mapping[str, str]) -> _Known:
        """Raises Unauthenticated."""
        header = self._settings.api_key_header
        scheme, _, bearer = metadata.get("authorization", "").partition(" ")
        secret = metadata.get(header.lower()) or (bearer.strip() if scheme.lower() == "bearer" else "")
        if not secret:
            raise Unauthenticated(f"the call has no API key: send one as {header}, or as Authorization: Bearer")
        if not secret.startswith(keys.PREFIX) and self._tokens is not None:
            if token_caller := await self._tokens.caller(secret):
                return _Known(token_caller, f"client {token_caller.client_id}", self._settings.rate_limit_max)
            raise Unauthenticated("the bearer token is not valid, or no longer")
        if known := await self._holder(secret):
            return known
        raise Unauthenticated("the API key is unknown, revoked or expired")

    async def _holder(self, secret: str) -> _Known | None:
        """Who holds a key, as it was CACHE_S ago at most. Unknown keys are not kept: they may be made now."""
        now = time.monotonic()
        if secret in self._known:
            until, known = self._known[secret]
            if now < until:
                return known
            del self._known[secret]
        key = await keys.use_key(self._database, secret)
        if key is None:
            return None
        holder = Caller(client_id=key.client_id, is_admin=key.is_admin, may_evaluate=key.may_evaluate)
        known = _Known(holder, f"key {key.id}", key.rate_limit)
        if len(self._known) >= MAX_CACHED:
            self._known.clear()
        self._known[secret] = (now + CACHE_S, known)
        return known
