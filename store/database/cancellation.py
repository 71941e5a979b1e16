"""Makes cancellation reliable on Python 3.11.

Its asyncio.wait_for swallows a cancellation that arrives when what it waits for has just come (cpython issue 86296,
mended in 3.12). psycopg's pool waits with it, so a task that is being stopped could go on for ever, and a task
group with it. Importing this module puts the mended form, which is 3.12's, in its place.
"""

import asyncio
import sys
from collections.abc import Awaitable
from typing import TypeVar

Result = TypeVar("Result")


async def _wait_for(awaitable: Awaitable[Result], timeout: float | None) -> Result:  # noqa: ASYNC109 - its signature
    async with asyncio.timeout(timeout):
        return await awaitable


if sys.version_info < (3, 12):
    asyncio.wait_for = _wait_for  # type: ignore[assignment]
