"""Wake-ups between processes, by LISTEN and NOTIFY.

A wake-up is a hint that saves waiting; it may get lost, and nothing depends on it but speed: whoever waits
also polls. A notifying transaction holds a lock of the whole database cluster while it commits, so wake-ups
are never sent by the transactions that do the work: they are collected and sent together, a little later.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import LiteralString
from uuid import UUID

import structlog

from store.errors import DatabaseUnavailable
from store.pace import Pace

log = structlog.get_logger()

READY = "tabwright_ready"
"""Jobs may have become ready. Payload: ids of browser types."""
EVENTS = "tabwright_events"
"""Jobs have new events. Payload: ids of jobs."""
CANCEL = "tabwright_cancel"
"""Running jobs shall be cancelled. Payload: ids of jobs."""
BROWSER_TYPES = "tabwright_browser_types"
"""Browser types have changed. Payload: their ids."""

INTERVAL_S = 0.01
"""How far apart wake-ups leave on the average, at least. Those that come meanwhile leave together."""
AT_ONCE = 5
"""How many may leave at once after some rest: as many as a few jobs need that run alone."""
_PAYLOAD_ITEMS = 200
"""A payload holds less than 8,000 bytes: 200 UUIDs and their commas are 7,400."""

_NOTIFY = """
SELECT pg_notify(channel, payload)
FROM unnest(%(channels)s::text[], %(payloads)s::text[]) AS wake_up (channel, payload)
"""


class Notifier:
    """Sends this process's wake-ups. Losing one is allowed, blocking on one is not."""

    def __init__(self, run: Callable[[LiteralString, Mapping[str, list[str]]], Awaitable[object]]) -> None:
        """`run` runs a statement with its parameters. Its DatabaseUnavailable loses wake-ups, and no more."""
        self._run = run
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
        pace = Pace(INTERVAL_S, at_once=AT_ONCE)
        while True:
            await self._wake.wait()
            await pace.turn()
            await self._send()

    async def _send(self) -> None:
        self._wake.clear()
        waiting, self._waiting = self._waiting, {}
        wake_ups = [(channel, payload) for channel, items in waiting.items() for payload in _payloads(sorted(items))]
        if not wake_ups:
            return
        channels, payloads = zip(*wake_ups, strict=True)
        try:
            await self._run(_NOTIFY, {"channels": list(channels), "payloads": list(payloads)})
        except DatabaseUnavailable:
            log.debug("notify.lost", wake_ups=len(wake_ups))


def _payloads(items: list[str]) -> list[str]:
    return [",".join(items[start : start + _PAYLOAD_ITEMS]) for start in range(0, len(items), _PAYLOAD_ITEMS)]
