"""scroll: brings an element into view, or scrolls the page or a part of it by a distance or to an end."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from worker.actions import performs
from worker.page.locators import describe, target
from worker.page.obstacles import impossible, told_url
from worker.page.real import REAL
from worker.step import Produced, Step

WAIT_S = 2.0
"""How long a page may take until there is something to scroll: most that an application shows comes after its load."""
LOOK_S = 0.1
SETTLE_S = 1.0

_SCROLL = Path(__file__).with_suffix(".js").read_text().replace("REAL", REAL)
_TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@performs("scroll")
async def scroll(step: Step) -> Produced | None:
    action = step.action
    if action.wheel:
        await _turn_wheel(step)
    elif not action.HasField("target"):
        await _scroll(step, lambda: step.page.evaluate(_SCROLL, _how(step)), f"the page {told_url(step.page.url)}")
    elif action.HasField("to") or action.HasField("x") or action.HasField("y"):
        await _scroll_within(step)
    else:
        async with target(step) as locator:
            await locator.scroll_into_view_if_needed(timeout=step.timeout_ms)
    return None


async def _scroll_within(step: Step) -> None:
    async with target(step) as locator:
        element = await locator.element_handle(timeout=step.timeout_ms)
        frame = await element.content_frame()
        await element.dispose()

        async def look() -> Any:
            if frame is not None:
                return await frame.evaluate(_SCROLL, _how(step))
            return await locator.evaluate(_SCROLL, _how(step), timeout=step.timeout_ms)

        await _scroll(step, look, describe(step.action))


async def _scroll(step: Step, look: Callable[[], Awaitable[Any]], where: str) -> None:
    """Scrolls as soon as there is something to scroll. Raises StepFailed when nothing comes."""
    looks = int(min(WAIT_S, step.timeout_ms / 2000) / LOOK_S)
    for _ in range(looks):
        if await look():
            return
        await asyncio.sleep(LOOK_S)
    if not await look():
        raise await impossible(step.page, f"nothing can be scrolled {_direction(step)} in {where}")


async def _turn_wheel(step: Step) -> None:
    if step.action.HasField("target"):
        async with target(step) as locator:
            await locator.hover(timeout=step.timeout_ms)
    await step.page.mouse.wheel(step.action.x, step.action.y)
    with contextlib.suppress(TimeoutError):  # pages scroll a moment after they have heard of the wheel
        async with asyncio.timeout(SETTLE_S):
            await step.page.evaluate(_TWO_FRAMES)


def _how(step: Step) -> dict[str, Any]:
    return {"x": step.action.x, "y": step.action.y, "to": step.action.to}


def _direction(step: Step) -> str:
    ways = {"sideways": bool(step.action.x), "up or down": bool(step.action.y) or step.action.HasField("to")}
    return " or ".join(way for way, is_asked in ways.items() if is_asked)
