"""click: clicks an element; when that leads to another page, waits until it has loaded."""

from worker.actions import performs
from worker.page.locators import target
from worker.page.navigation import loaded
from worker.page.pointing import button, modifiers, position
from worker.step import Produced, Step


@performs("click")
async def click(step: Step) -> Produced | None:
    action = step.action
    async with loaded(step), target(step) as locator:
        await locator.click(
            button=button(action.button),
            click_count=action.click_count or 1,
            modifiers=modifiers(action.modifiers),
            position=position(action.position, given=action.HasField("position")),
            delay=action.delay_ms,
            force=action.force,
            timeout=step.timeout_ms,
        )
    return None
