"""type: types into an element, key by key."""

from worker.actions import performs
from worker.page.locators import target
from worker.step import Produced, Step


@performs("type")
async def type_keys(step: Step) -> Produced | None:
    action = step.action
    async with target(step) as locator:
        await locator.press_sequentially(action.value, delay=action.delay_ms, timeout=step.timeout_ms)
    return None
