"""switchTab: goes on in another tab."""

import asyncio

from store.retry import ErrorType
from worker.actions import performs
from worker.failures import StepFailed
from worker.step import Produced, Step, wait_until


@performs("switchTab")
async def switch_tab(step: Step) -> Produced | None:
    action = step.action
    try:
        async with asyncio.timeout(step.timeout_ms / 1000):
            page = await step.tabs.switch(action.tab if action.HasField("tab") else None)
    except TimeoutError as error:
        raise StepFailed(ErrorType.TIMEOUT, "no such tab was opened") from error
    await page.wait_for_load_state(
        wait_until(action.wait_until) if action.wait_until else step.wait_until, timeout=step.timeout_ms
    )
    return None
