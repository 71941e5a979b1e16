"""back: goes to the page before, in the history of the tab."""

from worker.actions import performs
from worker.page import history
from worker.step import Produced, Step


@performs("back")
async def back(step: Step) -> Produced | None:
    await history.back(step)
    return None
