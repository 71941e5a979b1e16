"""visit: opens a URL."""

import contextlib
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from worker.actions import performs
from worker.browsers.connection import check_certificate
from worker.page.answers import has_no_content, no_page
from worker.page.loading import never_loaded, rest
from worker.page.staying import stay
from worker.page.traffic import Traffic, told_answer
from worker.step import Produced, Step, WaitUntil, wait_until
from worker.surface import Response

SETTLE_TIMEOUT_MS = 1000
NO_BODY = "ERR_HTTP_RESPONSE_CODE_FAILURE"
"""Chromium's word for an answer of 400 or more without a body: it has a page of its own for that."""


@performs("visit")
async def visit(step: Step) -> Produced | None:
    with step.waiting.throughout():
        return await _visit(step)


async def _visit(step: Step) -> Produced | None:
    action = step.action
    state = wait_until(action.wait_until) if action.wait_until else step.must_reach
    answer = await _opened(step, state)
    if answer is not None:
        await check_certificate(answer)
        step.told.update(told_answer(answer))
        failure = await step.witness.answered(answer)
        if failure is not None and step.fails_on_http_error:
            raise failure
    if not action.wait_until:
        await rest(step, step.page)
    return None


async def _opened(step: Step, state: WaitUntil) -> Response | None:
    """What the site has answered with; None where nobody was asked. Raises StepFailed, and what Playwright raises."""
    action, page = step.action, step.page
    browser = page.context.browser
    # Firefox never says of a picture that its document is there, only that it has loaded, which is waited for later.
    is_late = state == "domcontentloaded" and browser is not None and browser.browser_type.name == "firefox"
    until: Any = "commit" if is_late and not action.wait_until and step.idle_is_wish else state
    try:
        return await page.goto(action.url, wait_until=until, timeout=step.timeout_ms, referer=action.referer or None)
    except PlaywrightTimeoutError as error:
        traffic = await Traffic.of(page)
        if traffic.answer is not None:
            step.told.update(told_answer(traffic.answer))
            await step.witness.answered(traffic.answer)
        elif traffic.document is not None and traffic.document in traffic.under_way:
            step.witness.unanswered(traffic.document, step.timeout_ms)
        raise never_loaded(action.url, state, traffic) from error
    except PlaywrightError as error:
        answer = (await Traffic.of(page)).answer
        if answer is not None and has_no_content(answer):
            await stay(page, answer.url)
        # The browser shows its own page about it, a moment later: that must not disturb the next visit.
        elif action.continue_on_error:
            with contextlib.suppress(PlaywrightError):
                await page.wait_for_url("chrome-error://**", wait_until="commit", timeout=SETTLE_TIMEOUT_MS)
        if answer is not None and NO_BODY in error.message:
            return answer
        judged = None
        if answer is not None:
            step.told.update(told_answer(answer))
            judged = await step.witness.answered(answer)
        if failure := no_page(action.url, answer, judged, error):
            raise failure from error
        raise
