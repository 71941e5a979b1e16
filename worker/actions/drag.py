"""drag: drags an element onto another one."""

from playwright.async_api import Error as PlaywrightError

from worker.actions import performs
from worker.page.locators import awaited, describe, locate, place, target
from worker.page.pointing import position
from worker.step import Produced, Step

_PICKED_UP = "move and down action done"
"""In Playwright's log, when it is the destination that it waits for."""


@performs("drag")
async def drag(step: Step) -> Produced | None:
    action = step.action
    destination = locate(place(step), action.destination)
    async with target(step) as locator:
        try:
            await locator.drag_to(
                destination,
                source_position=position(action.position, given=action.HasField("position")),
                target_position=position(action.destination_position, given=action.HasField("destination_position")),
                force=action.force,
                timeout=step.timeout_ms,
            )
        except PlaywrightError as error:
            if _PICKED_UP in error.message:
                async with awaited(destination, describe(action.destination)):
                    raise
            raise
    return None
