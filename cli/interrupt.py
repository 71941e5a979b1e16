"""Breaking work off on SIGINT and SIGTERM, in good order."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from store.process import stop_on_signals


async def until_interrupted(work: Coroutine[Any, Any, None]) -> bool:
    """Does the work, or cancels it when a signal comes, and waits until it has cleaned up.

    Returns whether it was done.
    """
    stop = stop_on_signals()
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not working.done():
        working.cancel()
    try:
        await working
    except asyncio.CancelledError:
        return False
    return True
