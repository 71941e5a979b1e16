"""Tabs that close themselves while an action runs, as windows of logins and payments do."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from playwright.async_api import Error as PlaywrightError

from store.retry import ErrorType
from worker.failures import StepFailed
from worker.step import Step
from worker.surface import Page

ANSWER_S = 3.0
"""How long the browser of a closed tab may take to show that it is alive."""
LOOK_S = 0.5
"""How long a tab may take to say whether it is about to close, and then to close."""

_CLOSED = re.compile(r"closed|detached|destroyed|no such frame|discarded|navigation failed|aborted", re.IGNORECASE)
_BEGUN = re.compile(
    r"performing \w+ action|elementHandle\.(press|type)\(|^\s*- +fill\(|^(Keyboard|Mouse)\.|\.evaluate:", re.MULTILINE
)
"""In Playwright's log, or in front of its errors: the action was on its way to the page."""
_DOING = frozenset({"check", "click", "evaluate", "fill", "mouseDown", "mouseUp", "press", "select", "type", "uncheck"})
"""Actions that are done when they have closed their tab; others want something of the page that was there."""


@asynccontextmanager
async def done_or_told(step: Step) -> AsyncIterator[None]:
    """Ends an action well that has closed its tab. Of others, says that it was closed: nothing has crashed."""
    page = step.page
    was_closed = page.is_closed()
    is_doing = step.action.action in _DOING and not step.action.wait_for_navigation
    try:
        yield
    except PlaywrightError as error:
        if not await closed_itself(page, error):
            raise
        if was_closed:
            raise StepFailed(
                ErrorType.ACTION_FAILED, "the tab has closed itself, and there is no other tab to go on in"
            ) from error
        if not is_doing or _BEGUN.search(error.message) is None:
            raise _closed(step) from error
    if is_doing and not page.is_closed() and len(page.context.pages) > 1:
        await _await_close(page)


@asynccontextmanager
async def closing_told(step: Step, page: Page) -> AsyncIterator[None]:
    """Says of a tab that the action turns to that it closed itself meanwhile."""
    try:
        yield
    except PlaywrightError as error:
        if not await closed_itself(page, error):
            raise
        raise _closed(step) from error


async def closed_itself(page: Page, error: PlaywrightError) -> bool:
    """Whether an error means no more than that the tab has closed. Playwright has the same words for a browser that has
    died: this one answers.
    """
    if _CLOSED.search(error.message) is None or not page.is_closed():
        return False
    try:
        async with asyncio.timeout(ANSWER_S):
            await page.context.cookies("http://localhost")
    except Exception:  # noqa: BLE001 - a dead driver says so with one of no type of its own
        return False
    return True


async def _await_close(page: Page) -> None:
    """Waits for the close of a tab that is about to close: the next action is not to begin in it."""
    closed = asyncio.Event()
    page.once("close", lambda _: closed.set())
    with suppress(PlaywrightError, TimeoutError):
        async with asyncio.timeout(LOOK_S):
            if not await page.evaluate("window.closed"):
                return
    with suppress(TimeoutError):
        async with asyncio.timeout(LOOK_S):
            if not page.is_closed():
                await closed.wait()


def _closed(step: Step) -> StepFailed:
    return StepFailed(ErrorType.ACTION_FAILED, f"the tab closed itself before {step.action.action} was done")
