"""evaluate: runs JavaScript in the page. The server has checked that the client may."""

from google.protobuf.json_format import MessageToDict

from worker.actions import performs
from worker.locators import target
from worker.step import Produced, Step


@performs("evaluate")
async def evaluate(step: Step) -> Produced | None:
    action = step.action
    argument = MessageToDict(action.argument) if action.HasField("argument") else None
    if action.HasField("target"):
        async with target(step) as locator:
            value = await locator.evaluate(action.script, argument, timeout=step.timeout_ms)
    else:
        value = await step.page.evaluate(action.script, argument)
    return Produced(value=value, has_value=True)
