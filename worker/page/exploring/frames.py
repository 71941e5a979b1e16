"""The words by which actions find a frame."""

import asyncio

from playwright.async_api import ElementHandle, Frame
from playwright.async_api import Error as PlaywrightError

from worker.page.exploring import script
from worker.page.exploring.facts import Facts
from worker.page.exploring.locating import ANSWER_S, Locating
from worker.page.exploring.words import Words


class FrameWords:
    """Finds them once for each frame."""

    def __init__(self, locating: Locating) -> None:
        self._locating = locating
        self._known: dict[Frame, list[Words] | None] = {}
        self._turn = asyncio.Lock()

    async def of(self, frame: Frame) -> list[Words] | None:
        """The elements of the frames around it and its own, the outermost first. None: they cannot be told."""
        async with self._turn:
            return await self._of(frame)

    async def _of(self, frame: Frame) -> list[Words] | None:
        if frame.parent_frame is None:
            return []
        if frame not in self._known:
            self._known[frame] = await self._found(frame, frame.parent_frame)
        return self._known[frame]

    async def _found(self, frame: Frame, parent: Frame) -> list[Words] | None:
        around = await self._of(parent)
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
