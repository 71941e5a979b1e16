"""The pace that clients keep at sites: by their own wish, or since they obey a robots.txt."""

from collections.abc import Mapping, Sequence

from store.address import site
from store.database.connection import Database
from store.job import NewJob

MAX_HOST_CHARS = 253
"""Longer ones are no hosts."""
PACE_S = 3600
"""How long after its last job a client's pace at a site is kept. Until then it gets no faster."""

# It is the client's own clock: what one wishes makes nobody else wait. The first start is allowed at once. Nothing that
# the audit trail should know of has changed.
_WISH = """
WITH wished AS (
    INSERT INTO throttles AS throttle (site, client_id, crawl_delay_ms, next_start_at)
    SELECT wish.site, %(client_id)s, wish.delay_ms, now()
    FROM unnest(%(sites)s::text[], %(delays_ms)s::integer[]) AS wish (site, delay_ms)
    ORDER BY wish.site
    ON CONFLICT (site, client_id) DO UPDATE
    SET crawl_delay_ms = excluded.crawl_delay_ms,
        next_start_at = coalesce(throttle.next_start_at, excluded.next_start_at)
    WHERE coalesce(throttle.crawl_delay_ms, 0) < excluded.crawl_delay_ms
)
SELECT WHERE false
"""


async def wish_delays(database: Database, client_id: str, delays_ms: Mapping[str, int]) -> None:
    """Sees to it that so much time lies between the starts of two jobs of a client at a site, over all workers; or as
    much as has been wished before, if that is more.
    """
    parameters = {"client_id": client_id, "sites": list(delays_ms), "delays_ms": list(delays_ms.values())}
    await database.rows(_WISH, parameters)


async def keep_pace(database: Database, client_id: str, jobs: Sequence[NewJob]) -> None:
    """Sets the clocks of the sites for which a client's new jobs wish for a pace; jobs that do not cost nothing."""
    delays_ms: dict[str, int] = {}
    for job in jobs:
        delay_ms = job.options.get("crawlDelayMs")
        if delay_ms and (host := site(job.target_url)) and len(host) <= MAX_HOST_CHARS:
            delays_ms[host] = max(delay_ms, delays_ms.get(host, 0))
    if delays_ms:
        await wish_delays(database, client_id, delays_ms)
