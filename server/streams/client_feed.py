"""Delivers events to the calls that watch all jobs of a client."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from server.calls.faults import ServerStopping
from server.streams.feed import HEARTBEAT_S, POLL_INTERVAL_S, RETRY_INTERVAL_S, in_slices
from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.pace import Pace
from store.records.events import Cursor, Now, Page, find_news, read_client_events, read_now

log = structlog.get_logger()

PAGE = 200
"""How many events a watcher holds at most."""
CATCHING_UP = 4
"""How many watchers that are behind read at the same time; the others wait for their turn."""
INTERVAL_S = 0.01
"""How far apart looks are on the average, at least: wake-ups that come meanwhile share one."""
AT_ONCE = 5
"""How many looks may come at once after some rest."""
HELD_S, MAX_HELD_S = 0.01, 0.5
"""How soon to look again for events that an older transaction still holds back: first, and after doubling."""


@dataclass(eq=False, slots=True)
class _Watcher:
    """A call that has all events up to a cursor, and waits for the next ones."""

    after: Cursor
    page: asyncio.Future[Page]


@dataclass(slots=True)
class _Client:
    """Those who wait for a client's events."""

    watchers: set[_Watcher] = field(default_factory=set)
    silent: tuple[Cursor, datetime] | None = None
    """After this cursor, the client has no events up to this time."""


class ClientFeed:
    """Reads a client's new events once for all who wait for them, and finds those clients in one statement.

    A watcher that is behind reads by itself, page by page, until it has caught up: it holds up nobody else.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._clients: dict[str, _Client] = {}
        self._wake = asyncio.Event()
        self._turns = asyncio.Semaphore(CATCHING_UP)
        self._stopping = False

    async def now(self, client_id: str) -> Now:
        """Where a client's events end now."""
        return await read_now(self._database, client_id)

    async def pages(self, client_id: str, after: Cursor) -> AsyncGenerator[Page]:
        """All events of a client after a cursor, for ever; a page without any where there were none for HEARTBEAT_S.

        Raises ServerStopping.
        """
        caught_up = False
        while not self._stopping:
            if caught_up:
                page = await self._next(client_id, after)
            else:
                async with self._turns:
                    page = await read_client_events(self._database, client_id, after, limit=PAGE)
            yield page
            after, caught_up = page.end, not page.more
        raise ServerStopping

    def wake(self) -> None:
        """There may be new events."""
        if self._clients:
            self._wake.set()

    async def stop(self) -> None:
        """Ends all watches with ServerStopping."""
        self._stopping = True
        async for watcher in in_slices([one for client in self._clients.values() for one in client.watchers]):
            if not watcher.page.done():
                watcher.page.set_exception(ServerStopping())

    async def run(self) -> None:
        """Serves the watchers for ever."""
        held_s = HELD_S
        pause_s = POLL_INTERVAL_S
        pace = Pace(INTERVAL_S, at_once=AT_ONCE)
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(pause_s):
                    await self._wake.wait()
            await pace.turn()
            self._wake.clear()
            pause_s = POLL_INTERVAL_S
            try:
                held = await self.deliver_once()
            except DatabaseUnavailable as error:
                log.warning("feed.unavailable", error=str(error))
                pause_s = RETRY_INTERVAL_S
            else:
                held_s = min(held_s * 2, MAX_HELD_S) if held else HELD_S
                pause_s = held_s if held else POLL_INTERVAL_S

    async def deliver_once(self) -> bool:
        """Hands what is new to those who wait for it. Returns whether there is more that cannot be read yet."""
        after = {
            client_id: min(waiting)
            for client_id, client in self._clients.items()
            if (waiting := [watcher.after for watcher in client.watchers if not watcher.page.done()])
        }
        if not after:
            return False
        news = await find_news(self._database, after)
        for client_id in news.client_ids:
            await self._serve(client_id)
        for client_id in after.keys() - set(news.client_ids):
            if client := self._clients.get(client_id):
                client.silent = (after[client_id], news.read_at)
        return news.held

    async def _serve(self, client_id: str) -> None:
        """Reads from where the one is that is furthest behind, until everybody has something or there is no more."""
        more = True
        while more and (client := self._clients.get(client_id)):
            waiting = [watcher for watcher in client.watchers if not watcher.page.done()]
            if not waiting:
                return
            after = min(watcher.after for watcher in waiting)
            page = await read_client_events(self._database, client_id, after, limit=PAGE)
            more = page.more
            parts: dict[Cursor, Page] = {}  # most watchers are at the same place
            async for watcher in in_slices(waiting):
                after = watcher.after
                if after not in parts:
                    parts[after] = Page([one for one in page.events if one.cursor > after], page.end, page.more)
                if parts[after].events and not watcher.page.done():
                    watcher.page.set_result(parts[after])

    async def _next(self, client_id: str, after: Cursor) -> Page:
        """What comes after a cursor, with others who wait for the same."""
        client = self._clients.setdefault(client_id, _Client())
        watcher = _Watcher(after, asyncio.get_running_loop().create_future())
        client.watchers.add(watcher)
        self._wake.set()
        try:
            done, _ = await asyncio.wait([watcher.page], timeout=HEARTBEAT_S)
            if done:
                return watcher.page.result()
            start, until = client.silent or (after, after.at)
            return Page((), replace(after, at=max(after.at, until)) if start <= after else after, more=False)
        finally:
            client.watchers.discard(watcher)
            if not client.watchers:
                del self._clients[client_id]
