"""moveCursor: moves the mouse onto an element or to a point."""

from worker.actions import performs
from worker.page.locators import target
from worker.step import Produced, Step


@performs("moveCursor")
async def move_cursor(step: Step) -> Produced | None:
    action = step.action
    if action.HasField("target"):
        async with target(step) as locator:
            await locator.hover(timeout=step.timeout_ms)
    else:
        await step.page.mouse.move(action.x, action.y)
    return None
