"""answerDialogs: says how dialogs are answered. Until an action does, Playwright dismisses them."""

import contextlib

from playwright.async_api import Dialog
from playwright.async_api import Error as PlaywrightError

from worker.actions import performs
from worker.step import Produced, Step


@performs("answerDialogs", prepares=True)
async def answer_dialogs(step: Step) -> Produced | None:
    action, tabs = step.action, step.tabs
    text = action.prompt_text if action.HasField("prompt_text") else None

    async def answer(dialog: Dialog) -> None:
        with contextlib.suppress(PlaywrightError):  # its page may have gone meanwhile
            if action.answer == "accept":
                await dialog.accept(dialog.default_value if text is None else text)
            else:
                await dialog.dismiss()

    tabs.context.on("dialog", answer)
    if tabs.answers_dialogs is not None:
        tabs.context.remove_listener("dialog", tabs.answers_dialogs)
    tabs.answers_dialogs = answer
    return None
