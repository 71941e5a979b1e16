"""Hearing the wake-ups of other processes (`notify` says what they are)."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import psycopg
import structlog
from psycopg import sql

from store.database.availability import answering
from store.database.connection import Database
from store.errors import DatabaseUnavailable

log = structlog.get_logger()

_SELF_CHECK = "tabwright_self_check"

SELF_CHECK_INTERVAL_S = 10.0
SELF_CHECK_TIMEOUT_S = 5.0
RECONNECT_INTERVAL_S = 0.5


class _Deaf(Exception):
    """The connection answers, and hears nothing."""


class Listener:
    """Hears other processes' wake-ups on one connection of its own, and reconnects for ever.

    The connection must be direct: a pooler in transaction mode loses LISTEN. The self-check notices that,
    and a connection that is half open, and then `missed` is called again and again, so that the
    process polls at that pace in place of hearing.
    """

    def __init__(
        self,
        database: Database,
        handlers: Mapping[str, Callable[[list[str]], None]],
        missed: Callable[[], None],
    ) -> None:
        """`handlers` by channel get the items of a payload; `missed` means that wake-ups may have been lost."""
        self._database = database
        self._handlers = handlers
        self._missed = missed
        self._is_deaf = False

    async def run(self) -> None:
        while True:
            try:
                async with self._database.own_connection("listener") as connection:
                    await self._subscribe(connection)
                    self._missed()
                    await self._hear(connection)
            except DatabaseUnavailable:
                log.debug("listen.lost")
            except _Deaf:
                if not self._is_deaf:
                    log.warning("listen.deaf", why="a wake-up to itself did not come back: is there a pooler between?")
                self._is_deaf = True
            self._missed()
            await asyncio.sleep(RECONNECT_INTERVAL_S)

    async def _subscribe(self, connection: psycopg.AsyncConnection[Any]) -> None:
        with answering(connection, SELF_CHECK_TIMEOUT_S):
            for channel in [*self._handlers, _SELF_CHECK]:
                await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))

    async def _hear(self, connection: psycopg.AsyncConnection[Any]) -> None:
        """Hands wake-ups on until the connection proves to be dead."""
        while True:
            await self._hear_until(connection, None, SELF_CHECK_INTERVAL_S)
            token = uuid4().hex
            with answering(connection, SELF_CHECK_TIMEOUT_S):
                await connection.execute("SELECT pg_notify(%s, %s)", (_SELF_CHECK, token))
            if not await self._hear_until(connection, token, SELF_CHECK_TIMEOUT_S):
                raise _Deaf
            if self._is_deaf:
                log.info("listen.hears")
                self._is_deaf = False

    async def _hear_until(self, connection: psycopg.AsyncConnection[Any], token: str | None, seconds: float) -> bool:
        """Hands wake-ups on for so long, or until the one with this token. Returns whether it came."""
        async for notify in connection.notifies(timeout=seconds):
            if notify.channel == _SELF_CHECK:
                if notify.payload == token:
                    return True
            else:
                self._handlers[notify.channel](notify.payload.split(","))
        return False
