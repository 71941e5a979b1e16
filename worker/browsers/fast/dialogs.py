"""Dialogs that pages show."""

import asyncio
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.connection import Session

if TYPE_CHECKING:
    from worker.browsers.fast.page import Page

_LEFT = "navigation cancelled by beforeunload dialog"


class Dialog:
    """One that is open until it is answered, once."""

    def __init__(self, page: "Page", session: Session, kind: str, message: str, default_value: str) -> None:
        self.page = page
        self.type = kind
        """`alert`, `confirm`, `prompt` or `beforeunload`."""
        self.message = message
        self.default_value = default_value
        self._session = session
        self._is_handled = False

    async def accept(self, prompt_text: str | None = None) -> None:
        """Raises Playwright's error where it has been answered."""
        await self._answer("accept", prompt_text)

    async def dismiss(self) -> None:
        """Raises Playwright's error where it has been answered."""
        await self._answer("dismiss", None)

    def close(self) -> None:
        """Answers it as Playwright does where nobody listens."""
        self._begin(accepts=self.type == "beforeunload", prompt_text=None)

    def give_up(self) -> None:
        """Dismisses it without waiting."""
        if not self._is_handled:
            self._begin(accepts=False, prompt_text=None)

    async def _answer(self, how: str, prompt_text: str | None) -> None:
        if self._is_handled:
            raise PlaywrightError(f"Dialog.{how}: Cannot {how} dialog which is already handled!")
        try:
            await self._begin(accepts=how == "accept", prompt_text=prompt_text)
        except PlaywrightError as error:
            raise PlaywrightError(f"Dialog.{how}: {error.message}") from error

    def _begin(self, *, accepts: bool, prompt_text: str | None) -> asyncio.Future[dict[str, object]]:
        self._is_handled = True
        self.page.dialog_closes(self)
        if self.type == "beforeunload" and not accepts and self._session is self.page.session:
            self.page.main_frame.lifecycle.aborted(_LEFT)
        answer: dict[str, object] = {"accept": accepts}
        if prompt_text is not None:
            answer["promptText"] = prompt_text
        return self._session.begin("Page.handleJavaScriptDialog", answer)
