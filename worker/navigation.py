"""Waiting for the page that a click or a key leads to."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Frame

from worker.step import Step


@asynccontextmanager
async def loaded(step: Step) -> AsyncIterator[None]:
    """When what is done meanwhile leads to another page, waits until it has loaded. Where the action says that it
    must, waits for that page to come.
    """
    page = step.page
    if step.action.wait_for_navigation:
        async with page.expect_navigation(wait_until=step.wait_until, timeout=step.timeout_ms):
            yield
        return
    navigated: list[str] = []

    def note(frame: Frame) -> None:
        if frame == page.main_frame:
            navigated.append(frame.url)

    page.on("framenavigated", note)
    try:
        yield
    finally:
        page.remove_listener("framenavigated", note)
    if navigated and not page.is_closed():
        await page.wait_for_load_state(step.wait_until, timeout=step.timeout_ms)
