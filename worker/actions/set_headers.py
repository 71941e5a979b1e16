"""setHeaders: sends more headers with every request of the tab."""

from worker.actions import performs
from worker.step import Produced, Step


@performs("setHeaders", prepares=True)
async def set_headers(step: Step) -> Produced | None:
    await step.page.set_extra_http_headers(dict(step.action.headers))
    return None
