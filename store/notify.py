"""Wake-ups between processes, by LISTEN and NOTIFY.

A wake-up is a hint that saves waiting; it may get lost, and nothing depends on it but speed: whoever waits
also polls. A notifying transaction holds a lock of the whole database cluster while it commits, so wake-ups
are never sent by the transactions that do the work: they are collected and sent together, a little later.
"""

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import psycopg
import structlog
from psycopg import sql

from store.availability import answering
from store.errors import DatabaseUnavailable

if TYPE_CHECKING:
    from store.database import Database

log = structlog.get_logger()

READY = "tabwright_ready"
"""Jobs may have become ready. Payload: ids of browser types."""
EVENTS = "tabwright_events"
"""Jobs have new events. Payload: ids of jobs."""
CANCEL = "tabwright_cancel"
"""Running jobs shall be cancelled. Payload: ids of jobs."""
BROWSER_TYPES = "tabwright_browser_types"
"""Browser types have changed. Payload: their ids."""
_SELF_CHECK = "tabwright_self_check"

MIN_INTERVAL_S = 0.01
"""The first wake-up leaves at once, those that follow within this time leave together."""
_PAYLOAD_ITEMS = 200
"""A payload holds less than 8,000 bytes: 200 UUIDs and their commas are 7,400."""

SELF_CHECK_INTERVAL_S = 10.0
SELF_CHECK_TIMEOUT_S = 5.0
RECONNECT_INTERVAL_S = 0.5

_NOTIFY = """
SELECT pg_notify(channel, payload)
FROM unnest(%(channels)s::text[], %(payloads)s::text[]) AS wake_up (channel, payload)
"""


class Notifier:
    """Sends this process's wake-ups. Losing one is allowed, blocking on one is not."""

    def __init__(self, database: "Database") -> None:
        self._database = database
        self._waiting: dict[str, set[str]] = {}
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def ready(self, browser_type_ids: Iterable[int]) -> None:
        self._add(READY, (str(browser_type_id) for browser_type_id in browser_type_ids))

    def events(self, job_ids: Iterable[UUID]) -> None:
        self._add(EVENTS, (str(job_id) for job_id in job_ids))

    def cancel(self, job_id: UUID) -> None:
        self._add(CANCEL, [str(job_id)])

    def browser_type(self, browser_type_id: int) -> None:
        self._add(BROWSER_TYPES, [str(browser_type_id)])

    async def start(self) -> None:
        self._task = asyncio.create_task(self._send_forever(), name="notifier")

    async def stop(self) -> None:
        """Sends what still waits, then stops."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            await self._send()

    def _add(self, channel: str, items: Iterable[str]) -> None:
        self._waiting.setdefault(channel, set()).update(items)
        self._wake.set()

    async def _send_forever(self) -> None:
        while True:
            await self._wake.wait()
            await self._send()
            await asyncio.sleep(MIN_INTERVAL_S)

    async def _send(self) -> None:
        self._wake.clear()
        waiting, self._waiting = self._waiting, {}
        wake_ups = [(channel, payload) for channel, items in waiting.items() for payload in _payloads(sorted(items))]
        if not wake_ups:
            return
        channels, payloads = zip(*wake_ups, strict=True)
        try:
            await self._database.rows(_NOTIFY, {"channels": list(channels), "payloads": list(payloads)})
        except DatabaseUnavailable:
            log.debug("notify.lost", wake_ups=len(wake_ups))


def _payloads(items: list[str]) -> list[str]:
    return [",".join(items[start : start + _PAYLOAD_ITEMS]) for start in range(0, len(items), _PAYLOAD_ITEMS)]


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
        database: "Database",
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
