"""Deadlines and errors of calls, in Playwright's words."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from worker.browsers.fast.progress import TIMEOUT_MS, call_log, exceeded

T = TypeVar("T")


async def told(name: str, call: Coroutine[Any, Any, T], *, timeout_ms: float | None = 0, log: Sequence[str] = ()) -> T:
    """What a call gives, within its time; 0: it may take any. Raises Playwright's errors with the call's name in front
    and its log behind.
    """
    timeout_ms = TIMEOUT_MS if timeout_ms is None else timeout_ms
    try:
        async with asyncio.timeout(timeout_ms / 1000 if timeout_ms else None) as limit:
            return await call
    except TimeoutError:
        if not limit.expired():
            raise
        raise PlaywrightTimeoutError(f"{name}: {exceeded(timeout_ms)}{call_log(log)}") from None
    except PlaywrightError as error:
        raise type(error)(f"{name}: {error.message}{call_log(log)}") from error
