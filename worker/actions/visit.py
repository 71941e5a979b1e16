"""visit: opens a URL."""

import contextlib

from playwright.async_api import Error as PlaywrightError

from worker.actions import performs
from worker.step import Produced, Step, wait_until

SETTLE_TIMEOUT_MS = 1000


@performs("visit")
async def visit(step: Step) -> Produced | None:
    action, page = step.action, step.page
    try:
        await page.goto(
            action.url,
            wait_until=wait_until(action.wait_until) if action.wait_until else step.wait_until,
            timeout=step.timeout_ms,
            referer=action.referer or None,
        )
    except PlaywrightError:
        # The browser shows its own page about it, a moment later: that must not disturb the next visit.
        if action.continue_on_error:
            with contextlib.suppress(PlaywrightError):
                await page.wait_for_url("chrome-error://**", wait_until="commit", timeout=SETTLE_TIMEOUT_MS)
        raise
    return None
