"""visit: opens a URL."""

import contextlib

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from worker.actions import performs
from worker.page.loading import never_loaded, rest
from worker.page.traffic import Traffic, told_answer
from worker.step import Produced, Step, wait_until

SETTLE_TIMEOUT_MS = 1000


@performs("visit")
async def visit(step: Step) -> Produced | None:
    action, page = step.action, step.page
    state = wait_until(action.wait_until) if action.wait_until else step.must_reach
    try:
        response = await page.goto(
            action.url, wait_until=state, timeout=step.timeout_ms, referer=action.referer or None
        )
        if response is not None:
            step.told.update(told_answer(response))
    except PlaywrightTimeoutError as error:
        traffic = await Traffic.of(page)
        if traffic.answer is not None:
            step.told.update(told_answer(traffic.answer))
        raise never_loaded(action.url, state, traffic) from error
    except PlaywrightError:
        # The browser shows its own page about it, a moment later: that must not disturb the next visit.
        if action.continue_on_error:
            with contextlib.suppress(PlaywrightError):
                await page.wait_for_url("chrome-error://**", wait_until="commit", timeout=SETTLE_TIMEOUT_MS)
        raise
    if not action.wait_until:
        await rest(step, page)
    return None
