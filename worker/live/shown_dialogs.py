"""Dialogs of pages while a person has control: they are shown, and the person answers them."""

import asyncio
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Page
from tabwright.v1.live_pb2 import AttachResponse, LiveDialog, LiveDialogAnswer, LiveNotice

from worker.dialogs import Dialogs
from worker.live.calls import Calls, quietly
from worker.live.deeds import Refused, Tell
from worker.surface import Dialog

MAX_OPEN = 10
"""One a tab can be open; more tabs than that with one at once are no use to anybody."""
MAX_SHOWN = 100
"""How many a person is shown in one go. Pages that show more have them dismissed."""
MAX_CHARS = 4000
MAX_ANSWER_CHARS = 4000


class ShownDialogs:
    """Those that are open, and have been told."""

    def __init__(
        self,
        dialogs: Dialogs,
        context: BrowserContext,
        calls: Calls,
        tell: Tell,
        *,
        told_text: Callable[[str, int], str],
        number: Callable[[Page], int],
        changed: Callable[[Page, bool], None],
    ) -> None:
        """`changed` is told which page has one now, or has none any more."""
        self._dialogs = dialogs
        self._context = context
        self._calls = calls
        self._tell = tell
        self._told_text = told_text
        self._number = number
        self._changed = changed
        self._last_id = 0
        self._shown = 0
        self._open: dict[int, Dialog] = {}

    def begin(self) -> None:
        """Shows them from now on."""
        self._shown = 0
        self._dialogs.show_to(self._show)
        self._context.on("dialogclosed", self._gone)

    async def end(self) -> None:
        """Leaves none open, and has them answered as the job wants again."""
        self._dialogs.show_to(None)
        self._context.remove_listener("dialogclosed", self._gone)
        open_ones = [self._close(number) for number in list(self._open)]
        await asyncio.gather(*(quietly(self._calls.ask(dialog.dismiss())) for dialog in open_ones))

    def repeat(self) -> None:
        """Tells those that are open again, to whom has come later."""
        for number, dialog in self._open.items():
            self._tell(AttachResponse(dialog=self._told(number, dialog)))

    async def answer(self, answer: LiveDialogAnswer) -> None:
        """Answers one. Raises Refused."""
        if answer.id not in self._open:
            raise Refused("the dialog is no longer open")
        if len(answer.text) > MAX_ANSWER_CHARS:
            raise Refused(f"dialog.text must have at most {MAX_ANSWER_CHARS} characters")
        dialog = self._close(answer.id)
        await self._calls.ask(dialog.accept(answer.text) if answer.accept else dialog.dismiss())

    async def _show(self, dialog: Dialog) -> None:
        self._shown += 1
        page = dialog.page
        if page is None or len(self._open) >= MAX_OPEN or self._shown > MAX_SHOWN:
            if self._shown == MAX_SHOWN + 1:
                told = "The pages show dialog after dialog: those that come now are dismissed."
                self._tell(AttachResponse(notice=LiveNotice(level="warning", message=told)))
            await quietly(self._calls.ask(dialog.dismiss()))
            return
        self._last_id += 1
        self._open[self._last_id] = dialog
        self._changed(page, True)  # noqa: FBT003 - it has one
        self._tell(AttachResponse(dialog=self._told(self._last_id, dialog)))

    def _told(self, number: int, dialog: Dialog) -> LiveDialog:
        return LiveDialog(
            id=number,
            tab=self._tab(dialog),
            type=dialog.type,
            message=self._told_text(dialog.message, MAX_CHARS),
            default_value=self._told_text(dialog.default_value, MAX_CHARS),
            origin=_origin(dialog.page),
        )

    def _gone(self, dialog: Dialog) -> None:
        for number, one in list(self._open.items()):
            if one is dialog:
                self._close(number)

    def _close(self, number: int) -> Dialog:
        dialog = self._open.pop(number)
        if dialog.page is not None and all(one.page != dialog.page for one in self._open.values()):
            self._changed(dialog.page, False)  # noqa: FBT003 - it has none
        self._tell(AttachResponse(dialog=LiveDialog(id=number, tab=self._tab(dialog), closed=True)))
        return dialog

    def _tab(self, dialog: Dialog) -> int:
        return self._number(dialog.page) if dialog.page is not None else 0


def _origin(page: Page | None) -> str:
    parts = urlsplit(page.url if page is not None else "")
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"[:MAX_CHARS] if parts.netloc else parts.scheme
