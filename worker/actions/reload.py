"""reload: loads the page anew."""

from worker.actions import performs
from worker.page import history
from worker.step import Produced, Step


@performs("reload")
async def reload(step: Step) -> Produced | None:
    await history.reload(step)
    return None
