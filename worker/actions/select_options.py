"""select: chooses options of a <select>."""

from worker.actions import performs
from worker.locators import target
from worker.step import Produced, Step


@performs("select")
async def select_options(step: Step) -> Produced | None:
    action = step.action
    values = [action.value] if action.HasField("value") else list(action.values)
    async with target(step) as locator:
        await locator.select_option(
            values or None,
            label=list(action.labels) or None,
            index=list(action.indexes) or None,
            force=action.force,
            timeout=step.timeout_ms,
        )
    return None
