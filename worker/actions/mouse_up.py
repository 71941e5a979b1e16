"""mouseUp: releases a button of the mouse."""

from worker.actions import performs
from worker.page.navigation import loaded
from worker.page.pointing import button
from worker.step import Produced, Step


@performs("mouseUp")
async def mouse_up(step: Step) -> Produced | None:
    async with loaded(step):
        await step.page.mouse.up(button=button(step.action.button), click_count=step.action.click_count or 1)
    return None
