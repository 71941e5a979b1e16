"""press: presses keys, on an element or where the focus is."""

import asyncio

from worker.actions import performs
from worker.locators import target
from worker.navigation import loaded
from worker.step import Produced, Step


@performs("press")
async def press(step: Step) -> Produced | None:
    action = step.action
    async with loaded(step):
        for number, key in enumerate(action.keys):
            if number:
                await asyncio.sleep(action.delay_ms / 1000)
            if action.HasField("target"):
                async with target(step) as locator:
                    await locator.press(key, timeout=step.timeout_ms)
            else:
                await step.page.keyboard.press(key)
    return None
