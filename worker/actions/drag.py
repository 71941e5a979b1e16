"""drag: drags an element onto another one, or along way points."""

from playwright.async_api import Error as PlaywrightError

from worker.actions import performs
from worker.page.locators import awaited, describe, locate, place, target
from worker.page.pointing import box, middle, position
from worker.step import Produced, Step

_PICKED_UP = "move and down action done"
"""In Playwright's log, when it is the destination that it waits for."""


@performs("drag")
async def drag(step: Step) -> Produced | None:
    action = step.action
    if action.waypoints:
        await _drag_along(step)
        return None
    destination = locate(place(step), action.destination)
    async with target(step) as locator:
        try:
            await locator.drag_to(
                destination,
                source_position=position(action.position, given=action.HasField("position")),
                target_position=position(action.destination_position, given=action.HasField("destination_position")),
                force=action.force,
                steps=action.steps or 1,
                timeout=step.timeout_ms,
            )
        except PlaywrightError as error:
            if _PICKED_UP in error.message:
                async with awaited(destination, describe(action.destination)):
                    raise
            raise
    return None


async def _drag_along(step: Step) -> None:
    """Drags by the mouse itself. Its button does not stay down when something fails on the way."""
    action, mouse = step.action, step.page.mouse
    steps = action.steps or 1
    async with target(step) as locator:
        start = position(action.position, given=action.HasField("position"))
        await locator.hover(position=start, force=action.force, timeout=step.timeout_ms)
        held = await box(locator, step)
        await mouse.down()
    try:
        for point in action.waypoints:
            await mouse.move(held["x"] + point.x, held["y"] + point.y, steps=steps)
        if action.HasField("destination"):
            async with awaited(locate(place(step), action.destination), describe(action.destination)) as destination:
                await destination.scroll_into_view_if_needed(timeout=step.timeout_ms)
                end = position(action.destination_position, given=action.HasField("destination_position"))
                await mouse.move(*middle(await box(destination, step), end), steps=steps)
    finally:
        await mouse.up()
