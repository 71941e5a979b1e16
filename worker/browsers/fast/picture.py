"""Pictures of a page, of a part of it or of an element: those that Playwright takes, pixel by pixel."""

import asyncio
import math
from asyncio import Future
from base64 import b64decode
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.connection import Session
from worker.browsers.fast.handle import ElementHandle
from worker.browsers.fast.injected import Engine, made_in
from worker.browsers.fast.progress import Log, progress
from worker.browsers.fast.worlds import DESTROYED, Frame, Page, evaluate, value_of

_TYPES = ("png", "jpeg", "webp")
_QUALITIES = {"jpeg": 80, "webp": 100}
MASK_COLOR = "#F0F"
_EMPTY = "Clipped area is either empty or outside the resulting image"
_POLL_S = 0.02

_PREPARE = Path(__file__).with_suffix(".js").read_text()
_LOOK = f"({_PREPARE})({{ hideCaret: false, stopAnimations: false }})"
_RESTORE = "() => globalThis.__tabwrightAfterPicture?.()"
_PAUSES_MS = (0, 20, 100, 100, 500)
"""Between tries to come to an element."""
_GONE = "error:notconnected"
_IS_READY = "function(element) { return this.injected.checkElementStates(element, ['visible', 'stable'], true); }"
_UNCOVER = "function() { this.injected.hideHighlight(); }"

_turns: WeakKeyDictionary[Page, asyncio.Lock] = WeakKeyDictionary()


class Masked(Protocol):
    """What is asked of the locators of elements that are painted over."""

    async def paint_over(self, color: str) -> None:
        """Paints all that there are now over, until their frames' engines hide that."""
        ...


@dataclass(frozen=True, slots=True)
class Rect:
    """In CSS pixels."""

    x: float
    y: float
    width: float
    height: float

    def within(self, width: float, height: float) -> "Rect":
        """The part of it that lies in what begins at 0, 0 and has this size. Raises PlaywrightError: there is none."""
        left, right = (max(0, min(value, width)) for value in (self.x, self.x + self.width))
        top, bottom = (max(0, min(value, height)) for value in (self.y, self.y + self.height))
        if right <= left or bottom <= top:
            raise PlaywrightError(_EMPTY)
        return Rect(left, top, right - left, bottom - top)

    def enclosed(self) -> "Rect":
        """The whole pixels that it touches."""
        left, top = math.floor(self.x + 1e-3), math.floor(self.y + 1e-3)
        right, bottom = math.ceil(self.x + self.width - 1e-3), math.ceil(self.y + self.height - 1e-3)
        return Rect(left, top, right - left, bottom - top)


@dataclass(frozen=True, slots=True)
class Manner:
    """How pictures are taken, as Playwright's options say it."""

    type: str
    quality: int | None
    omit_background: bool
    stops_animations: bool
    hides_caret: bool
    scale: str
    mask: Sequence[Masked]
    mask_color: str

    @classmethod
    def of(
        cls,
        *,
        type: str | None = None,  # noqa: A002 - Playwright's name
        quality: int | None = None,
        omit_background: bool | None = None,
        animations: str | None = None,
        caret: str | None = None,
        scale: str | None = None,
        mask: Sequence[Masked] | None = None,
        mask_color: str | None = None,
    ) -> "Manner":
        """Raises PlaywrightError."""
        image = type or "png"
        if image not in _TYPES:
            raise PlaywrightError(f"Unknown options.type value: {image}")
        if quality is not None:
            if image == "png":
                raise PlaywrightError("options.quality is unsupported for the png screenshots")
            if not 0 <= quality <= 100:  # noqa: PLR2004 - per cent
                raise PlaywrightError(f"Expected options.quality to be between 0 and 100 (inclusive), got {quality}")
        return cls(
            type=image,
            quality=_QUALITIES.get(image) if quality is None else quality,
            omit_background=bool(omit_background) and image != "jpeg",
            stops_animations=animations == "disabled",
            hides_caret=caret != "initial",
            scale=scale or "device",
            mask=mask or (),
            mask_color=mask_color or MASK_COLOR,
        )


async def screenshot(
    page: Page,
    *,
    timeout: float | None = None,  # noqa: ASYNC109 - Playwright's name
    full_page: bool | None = None,
    clip: Mapping[str, float] | None = None,
    **options: Any,
) -> bytes:
    """A picture of the viewport, of the whole page or of a part of one of them. Raises Playwright's errors."""
    manner = Manner.of(**options)
    part = Rect(clip["x"], clip["y"], clip["width"], clip["height"]) if clip else None
    if part is not None and (part.width <= 0 or part.height <= 0):
        name = "width" if part.width <= 0 else "height"
        raise PlaywrightError(f"Expected options.clip.{name} to be greater than 0.")
    async with progress(timeout) as log, _turn(page):
        log.append("taking page screenshot")
        async with _prepared(page, manner, log) as ready:
            width, height = await ready.window()
            if not full_page:
                within = part.within(width, height) if part else Rect(0, 0, width, height)
                return await _taken(page, manner, within, ready, is_of_viewport=True, fits=True)
            full = Rect(0, 0, *await ready.size("page"))
            fits = full.width <= width and full.height <= height
            within = part.within(full.width, full.height) if part else full
            return await _taken(page, manner, within, ready, is_of_viewport=False, fits=fits)


async def element_screenshot(
    engine: Engine,
    element: ElementHandle,
    *,
    timeout: float | None = None,  # noqa: ASYNC109 - Playwright's name
    **options: Any,
) -> bytes:
    """A picture of an element that is in the engine's world, with what lies over it. Raises Playwright's errors."""
    manner = Manner.of(**options)
    page = element.frame.page
    async with progress(timeout) as log, _turn(page):
        log.append("taking element screenshot")
        async with _prepared(page, manner, log) as ready:
            width, height = await ready.window()
            await _in_view(engine, element, log)
            box = await element.bounding_box()
            if box is None:
                raise PlaywrightError("Node is either not visible or not an HTMLElement")
            for side in ("width", "height"):
                if not box[side]:
                    raise PlaywrightError(f"Node has 0 {side}.")
            fits = box["width"] <= width and box["height"] <= height
            x, y = await ready.scrolled()
            rect = Rect(box["x"] + x, box["y"] + y, box["width"], box["height"])
            return await _taken(page, manner, rect.enclosed(), ready, is_of_viewport=False, fits=fits)


async def _in_view(engine: Engine, element: ElementHandle, log: Log) -> None:
    """Waits until an element can be seen and moves no more, and scrolls to it."""
    tries = 0
    while True:
        if tries:
            pause_ms = _PAUSES_MS[min(tries, len(_PAUSES_MS)) - 1]
            log.append("retrying scroll into view action")
            if pause_ms:
                log.append(f"  waiting {pause_ms}ms")
            await asyncio.sleep(pause_ms / 1000)
        else:
            log.append("attempting scroll into view action")
        tries += 1
        log.append("  waiting for element to be stable")
        state = value_of(await engine.call(_IS_READY, element))
        if state is None:
            state = await _scrolled_to(element)
        if state is None:
            return
        if state == _GONE:
            raise PlaywrightError("Element is not attached to the DOM")
        log.append(f"  element is not {state['missingState']}")


async def _scrolled_to(element: ElementHandle) -> Any:
    try:
        await element.session.send("DOM.scrollIntoViewIfNeeded", {"objectId": element.object_id})
    except PlaywrightError as error:
        if "Node does not have a layout object" in error.message:
            return {"missingState": "visible"}
        if "Node is detached from document" in error.message:
            return _GONE
        raise
    return None


@asynccontextmanager
async def _turn(page: Page) -> AsyncIterator[None]:
    """Pictures of one page are taken one after the other."""
    async with _turns.setdefault(page, asyncio.Lock()):
        yield


class _Ready:
    """A page whose picture can be taken, and what it has said of itself."""

    def __init__(self, page: Page, told: Mapping[str, Any] | None, metrics: Future[dict[str, Any]]) -> None:
        self._page = page
        self._told = told
        self.metrics = metrics

    async def window(self) -> tuple[float, float]:
        """How large its viewport is."""
        if size := self._page.viewport_size:
            return size["width"], size["height"]
        return await self.size("window")

    async def size(self, of: str) -> tuple[float, float]:
        """How large its window or all of it is, once that can be told."""
        while True:
            if self._told is not None and (size := self._told[of]):
                return size["width"], size["height"]
            if not (told := await self._look()) or not told[of]:
                await asyncio.sleep(_POLL_S)

    async def scrolled(self) -> tuple[float, float]:
        """How far it is scrolled now."""
        while True:
            if told := await self._look():
                return told["scrolled"]["x"], told["scrolled"]["y"]
            await asyncio.sleep(_POLL_S)

    async def _look(self) -> Mapping[str, Any] | None:
        """What the page says of itself now. None: it is just going elsewhere."""
        main = self._page.main_frame
        try:
            self._told = await evaluate(main, await main.utility_world(), _LOOK)
        except PlaywrightError as error:
            if not error.message.startswith((DESTROYED, "Protocol error")):
                raise
            self._told = None
        return self._told


@asynccontextmanager
async def _prepared(page: Page, manner: Manner, log: Log) -> AsyncIterator[_Ready]:
    """Lends the page as its pictures show it."""
    if manner.stops_animations:
        log.append("  disabled all CSS animations")
    wanted = {"hideCaret": manner.hides_caret, "stopAnimations": manner.stops_animations}
    script = {"functionDeclaration": _PREPARE, "arguments": [{"value": wanted}], "returnByValue": True}
    changed: set[tuple[Session, int]] = set()  # or may be: it is not known of those that have not answered

    async def prepare(frame: Frame) -> Mapping[str, Any] | None:
        if page.is_stalled or frame.pending:
            return None
        try:
            world = await frame.utility_world()
            session = frame.session
            asked = session.begin("Runtime.callFunctionOn", {**script, "executionContextId": world})
            changed.add((session, world))
            answer = await page.stalling.during(frame.during_document(asked))
        except PlaywrightError:  # it has gone, or is on its way elsewhere
            return None
        told: Mapping[str, Any] | None = answer["result"].get("value")  # none where it has failed
        if told and not told["isChanged"]:
            changed.remove((session, world))
        return told

    try:
        metrics = page.session.begin("Page.getLayoutMetrics")
        told = await prepare(page.main_frame) if any(wanted.values()) else None
        if manner.stops_animations or (manner.hides_caret and (told is None or told["isFocusInside"])):
            await asyncio.gather(*map(prepare, page.frames[1:]))
        yield _Ready(page, told, metrics)
    finally:
        for session, world in changed:
            session.begin("Runtime.callFunctionOn", {"functionDeclaration": _RESTORE, "executionContextId": world})


async def _taken(page: Page, manner: Manner, rect: Rect, ready: _Ready, *, is_of_viewport: bool, fits: bool) -> bytes:
    """A picture of a part of the viewport or of the page. `fits` says that it is no larger than the viewport."""
    session = page.session
    async with _coloured(page, manner):
        metrics = await ready.metrics
        seen, scale = metrics["visualViewport"], 1.0
        if is_of_viewport:
            width, height = (math.floor(value / seen["scale"] + 1e-3) for value in (rect.width, rect.height))
            rect, scale = Rect(seen["pageX"] + rect.x, seen["pageY"] + rect.y, width, height), seen["scale"]
        if manner.scale == "css":
            scale /= _pixel_ratio(page, metrics)
        wanted: dict[str, Any] = {
            "format": manner.type,
            "clip": {"x": rect.x, "y": rect.y, "width": rect.width, "height": rect.height, "scale": scale},
            "captureBeyondViewport": not fits,
        }
        if manner.quality is not None:
            wanted["quality"] = manner.quality
        if manner.type == "png":
            wanted["optimizeForSpeed"] = True  # decision 0028
        told = await session.send("Page.captureScreenshot", wanted)
        if not fits and page.options.get("has_touch"):  # it is gone after such a picture
            session.begin("Emulation.setTouchEmulationEnabled", {"enabled": True})
    return b64decode(told["data"])


@asynccontextmanager
async def _coloured(page: Page, manner: Manner) -> AsyncIterator[None]:
    """Lends the page without a background, and with its masks."""
    session = page.session
    if manner.omit_background:
        transparent = {"r": 0, "g": 0, "b": 0, "a": 0}
        session.begin("Emulation.setDefaultBackgroundColorOverride", {"color": transparent})
    try:
        for masked in manner.mask:
            await masked.paint_over(manner.mask_color)
        yield
    finally:
        for engine in map(made_in, page.frames if manner.mask else ()):
            if engine is not None:
                engine.begin(_UNCOVER)
        if manner.omit_background:
            session.begin("Emulation.setDefaultBackgroundColorOverride")


def _pixel_ratio(page: Page, metrics: Mapping[str, Any]) -> float:
    if page.viewport_size:
        return page.options.get("device_scale_factor") or 1.0
    return metrics["contentSize"]["width"] / (metrics["cssContentSize"]["width"] or 1) or 1.0
