"""type: types into an element, key by key."""

from playwright.async_api import ElementHandle

from worker.actions import performs
from worker.page.entering import enter, enter_hidden, is_hidden, reference
from worker.page.locators import target
from worker.step import Produced, Step


@performs("type")
async def type_keys(step: Step) -> Produced | None:
    action = step.action
    async with target(step) as locator:
        if secret := reference(action):
            await enter(step, locator, secret, lambda element, value, left_ms: _type(step, element, value, left_ms))
        elif is_hidden(step):
            await enter_hidden(step, locator, lambda element, value, left_ms: _type(step, element, value, left_ms))
        else:
            await locator.press_sequentially(action.value, delay=action.delay_ms, timeout=step.timeout_ms)
    return None


async def _type(step: Step, element: ElementHandle, value: str, left_ms: float) -> None:
    step.secrets.hide_beginnings(value)  # a page hears of each key
    await element.type(value, delay=step.action.delay_ms, timeout=left_ms)
