"""The dialogs that the pages of an attempt show: how they are answered, and what they said."""

import contextlib
from collections.abc import Awaitable, Callable

from playwright.async_api import Error as PlaywrightError

from worker.surface import Context as BrowserContext
from worker.surface import Dialog

MAX_DIALOGS = 100
MAX_CHARS = 1000
"""How much of each message is kept."""


class Dialogs:
    """Hears and answers all dialogs of a browser context. Until an action says how, it answers as Playwright does."""

    def __init__(self, context: BrowserContext) -> None:
        self.heard: list[dict[str, str]] = []
        """The first of them, as the job's result has them."""
        self._context = context
        self._answer = ""
        self._prompt_text: str | None = None
        self._show: Callable[[Dialog], Awaitable[None]] | None = None
        context.on("dialog", self._hear)

    def answer(self, how: str, prompt_text: str | None) -> None:
        """Says how to answer from now on: `accept` or `dismiss`."""
        if self._is_full and self._show is None:
            self._context.on("dialog", self._hear)
        self._answer, self._prompt_text = how, prompt_text

    def show_to(self, show: Callable[[Dialog], Awaitable[None]] | None) -> None:
        """Has somebody else answer them, as long as there is anybody: a person, who has control. What those say that
        come meanwhile is not kept, since it may be what the person has entered.
        """
        if show is not None and self._show is None and self._is_full:
            self._context.on("dialog", self._hear)
        if show is None and self._show is not None and self._is_full:
            self._context.remove_listener("dialog", self._hear)
        self._show = show

    @property
    def _is_full(self) -> bool:
        """Whether nobody listens any more: Playwright itself is faster, where a page shows one after the other."""
        return len(self.heard) >= MAX_DIALOGS and not self._answer

    async def _hear(self, dialog: Dialog) -> None:
        if self._show is not None:
            await self._show(dialog)
            return
        if len(self.heard) < MAX_DIALOGS:
            self.heard.append({"type": dialog.type, "message": dialog.message[:MAX_CHARS]})
            if self._is_full:
                self._context.remove_listener("dialog", self._hear)
        accepts = self._answer == "accept" or (not self._answer and dialog.type == "beforeunload")
        with contextlib.suppress(PlaywrightError):  # its page may have gone meanwhile
            if accepts:
                await dialog.accept(dialog.default_value if self._prompt_text is None else self._prompt_text)
            else:
                await dialog.dismiss()
