"""forward: goes to the page after, in the history of the tab."""

from worker.actions import performs
from worker.page import history
from worker.step import Produced, Step


@performs("forward")
async def forward(step: Step) -> Produced | None:
    await history.forward(step)
    return None
