"""The pace that clients keep at sites: by their own wish, or since they obey a robots.txt."""

from store.database.connection import Database

PACE_S = 3600
"""How long after its last job a client's pace at a site is kept. Until then it gets no faster."""

# It is the client's own clock: what one wishes makes nobody else wait. The first start is allowed at once.
_WISH = """
INSERT INTO throttles AS throttle (site, client_id, crawl_delay_ms, next_start_at)
VALUES (%(site)s, %(client_id)s, %(delay_ms)s, now())
ON CONFLICT (site, client_id) DO UPDATE
SET crawl_delay_ms = excluded.crawl_delay_ms,
    next_start_at = coalesce(throttle.next_start_at, excluded.next_start_at)
WHERE coalesce(throttle.crawl_delay_ms, 0) < excluded.crawl_delay_ms
RETURNING site AS id
"""


async def wish_delay(database: Database, client_id: str, site: str, delay_ms: int) -> None:
    """Sees to it that so much time is between the starts of two of a client's jobs at a site, over all workers, or more
    where that has been wished before.
    """
    await database.rows(_WISH, {"site": site, "client_id": client_id, "delay_ms": delay_ms})
