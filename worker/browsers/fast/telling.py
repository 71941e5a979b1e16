"""Deadlines and errors of calls, in Playwright's words."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

T = TypeVar("T")

TIMEOUT_MS = 30_000.0
"""How long a call may take that says nothing else."""


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
        raise PlaywrightTimeoutError(f"{name}: Timeout {timeout_ms:.15g}ms exceeded.{call_log(log)}") from None
    except PlaywrightError as error:
        raise type(error)(f"{name}: {error.message}{call_log(log)}") from error


def call_log(log: Sequence[str]) -> str:
    """How Playwright tells what a call was doing."""
    return "".join(["\nCall log:\n", *(f"  - {line}\n" for line in log)]) if log else ""
