"""mouseDown: presses a button of the mouse."""

from worker.actions import performs
from worker.page.pointing import button
from worker.step import Produced, Step


@performs("mouseDown")
async def mouse_down(step: Step) -> Produced | None:
    await step.page.mouse.down(button=button(step.action.button), click_count=step.action.click_count or 1)
    return None
