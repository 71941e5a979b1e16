"""Which errors pass, and how a stream goes on that broke. It waits for nobody: that is the clients' part."""

import random
import time
from collections.abc import Callable
from typing import Generic, TypeVar

import grpc
from google.protobuf.message import Message

from tabwright.errors import problem

_Request = TypeVar("_Request", bound=Message)
_Message = TypeVar("_Message")

OnInterruption = Callable[[grpc.RpcError], object]
"""Is told that nobody answers for the moment."""
PATIENCE_S = 300.0
"""How long a watch tries to go on while nobody answers, before it raises what the last try has raised."""
CALL_PATIENCE_S = 12.0
"""How long other calls are repeated that are safe to repeat: about ten seconds, as the last pause may not fit in. A
server starts in that time, and a wrong address shows.
"""
_LONGEST_CONNECT_S = 120.0
"""A stream that has stood longer was connected: gRPC gives up sooner."""
_FIRST_DELAY_S, _LONGEST_DELAY_S = 0.1, 5.0
_SECOND = 2
_BROKEN = (grpc.StatusCode.INTERNAL, grpc.StatusCode.UNKNOWN)
"""What a broken connection may look like beside UNAVAILABLE. Then the error has no reason: it is not Tabwright's."""


class Tries:
    """The tries of one thing, with longer and longer pauses between them."""

    def __init__(self, patience_s: float) -> None:
        self._patience_s = patience_s
        self.begin()

    def begin(self) -> None:
        """What comes now is the first try."""
        self._until: float | None = None
        self._delay_s = _FIRST_DELAY_S
        self._failed = 0

    @property
    def is_interruption(self) -> bool:
        """Whether what has just failed was the second try: the first is often made at a moment when a server is
        replaced, and those that come after are nothing new.
        """
        return self._failed == _SECOND

    def pause_s(self, error: grpc.RpcError) -> float:
        """How long to wait before the next try. Raises the error where there should be none after it."""
        if self._until is None:
            self._until = time.monotonic() + self._patience_s
        found = problem(error)
        passes = (
            found.code is grpc.StatusCode.UNAVAILABLE
            or found.retry_delay_s is not None
            or found.reason == "READER_TOO_SLOW"
            or (found.code in _BROKEN and not found.reason)
        )
        # Those who were cut off together must not come back together.
        delay_s = max(self._delay_s * random.uniform(0.5, 1), found.retry_delay_s or 0)  # noqa: S311
        if not passes or time.monotonic() + delay_s > self._until:
            raise error
        self._delay_s = min(self._delay_s * 2, _LONGEST_DELAY_S)
        self._failed += 1
        return delay_s


class Resumption(Generic[_Request, _Message]):
    """Where a stream is, and how it goes on from there."""

    def __init__(
        self, request: _Request, keep: Callable[[_Request, _Message], object], patience_s: float = PATIENCE_S
    ) -> None:
        """`keep` writes into the request what continues the stream after a message."""
        self._request = copy(request)
        self._keep = keep
        self._tries = Tries(patience_s)
        self._opened = 0.0

    def open(self) -> _Request:
        """What to ask for now."""
        self._opened = time.monotonic()
        return self._request

    def received(self, message: _Message) -> None:
        """Notes a message, before it is handed on."""
        self._keep(self._request, message)
        self._tries.begin()

    def pause_s(self, error: grpc.RpcError) -> float:
        """How long to wait before it is opened again. Raises the error where it should not be."""
        if time.monotonic() - self._opened > _LONGEST_CONNECT_S:
            self._tries.begin()  # there was nothing to tell
        return self._tries.pause_s(error)

    @property
    def is_interruption(self) -> bool:
        """As that of its tries."""
        return self._tries.is_interruption


def copy(request: _Request) -> _Request:
    """A message of the caller's is the caller's."""
    own = type(request)()
    own.CopyFrom(request)
    return own
