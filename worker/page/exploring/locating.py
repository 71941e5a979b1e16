"""Which locator an element is to be known by: the first of those that last, of which it has been proven that actions
find the element by it, and how many others.
"""

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from google.protobuf.json_format import ParseDict
from playwright.async_api import ElementHandle, Frame, Locator
from playwright.async_api import Error as PlaywrightError
from tabwright.v1.locator_pb2 import Locator as LocatorMessage

from worker.page.exploring import words
from worker.page.exploring.facts import Facts, text
from worker.page.exploring.locator_code import last_words
from worker.page.exploring.words import Words
from worker.page.locators import locate

MAX_AT_ONCE = 8
MAX_NTH = 10_000
"""As for Locator.nth."""
ANSWER_S = 5.0
"""How long the page may take for one locator."""

_PLACE = "(all, one) => [all.length, all.indexOf(one)]"


@dataclass(frozen=True, slots=True)
class Located:
    """An element, as actions may name it."""

    locator: Words
    """target, getTargetBy and so on, with frame where it is in one."""
    count: int
    """How many elements match it without nth."""


class Locating:
    """Finds locators, as long as there is time."""

    def __init__(self, seconds: float) -> None:
        self._ends_at = time.monotonic() + seconds
        self._turn = asyncio.Semaphore(MAX_AT_ONCE)
        self.is_out_of_time = False

    async def locate(
        self, frame: Frame, facts: Facts, handle: ElementHandle, frames: list[Words], named: Locator | None = None
    ) -> Located | None:
        """How to find an element of a frame. None: it cannot be told, or there is no time left. `named` is a locator of
        Playwright's of the same element, `frames` the frame's own words.
        """
        async with self._turn:
            left_s = self._ends_at - time.monotonic()
            if left_s <= 0:
                self.is_out_of_time = True
                return None
            try:
                async with asyncio.timeout(left_s):
                    found = await _found(frame, facts, handle, named)
            except TimeoutError:
                self.is_out_of_time = True
                return None
            except PlaywrightError:  # the frame has gone, or is on its way to another page
                return None
        if found is None:
            return None
        return Located({**found.locator, **({"frame": frames} if frames else {})}, found.count)


async def _found(frame: Frame, facts: Facts, handle: ElementHandle, named: Locator | None) -> Located | None:
    several: list[Located] = []
    for one in words.lasting(facts):
        if (found := await _proven(frame, one, handle)) and _is_only(found):
            return found
        if found:
            several.append(found)
    if normal := await _normal(frame, facts, named):
        found = await _proven(frame, normal, handle)
        if found and _is_only(found):
            return found
        several += [found] if found else []
    path = await _first(frame, words.by_place(facts), handle)
    # A role, name or label with a number outlasts a path; one that many others share does not.
    few = [one for one in several if one.count <= MAX_NTH]
    return min(few, key=lambda one: one.count) if few else path


async def _first(frame: Frame, candidates: Iterable[Words], handle: ElementHandle) -> Located | None:
    for one in candidates:
        if found := await _proven(frame, one, handle):
            return found
    return None


def _is_only(found: Located) -> bool:
    return "nth" not in found.locator


async def _normal(frame: Frame, facts: Facts, named: Locator | None) -> Words | None:
    """What Playwright itself would call the element."""
    path = text(facts, "path", words.MAX_TARGET)
    if named is None and not path:
        return None
    try:
        async with asyncio.timeout(ANSWER_S):
            normal = await (named or frame.locator(f"css={path}")).normalize()
    except (PlaywrightError, TimeoutError):
        return None
    return last_words(str(normal))


async def _proven(frame: Frame, wanted: Words, handle: ElementHandle) -> Located | None:
    """The words, with nth where others match too. None: actions would not find the element by them."""
    if not words.may_be_told(wanted):
        return None
    without_place = {name: value for name, value in wanted.items() if name != "nth"}
    try:
        async with asyncio.timeout(ANSWER_S):
            locator = locate(frame, ParseDict(without_place, LocatorMessage()))
            told: Any = await locator.evaluate_all(_PLACE, handle)
    except (PlaywrightError, TimeoutError):
        return None
    match told:
        case [1, 0]:
            return Located(without_place, 1)
        case [int(count), int(place)] if 0 <= place < count and place <= MAX_NTH:
            return Located({**without_place, "nth": place}, count)
    return None
