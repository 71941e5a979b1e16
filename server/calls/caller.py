"""Whose call it is, and what it may do."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.calls.faults import AdminOnly
from store.database.auditing import Actor
from store.job import OnBlocked, Repeat


@dataclass(frozen=True, kw_only=True, slots=True)
class Caller:
    """Who has made a call."""

    client_id: str
    """The tenant: a call sees this client's things and no others."""
    is_admin: bool = False
    """Whether it may see and change what belongs to the installation: browser types, keys, global policies."""
    may_evaluate: bool = False
    """Whether its jobs may run JavaScript of their own in pages."""
    repeat: Repeat | None = None
    """Whether its jobs may be repeated where they do not say it. None: as the installation has it."""
    on_blocked: OnBlocked | None = None
    """What happens where a page asks for a person, of its jobs that do not say it. None: as the installation has it."""
    key_id: UUID | None = None
    """Of the API key that it calls with. None: it calls with a token."""
    user_id: UUID | None = None
    """Of the user, where one has signed in."""
    session_id: UUID | None = None
    """Of the session in which the user calls."""
    role: str | None = None
    """The user's role, one of store.users.users.ROLES. None: it is no user."""
    email: str = ""
    """The user's."""
    name: str | None = None
    """What the key or the user is called."""
    subject: str = ""
    """Whose the token is."""
    until: datetime | None = None
    """When the token expires. None: it is a key, or that cannot be told."""

    @property
    def label(self) -> str:
        """Who it is to people of its client: the name of the key or the user, or whose the token is."""
        return self.name or self.subject or str(self.key_id or "")

    @property
    def actor(self) -> Actor:
        """Who it is to the audit trail."""
        if self.user_id is not None:
            return Actor(
                type="user",
                id=str(self.user_id),
                name=self.email,
                client_id=self.client_id,
                is_admin=self.is_admin,
            )
        return Actor(
            type="key" if self.key_id else "jwt",
            id=str(self.key_id or self.subject),
            name=self.name,
            client_id=self.client_id,
            is_admin=self.is_admin,
        )


_current: ContextVar[Caller] = ContextVar("caller")


@contextmanager
def calling(caller: Caller) -> Iterator[None]:
    """Makes it the caller of what runs inside."""
    token = _current.set(caller)
    try:
        yield
    finally:
        _current.reset(token)


def current() -> Caller:
    """Who has made the running call."""
    return _current.get()


def client_id() -> str:
    """The client that the running call belongs to."""
    return current().client_id


def client_id_if_known() -> str | None:
    """The same; None in calls that are nobody's, which some may be."""
    known = _current.get(None)
    return None if known is None else known.client_id


def current_if_known() -> Caller | None:
    """Who has made the running call; None in calls that are nobody's, which some may be."""
    return _current.get(None)


def require_admin() -> None:
    """Raises AdminOnly unless the caller is an administrator."""
    if not current().is_admin:
        raise AdminOnly
