"""What jobs of this process should not use for now: proxies that do not answer, and the artifact storage.

All processes share circuits of these, hear of them with the answer to their heartbeat, and tell together what they have
seen. What is well costs nothing: successes are told only of what has failed lately.
"""

import asyncio
import math
import random
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from uuid import UUID

import structlog

from store.address import parse_url, proxy_url
from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.records.files import FAILURE_TOLD_S, FileStorage
from store.sites.away import News
from store.sites.calls import Calls
from store.sites.circuits import EVERYBODY, OPEN_S, PERMIT_S, may_call

log = structlog.get_logger()

CONNECT_S = 5.0
TRY_INTERVAL_S = FAILURE_TOLD_S / 3
"""How long after its last failure the storage is tried where no circuit says when: with few jobs, nobody else does."""
MAX_WAIT_S = 60.0
"""How long a job waits for its proxy until it looks again: somebody may have reset the circuit."""
JITTER = 0.2
STORAGE, PROXY = "storage", "proxy"

_Key = tuple[str, str, str]
"""Kind, subject and client of a circuit."""


class Away:
    """Knows the circuits of proxies and of the storage, and tries what this process needs for all of its jobs."""

    def __init__(
        self,
        database: Database,
        files: FileStorage,
        *,
        interval_s: float,
        upstream: Mapping[str, str] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`upstream` is the proxy that leads to the web. What was seen is told each `interval_s`."""
        self._database = database
        self._files = files
        self._interval_s = interval_s
        self._clock = clock
        self._storage: _Key | None = None if files.in_database else (STORAGE, files.subject, EVERYBODY)
        self._upstream: _Key | None = (PROXY, _place(upstream["server"]), EVERYBODY) if upstream else None
        self._ends: dict[_Key, float] = {}
        """When the circuits that are not closed are to be tried."""
        self._forced: set[_Key] = set()
        """Those of them that an administrator has opened."""
        self._failing: set[tuple[str, str]] = set()
        self._calls = Calls()
        files.heard = self._stored

    @property
    def keeps_all_jobs(self) -> bool:
        """Whether something is away without which no job does well."""
        return self._storage in self._ends or self._upstream in self._ends

    @property
    def lacks_storage(self) -> bool:
        """Whether files cannot be stored, as far as this process or the others know: between two tries of what is
        down, the last failure may be long ago. Not where an administrator has only said so.
        """
        return self._files.is_failing or (self._storage in self._ends and self._storage not in self._forced)

    def hear(self, news: News) -> None:
        """Hears what the others know."""
        now = self._clock()
        before = self.keeps_all_jobs
        self._ends = {(one.kind, one.subject, one.client_id): now + one.wait_s for one in news.away}
        self._forced = {(one.kind, one.subject, one.client_id) for one in news.away if one.is_forced}
        self._failing = set(news.failing)
        self._tell_change(before)

    def used_proxy(self, server: str | None, client_id: str, *, job_id: UUID, is_up: bool) -> None:
        """A job has used its proxy or, without one, the installation's: it has answered, or not."""
        if server is not None:
            self._note((PROXY, _place(server), client_id), job_id, is_up=is_up)
        elif self._upstream is not None:
            self._note(self._upstream, job_id, is_up=is_up)

    async def proxy_wait_s(self, server: str, client_id: str) -> float:
        """How long a job has to wait for its proxy. 0: it may use it, and what comes of it is heard."""
        place = _place(server)
        ends = [end for owner in (client_id, EVERYBODY) if (end := self._ends.get((PROXY, place, owner))) is not None]
        if not ends:
            return 0
        left_s = max(ends) - self._clock()
        if left_s > 0:
            return min(left_s, MAX_WAIT_S) * (1 + JITTER * random.random())  # noqa: S311 - spreads load, hides nothing
        try:
            permit = await may_call(self._database, PROXY, place, client_id)
        except DatabaseUnavailable:
            return PERMIT_S
        if permit or permit.again_at is None:
            return 0
        return min(PERMIT_S, max(1.0, (permit.again_at - datetime.now(UTC)).total_seconds()))

    async def run(self) -> None:
        """Tells and tries for ever."""
        while True:
            await asyncio.sleep(self._interval_s)
            try:
                await self.tell()
                await self.try_needed()
            except DatabaseUnavailable:
                log.debug("away.untold")

    async def tell(self) -> None:
        """Tells the others what was seen. Raises DatabaseUnavailable."""
        if not self._calls:
            return
        before = self.keeps_all_jobs
        for one in await self._calls.tell(self._database):
            key = (one.kind, one.subject, one.client_id)
            if one.to_state == "open":
                self._ends[key] = self._clock() + OPEN_S  # until the next heartbeat says it better
            elif one.to_state == "closed":
                self._ends.pop(key, None)
        self._tell_change(before)

    async def try_needed(self) -> None:
        """Finds out whether what all jobs need is back, when it is time and nobody else is at it. Raises
        DatabaseUnavailable.
        """
        if self._files.is_failing and self._storage not in self._ends:
            if self._files.failed_s >= TRY_INTERVAL_S:
                await self._files.try_out(is_told=False)  # it may be a matter of this process alone
        elif await self._may_try(self._storage):
            await self._files.try_out()  # which is noted as what jobs store
        if self._upstream is not None and await self._may_try(self._upstream):
            self._note(self._upstream, None, is_up=await _connects(self._upstream[1]))
        await self.tell()

    async def _may_try(self, key: _Key | None) -> bool:
        if key is None or self._clock() < self._ends.get(key, math.inf):
            return False
        return bool(await may_call(self._database, *key))

    def _stored(self, job_id: UUID | None, *, is_stored: bool) -> None:
        if self._storage is not None:
            self._note(self._storage, job_id, is_up=is_stored)

    def _note(self, key: _Key, job_id: UUID | None, *, is_up: bool) -> None:
        kind, subject, client_id = key
        if not is_up:
            self._failing.add((kind, subject))
        elif (kind, subject) not in self._failing and key not in self._ends:
            return
        self._calls.note(kind, subject, client_id, is_up=is_up, job_id=job_id)

    def _tell_change(self, before: bool) -> None:  # noqa: FBT001 - one word
        if before != self.keeps_all_jobs:
            log.warning("worker.waits" if self.keeps_all_jobs else "worker.goes_on", away=self._needed())

    def _needed(self) -> list[str]:
        return [f"{key[0]} {key[1]}" for key in (self._storage, self._upstream) if key in self._ends]


async def _connects(place: str) -> bool:
    """Whether something takes a connection there."""
    host, _, port = place.rpartition(":")
    try:
        async with asyncio.timeout(CONNECT_S):
            _, writer = await asyncio.open_connection(host, int(port))
    except OSError:  # a timeout is one
        return False
    writer.close()
    return True


def _place(server: str) -> str:
    """Host and port of a proxy."""
    address = parse_url(proxy_url(server))
    return f"{address.host}:{address.port}"
