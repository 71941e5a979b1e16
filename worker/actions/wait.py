"""wait: waits for a time, an element, a URL or a load state."""

import asyncio
from typing import Literal, cast

from worker.actions import performs
from worker.page.loading import rest
from worker.page.locators import target
from worker.page.navigation import led_to, loading_told
from worker.page.obstacles import told_url
from worker.step import Produced, Step, wait_until

State = Literal["attached", "detached", "hidden", "visible"]


@performs("wait")
async def wait(step: Step) -> Produced | None:
    action, page = step.action, step.page
    if action.HasField("milliseconds"):
        async with asyncio.timeout(step.timeout_ms / 1000):
            await asyncio.sleep(action.milliseconds / 1000)
    elif action.HasField("target"):
        state = cast(State, action.state or "visible")
        async with target(step) as locator:
            await locator.first.wait_for(state=state, timeout=step.timeout_ms)
    elif action.HasField("url"):
        async with led_to(step, f"no page at {told_url(action.url)} came"):
            await page.wait_for_url(action.url, wait_until=step.must_reach, timeout=step.timeout_ms)
        await rest(step, page)
    else:
        load_state = wait_until(action.wait_until)
        async with loading_told(page, load_state):
            await page.wait_for_load_state(load_state, timeout=step.timeout_ms)
    return None
