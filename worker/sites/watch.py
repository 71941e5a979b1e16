"""What this process has seen of sites since it last told the other ones: summed, so that no job costs a statement."""

import asyncio
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

import structlog

from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.sites.evidence import Report
from store.sites.pace import MAX_HOST_CHARS, wish_delays
from store.sites.reports import report
from worker.sites.retry_after import wait_s
from worker.sites.verdict import Verdict

log = structlog.get_logger()

MIN_INTERVAL_S = 0.2
"""How much there is at least between two tellings, however much there is to tell."""
TELLING_RUN = 5
"""After so many failures in a row the others hear of it at once."""
MAX_SITES = 10_000
"""Of so many sites and clients something is kept. What is more is seen again."""
MAX_JOBS = 100
DELAY_TOLD_FOR_S = 600.0
"""How long the others are taken to know a crawl delay."""

_UNCOUNTED = frozenset({"none", "blocked"})
"""A site that keeps us out is not down, and has not served us either: each job is told so."""


@dataclass(slots=True)
class _Seen:
    """What was seen of one site by jobs of one client."""

    calls: int = 0
    failures: int = 0
    in_a_row: int = 0
    succeeded: bool = False
    failed_jobs: set[UUID] = field(default_factory=set)
    last_failed_job: UUID | None = None
    limited: int = 0
    backoff_s: float | None = None

    def add(self, verdict: Verdict) -> None:
        match verdict.kind:
            case "up":
                self.calls += 1
                self.succeeded, self.in_a_row = True, 0
            case "down":
                self.calls += 1
                self.failures += 1
                self.in_a_row += 1
                self.last_failed_job = verdict.job_id
                if len(self.failed_jobs) < MAX_JOBS:
                    self.failed_jobs.add(verdict.job_id)
            case "limited":
                self.limited += 1
                wish_s = wait_s(verdict.retry_after, verdict.rate_headers, date=verdict.date)
                self.backoff_s = max(filter(None, (self.backoff_s, wish_s)), default=None)

    def before(self, later: "_Seen") -> "_Seen":
        """Both together."""
        return _Seen(
            calls=self.calls + later.calls,
            failures=self.failures + later.failures,
            in_a_row=later.in_a_row + (0 if later.succeeded else self.in_a_row),
            succeeded=self.succeeded or later.succeeded,
            failed_jobs=self.failed_jobs | later.failed_jobs,
            last_failed_job=later.last_failed_job or self.last_failed_job,
            limited=self.limited + later.limited,
            backoff_s=max(filter(None, (self.backoff_s, later.backoff_s)), default=None),
        )


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
        self._seen: dict[tuple[str, str], _Seen] = {}
        self._delays: dict[tuple[str, str], int] = {}
        self._delays_told: dict[tuple[str, str], tuple[int, float]] = {}
        self._telling = asyncio.Lock()
        self._wake = asyncio.Event()

    def note(self, verdict: Verdict) -> None:
        """Adds what a navigation has told of a site. The others hear of it with the next telling, which is at once
        where waiting would cost the site requests in vain.
        """
        key = (verdict.client_id, verdict.host)
        is_one_too_many = key not in self._seen and len(self._seen) >= MAX_SITES
        if verdict.kind in _UNCOUNTED or len(verdict.host) > MAX_HOST_CHARS or is_one_too_many:
            return
        seen = self._seen.setdefault(key, _Seen())
        seen.add(verdict)
        if verdict.kind == "limited" or seen.in_a_row == TELLING_RUN:
            self._wake.set()

    def wish_delay(self, client_id: str, host: str, delay_ms: int) -> None:
        """Notes how long a client's jobs shall wait between two starts at a site; told again now and then."""
        key, now_s = (client_id, host), asyncio.get_running_loop().time()
        told_ms, told_at = self._delays_told.get(key, (0, 0.0))
        if told_ms == delay_ms and now_s < told_at + DELAY_TOLD_FOR_S:
            return
        if len(self._delays) < MAX_SITES and len(host) <= MAX_HOST_CHARS:
            self._delays[key] = delay_ms
            self._wake.set()

    async def told(self) -> None:
        """Returns when the others have heard of all that was noted before, or cannot hear of it now."""
        async with self._telling:
            seen, self._seen = self._seen, {}
            delays, self._delays = self._delays, {}
            try:
                if seen:
                    await report(self._database, [_report(*key, one) for key, one in seen.items()])
                seen = {}
                for (client_id, host), delay_ms in list(delays.items()):
                    await wish_delays(self._database, client_id, {host: delay_ms})
                    del delays[client_id, host]
                    self._note_told(client_id, host, delay_ms)
            except DatabaseUnavailable:
                log.debug("sites.untold", sites=len(seen))
                self._seen = {**seen, **{key: seen.get(key, _Seen()).before(one) for key, one in self._seen.items()}}
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
            if self._seen or self._delays:
                await self.told()
            await asyncio.sleep(MIN_INTERVAL_S)

    def _note_told(self, client_id: str, host: str, delay_ms: int) -> None:
        if len(self._delays_told) >= MAX_SITES:
            self._delays_told.clear()
        self._delays_told[client_id, host] = (delay_ms, asyncio.get_running_loop().time())


def _report(client_id: str, host: str, seen: _Seen) -> Report:
    return Report(
        kind="site",
        subject=host,
        client_id=client_id,
        calls=seen.calls,
        failures=seen.failures,
        in_a_row=seen.in_a_row,
        succeeded=seen.succeeded,
        failed_jobs=len(seen.failed_jobs),
        last_failed_job=seen.last_failed_job,
        limited=seen.limited,
        backoff_s=seen.backoff_s,
    )
