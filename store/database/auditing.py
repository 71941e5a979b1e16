"""What the audit trail says of the call that runs, and how it is written: with the change itself, in its transaction.

A context variable has the call. Database looks there whenever it runs a statement that changes rows, so nothing that a
call changes goes without its event, and nobody who writes a statement need think of it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, LiteralString

from store.database import jsonb
from store.job import Json, new_id

# The time is the database's.
WRITE = """
WITH event AS (
    INSERT INTO audit_events (
        id, client_id, actor_type, actor_id, actor_name, actor_client_id, is_admin, action, resources, outcome,
        reason, request_id, address, details
    )
    SELECT
        id, client_id, actor_type, actor_id, actor_name, actor_client_id, is_admin, action, resources, outcome,
        reason, request_id, address, details
    FROM jsonb_to_recordset(%(events)s::jsonb) AS (
        id uuid, client_id text, actor_type text, actor_id text, actor_name text, actor_client_id text,
        is_admin boolean, action text, resources text[], outcome text, reason text, request_id text, address text,
        details jsonb
    )
    RETURNING id
)
INSERT INTO audit_unsealed (event_id) SELECT id FROM event
"""

_CHANGE = re.compile(r"\b(INSERT INTO|DELETE FROM)\b|(?<!FOR )(?<!KEY )\bUPDATE\b")
OK = "ok"


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Who does something."""

    type: str
    """`key`, `jwt`, `user`, `operator`, `worker`, `system`."""
    id: str
    """Of a key and a user the id, of a token its subject, of an operator the user of the operating system, of what a
    worker does the job's id.
    """
    name: str | None = None
    client_id: str | None = None
    """The client that a key, a token or a user belongs to."""
    is_admin: bool = False

    @property
    def text(self) -> str:
        """As automation_jobs.created_by has it."""
        return f"{self.type}:{self.id}"


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Call:
    """A call that runs, as its event will tell of it."""

    actor: Actor
    action: str
    """The method, such as `JobService.CreateJob`; for what is none, a word of the trail's own, such as `secret.use`."""
    kind: str = ""
    """What the ids of changed rows are ids of, such as `job`."""
    request_id: str | None = None
    address: str | None = None
    """Where it comes from."""
    details: Mapping[str, str] | None = None
    """What all of its events say more, where they have nothing of their own."""

    def event(
        self,
        resources: Sequence[str],
        *,
        client_id: str | None,
        outcome: str = OK,
        reason: str | None = None,
        details: Mapping[str, str] | None = None,
    ) -> Json:
        """An event, as WRITE takes it."""
        return {
            "id": str(new_id()),
            "client_id": client_id,
            "actor_type": self.actor.type,
            "actor_id": self.actor.id,
            "actor_name": self.actor.name,
            "actor_client_id": self.actor.client_id,
            "is_admin": self.actor.is_admin,
            "action": self.action,
            "resources": list(resources),
            "outcome": outcome,
            "reason": reason,
            "request_id": self.request_id,
            "address": self.address,
            "details": details or self.details,
        }


class _Together:
    """The calls that make jobs in one statement, by the ids of these."""

    def __init__(self, calls: Mapping[str, Call]) -> None:
        self.calls = calls

    def events(self, changed: Sequence[str], client_id: str | None) -> list[Json]:
        resources: dict[Call, list[str]] = defaultdict(list)
        for one in changed:
            if call := self.calls.get(one):
                resources[call].append(one)
        return [call.event(ids, client_id=client_id) for call, ids in resources.items()]


_running: ContextVar[Call | _Together | None] = ContextVar("audited", default=None)


@contextmanager
def calling(call: Call) -> Iterator[None]:
    """Has all that is changed inside told as this call's."""
    token = _running.set(call)
    try:
        yield
    finally:
        _running.reset(token)


@contextmanager
def calling_together(calls: Mapping[str, Call]) -> Iterator[None]:
    """The same for several calls, each of which has asked for the resources that are named, such as `job/<id>`."""
    token = _running.set(_Together(calls))
    try:
        yield
    finally:
        _running.reset(token)


@contextmanager
def untold() -> Iterator[None]:
    """Has nothing told of what runs inside: what the service notes for itself, and no change that a call asks for."""
    token = _running.set(None)
    try:
        yield
    finally:
        _running.reset(token)


def running() -> Call | None:
    """The call that runs, if one does, alone."""
    call = _running.get()
    return call if isinstance(call, Call) else None


def is_called() -> bool:
    """Whether a call runs, or several."""
    return _running.get() is not None


def maker(resource: str) -> str | None:
    """Who has asked for a thing that is being made."""
    call = _running.get()
    if isinstance(call, _Together):
        call = call.calls.get(resource)
    return call.actor.text if call else None


def is_told(statement: str) -> bool:
    """Whether the trail has to tell of what a statement does here."""
    return _running.get() is not None and _changes(statement)


def events(rows: Sequence[Mapping[str, Any]], client_id: str | None, changed: Sequence[str] | None) -> list[Json]:
    """What the trail says of a statement that has returned these rows, one for each that it has changed; none: nothing
    has changed. `changed`: what that is, where the rows do not have its `id`.
    """
    call = _running.get()
    if call is None or not rows:
        return []
    if client_id is None:  # it ran as the system, maybe for another client than the caller's
        client_id = rows[0].get("client_id")
    if isinstance(call, _Together):
        return call.events(changed or (), client_id)
    if changed is None:
        changed = [f"{call.kind}/{row['id']}" for row in rows if "id" in row]
    return [call.event(changed, client_id=client_id)]


def parameters(told: Sequence[Json]) -> dict[str, str]:
    """What WRITE takes."""
    return {"events": jsonb.dumps(list(told))}


def write_if(proof: LiteralString) -> LiteralString:
    """WRITE, for when a condition holds."""
    return WRITE.replace("    RETURNING id", f"    WHERE {proof}\n    RETURNING id")


def renamed(call: Call, action: str) -> Call:
    """The same caller, for something that is no method."""
    return replace(call, action=action)


@lru_cache(maxsize=1000)
def _changes(statement: str) -> bool:
    return _CHANGE.search(statement) is not None
