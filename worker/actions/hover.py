"""hover: moves the mouse onto an element."""

from worker.actions import performs
from worker.page.locators import target
from worker.page.pointing import modifiers, position
from worker.step import Produced, Step


@performs("hover")
async def hover(step: Step) -> Produced | None:
    action = step.action
    async with target(step) as locator:
        await locator.hover(
            modifiers=modifiers(action.modifiers),
            position=position(action.position, given=action.HasField("position")),
            force=action.force,
            timeout=step.timeout_ms,
        )
    return None
