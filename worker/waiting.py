"""Whether a step has only waited so far: then it can be broken off, and done again as if it had not begun."""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

from playwright.async_api import Locator

LOOK_S = 0.25
"""How often it is looked whether an element is there by now."""

_looking: set[asyncio.Task[None]] = set()
"""Looks that are under way. One whose step is over is not broken off: that would cost the step an answer."""


class Waiting:
    """What one step waits for, over all the times that it is done again."""

    def __init__(self) -> None:
        self.is_only = False
        """Whether the step does nothing now but wait, and has done nothing else."""
        self.since = math.inf
        """Since when it has."""
        self.told: Callable[[], None] = lambda: None
        """Called when it begins to."""
        self._is_over = False
        self._slept_s = 0.0

    def again(self) -> None:
        """The step begins anew."""
        self.is_only = self._is_over = False

    @contextmanager
    def throughout(self) -> Iterator[None]:
        """What is done meanwhile is no more than waiting."""
        self._begin()
        try:
            yield
        finally:
            self._end()

    @asynccontextmanager
    async def until_found(self, locator: Locator) -> AsyncIterator[None]:
        """What is done meanwhile waits for an element first. It is looked from the start whether that is there: one
        that has gone again may have been acted on. Of several elements in turn, only the first one counts.
        """
        if self._is_over or self.is_only:
            yield
            return
        look = asyncio.create_task(self._follow(locator))
        _looking.add(look)
        look.add_done_callback(_looking.discard)
        await asyncio.sleep(0)  # the browser hears the question before it hears of the action
        try:
            yield
        finally:
            self._end()

    async def sleep(self, seconds: float) -> None:
        """Waits for as long in all as the step says, however often it is broken off."""
        began = time.monotonic()
        try:
            await asyncio.sleep(max(0.0, seconds - self._slept_s))
        finally:
            self._slept_s += time.monotonic() - began

    async def _follow(self, locator: Locator) -> None:
        with suppress(Exception):  # it is not known, so it may not be broken off; a dead driver says so with these
            while not self._is_over and await locator.count() == 0 and not self._is_over:
                self._begin()
                await asyncio.sleep(LOOK_S)
        self._end()

    def _begin(self) -> None:
        if not self.is_only:
            self.is_only, self.since = True, time.monotonic()
            self.told()

    def _end(self) -> None:
        self.is_only, self._is_over = False, True
