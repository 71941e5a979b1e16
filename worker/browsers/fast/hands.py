"""The mouse, the keyboard and the finger of a page: a person's, who has control of it."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.keys import MODIFIERS, Key, key
from worker.browsers.fast.telling import told
from worker.surface import Button

if TYPE_CHECKING:
    from worker.browsers.fast.page import Page

_BUTTONS = {"left": 1, "right": 2, "middle": 4}
_KEYPAD = 3
_NO_TOUCH = "hasTouch must be enabled on the browser context before using the touchscreen."


class Keyboard:
    """The keyboard of one page. Keys have Playwright's names."""

    def __init__(self, page: "Page") -> None:
        self._page = page
        self._held: set[str] = set()
        """The modifiers that are down."""
        self._down: set[str] = set()

    @property
    def mask(self) -> int:
        """The modifiers that are down, as the browser counts them."""
        return sum(1 << place for place, name in enumerate(MODIFIERS) if name in self._held)

    async def down(self, key: str) -> None:
        """Presses a key, and holds it. Raises Playwright's error where there is no such key."""
        await told("Keyboard.down", self._press(key))

    async def up(self, key: str) -> None:
        """Lets a key go."""
        await told("Keyboard.up", self._release(key))

    async def press(self, key: str, *, delay: float | None = None) -> None:
        """Presses keys one after the other, such as `Control+A`, and lets them go."""
        await told("Keyboard.press", self._press_all(key, delay))

    async def type(self, text: str, *, delay: float | None = None) -> None:
        """Presses the keys that enter a text. What no key enters comes as it is."""
        await told("Keyboard.type", self._type(text, delay))

    async def insert_text(self, text: str) -> None:
        """Enters a text as it is, without keys."""
        await told("Keyboard.insert_text", self._page.session.send("Input.insertText", {"text": text}))

    async def _press(self, name: str) -> None:
        pressed = self._meant(name)
        repeats = pressed.code in self._down
        self._down.add(pressed.code)
        if pressed.key in MODIFIERS:
            self._held.add(pressed.key)
        text = {"text": pressed.text, "unmodifiedText": pressed.text} if pressed.text else {}
        await self._send("keyDown" if text else "rawKeyDown", pressed, autoRepeat=repeats, **text)

    async def _release(self, name: str) -> None:
        released = self._meant(name)
        self._held.discard(released.key)
        self._down.discard(released.code)
        await self._send("keyUp", released)

    async def _press_all(self, names: str, delay_ms: float | None) -> None:
        *held, last = _split(names)
        for name in held:
            await self._press(name)
        await self._press(last)
        if delay_ms:
            await asyncio.sleep(delay_ms / 1000)
        for name in (last, *reversed(held)):
            await self._release(name)

    async def _type(self, text: str, delay_ms: float | None) -> None:
        for char in text:
            if key(char) is not None:
                await self._press_all(char, delay_ms)
                continue
            if delay_ms:
                await asyncio.sleep(delay_ms / 1000)
            await self._page.session.send("Input.insertText", {"text": char})

    def _meant(self, name: str) -> Key:
        found = key("Control" if name == "ControlOrMeta" else name)
        if found is None:
            raise PlaywrightError(f'Unknown key: "{name}"')
        if "Shift" in self._held and found.shifted is not None:
            found = found.shifted
        return replace(found, text="") if self._held - {"Shift"} else found

    async def _send(self, kind: str, meant: Key, **more: Any) -> None:
        event = {
            "type": kind,
            "modifiers": self.mask,
            "windowsVirtualKeyCode": meant.number,
            "code": meant.code,
            "key": meant.key,
            "location": meant.location,
            "isKeypad": meant.location == _KEYPAD,
            **more,
        }
        await self._page.session.send("Input.dispatchKeyEvent", event)


class Mouse:
    """The mouse of one page. Places are CSS pixels of its viewport."""

    def __init__(self, page: "Page") -> None:
        self._page = page
        self._x = self._y = 0.0
        self._last = "none"
        self._down: set[str] = set()

    async def move(self, x: float, y: float, *, steps: int | None = None) -> None:
        """Moves to a place."""
        await told("Mouse.move", self._move(x, y, steps or 1))

    async def down(self, *, button: Button | None = None, click_count: int | None = None) -> None:
        """Presses a button, and holds it."""
        await told("Mouse.down", self._press(button or "left", click_count or 1))

    async def up(self, *, button: Button | None = None, click_count: int | None = None) -> None:
        """Lets a button go."""
        await told("Mouse.up", self._release(button or "left", click_count or 1))

    async def click(
        self,
        x: float,
        y: float,
        *,
        delay: float | None = None,
        button: Button | None = None,
        click_count: int | None = None,
    ) -> None:
        """Clicks at a place."""
        await told("Mouse.click", self._click(x, y, delay, button or "left", click_count or 1))

    async def wheel(self, delta_x: float, delta_y: float) -> None:
        """Turns the wheel."""
        await told("Mouse.wheel", self._send("mouseWheel", deltaX=delta_x, deltaY=delta_y))

    async def _move(self, x: float, y: float, steps: int) -> None:
        from_x, from_y = self._x, self._y
        for step in range(1, steps + 1):
            self._x, self._y = from_x + (x - from_x) * step / steps, from_y + (y - from_y) * step / steps
            await self._send("mouseMoved", button=self._last, buttons=self._mask, force=0.5 if self._down else 0)

    async def _press(self, button: Button, click_count: int) -> None:
        self._last = button
        self._down.add(button)
        await self._send("mousePressed", button=button, buttons=self._mask, clickCount=click_count, force=0.5)

    async def _release(self, button: Button, click_count: int) -> None:
        self._last = "none"
        self._down.discard(button)
        await self._send("mouseReleased", button=button, buttons=self._mask, clickCount=click_count)

    async def _click(self, x: float, y: float, delay_ms: float | None, button: Button, click_count: int) -> None:
        await self._move(x, y, 1)
        for count in range(1, click_count + 1):
            await self._press(button, count)
            if delay_ms:
                await asyncio.sleep(delay_ms / 1000)
            await self._release(button, count)
            if delay_ms and count < click_count:
                await asyncio.sleep(delay_ms / 1000)

    @property
    def _mask(self) -> int:
        return sum(_BUTTONS[button] for button in self._down)

    async def _send(self, kind: str, **more: Any) -> None:
        event = {"type": kind, "x": self._x, "y": self._y, "modifiers": self._page.keyboard.mask, **more}
        await self._page.session.send("Input.dispatchMouseEvent", event)


class Touchscreen:
    """The finger on one page."""

    def __init__(self, page: "Page") -> None:
        self._page = page

    async def tap(self, x: float, y: float) -> None:
        """Taps at a place. Raises Playwright's error where the context has no touch screen."""
        await told("Touchscreen.tap", self._tap(x, y))

    async def _tap(self, x: float, y: float) -> None:
        if not self._page.options.get("has_touch"):
            raise PlaywrightError(_NO_TOUCH)
        mask, session = self._page.keyboard.mask, self._page.session
        start = {"type": "touchStart", "modifiers": mask, "touchPoints": [{"x": x, "y": y}]}
        end = {"type": "touchEnd", "modifiers": mask, "touchPoints": []}
        await asyncio.gather(
            session.begin("Input.dispatchTouchEvent", start), session.begin("Input.dispatchTouchEvent", end)
        )


def _split(names: str) -> list[str]:
    """The keys of a combination. A `+` that follows nothing is a key itself."""
    keys, building = list[str](), ""
    for char in names:
        if char == "+" and building:
            keys.append(building)
            building = ""
        else:
            building += char
    return [*keys, building]
