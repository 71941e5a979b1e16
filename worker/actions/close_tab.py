"""closeTab: closes the current tab, and goes on in the one before it."""

from worker.actions import performs
from worker.step import Produced, Step


@performs("closeTab")
async def close_tab(step: Step) -> Produced | None:
    await step.tabs.close()
    return None
