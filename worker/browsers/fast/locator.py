"""Locators: what says which elements of a page are meant, and asks and waits for them."""

import json
import time
from typing import Any

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast import picture, telling
from worker.browsers.fast.handle import ElementHandle, JSHandle
from worker.browsers.fast.injected import TEST_ID_ATTRIBUTE
from worker.browsers.fast.progress import TIMEOUT_MS, Log
from worker.browsers.fast.resolving import MISSING, Missing, Place, Target, is_final
from worker.browsers.fast.worlds import Frame, Page, evaluate

_STATES = ("attached", "detached", "visible", "hidden")

_SAID = "(elements, injected) => elements.length ? { said: (READ)(elements[0], injected) } : null"
_TEXT_CONTENT = "element => element.textContent"
_INNER_TEXT = """element => {
    if (element.namespaceURI === 'http://www.w3.org/1999/xhtml') return element.innerText;
    const error = new Error('Node is not an HTMLElement');
    delete error.stack;
    throw error;
}"""
_INPUT_VALUE = """(element, injected) => {
    const field = injected.retarget(element, 'follow-label');
    if (['INPUT', 'TEXTAREA', 'SELECT'].includes(field?.nodeName)) return field.value;
    throw injected.createStacklessError('Node is not an <input>, <textarea> or <select> element');
}"""
_ARIA_SNAPSHOT = "(element, injected) => injected.ariaSnapshot(element, { mode: 'default' })"
_LOOKED = """(elements, isShown, injected) => {
    const [element] = elements;
    if (!element) return null;
    const visible = injected.elementState(element, 'visible', isShown).matches;
    const what = injected.previewNode(element);
    return { visible, log: elements.length > 1
        ? `  locator resolved to ${elements.length} elements. Proceeding with the first one: ${what}`
        : `  locator resolved to ${visible ? 'visible' : 'hidden'} ${what}` };
}"""
_PAINT_OVER = "(elements, color, injected) => { injected.addMaskedElements(elements, color); }"


class Finding:
    """The ways to name elements: of pages, frames, frames' locators and locators."""

    def locator(self, selector: str) -> "Locator":
        raise NotImplementedError

    def get_by_text(self, text: str, *, exact: bool | None = None) -> "Locator":
        return self.locator(f"internal:text={_text(text, exact=exact)}")

    def get_by_label(self, text: str, *, exact: bool | None = None) -> "Locator":
        return self.locator(f"internal:label={_text(text, exact=exact)}")

    def get_by_placeholder(self, text: str, *, exact: bool | None = None) -> "Locator":
        return self.locator(f"internal:attr=[placeholder={_attribute(text, exact=exact)}]")

    def get_by_alt_text(self, text: str, *, exact: bool | None = None) -> "Locator":
        return self.locator(f"internal:attr=[alt={_attribute(text, exact=exact)}]")

    def get_by_title(self, text: str, *, exact: bool | None = None) -> "Locator":
        return self.locator(f"internal:attr=[title={_attribute(text, exact=exact)}]")

    def get_by_test_id(self, test_id: str) -> "Locator":
        return self.locator(f"internal:testid=[{TEST_ID_ATTRIBUTE}={_attribute(test_id, exact=True)}]")


class Locator(Finding):
    """Elements of a frame, or of frames in it. Where one is asked, there must be no other; its calls wait for it."""

    def __init__(self, frame: Frame, selector: str, around: tuple[str, ...] = ()) -> None:
        """`around` has the selectors of the frames that they are in, from the outside."""
        self._target = Target.of(frame, selector, around)

    @property
    def page(self) -> Page:
        return self._target.frame.page

    @property
    def first(self) -> "Locator":
        return self.nth(0)

    @property
    def last(self) -> "Locator":
        return self.nth(-1)

    @property
    def content_frame(self) -> "FrameLocator":
        return FrameLocator(self._target.frame, (*self._target.around, self._target.selector))

    def locator(self, selector: str) -> "Locator":
        target = self._target
        return Locator(target.frame, f"{target.selector} >> {selector}", target.around)

    def nth(self, index: int) -> "Locator":
        return self.locator(f"nth={index}")

    def filter(self, *, has_text: str | None = None, visible: bool | None = None) -> "Locator":
        narrowed = self.locator(f"internal:has-text={_text(has_text)}") if has_text else self
        return narrowed if visible is None else narrowed.locator(f"visible={str(visible).lower()}")

    async def count(self) -> int:
        """How many there are now."""
        try:
            count = await self._target.ask("elements => elements.length", is_strict=False)
        except PlaywrightError as error:
            if is_final(error, self._target.frame):
                raise
            return 0
        return 0 if isinstance(count, Missing) else int(count)

    async def all(self) -> list["Locator"]:
        return [self.nth(index) for index in range(await self.count())]

    async def query(self) -> ElementHandle | None:
        """The first one, if there is one now."""
        found = await self._target.element(is_strict=False)
        return await _in_main_world(found) if found is not None else None

    async def element_handle(self, *, timeout: float | None = None) -> ElementHandle:  # noqa: ASYNC109
        async def look(_: Log) -> ElementHandle | Missing:
            found = await self._target.element()
            return await _in_main_world(found) if found is not None else MISSING

        return await self._target.awaited(look, timeout)

    async def evaluate(self, expression: str, arg: Any = None, *, timeout: float | None = None) -> Any:  # noqa: ASYNC109
        found = await self.element_handle(timeout=timeout)
        try:
            return await telling.told("Locator.evaluate", found.evaluate(expression, arg))
        finally:
            found.release()

    async def evaluate_handle(
        self,
        expression: str,
        arg: Any = None,
        *,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> JSHandle:
        found = await self.element_handle(timeout=timeout)
        try:
            return await telling.told("Locator.evaluate_handle", found.evaluate_handle(expression, arg))
        finally:
            found.release()

    async def evaluate_all(self, expression: str, arg: Any = None) -> Any:
        """What a function returns that is given all elements there are now, and an argument."""
        return await telling.told("Locator.evaluate_all", self._evaluated_all(expression, arg))

    async def _evaluated_all(self, expression: str, arg: Any) -> Any:
        task = f"(elements, arg) => (\n{expression}\n)(elements, arg)"
        told = await self._target.ask(task, arg, is_strict=False, is_main_world=True)
        if isinstance(told, Missing):
            frame = self._target.frame
            return await evaluate(frame, await frame.main_world(), f"arg => (\n{expression}\n)([], arg)", arg)
        return told

    async def text_content(
        self,
        *,
        timeout: float | None = None,  # noqa: ASYNC109
        is_strict: bool = True,
    ) -> str | None:
        said = await self._said(_TEXT_CONTENT, timeout, is_strict=is_strict)
        return None if said is None else str(said)

    async def inner_text(self, *, timeout: float | None = None) -> str:  # noqa: ASYNC109
        return str(await self._said(_INNER_TEXT, timeout))

    async def input_value(self, *, timeout: float | None = None) -> str:  # noqa: ASYNC109
        return str(await self._said(_INPUT_VALUE, timeout, needs_engine=True))

    async def aria_snapshot(self, *, timeout: float | None = None) -> str:  # noqa: ASYNC109
        return str(await self._said(_ARIA_SNAPSHOT, timeout, needs_engine=True))

    async def is_visible(self) -> bool:
        """Whether it can be seen now."""
        try:
            place = await self._target.place(is_strict=True)
            looked = await place.ask(_LOOKED, place.is_shown) if place is not None else None
        except PlaywrightError as error:
            if is_final(error, self._target.frame):
                raise
            return False
        return looked is not None and bool(looked["visible"])

    async def wait_for(self, *, state: str = "visible", timeout: float | None = None) -> None:  # noqa: ASYNC109
        if state not in _STATES:
            raise PlaywrightError(f"state: expected one of ({'|'.join(_STATES)})")

        async def look(log: Log) -> bool | Missing:
            place = await self._target.place(is_strict=True)
            looked = await place.ask(_LOOKED, place.is_shown) if place is not None else None
            if looked is None:
                return True if state in {"detached", "hidden"} else MISSING
            log.append(str(looked["log"]))
            reached = {
                "attached": True,
                "detached": False,
                "visible": looked["visible"],
                "hidden": not looked["visible"],
            }
            return True if reached[state] else MISSING

        await self._target.awaited(look, timeout, until="" if state == "attached" else f" to be {state}")

    async def bounding_box(self, *, timeout: float | None = None) -> dict[str, float] | None:  # noqa: ASYNC109
        found = await self.element_handle(timeout=timeout)
        try:
            return await found.bounding_box()
        finally:
            found.release()

    async def screenshot(self, *, timeout: float | None = None, **options: Any) -> bytes:  # noqa: ASYNC109
        """A picture of it, with what lies over it. Takes the options of picture.screenshot but for those of pages."""

        async def look(_: Log) -> tuple[ElementHandle, Place] | Missing:
            place = await self._target.place(is_strict=True)
            found = await place.element() if place is not None else None
            return (found, place) if place is not None and found is not None else MISSING

        began = time.monotonic()
        found, place = await self._target.awaited(look, timeout)
        wanted_ms = TIMEOUT_MS if timeout is None else timeout
        left_ms = max(1, int(wanted_ms - (time.monotonic() - began) * 1000)) if wanted_ms else 0
        try:
            return await picture.element_screenshot(place.engine, found, timeout=left_ms, **options)
        finally:
            found.release()

    async def paint_over(self, color: str) -> None:
        """Paints all that there are now over in the next picture."""
        place = await self._target.place(is_strict=False)
        if place is not None:
            await place.ask(_PAINT_OVER, color)

    async def _said(
        self,
        read: str,
        timeout: float | None,  # noqa: ASYNC109
        *,
        is_strict: bool = True,
        needs_engine: bool = False,
    ) -> Any:
        """What a function of the element returns. `needs_engine`: it is given Playwright's script besides."""

        async def look(_: Log) -> Any:
            if needs_engine:
                place = await self._target.place(is_strict=is_strict)
                told = await place.ask(_SAID.replace("READ", read)) if place is not None else None
            else:
                told = await self._target.ask(_SAID.replace("READ", read), is_strict=is_strict)
            return (told.get("said"),) if isinstance(told, dict) else MISSING

        (said,) = await self._target.awaited(look, timeout)
        return said


class FrameLocator(Finding):
    """What a frame's element shows."""

    def __init__(self, frame: Frame, around: tuple[str, ...]) -> None:
        self._frame = frame
        self._around = around

    def locator(self, selector: str) -> Locator:
        return Locator(self._frame, selector, self._around)


async def _in_main_world(found: ElementHandle) -> ElementHandle:
    """An element where the page's scripts know it."""
    try:
        return await found.adopted()
    finally:
        found.release()


def _text(text: str, *, exact: bool | None = None) -> str:
    return json.dumps(text) + ("s" if exact else "i")


def _attribute(value: str, *, exact: bool | None = None) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' + ("s" if exact else "i")
