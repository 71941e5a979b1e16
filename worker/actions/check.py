"""check: ticks a checkbox or chooses a radio button."""

from worker.actions import performs
from worker.page.locators import target
from worker.page.pointing import position
from worker.step import Produced, Step


@performs("check")
async def check(step: Step) -> Produced | None:
    action = step.action
    async with target(step) as locator:
        await locator.check(
            position=position(action.position, given=action.HasField("position")),
            force=action.force,
            timeout=step.timeout_ms,
        )
    return None
