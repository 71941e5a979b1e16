"""fill: sets the value of an input."""

from worker.actions import performs
from worker.locators import target
from worker.step import Produced, Step


@performs("fill")
async def fill(step: Step) -> Produced | None:
    async with target(step) as locator:
        await locator.fill(step.action.value, timeout=step.timeout_ms, force=step.action.force)
    return None
