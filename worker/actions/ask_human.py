"""askHuman: has the job wait until a person has done something in its pages."""

from worker.actions import performs
from worker.page.conditions import holds
from worker.step import Produced, Step


@performs("askHuman")
async def ask_human(step: Step) -> Produced | None:
    action = step.action

    async def is_done() -> bool:
        return await holds(step.tabs, action.done_when)

    if not action.HasField("done_when"):
        await step.ask_person(action.instructions, None)
    elif not await is_done():  # else nobody is needed
        await step.ask_person(action.instructions, is_done)
    return None
