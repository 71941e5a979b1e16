"""switchTab: goes on in another tab."""

import asyncio

from worker.actions import performs
from worker.page.closing import closing_told
from worker.page.loading import rest
from worker.page.navigation import loading_told
from worker.page.obstacles import impossible
from worker.step import Produced, Step, wait_until


@performs("switchTab")
async def switch_tab(step: Step) -> Produced | None:
    with step.waiting.throughout():
        return await _switch_tab(step)


async def _switch_tab(step: Step) -> Produced | None:
    action = step.action
    try:
        async with asyncio.timeout(step.timeout_ms / 1000):
            page = await step.tabs.switch(action.tab if action.HasField("tab") else None)
    except TimeoutError as error:
        raise await impossible(step.page, f"{_missing(step)}, still after {step.timeout_ms:.0f} ms") from error
    state = wait_until(action.wait_until) if action.wait_until else step.must_reach
    async with closing_told(step, page):
        async with loading_told(page, state):
            await page.wait_for_load_state(state, timeout=step.timeout_ms)
        if not action.wait_until:
            await rest(step, page)
    return None


def _missing(step: Step) -> str:
    wanted = f"tab {step.action.tab}" if step.action.HasField("tab") else "other tab"
    last = step.tabs.count - 1
    return f"there is no {wanted}: {f'tabs 0 to {last} were' if last else 'only tab 0 was'} opened"
