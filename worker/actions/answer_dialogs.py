"""answerDialogs: says how dialogs are answered. Until an action does, they are dismissed."""

from worker.actions import performs
from worker.step import Produced, Step


@performs("answerDialogs")
async def answer_dialogs(step: Step) -> Produced | None:
    action = step.action
    step.tabs.dialogs.answer(action.answer, action.prompt_text if action.HasField("prompt_text") else None)
    return None
