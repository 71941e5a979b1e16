"""One person's mouse, keyboard and finger on one page, by Playwright's."""

import math
from typing import Literal, cast

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from tabwright.v1.live_pb2 import LiveInput, LiveKey, LiveMouse, LiveTap, LiveWheel

from worker.live.deeds import Refused

MAX_TEXT_CHARS = 20_000
MAX_PLACE = 100_000.0
MAX_CLICKS = 3
_BUTTONS = ("left", "middle", "right")
_SILENT_KEYS = frozenset({"Dead", "Process", "Unidentified", "Compose", "AltGraph", "Fn", "FnLock", "Hyper", "Super"})
"""What keyboards send beside what they mean."""
_COMMANDS = frozenset({"Control", "Meta", "Alt"})
"""With one of these held, a key is a command and enters no text."""
_SHIFTED_ELSEWHERE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789`-=[]\\;',./")
"""What the usual keyboard has without Shift: with it held, Playwright would enter what stands above it."""
_UNKNOWN = "Unknown key"
_NO_TOUCH = "hasTouch"

Button = Literal["left", "middle", "right"]


def check(given: LiveInput) -> None:
    """Raises Refused for an input that means nothing."""
    match given.WhichOneof("what"):
        case "mouse":
            _check_place(given.mouse.x, given.mouse.y)
            if given.mouse.kind not in {"move", "down", "up"}:
                raise Refused("mouse.kind must be move, down or up")
            if given.mouse.kind != "move" and given.mouse.button not in _BUTTONS:
                raise Refused("mouse.button must be left, middle or right")
        case "wheel":
            _check_place(given.wheel.x, given.wheel.y, given.wheel.delta_x, given.wheel.delta_y)
        case "tap":
            _check_place(given.tap.x, given.tap.y)
        case "key" if not given.key.key:
            raise Refused("key.key must be set")
        case "text" if len(given.text.text) > MAX_TEXT_CHARS:
            raise Refused(f"text.text must have at most {MAX_TEXT_CHARS} characters")
        case None:
            raise Refused("an input must say what it is")


def _check_place(*numbers: float) -> None:
    if not all(math.isfinite(number) and abs(number) <= MAX_PLACE for number in numbers):
        raise Refused(f"places must be numbers of at most {MAX_PLACE:.0f}")


class Hand:
    """What is held down on one page, and how it goes up again."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.at: tuple[float, float] | None = None
        """Where the pointer is."""
        self._keys: dict[str, str] = {}
        """The keys that are down, by their places on the keyboard, as Playwright calls them."""
        self._buttons: set[Button] = set()
        self._has_touch: bool | None = None

    @property
    def holds(self) -> bool:
        """Whether anything is down."""
        return bool(self._keys or self._buttons)

    def releases(self, given: LiveInput) -> bool:
        """Whether an input lets something go that is down: such inputs are taken however many there are."""
        match given.WhichOneof("what"):
            case "mouse":
                return given.mouse.kind == "up" and given.mouse.button in self._buttons
            case "key":
                return not given.key.down and _place(given.key) in self._keys
            case "release_all":
                return self.holds
            case _:
                return False

    async def move(self, x: float, y: float) -> None:
        await self.page.mouse.move(x, y)
        self.at = (x, y)

    async def press(self, mouse: LiveMouse) -> None:
        """Presses a button or lets it go, where the pointer is then."""
        if self.at != (mouse.x, mouse.y):
            await self.move(mouse.x, mouse.y)
        button = cast(Button, mouse.button)
        clicks = min(max(1, mouse.click_count), MAX_CLICKS)
        if mouse.kind == "down":
            self._buttons.add(button)
            await self.page.mouse.down(button=button, click_count=clicks)
        elif button in self._buttons:
            self._buttons.discard(button)
            await self.page.mouse.up(button=button, click_count=clicks)

    async def wheel(self, wheel: LiveWheel) -> None:
        if self.at != (wheel.x, wheel.y):
            await self.move(wheel.x, wheel.y)
        await self.page.mouse.wheel(wheel.delta_x, wheel.delta_y)

    async def tap(self, tap: LiveTap) -> None:
        """Taps, or clicks where there is no touch screen."""
        if self._has_touch is not False:
            try:
                await self.page.touchscreen.tap(tap.x, tap.y)
            except PlaywrightError as error:
                if _NO_TOUCH not in error.message:
                    raise
                self._has_touch = False
            else:
                return
        await self.page.mouse.click(tap.x, tap.y)
        self.at = (tap.x, tap.y)

    async def key(self, key: LiveKey) -> None:
        """Presses a key or lets it go. One that the usual keyboard does not have enters what it means."""
        place = _place(key)
        if not key.down:
            if name := self._keys.pop(place, None):
                await self.page.keyboard.up(name)
            return
        if key.key in _SILENT_KEYS:
            return
        held = set(self._keys.values())
        is_foreign = not key.key.isascii()
        if not held & _COMMANDS and (is_foreign or ("Shift" in held and key.key in _SHIFTED_ELSEWHERE)):
            await self.page.keyboard.insert_text(key.key)
            return
        # Of a command, it is the place that counts where its letter is not on the usual keyboard.
        await self._down(place, key.code if is_foreign and key.code else key.key)

    async def _down(self, place: str, name: str) -> None:
        before = self._keys.get(place)
        self._keys[place] = name
        try:
            await self.page.keyboard.down(name)
        except PlaywrightError as error:
            if _UNKNOWN not in error.message:
                raise
            self._keys.pop(place, None) if before is None else self._keys.update({place: before})
            raise Refused("the browser has no such key") from None

    async def enter(self, text: str) -> None:
        """Enters a text as it is."""
        await self.page.keyboard.insert_text(text)

    async def release_all(self) -> None:
        """Lets go what is down."""
        while self._keys:
            _, name = self._keys.popitem()
            await self.page.keyboard.up(name)
        while self._buttons:
            await self.page.mouse.up(button=self._buttons.pop())


def _place(key: LiveKey) -> str:
    return key.code or key.key.lower()
