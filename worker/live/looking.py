"""What is in a page at a point, in whichever of its frames that lies, and what is selected there.

It is looked up where the page's scripts can neither see nor change it; the texts are the page's all the same.
"""

import json
from dataclasses import dataclass
from typing import Any

from playwright.async_api import ElementHandle, Frame, Page

from worker.processes.sight import LOOK

MAX_DEPTH = 10
"""How many frames in each other."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a page, in the frame that it lies in."""

    frame: Frame
    x: float
    y: float
    left: float = 0.0
    """Where the frame's document begins in the page's viewport."""
    top: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0
    """How much larger than itself it is shown."""

    def within(self, frame: Frame, box: dict[str, float]) -> "Spot":
        """The point in a frame that is shown in this one, in a box of it."""
        return Spot(
            frame,
            (self.x - box["left"]) / (box["scaleX"] or 1.0),
            (self.y - box["top"]) / (box["scaleY"] or 1.0),
            self.left + box["left"] * self.scale_x,
            self.top + box["top"] * self.scale_y,
            self.scale_x * (box["scaleX"] or 1.0),
            self.scale_y * (box["scaleY"] or 1.0),
        )


async def told_at(page: Page, what: str, x: float, y: float, *, touch: bool = False) -> tuple[dict[str, Any], Spot]:
    """What a question's answer is at a point, and where that is. Raises what Playwright raises."""
    spot = Spot(page.main_frame, x, y)
    for _ in range(MAX_DEPTH):
        told = await _told(spot.frame, f"{what} {spot.x} {spot.y} {int(touch)}")
        box = told.get("frame")
        if box is None:
            return told, spot
        child = await _content(spot.frame, f"target {spot.x} {spot.y}")
        if child is None:
            return {}, spot
        spot = spot.within(child, box)
    return {}, spot


async def element_at(spot: Spot) -> ElementHandle | None:
    """The element that `told_at` has told of."""
    return await spot.frame.query_selector(f"{LOOK}=target {spot.x} {spot.y}")


async def selected(page: Page) -> str:
    """The selected text, of the frame that has the focus."""
    frame = page.main_frame
    for _ in range(MAX_DEPTH):
        told = await _told(frame, "selection")
        if "frame" not in told:
            return str(told.get("text", ""))
        child = await _content(frame, "active")
        if child is None:
            break
        frame = child
    return ""


async def stop_loading(page: Page) -> None:
    """Has a page load nothing more."""
    await _told(page.main_frame, "stop")


async def _told(frame: Frame, question: str) -> dict[str, Any]:
    text = await frame.locator(f"{LOOK}={question}").text_content()
    answer = json.loads(text or "{}")
    return answer if isinstance(answer, dict) else {}


async def _content(frame: Frame, question: str) -> Frame | None:
    element = await frame.query_selector(f"{LOOK}={question}")
    if element is None:
        return None
    try:
        return await element.content_frame()
    finally:
        await element.dispose()
