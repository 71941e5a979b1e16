"""What the audit trail is told of calls that are refused: each kind of each caller once in a while, so that nobody can
flood it who may do nothing.
"""

import re
import time
from collections.abc import Mapping
from functools import lru_cache

import structlog

from server.calls.caller import Caller
from server.calls.faults import reason
from server.calls.sources import address
from store.database.auditing import Call
from store.database.connection import Database
from store.errors import DatabaseUnavailable, StoreError
from store.users.sessions import Where, call_of
from store.users.users import User

log = structlog.get_logger()

INTERVAL_S = 60.0
"""How soon after a refusal the next one of its kind is told."""
_MAX_KEPT = 10_000
AUTHENTICATION = "authentication"
"""The action of a call that is refused before it is known what it asks for."""

_OF_JOBS = ("ActionService", "DeadLetterService", "RenderService", "TaskService")
"""Services whose methods make and change jobs."""


class Refusals:
    """Refused calls of one server."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._told: dict[tuple[str, str, str], float] = {}

    async def denied(self, call: Call, reason: str, client_id: str | None) -> None:
        """Tells of a call that its caller may not make, with the reason as errors have it."""
        await self._tell(call, "denied", reason, client_id)

    async def unauthenticated(self, holder: Caller, status: str, headers: Mapping[str, str]) -> None:
        """Tells of a call with a key that is worth nothing any more."""
        call = Call(
            actor=holder.actor,
            action=AUTHENTICATION,
            request_id=headers.get("x-request-id", "")[:128] or None,
            address=address(headers, ""),
        )
        reason = "KEY_REVOKED" if status == "revoked" else "KEY_EXPIRED"
        await self._tell(call, "unauthenticated", reason, holder.client_id)

    async def not_permitted(self, who: Caller, method: str, refusal: StoreError, headers: Mapping[str, str]) -> None:
        """Tells of a call that its caller's role does not allow."""
        action, kind = names(method)
        call = Call(
            actor=who.actor,
            action=action,
            kind=kind,
            request_id=headers.get("x-request-id", "")[:128] or None,
            address=address(headers, ""),
        )
        await self.denied(call, reason(refusal), who.client_id)

    async def sign_in_failed(self, user: User, where: Where) -> None:
        """Tells of a wrong password of a user, or a right one of a user who is disabled."""
        call = call_of(user, "AuthService.Login", where)
        await self._tell(call, "unauthenticated", "SIGN_IN_FAILED", user.client_id)

    async def _tell(self, call: Call, outcome: str, reason: str, client_id: str | None) -> None:
        now, kind = time.monotonic(), (call.actor.text, call.action, reason)
        if now < self._told.get(kind, 0.0):
            return
        if len(self._told) >= _MAX_KEPT:
            self._told.clear()
        self._told[kind] = now + INTERVAL_S
        try:
            await self._database.record([call.event([], client_id=client_id, outcome=outcome, reason=reason)])
        except DatabaseUnavailable as error:  # the call is refused all the same
            log.debug("refusal.untold", error=str(error))


@lru_cache
def names(method: str) -> tuple[str, str]:
    """What a method is called in the trail, such as `JobService.CreateJob`, and what it is about, such as `job`."""
    service, _, name = method.rpartition(".")[2].partition("/")
    if service in _OF_JOBS:
        return f"{service}.{name}", "job"
    return f"{service}.{name}", re.sub(r"(?<=.)(?=[A-Z])", "_", service.removesuffix("Service")).lower()
