"""drag: drags an element onto another one."""

from worker.actions import performs
from worker.locators import awaited, describe, locate, place, target
from worker.pointing import position
from worker.step import Produced, Step


@performs("drag")
async def drag(step: Step) -> Produced | None:
    action = step.action
    destination = locate(place(step), action.destination)
    async with target(step) as locator, awaited(destination, describe(action.destination)):
        await locator.drag_to(
            destination,
            source_position=position(action.position, given=action.HasField("position")),
            target_position=position(action.destination_position, given=action.HasField("destination_position")),
            force=action.force,
            timeout=step.timeout_ms,
        )
    return None
