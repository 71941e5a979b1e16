"""Finds out whose a call is, by an API key, a JWT, or the access token of a user, and whether a user's role allows it.
Innermost before validation: see interceptors.py.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

import grpc
import structlog
from google.protobuf.message import Message

from server.calls import caller, roles
from server.calls.around import Around, Context, Handler
from server.calls.caller import Caller
from server.calls.faults import AdminOnly, Unauthenticated
from server.calls.refusals import Refusals
from server.calls.tokens import TokenVerifier
from server.calls.user_errors import RoleTooLow
from server.settings import AuthSettings
from store.clients import keys
from store.clients.limits import RequestCounter
from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.users import sessions, tokens
from store.users.sessions import Holder

log = structlog.get_logger()

_WHERE_FROM = (
    "`tabwright up` keeps one in the file api-key of its folder (.tabwright); elsewhere an administrator makes one "
    "with `tabwright keys create`"
)
CACHE_S = 3.0
"""How long a key or an access token is taken without another look: so long may one go on working after it was revoked,
or its session ended."""
RECHECK_INTERVAL_S = 3.0
"""How often the keys of calls that run are looked at again."""
MAX_CACHED = 10_000
REFRESHES = 100
"""How often a user may refresh a session within the window of all limits: each makes a row."""
PER_USER = 10
"""How many times as many requests a user may make as a key: a page of the console makes several calls."""

_OPEN_SERVICES = ("/grpc.health.v1.Health/", "/grpc.reflection.", "/envoy.service.auth.v3.")
OPEN_METHODS = frozenset(
    f"/tabwright.v1.{service}/{method}"
    for service, methods in {
        "AuthService": ("GetSignInWays", "Login", "Logout", "Refresh", "StartOidc"),
        "HealthService": ("GetHealth", "GetLiveness", "GetReadiness"),
    }.items()
    for method in methods
)
"""Whether somebody is there may be asked by anybody, and so may people sign in; the gateway's check authenticates the
request that it is about.
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A caller, and how many requests it may make."""

    caller: Caller
    name: str
    """Under which its requests are counted."""
    rate_limit: int


@dataclass(eq=False, slots=True)
class _Call:
    """A call that runs."""

    task: asyncio.Task[Any]
    caller: Caller
    refusal: Unauthenticated | None = None
    """Why it is ended, once it is."""


_identified: ContextVar[tuple[str, Known]] = ContextVar("identified")
"""The secret of the running call, and whose it is."""


class Authentication(Around):
    """Refuses calls that are nobody's, and those beyond a caller's rate; tells the others whose they are, and ends
    them when they are so no longer.
    """

    def __init__(self, database: Database, settings: AuthSettings) -> None:
        super().__init__()
        self._database = database
        self._settings = settings
        self._tokens = TokenVerifier(settings) if settings.jwt_issuer else None
        self._refusals = Refusals(database)
        self._requests = RequestCounter(database, window_s=settings.rate_limit_window_ms / 1000)
        self._known: dict[str, tuple[float, Known]] = {}
        self._running: dict[str, set[_Call]] = {}
        """The calls that run, by their secrets."""

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Handler]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Handler:
        """Looks at a call's headers before its message is taken in."""
        handler = await super().intercept_service(continuation, handler_call_details)
        if handler is None or _is_open(handler_call_details.method):
            return handler
        metadata = {str(key): str(value) for key, value in handler_call_details.invocation_metadata or ()}
        try:
            secret = self._secret(metadata)
            known = await self._who(secret, metadata)
            await self.count(known)
            await self.permit(known, handler_call_details.method, metadata)
        except Exception as refusal:  # noqa: BLE001 - raised where it is told
            return _refusing(refusal)
        _identified.set((secret, known))
        return handler

    @asynccontextmanager
    async def around(self, method: str, request: Message, context: Context) -> AsyncIterator[None]:
        if _is_open(method):
            yield
            return
        secret, known = _identified.get()
        with caller.calling(known.caller), self._revocable(secret, known.caller):
            yield

    async def identify(self, headers: Mapping[str, str]) -> Known:
        """Whose a request with these headers is. Raises Unauthenticated."""
        return await self._who(self._secret(headers), headers)

    async def count(self, known: Known) -> None:
        """Counts a request of a caller's. Raises LimitReached."""
        if known.rate_limit:
            await self._requests.count(known.name, limit=known.rate_limit)

    async def count_refresh(self, user_id: UUID) -> None:
        """Counts a refresh of a user's. Raises LimitReached."""
        await self._requests.count(f"refresh {user_id}", limit=REFRESHES)

    async def permit(self, known: Known, method: str, headers: Mapping[str, str]) -> None:
        """Holds a caller to what its role allows, and tells the audit trail where that is not enough. Raises RoleTooLow
        or AdminOnly.
        """
        try:
            roles.check(known.caller, method)
        except (RoleTooLow, AdminOnly) as refusal:
            await self._refusals.not_permitted(known.caller, method, refusal, headers)
            raise

    async def run(self) -> None:
        """Ends calls whose keys have been revoked or have expired since they began, or whose users are signed in no
        more or have another role, for ever: streams may be open for days.
        """
        while True:
            await asyncio.sleep(RECHECK_INTERVAL_S)
            for secret in list(self._running):
                try:
                    await self._recheck(secret)
                except DatabaseUnavailable as error:
                    log.debug("keys.unread", error=str(error))

    async def _recheck(self, secret: str) -> None:
        (session_id, *_) = {call.caller.session_id for call in self._running.get(secret, ())} or {None}
        if session_id is None:
            try:
                await self._who(secret)
            except Unauthenticated as refusal:
                self._end(secret, refusal)
            return
        # A call of a user's may last longer than the access token that it began with, but no longer than its session.
        holder = await sessions.look(self._database, session_id)
        if holder is None:
            self._end(secret, Unauthenticated("the session has ended: sign in again"))
        else:
            rights = (holder.user.role, holder.user.is_admin)
            self._end(secret, Unauthenticated("what you may do has changed: call again"), but=rights)

    def _end(self, secret: str, refusal: Unauthenticated, *, but: tuple[str, bool] | None = None) -> None:
        """Ends the calls of a secret, but those that began with these rights."""
        for call in self._running.get(secret, ()):
            if (call.caller.role, call.caller.is_admin) != but:
                call.refusal = refusal
                call.task.cancel()

    @contextmanager
    def _revocable(self, secret: str, who: Caller) -> Iterator[None]:
        """Raises Unauthenticated in place of whatever runs inside, when the secret is worth nothing any more."""
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a call needs a task to end")
        call, before = _Call(task, who), task.cancelling()
        self._running.setdefault(secret, set()).add(call)
        try:
            yield
        except asyncio.CancelledError:
            if call.refusal is None or task.uncancel() > before:  # its client ends it too, and comes first
                raise
            raise call.refusal from None
        finally:
            self._running[secret].discard(call)
            if not self._running[secret]:
                del self._running[secret]

    def _secret(self, metadata: Mapping[str, str]) -> str:
        """Raises Unauthenticated."""
        header = self._settings.api_key_header
        scheme, _, bearer = metadata.get("authorization", "").partition(" ")
        secret = metadata.get(header.lower()) or (bearer.strip() if scheme.lower() == "bearer" else "")
        if not secret:
            raise Unauthenticated(
                f"the call has no API key: send one as {header}, or as Authorization: Bearer; {_WHERE_FROM}"
            )
        return secret

    async def _who(self, secret: str, headers: Mapping[str, str] | None = None) -> Known:
        """Raises Unauthenticated. `headers`: of a call that begins, which the audit trail is told of when it comes with
        a key that was good once.
        """
        if secret.startswith(tokens.ACCESS):
            if known := await self._user(secret):
                return known
            raise Unauthenticated(
                "the access token is not valid, or no longer: refresh it (Refresh), or sign in (Login)"
            )
        if not secret.startswith(keys.PREFIX) and self._tokens is not None:
            if token_caller := await self._tokens.caller(secret):
                return Known(token_caller, f"client {token_caller.client_id}", self._settings.rate_limit_max)
            raise Unauthenticated("the bearer token is not valid, or no longer")
        if known := await self._holder(secret, headers):
            return known
        raise Unauthenticated(f"the API key is unknown, revoked or expired; {_WHERE_FROM}")

    async def _user(self, secret: str) -> Known | None:
        """Which user holds an access token, as it was CACHE_S ago at most."""
        if known := self._kept(secret):
            return known
        holder = await sessions.holder(self._database, secret)
        if holder is None:
            return None
        return self._keep(
            secret, Known(_caller(holder), f"user {holder.user.id}", self._settings.rate_limit_max * PER_USER)
        )

    async def _holder(self, secret: str, headers: Mapping[str, str] | None) -> Known | None:
        """Who holds a key, as it was CACHE_S ago at most. Unknown keys are not kept: they may be made now."""
        if known := self._kept(secret):
            return known
        key, may_be_used = await keys.find_key(self._database, secret)
        if key is None:
            return None
        holder = Caller(
            client_id=key.client_id,
            is_admin=key.is_admin,
            may_evaluate=key.may_evaluate,
            repeat=key.repeat,
            on_blocked=key.on_blocked,
            key_id=key.id,
            name=key.name,
        )
        if not may_be_used:
            if headers is not None:
                await self._refusals.unauthenticated(holder, key.status, headers)
            return None
        return self._keep(secret, Known(holder, f"key {key.id}", key.rate_limit))

    def _kept(self, secret: str) -> Known | None:
        until, known = self._known.get(secret, (0.0, None))
        if time.monotonic() < until:
            return known
        self._known.pop(secret, None)
        return None

    def _keep(self, secret: str, known: Known) -> Known:
        if len(self._known) >= MAX_CACHED:
            self._known.clear()
        self._known[secret] = (time.monotonic() + CACHE_S, known)
        return known


def _caller(holder: Holder) -> Caller:
    user = holder.user
    return Caller(
        client_id=user.client_id,
        is_admin=user.is_admin,
        may_evaluate=user.is_admin,  # who could make a key that may
        user_id=user.id,
        session_id=holder.session.id,
        role=user.role,
        email=user.email,
        name=user.name,
    )


def _refusing(refusal: Exception) -> Handler:
    """A handler that takes no message in: it reads of a stream that there may be, and reads nothing."""

    async def refuse(_: AsyncIterator[bytes], __: Context) -> None:
        raise refusal

    return grpc.stream_stream_rpc_method_handler(cast(Any, refuse))


def _is_open(path: str) -> bool:
    """Whether anybody may call a method."""
    return path in OPEN_METHODS or path.startswith(_OPEN_SERVICES)
