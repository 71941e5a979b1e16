"""visit: opens a URL."""

from worker.actions import performs
from worker.step import Produced, Step, wait_until


@performs("visit")
async def visit(step: Step) -> Produced | None:
    action = step.action
    await step.page.goto(
        action.url,
        wait_until=wait_until(action.wait_until) if action.wait_until else step.wait_until,
        timeout=step.timeout_ms,
    )
    return None
