"""The accessibility tree of a page or of an element, with the frames in it: no larger than can be read, and without
what people have entered.
"""

import asyncio
from typing import Any

from playwright.async_api import ElementHandle, Frame, Locator
from playwright.async_api import Error as PlaywrightError

from store.retry import ErrorType
from worker.failures import StepFailed
from worker.page.exploring import script, tree
from worker.page.exploring.facts import number, parts
from worker.page.exploring.frames import frames_in, frames_of
from worker.page.locators import target
from worker.page.reading.frames import MAX_FRAMES
from worker.step import Step

MAX_ELEMENTS = 100_000
"""In all frames together. Playwright goes through all of them, and makes a line of most."""
MAX_CHARS = 8 * 1024 * 1024
MAX_LEVELS = 1000
"""Playwright calls itself for each level, and indents each line."""
ANSWER_S = 10.0
"""How long a frame may take to be counted."""
PAGE_ANSWER_S = 30.0
"""How long the page itself may: it may still be at what an action before has asked of it."""
SNAPSHOT_S = 60.0

_OF_ELEMENT = f"(root, given) => ({script.MEASURE})(root, given)"
_OF_DOCUMENT = f"given => ({script.MEASURE})(null, given)"


async def take(step: Step) -> list[tree.Node]:
    """The tree of what the action's target is, or of the whole page. Raises StepFailed where it is too large, or where
    a frame does not answer.
    """
    if not step.action.HasField("target"):
        entered = await _measure(step, frames_of(step.page.main_frame), None)
        return await _read(step, None, entered)
    async with target(step) as locator:
        await locator.wait_for(state="attached", timeout=step.timeout_ms)
        element = await locator.element_handle(timeout=step.timeout_ms)
        entered = await _measure(step, await frames_in(element), element)
        return await _read(step, locator, entered)


async def _read(step: Step, locator: Locator | None, entered: tree.Entered) -> list[tree.Node]:
    depth = step.action.depth if step.action.HasField("depth") else None
    timeout_ms = min(step.left_ms, SNAPSHOT_S * 1000)
    yaml = await (locator or step.page).aria_snapshot(mode="ai", depth=depth, timeout=timeout_ms)
    return await asyncio.to_thread(lambda: tree.without_entered(tree.parse(yaml), entered))


async def _measure(step: Step, frames: list[Frame], element: ElementHandle | None) -> tree.Entered:
    """Sees to it that there is no more than can be read. Returns what must not be told. Raises StepFailed."""
    if len(frames) > MAX_FRAMES:
        raise _too_large(f"{len(frames)} frames", str(MAX_FRAMES))
    given = {"maxElements": MAX_ELEMENTS, "maxChars": MAX_CHARS, "entered": sorted(tree.ENTERED_IN)}
    counted = await asyncio.gather(
        *[_count(one, given, step.left_ms / 1000) for one in ([element] if element else []) + frames]
    )
    for name, most in (("elements", MAX_ELEMENTS), ("chars", MAX_CHARS)):
        if sum(number(one, name) for one in counted) > most:
            raise _too_large(f"more than {most} {'characters' if name == 'chars' else name}", str(most))
    if max([number(one, "depth") for one in counted], default=0) > MAX_LEVELS:
        raise _too_large(f"elements in each other more than {MAX_LEVELS} deep", str(MAX_LEVELS))
    return tree.Entered(_texts(counted, "hidden"), _texts(counted, "written"))


def _texts(counted: list[Any], name: str) -> frozenset[str]:
    return frozenset(text for one in counted for text in parts(one, name, 2000) if isinstance(text, str) and text)


async def _count(where: Frame | ElementHandle, given: dict[str, Any], left_s: float) -> Any:
    source = _OF_ELEMENT if isinstance(where, ElementHandle) else _OF_DOCUMENT
    try:
        is_inner = isinstance(where, Frame) and where.parent_frame is not None
        async with asyncio.timeout(min(left_s, ANSWER_S if is_inner else PAGE_ANSWER_S)):
            return await where.evaluate(source, given)
    except TimeoutError as error:
        name = where.url[:300] if isinstance(where, Frame) else "the element's"
        raise StepFailed(ErrorType.TIMEOUT, f"the frame {name} does not answer: name a target without it") from error
    except PlaywrightError:
        if isinstance(where, Frame) and where.parent_frame is not None:
            return {}  # it has gone
        raise


def _too_large(what: str, most: str) -> StepFailed:
    return StepFailed(
        ErrorType.RESULT_TOO_LARGE,
        f"there is too much to make a tree of: {what}, and {most} are the most. Name a part of the page with target",
    )
