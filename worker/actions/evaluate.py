"""evaluate: runs JavaScript in the page. The server has checked that the client may."""

from typing import Any

from google.protobuf.json_format import MessageToDict

from worker.actions import performs
from worker.page.locators import frame, target
from worker.step import Produced, Step
from worker.values import client_script, read_value


@performs("evaluate")
async def evaluate(step: Step) -> Produced | None:
    action = step.action
    argument = MessageToDict(action.argument) if action.HasField("argument") else None
    script = client_script(action.script)
    if not action.HasField("target"):
        run = step.page.evaluate
        return Produced.of(await read_value(run, run, script, argument, max_bytes=step.max_file_bytes))
    async with target(step) as locator:

        async def read(script: str, argument: Any) -> Any:
            return await locator.evaluate(script, argument, timeout=step.timeout_ms)

        async def fetch(script: str, argument: Any) -> Any:
            return await (await frame(step)).evaluate(script, argument)

        return Produced.of(await read_value(read, fetch, script, argument, max_bytes=step.max_file_bytes))
