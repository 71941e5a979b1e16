"""What a person who has control does in the pages of a job: everything that can be done there goes through here."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

from playwright.async_api import Page
from tabwright.v1.live_pb2 import (
    AttachRequest,
    AttachResponse,
    LiveClipboard,
    LiveCursor,
    LiveInput,
    LiveNotice,
)

from worker.failures import StepFailed
from worker.live.around import Around
from worker.live.calls import Calls, quietly
from worker.live.choosers import Choosers
from worker.live.deeds import Refused, Tell
from worker.live.downloads import Downloads
from worker.live.fields import Fields
from worker.live.hand import Hand, check
from worker.live.looking import selected, told_at
from worker.live.page_queue import Ack, PageQueue
from worker.live.shown_dialogs import ShownDialogs
from worker.live.tab_commands import TabCommands

MAX_SELECTED_CHARS = 100_000
CURSORS_PER_S = 10
REFUSALS_PER_S = 5
MAX_TOLD_CHARS = 300
_SHAPES = (
    "auto default none context-menu help pointer progress wait cell crosshair text vertical-text alias copy move "
    "no-drop not-allowed grab grabbing all-scroll col-resize row-resize n-resize e-resize s-resize w-resize "
    "ne-resize nw-resize se-resize sw-resize ew-resize ns-resize nesw-resize nwse-resize zoom-in zoom-out"
)
_CURSORS = frozenset(_SHAPES.split())
"""Shapes that browsers have. A page's own pictures are no shapes: the viewer would fetch them."""


class Hands:
    """The hands of whoever has control."""

    def __init__(self, around: Around, tell: Tell, show: Callable[[int], None]) -> None:
        """`tell` tells the holder of control something, and `show` has a tab shown."""
        self._around = around
        self._tabs = around.tabs
        self._tell = tell
        self._calls = calls = Calls()
        self._queues: dict[Page, PageQueue] = {}
        self._fields = Fields(calls, tell, around.told, self._number)
        self._choosers = Choosers(calls, tell, self._number, self.notice, around.deeds.max_file_bytes)
        self._dialogs = ShownDialogs(
            self._tabs.dialogs,
            self._tabs.context,
            calls,
            tell,
            told_text=around.told,
            number=self._number,
            changed=self._dialog_changed,
        )
        self._downloads = Downloads(self._tabs.context, calls, tell, around)
        self._commands = TabCommands(calls, around, self.notice, show)
        self._held = AsyncExitStack()
        self._refusals: list[float] = []
        self._cursor = ""
        self._looked_at = 0.0
        self._looking: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Has the pages wait for a person."""
        await self._held.enter_async_context(self._around.watch.telling(self._tabs.context, self._refused))
        self._dialogs.begin()
        self._downloads.are_kept = True
        self._cursor = ""
        self._tabs.context.on("page", self._choosers.listen)
        for page in self._tabs.open:
            self._choosers.listen(page)

    async def end(self) -> None:
        """Leaves nothing pressed, and no answer open."""
        self._tabs.context.remove_listener("page", self._choosers.listen)
        self._downloads.are_kept = False
        self._commands.end()
        self._choosers.close()
        try:
            await self._dialogs.end()
            await self.release()
        finally:
            self._queues.clear()
            await self._held.aclose()

    async def release(self) -> None:
        """Lets go what is down, and drops what waits: others take over, or nobody does."""
        self._fields.close()
        async with asyncio.TaskGroup() as releasing:
            for queue in self._queues.values():
                releasing.create_task(queue.close())
        for queue in self._queues.values():
            queue.reopen()

    def let_go(self) -> None:
        """Lets go what is down, since the person is gone for a while."""
        for queue in self._queues.values():
            self._calls.begin(queue.release_all())

    async def close(self) -> None:
        """Gives up all that is under way."""
        await self._calls.close()

    def repeat(self) -> None:
        """Tells what is open again."""
        self._dialogs.repeat()

    def notice(self, level: str, message: str) -> None:
        """Tells the person something."""
        self._tell(AttachResponse(notice=LiveNotice(level=level, message=message)))

    def input(self, given: LiveInput, ack: Ack) -> None:
        """Has an input done in its turn."""
        page = self._tabs.numbered.get(given.tab)
        if page is None:
            ack(given.seq, "there is no such tab")
            return
        try:
            check(given)
        except Refused as refused:
            ack(given.seq, str(refused))
            return
        if given.WhichOneof("what") == "copy":
            self._calls.begin(self._copy(page, given.seq, ack))
        else:
            self._queue(page).add(given, ack)

    def releases(self, given: LiveInput) -> bool:
        """Whether an input lets something go that is down."""
        page = self._tabs.numbered.get(given.tab)
        return page in self._queues and self._queues[page].hand.releases(given)

    def do(self, request: AttachRequest) -> None:
        """Does anything else than an input. What is refused is told in a notice."""
        match request.WhichOneof("message"):
            case "file":  # of which one piece comes after the other
                try:
                    self._choosers.receive(request.file)
                except Refused as refused:
                    self.notice("error", str(refused))
            case "dialog":
                self._begin(self._dialogs.answer(request.dialog))
            case "field":
                self._begin(self._fields.answer(request.field))
            case "tab":
                self._begin(self._commands.do(request.tab))

    def _begin(self, deed: Awaitable[None]) -> None:
        self._calls.begin(self._told(deed))

    async def _told(self, deed: Awaitable[None]) -> None:
        try:
            await deed
        except Refused as refused:
            self.notice("error", str(refused))

    def _refused(self, failure: StepFailed) -> None:
        """Tells what a page was refused, as long as it does not try that all the time."""
        now = time.monotonic()
        self._refusals = [at for at in self._refusals if now - at < 1]
        if len(self._refusals) < REFUSALS_PER_S:
            self._refusals.append(now)
            self.notice("error", f"Not opened: {self._around.told(str(failure), MAX_TOLD_CHARS)}")

    def _number(self, page: Page) -> int:
        return next((number for number, one in self._tabs.numbered.items() if one is page), 0)

    def _queue(self, page: Page) -> PageQueue:
        if page not in self._queues:
            self._queues = {one: queue for one, queue in self._queues.items() if not one.is_closed()}
            self._queues[page] = PageQueue(page, self._calls, self._pressed, self._moved)
        return self._queues[page]

    def _dialog_changed(self, page: Page, has_one: bool) -> None:  # noqa: FBT001 - what has become of it
        queue = self._queue(page)
        queue.dialog_is_open.set() if has_one else queue.dialog_is_open.clear()

    async def _pressed(self, hand: Hand, given: LiveInput) -> bool:
        touch = given.WhichOneof("what") == "tap"
        at = given.tap if touch else given.mouse
        return await self._fields.offer(hand.page, at.x, at.y, touch=touch)

    async def _copy(self, page: Page, seq: int, ack: Ack) -> None:
        try:
            text = await self._calls.ask(selected(page)) or ""
        except Refused as refused:
            ack(seq, str(refused))
            return
        told = self._around.told(text, MAX_SELECTED_CHARS)
        self._tell(AttachResponse(clipboard=LiveClipboard(text=told)))
        ack(seq, "")

    def _moved(self, hand: Hand) -> None:
        """Looks which shape the pointer has where it is now, or a moment later where it was looked at just now."""
        if self._looking is None or self._looking.done():
            self._looking = self._calls.begin(quietly(self._look(hand)))

    async def _look(self, hand: Hand) -> None:
        await asyncio.sleep(max(0.0, self._looked_at + 1 / CURSORS_PER_S - time.monotonic()))
        self._looked_at = time.monotonic()
        if hand.at is None or hand.page.is_closed():
            return
        answer = await self._calls.ask(told_at(hand.page, "cursor", *hand.at))
        told = str(answer[0].get("cursor", "")).rpartition(",")[2].strip() if answer is not None else ""
        shape = told if told in _CURSORS else "default"
        if shape != self._cursor:
            self._cursor = shape
            self._tell(AttachResponse(cursor=LiveCursor(cursor=shape)))
