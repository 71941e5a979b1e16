"""Limits of callers across all processes: the database counts. Nobody gets more than the limit; a process takes some of
the requests that are left ahead where they are many, and what it has not used when the window ends nobody has.
"""

import math
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from store.database.connection import Database
from store.database.gathering import Gathering
from store.errors import LimitReached

# A window begins with the first request after the last one has ended. Of requests that come at once the row's
# lock lets one in after the other; in the order of callers, lest two statements wait for each other. Refused
# ones are not counted: retrying too early costs nothing more.
_COUNT = """
WITH asked AS (
    SELECT *
    FROM unnest(%(callers)s::text[], %(requests)s::integer[], %(limits)s::integer[]) AS asked (caller, requests, most)
)
INSERT INTO request_windows AS running (caller, started_at, requests)
SELECT caller, clock_timestamp(), requests FROM asked ORDER BY caller
ON CONFLICT (caller) DO UPDATE
SET started_at = CASE WHEN {over} THEN clock_timestamp() ELSE running.started_at END,
    requests = excluded.requests + CASE
        WHEN {over} THEN 0
        ELSE least(running.requests, (SELECT most FROM asked WHERE asked.caller = running.caller))
    END
RETURNING
    caller, requests,
    extract(epoch FROM started_at + %(window_s)s * interval '1 second' - clock_timestamp())::float8 AS left_s
""".replace("{over}", "running.started_at + %(window_s)s * interval '1 second' <= clock_timestamp()")
CALLERS_AT_ONCE = 1000
AHEAD = 100
"""How many requests of a caller are counted ahead at most, so that most of them wait for no database."""
AHEAD_SHARE = 100
"""No more than this part of what is left of its limit: of a hundredth of it, none."""
MAX_CALLERS = 10_000

# Counts no further than the limit, so that a long line costs no more than a full one.
_WAITING = """
SELECT
    (SELECT count(*) FROM (SELECT FROM job_ready WHERE client_id = %(client_id)s LIMIT %(limit)s) AS ready)
    + (SELECT count(*) FROM (SELECT FROM job_deferred WHERE client_id = %(client_id)s LIMIT %(limit)s) AS deferred)
    + (SELECT count(*) FROM (SELECT FROM job_parked WHERE client_id = %(client_id)s LIMIT %(limit)s) AS parked)
    AS jobs
"""

_FORGET = """
DELETE FROM request_windows
WHERE caller IN (
    SELECT caller FROM request_windows WHERE started_at < now() - interval '1 day' LIMIT 1000 FOR UPDATE SKIP LOCKED
)
RETURNING caller
"""


@dataclass(eq=False, slots=True)
class _Window:
    """What is known here of a caller's window."""

    until: float
    """When it ends, by time.monotonic."""
    number: int
    """How many requests were counted when the database was asked last."""
    ahead: int
    """How many of these have not come yet."""


class RequestCounter:
    """Counts requests; those that come to this process at the same time in one statement, and of a caller that is far
    from its limit some ahead.
    """

    def __init__(self, database: Database, *, window_s: float) -> None:
        self._database = database
        self._window_s = window_s
        self._together = Gathering(self._count, most=CALLERS_AT_ONCE)
        self._windows: dict[tuple[str, int], _Window] = {}
        """By callers and their limits."""

    async def count(self, caller: str, *, limit: int) -> None:
        """Counts a request of a caller, `limit` of which may come within a window. Raises LimitReached."""
        window = self._windows.get((caller, limit))
        if window is not None and window.ahead and time.monotonic() < window.until:
            window.ahead -= 1
            return
        number, left_s = await self._together.ask((caller, limit))
        if number > limit:
            retry_after_s = max(1, math.ceil(left_s))
            raise LimitReached(
                f"more than {limit} requests within {self._window_s:g} s; try again in {retry_after_s} s",
                retry_after_s=retry_after_s,
                limit=str(limit),
            )

    async def _count(self, asked: Sequence[tuple[str, int]]) -> list[tuple[int, float]]:
        """Of each request, the how manyth of its caller's window it is, and how long that lasts."""
        requests, limits = Counter(caller for caller, _ in asked), dict(asked)
        began, ahead = time.monotonic(), {caller: self._ahead(caller, limit) for caller, limit in limits.items()}
        rows = await self._database.rows(
            _COUNT,
            {
                "callers": list(requests),
                "requests": [number + ahead[caller] for caller, number in requests.items()],
                "limits": [limits[caller] for caller in requests],
                "window_s": self._window_s,
            },
        )
        windows = {}
        for row in rows:
            caller, last = row["caller"], row["requests"] - ahead[row["caller"]]
            windows[caller] = (count(last - requests[caller] + 1), row["left_s"])
            self._keep(caller, limits[caller], _Window(began + row["left_s"], last, ahead[caller]))
        return [(next(windows[caller][0]), windows[caller][1]) for caller, _ in asked]

    def _ahead(self, caller: str, limit: int) -> int:
        """How many requests of a caller to count before they come."""
        window = self._windows.get((caller, limit))
        if window is None or time.monotonic() >= window.until:
            return 0
        return min(AHEAD, max(0, limit - window.number) // AHEAD_SHARE)

    def _keep(self, caller: str, limit: int, window: _Window) -> None:
        window.ahead = min(window.ahead, max(0, limit - window.number))
        if len(self._windows) >= MAX_CALLERS:
            self._windows.clear()  # what was counted ahead is lost, which is to nobody's gain
        self._windows[caller, limit] = window


async def waiting_jobs(database: Database, client_id: str, *, limit: int) -> int:
    """How many of a client's jobs wait; counted up to `limit` only."""
    row = await database.client_row(client_id, _WAITING, {"limit": limit})
    return min(row["jobs"], limit) if row else 0


async def forget_windows(database: Database) -> int:
    """Forgets the windows of callers that have long been silent. Returns how many."""
    return len(await database.rows(_FORGET))
