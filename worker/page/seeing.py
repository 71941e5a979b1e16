"""Asking pages what they show, without being seen by them, and without waiting for those that do not answer."""

import asyncio
import json
from collections.abc import Coroutine
from typing import Any, TypeVar

import structlog
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame

from worker.processes.sight import sight

log = structlog.get_logger()

T = TypeVar("T")

_left_alone: set[asyncio.Task[Any]] = set()
"""What was too late. A call of Playwright's, when it is cancelled, waits for the driver to hear of it."""


async def tell(frame: Frame, look: str, timeout_s: float, **given: Any) -> Any:
    """What a look of sight.js tells of a document. Raises what Playwright raises."""
    text = await frame.text_content(sight(look, **given), timeout=timeout_s * 1000)
    return json.loads(text or "null")


async def answered(asked: Coroutine[Any, Any, T], seconds: float) -> T | None:
    """What a page says. None: it does not say it in time, or has gone. Raises nothing."""
    task = asyncio.ensure_future(asked)
    try:
        await asyncio.wait({task}, timeout=seconds)
    finally:
        if not task.done():
            task.cancel()
            _left_alone.add(task)
            task.add_done_callback(_forget)
    if not task.done() or task.cancelled():
        return None
    if error := task.exception():
        if not isinstance(error, PlaywrightError):  # a driver that has died says so with bare Exceptions
            log.debug("look.failed", error=type(error).__name__)
        return None
    return task.result()


def _forget(task: asyncio.Task[Any]) -> None:
    _left_alone.discard(task)
    if not task.cancelled():
        task.exception()
