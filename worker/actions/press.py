"""press: presses keys, on an element or where the focus is."""

import asyncio
import re
from itertools import chain, repeat

from playwright.async_api import Error as PlaywrightError

from store.retry import ErrorType
from worker.actions import performs
from worker.failures import StepFailed
from worker.page.locators import target
from worker.page.navigation import loaded
from worker.step import Produced, Step

_UNKNOWN = re.compile(r'Unknown key: "(.*)"')


@performs("press")
async def press(step: Step) -> Produced | None:
    action = step.action
    page = step.page
    async with loaded(step):
        for number, key in enumerate(chain.from_iterable(repeat(action.keys, action.press_count or 1))):
            if number and action.delay_ms:
                await asyncio.sleep(action.delay_ms / 1000)
            if page.is_closed():  # by a key before: the other keys are not for the tab before it
                break
            await _press(step, key)
    return None


async def _press(step: Step, key: str) -> None:
    try:
        if step.action.HasField("target"):
            async with target(step) as locator:
                await locator.press(key, timeout=step.timeout_ms)
        else:
            await step.page.keyboard.press(key)
    except (PlaywrightError, StepFailed) as error:
        if unknown := _UNKNOWN.search(str(error)):
            raise StepFailed(
                ErrorType.VALIDATION_ERROR,
                f"there is no key {unknown[1]!r} (in {key!r}): use Playwright's names of keys, such as Enter, "
                "ArrowDown, a, Control+A",
            ) from error
        raise
