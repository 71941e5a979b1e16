"""Waiting for what nothing tells of, such as another process's log, connections and children."""

import asyncio
from collections.abc import Callable

SOON_S = 60


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(SOON_S):
        while not is_so():  # noqa: ASYNC110 - as it says
            await asyncio.sleep(0.02)
