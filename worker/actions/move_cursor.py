"""moveCursor: moves the mouse onto an element or to a point."""

from worker.actions import performs
from worker.page.locators import target
from worker.page.pointing import box, middle
from worker.step import Produced, Step


@performs("moveCursor")
async def move_cursor(step: Step) -> Produced | None:
    action = step.action
    if action.HasField("target"):
        async with target(step) as locator:
            if action.steps:
                await locator.scroll_into_view_if_needed(timeout=step.timeout_ms)
                await step.page.mouse.move(*middle(await box(locator, step)), steps=action.steps)
            await locator.hover(timeout=step.timeout_ms)
    else:
        await step.page.mouse.move(action.x, action.y, steps=action.steps or 1)
    return None
