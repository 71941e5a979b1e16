"""The history of a tab: the pages before and after."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import Frame, Page

from store.retry import ErrorType
from worker.failures import StepFailed
from worker.page.navigation import loading_told
from worker.page.obstacles import told_url
from worker.step import Step, WaitUntil, wait_until

_BLANK = "about:blank"
"""Where a tab stands before a job has opened something in it."""


async def back(step: Step) -> None:
    """Goes to the page before. Raises StepFailed when there is none."""
    page = step.page
    at = page.url
    if await _goes(step, page, page.go_back):
        if page.url != _BLANK or at == _BLANK:
            return
        await _goes(step, page, page.go_forward)  # nobody has opened that: to where the job has been
    raise StepFailed(ErrorType.ACTION_FAILED, f"there is no page to go back to from {told_url(at)}")


async def forward(step: Step) -> None:
    """Goes to the page after. Raises StepFailed when there is none."""
    page = step.page
    if not await _goes(step, page, page.go_forward):
        raise StepFailed(ErrorType.ACTION_FAILED, f"there is no page to go forward to from {told_url(page.url)}")


async def reload(step: Step) -> None:
    state = _state(step)
    async with loading_told(step.page, state):
        await step.page.reload(wait_until=state, timeout=step.timeout_ms)


async def _goes(step: Step, page: Page, go: Callable[..., Awaitable[Any]]) -> bool:
    """Whether there was a page to go to. Playwright answers with nothing also where a page has come without a
    response, such as another place of the same page.
    """
    browser = page.context.browser
    if browser is not None and browser.browser_type.name == "firefox":  # the system's tells nothing of such pages
        raise StepFailed(ErrorType.UNSUPPORTED, "Firefox does not go back and forward: open the page with visit")
    came = asyncio.Event()

    def note(frame: Frame) -> None:
        if frame == page.main_frame:
            came.set()

    state = _state(step)
    page.on("framenavigated", note)
    try:
        async with loading_told(page, state):
            response = await go(wait_until=state, timeout=step.timeout_ms)
    finally:
        page.remove_listener("framenavigated", note)
    return response is not None or came.is_set()


def _state(step: Step) -> WaitUntil:
    return wait_until(step.action.wait_until) if step.action.wait_until else step.wait_until
