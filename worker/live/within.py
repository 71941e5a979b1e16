"""Calls to a browser that nobody but a viewer needs: they may fail, and may hang, and the job does not hear of it."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

_left: set[asyncio.Task[Any]] = set()


async def within(seconds: float, call: Coroutine[Any, Any, T]) -> T:
    """What comes of a call within so many seconds. Raises TimeoutError, and what the call raises.

    Playwright's calls, when they are cancelled, wait for the driver. So one that is late is left to itself.
    """
    task = asyncio.create_task(call)
    try:
        await asyncio.wait({task}, timeout=seconds)
        if not task.done():
            raise TimeoutError
        return task.result()
    finally:
        if not task.done():
            leave(task)


def leave(task: asyncio.Task[Any]) -> None:
    """Lets a task go on, whose end is of no interest."""
    _left.add(task)
    task.add_done_callback(_forget)


def _forget(task: asyncio.Task[Any]) -> None:
    _left.discard(task)
    if not task.cancelled():
        task.exception()
