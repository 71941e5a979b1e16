"""Where on its page the element is that a job is about to act on."""

import asyncio
from typing import TypedDict

from playwright.async_api import Locator

LOOK_MS = 1000.0
LOOKS = 3
"""How often it is looked where it is, while the action still scrolls to it."""
SCROLL_S = 0.1


class Box(TypedDict):
    """In CSS pixels of the viewport."""

    x: float
    y: float
    width: float
    height: float


async def box(locator: Locator) -> Box | None:
    """Where an element is. None: nowhere. Raises Playwright's errors, of which one says that there are several."""
    found = None
    for look in range(LOOKS):
        if look:
            await asyncio.sleep(SCROLL_S)
        found = await locator.bounding_box(timeout=LOOK_MS)
        if found is None or _is_in_view(found["y"], locator):
            break
    if found is None:
        return None
    return Box(x=found["x"], y=found["y"], width=found["width"], height=found["height"])


def _is_in_view(y: float, locator: Locator) -> bool:
    size = locator.page.viewport_size
    return size is None or 0 <= y < size["height"]
