"""What this process has seen of sites since it last told the other ones: summed, so that no job costs a statement."""

import asyncio
from typing import Protocol

import structlog

from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.sites.calls import MAX_SUBJECTS, Calls
from store.sites.pace import MAX_HOST_CHARS, wish_delays
from worker.sites.retry_after import wait_s
from worker.sites.verdict import Verdict

log = structlog.get_logger()

MIN_INTERVAL_S = 0.2
"""How much there is at least between two tellings, however much there is to tell."""
TELLING_RUN = 5
"""After so many failures in a row the others hear of it at once."""
DELAY_TOLD_FOR_S = 600.0
"""How long the others are taken to know a crawl delay."""

_UNCOUNTED = frozenset({"none", "blocked"})
"""A site that keeps us out is not down, and has not served us either: each job is told so."""


class Sites(Protocol):
    """Whom attempts tell of sites, and ask about them."""

    def note(self, verdict: Verdict) -> None:
        """Hears what a navigation has told of a site."""

    def wish_delay(self, client_id: str, host: str, delay_ms: int) -> None:
        """Hears how long a client's jobs shall wait between two starts at a site."""

    async def told(self) -> None:
        """Returns when the others have heard of all that was noted before, or cannot hear of it now."""


class NoSites:
    """For attempts that nobody asks about sites."""

    def note(self, verdict: Verdict) -> None:
        """Forgets it."""

    def wish_delay(self, client_id: str, host: str, delay_ms: int) -> None:
        """Forgets it."""

    async def told(self) -> None:
        """There is nothing to tell."""


class SiteWatch:
    """Sums what all attempts of this process see of sites, and tells the others through the database."""

    def __init__(self, database: Database, *, interval_s: float) -> None:
        self._database = database
        self._interval_s = interval_s
        self._calls = Calls()
        self._delays: dict[tuple[str, str], int] = {}
        self._delays_told: dict[tuple[str, str], tuple[int, float]] = {}
        self._telling = asyncio.Lock()
        self._wake = asyncio.Event()

    def note(self, verdict: Verdict) -> None:
        """Adds what a navigation has told of a site. The others hear of it with the next telling, which is at once
        where waiting would cost the site requests in vain.
        """
        if verdict.kind in _UNCOUNTED or len(verdict.host) > MAX_HOST_CHARS:
            return
        site = ("site", verdict.host, verdict.client_id)
        if verdict.kind == "limited":
            self._calls.note_limited(*site, wait_s(verdict.retry_after, verdict.rate_headers, date=verdict.date))
            self._wake.set()
        elif self._calls.note(*site, is_up=verdict.kind == "up", job_id=verdict.job_id) == TELLING_RUN:
            self._wake.set()

    def wish_delay(self, client_id: str, host: str, delay_ms: int) -> None:
        """Notes how long a client's jobs shall wait between two starts at a site; told again now and then."""
        key, now_s = (client_id, host), asyncio.get_running_loop().time()
        told_ms, told_at = self._delays_told.get(key, (0, 0.0))
        if told_ms == delay_ms and now_s < told_at + DELAY_TOLD_FOR_S:
            return
        if len(self._delays) < MAX_SUBJECTS and len(host) <= MAX_HOST_CHARS:
            self._delays[key] = delay_ms
            self._wake.set()

    async def told(self) -> None:
        """Returns when the others have heard of all that was noted before, or cannot hear of it now."""
        async with self._telling:
            delays, self._delays = self._delays, {}
            try:
                await self._calls.tell(self._database)
                for (client_id, host), delay_ms in list(delays.items()):
                    await wish_delays(self._database, client_id, {host: delay_ms})
                    del delays[client_id, host]
                    self._note_told(client_id, host, delay_ms)
            except DatabaseUnavailable:
                log.debug("sites.untold")
                self._delays = {**delays, **self._delays}

    async def run(self) -> None:
        """Tells for ever."""
        while True:
            try:
                async with asyncio.timeout(self._interval_s):
                    await self._wake.wait()
            except TimeoutError:
                pass
            self._wake.clear()
            if self._calls or self._delays:
                await self.told()
            await asyncio.sleep(MIN_INTERVAL_S)

    def _note_told(self, client_id: str, host: str, delay_ms: int) -> None:
        if len(self._delays_told) >= MAX_SUBJECTS:
            self._delays_told.clear()
        self._delays_told[client_id, host] = (delay_ms, asyncio.get_running_loop().time())
