"""How much can be seen of frames: of each, and of all that it is in.

The document around a frame is asked in the world that it does not see, and the frame is found there by its address.
One that is not found, such as one in a closed shadow root, is asked for as an element: the document could notice that,
if it replaces what is asked of nodes.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

from playwright.async_api import Frame

from worker.page.seeing import answered, tell
from worker.processes.sight import sight

THERE, IN_VIEW = 1, 2
"""How much can be seen of something, as sight.js says it: a part, or what one can scroll to; its middle."""
MAX_DEPTH = 10

_Told = Sequence[Any]
"""Of a frame's element: its address, how much can be seen of it, its width and its height."""


class FrameSight:
    """The frames of one page, at one moment."""

    def __init__(self, main: Frame, told: Sequence[_Told], answer_s: float) -> None:
        """`told` is what the main document tells of its frames; `answer_s` is how long others may take."""
        self._answer_s = answer_s
        known: asyncio.Future[Sequence[_Told]] = asyncio.get_running_loop().create_future()
        known.set_result(told)
        self._told: dict[Frame, asyncio.Future[Sequence[_Told]]] = {main: known}

    async def is_shown(self, frame: Frame, size: tuple[int, int], level: int) -> bool:
        """Whether so much can be seen of a frame, which is so large, and of each that it is in."""
        around: list[Frame] = []
        for _ in range(MAX_DEPTH):
            if frame.parent_frame is None:
                shown = [self._is_element_shown(one, one.parent_frame, size, level) for one in around]
                return all(await asyncio.gather(*shown))
            around.append(frame)
            frame = frame.parent_frame
        return False

    async def _is_element_shown(self, frame: Frame, parent: Frame | None, size: tuple[int, int], level: int) -> bool:
        if parent is None:  # it has gone
            return False
        if parent not in self._told:
            self._told[parent] = asyncio.ensure_future(self._ask(parent))
        found = [one for one in await asyncio.shield(self._told[parent]) if one[0] == frame.url]
        if found:
            return any(seen >= level and width >= size[0] and height >= size[1] for _, seen, width, height in found)
        return bool(await answered(_is_seen(frame, size, level), self._answer_s))

    async def _ask(self, frame: Frame) -> Sequence[_Told]:
        return await answered(tell(frame, "frames", self._answer_s), self._answer_s) or ()


async def _is_seen(frame: Frame, size: tuple[int, int], level: int) -> bool:
    element = await frame.frame_element()
    asked = sight("shown", level=level, width=size[0], height=size[1])
    return await element.query_selector(asked) is not None
