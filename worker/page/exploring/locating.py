"""Which locator an element is to be known by: the first of those that last, of which it has been proven that actions
find the element by it, and how many others.
"""

import asyncio
import time
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

MAX_AT_ONCE = 4
"""A page does one thing at a time: this saves the way there and back."""
MAX_ALIKE = 100
"""Among how many that are called the same it is looked for what tells one from the others: that takes long."""
MAX_NTH = 10_000
"""As for Locator.nth."""
ANSWER_S = 5.0
"""How long the page may take for one locator."""

_HAS_ENTERED = """texts => {
    const plain = text => text.replace(/[\\\\\\s]+/g, ' ').trim().toLowerCase();
    const said = texts.map(plain);
    const open = [document];
    while (open.length) {
        for (const one of open.pop().querySelectorAll('*')) {
            if (one.shadowRoot) open.push(one.shadowRoot);
            const isField = one.localName === 'textarea' || (one.localName === 'input'
                && !['button', 'submit', 'reset', 'image', 'checkbox', 'radio', 'file', 'hidden'].includes(one.type));
            const value = isField ? plain(one.value.slice(0, 1000)).slice(0, 40) : '';
            const least = one.type === 'password' ? 1 : 3;
            if (value.length >= least && said.some(text => text.includes(value))) return true;
        }
    }
    return false;
}"""
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
            try:
                found = await self._found(frame, facts, handle, named)
            except TimeoutError:
                # The page goes on with what it was asked: who asks more, or for a snapshot, waits for all of it.
                self._ends_at, self.is_out_of_time, found = 0.0, True, None
        if found is None:
            return None
        return Located({**found.locator, **({"frame": frames} if frames else {})}, found.count)

    async def _found(self, frame: Frame, facts: Facts, handle: ElementHandle, named: Locator | None) -> Located | None:
        several: list[Located] = []
        for one in words.lasting(facts):
            if self._is_over():
                break
            found = await _proven(frame, one, handle)
            if found and found.count == 1:
                return found
            several += [found] if found else []
        best = min(several, key=lambda one: one.count, default=None)
        if not self._is_over() and (best is None or best.count <= MAX_ALIKE):
            found = await _proven(frame, await _normal(frame, facts, named), handle)
            if found and found.count == 1:
                return found
        # A role, a name or a label with a number outlasts a path.
        return best or await self._by_place(frame, facts, handle)

    async def _by_place(self, frame: Frame, facts: Facts, handle: ElementHandle) -> Located | None:
        for one in words.by_place(facts):
            if not self._is_over() and (found := await _proven(frame, one, handle)):
                return found
        return None

    def _is_over(self) -> bool:
        self.is_out_of_time = self.is_out_of_time or time.monotonic() > self._ends_at
        return self.is_out_of_time


async def _normal(frame: Frame, facts: Facts, named: Locator | None) -> Words | None:
    """What Playwright itself would call the element. Raises TimeoutError."""
    path = text(facts, "path", words.MAX_TARGET)
    if named is None and not path:
        return None
    try:
        async with asyncio.timeout(ANSWER_S):
            normal = last_words(str(await (named or frame.locator(f"css={path}")).normalize()))
            # Names that are made of what an element holds have what was entered there.
            has_entered = normal is not None and await frame.evaluate(_HAS_ENTERED, _texts(normal))
    except PlaywrightError:
        return None
    return None if has_entered else normal


def _texts(wanted: Words) -> list[str]:
    return [str(wanted["target"]), str(wanted.get("hasText", ""))]


async def _proven(frame: Frame, wanted: Words | None, handle: ElementHandle) -> Located | None:
    """The words, with nth where others match too. None: actions would not find the element by them. Raises
    TimeoutError.
    """
    if wanted is None or not words.may_be_told(wanted):
        return None
    without_place = {name: value for name, value in wanted.items() if name != "nth"}
    try:
        async with asyncio.timeout(ANSWER_S):
            locator = locate(frame, ParseDict(without_place, LocatorMessage()))
            told: Any = await locator.evaluate_all(_PLACE, handle)
    except PlaywrightError:
        return None
    match told:
        case [1, 0]:
            return Located(without_place, 1)
        case [int(count), int(place)] if 0 <= place < count and place <= MAX_NTH:
            return Located({**without_place, "nth": place}, count)
    return None
