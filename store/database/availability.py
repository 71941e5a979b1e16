"""Whether the database answers, as the statements of this process find out. The log hears of it twice: when it
ceases to answer, and when it answers again.
"""

import asyncio
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
import structlog

log = structlog.get_logger()

SETTLED_S = 1.0
"""How long no statement may have failed until the database counts as back: of a pool's connections some may be
broken while others work again."""


class Availability:
    """Of one process's database."""

    def __init__(self) -> None:
        self._answered_at = time.monotonic()
        self._failed_at = 0.0
        self._away_since: float | None = None

    @property
    def is_away(self) -> bool:
        """Whether the last that was heard was that it cannot be reached."""
        return self._away_since is not None

    @property
    def silent_s(self) -> float:
        """How long it has answered nothing; of use where something is asked all the time."""
        return time.monotonic() - self._answered_at

    def answered(self) -> None:
        """A statement has been answered."""
        now = self._answered_at = time.monotonic()
        if self._away_since is not None and now - self._failed_at >= SETTLED_S:
            log.info("database.available", away_s=round(now - self._away_since, 1))
            self._away_since = None

    def failed(self, error: BaseException) -> None:
        """It could not be reached, or has broken a connection."""
        self._failed_at = time.monotonic()
        if self._away_since is None:
            self._away_since = self._failed_at
            log.warning("database.unavailable", error=str(error).strip() or type(error).__name__)


@contextmanager
def answering(connection: psycopg.AsyncConnection[Any], seconds: float) -> Iterator[None]:
    """Raises TimeoutError when the other end does not answer in time, and breaks the connection.

    To cancel what waits for the answer would ask the same end to stop, and wait for that.
    """
    cut = False

    def cut_off() -> None:
        nonlocal cut
        cut = True
        with suppress(psycopg.OperationalError, OSError), socket.socket(fileno=os.dup(connection.fileno())) as end:
            end.shutdown(socket.SHUT_RDWR)

    timer = asyncio.get_running_loop().call_later(seconds, cut_off)
    try:
        yield
    except psycopg.Error as error:
        if cut:
            raise TimeoutError(f"it has not answered for {seconds:g} s") from error
        raise
    finally:
        timer.cancel()
