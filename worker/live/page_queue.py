"""The inputs of a person for one page, done one after the other."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import structlog
from playwright.async_api import Page
from tabwright.v1.live_pb2 import LiveInput

from worker.live.calls import FAILED, Calls, quietly
from worker.live.deeds import Refused
from worker.live.hand import Hand

log = structlog.get_logger()

MOVES_PER_S = 30
MOST_WAITING = 300
"""How many inputs may wait: a page that does not answer refuses one each two seconds."""
RELEASE_LIMIT_S = 2.0
GIVEN_BACK = "control was given back"

Ack = Callable[[int, str], None]
"""Is told what has become of an input: its number, and why it was refused, if it was."""
Press = Callable[[Hand, LiveInput], Awaitable[bool]]
"""Is told of each press before it is made. Returns whether it has been dealt with, and must not be made."""


@dataclass(slots=True)
class _Item:
    given: LiveInput
    ack: Ack

    @property
    def is_move(self) -> bool:
        return self.given.WhichOneof("what") == "mouse" and self.given.mouse.kind == "move"


class PageQueue:
    """The queue of one page. Moves of the mouse give way to newer ones; nothing else is left out."""

    def __init__(self, page: Page, calls: Calls, press: Press, moved: Callable[[Hand], None]) -> None:
        """`press` hears of presses, and `moved` of moves that were made."""
        self.page = page
        self.hand = Hand(page)
        self.dialog_is_open = asyncio.Event()
        """Set while the page shows a dialog, and does nothing else."""
        self._calls = calls
        self._press = press
        self._moved = moved
        self._items: deque[_Item] = deque()
        self._news = asyncio.Event()
        self._moved_at = 0.0
        self._swallows_up = False
        """Whether the press of the left button was dealt with otherwise: then letting it go means nothing."""
        self._busy: asyncio.Task[None] | None = None
        self._is_closed = False

    def add(self, given: LiveInput, ack: Ack) -> None:
        """Has an input done after those before it."""
        if self._is_closed:
            ack(given.seq, "nobody has control")
            return
        item = _Item(given, ack)
        last = self._items[-1] if self._items else None
        if item.is_move and last is not None and last.is_move:
            self._items.pop()
            last.ack(last.given.seq, "")
        elif len(self._items) >= MOST_WAITING and not self.hand.releases(given):
            ack(given.seq, "too many inputs wait for the page")
            return
        self._items.append(item)
        self._news.set()
        if self._busy is None or self._busy.done():
            self._busy = self._calls.begin(self._work())

    async def close(self) -> None:
        """Drops what waits, and lets go what is down, as far as the page answers."""
        self._is_closed = True
        self._drop(GIVEN_BACK)
        busy, self._busy = self._busy, None
        if busy is not None and not busy.done():
            await asyncio.wait({busy}, timeout=RELEASE_LIMIT_S)
            busy.cancel()
        await self.release_all()

    def reopen(self) -> None:
        """Takes inputs again."""
        self._is_closed = False

    async def release_all(self) -> None:
        self._swallows_up = False
        if self.hand.holds and not self.page.is_closed():
            await quietly(self._calls.ask(self.hand.release_all(), unless=self.dialog_is_open))

    def _drop(self, why: str) -> None:
        while self._items:
            item = self._items.popleft()
            item.ack(item.given.seq, why)

    async def _work(self) -> None:
        while self._items:
            await self._wait_for_turn()
            if not self._items:
                return
            item = self._items.popleft()
            try:
                await self._do(item.given)
            except Refused as refused:
                item.ack(item.given.seq, str(refused))
            except asyncio.CancelledError:
                item.ack(item.given.seq, GIVEN_BACK)
                raise
            except Exception as error:  # noqa: BLE001 - its text may be what was entered
                log.warning("live.input_failed", error_type=type(error).__name__)
                item.ack(item.given.seq, FAILED)
            else:
                item.ack(item.given.seq, "")

    async def _wait_for_turn(self) -> None:
        """Returns when the first input may be made: a move that is the only one waits for newer ones for a while."""
        while len(self._items) == 1 and self._items[0].is_move:
            left_s = self._moved_at + 1 / MOVES_PER_S - time.monotonic()
            if left_s <= 0:
                return
            self._news.clear()
            try:
                async with asyncio.timeout(left_s):
                    await self._news.wait()
            except TimeoutError:
                return

    async def _do(self, given: LiveInput) -> None:
        """Does one input. Raises Refused."""
        if self.page.is_closed():
            raise Refused("the tab has been closed")
        if self.dialog_is_open.is_set():
            raise Refused("the page shows a dialog: answer that first")
        match given.WhichOneof("what"):
            case "mouse" | "tap":
                await self._do_pointing(given)
            case "key":
                await self._ask(self.hand.key(given.key))
            case "text":
                await self._ask(self.hand.enter(given.text.text))
            case "wheel":
                await self._ask(self.hand.wheel(given.wheel))
            case "release_all":
                self._swallows_up = False
                await self._ask(self.hand.release_all())

    async def _do_pointing(self, given: LiveInput) -> None:
        if given.WhichOneof("what") == "tap":
            if not await self._press(self.hand, given):
                await self._ask(self.hand.tap(given.tap))
            return
        if given.mouse.kind == "move":
            self._moved_at = time.monotonic()
            await self._ask(self.hand.move(given.mouse.x, given.mouse.y))
            self._moved(self.hand)
            return
        if given.mouse.button == "left":
            if given.mouse.kind == "down":
                self._swallows_up = await self._press(self.hand, given)
                if self._swallows_up:
                    return
            elif self._swallows_up:
                self._swallows_up = False
                return
        await self._ask(self.hand.press(given.mouse))

    async def _ask(self, call: Coroutine[Any, Any, None]) -> None:
        await self._calls.ask(call, unless=self.dialog_is_open)
