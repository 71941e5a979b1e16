"""The frames of a page, and the words by which actions find them."""

import asyncio

from playwright.async_api import ElementHandle, Frame
from playwright.async_api import Error as PlaywrightError

from worker.page.exploring import script
from worker.page.exploring.facts import Facts
from worker.page.exploring.locating import ANSWER_S, Locating
from worker.page.exploring.words import Words
from worker.page.reading.frames import MAX_DEPTH, MAX_FRAMES

_IS_IN = """(root, one) => {
    for (let place = one; place; place = place.assignedSlot ?? place.parentNode ?? place.host) {
        if (place === root) return true;
    }
    return false;
}"""


def frames_of(frame: Frame, depth: int = 0) -> list[Frame]:
    """A frame and those in it, in each other MAX_DEPTH deep."""
    inner = frame.child_frames if depth < MAX_DEPTH else []
    return [frame, *(one for child in inner for one in frames_of(child, depth + 1))]


async def frames_in(element: ElementHandle) -> list[Frame]:
    """The frames that an element holds; that of a frame's own element first."""
    own, content = await element.owner_frame(), await element.content_frame()
    if content is not None:
        return frames_of(content)
    found: list[Frame] = []
    for child in own.child_frames[:MAX_FRAMES] if own is not None else ():
        try:
            async with asyncio.timeout(ANSWER_S):
                if await element.evaluate(_IS_IN, await child.frame_element()):
                    found += frames_of(child)
        except (PlaywrightError, TimeoutError):  # it has gone
            continue
    return found


class FrameWords:
    """Finds them once for each frame."""

    def __init__(self, locating: Locating) -> None:
        self._locating = locating
        self._known: dict[Frame, asyncio.Task[list[Words] | None]] = {}

    async def of(self, frame: Frame) -> list[Words] | None:
        """The elements of the frames around it and its own, the outermost first. None: they cannot be told."""
        if frame.parent_frame is None:
            return []
        if frame not in self._known:
            self._known[frame] = asyncio.ensure_future(self._found(frame, frame.parent_frame))
        return await self._known[frame]

    async def _found(self, frame: Frame, parent: Frame) -> list[Words] | None:
        around = await self.of(parent)
        if around is None:
            return None
        try:
            async with asyncio.timeout(ANSWER_S):
                element = await frame.frame_element()
        except (PlaywrightError, TimeoutError):
            return None
        facts = await described(element)
        located = await self._locating.locate(parent, facts, element, []) if facts else None
        return None if located is None else [*around, located.locator]


async def described(element: ElementHandle) -> Facts | None:
    """What is told of an element. None: it has gone, or its page does not answer."""
    try:
        async with asyncio.timeout(ANSWER_S):
            facts = await element.evaluate(script.DESCRIBE)
    except (PlaywrightError, TimeoutError):
        return None
    return facts if isinstance(facts, dict) else None
