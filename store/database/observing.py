"""Looking at the service again and again, by processes that have other things to do."""

import asyncio
import random
from collections.abc import Awaitable, Callable

import structlog

from store.errors import DatabaseUnavailable

log = structlog.get_logger()

SPREAD = 0.2
"""By how much of the interval a look may come sooner or later, so that processes that started together part."""


async def observe(look: Callable[[], Awaitable[object]], *, interval_s: float, name: str) -> None:
    """Looks for ever. While the database is away it goes on trying. A mistake of ours is logged, `look.broken`, and
    does not end the process: what it serves matters more than what is seen of it.
    """
    while True:
        try:
            await look()
        except DatabaseUnavailable:  # the log has been told
            log.debug("look.unavailable", of=name)
        except Exception:
            log.exception("look.broken", of=name)
        await asyncio.sleep(interval_s * random.uniform(1 - SPREAD, 1 + SPREAD))  # noqa: S311 - it keeps no secret
