"""Whether a step has only waited so far: then it can be broken off, and done again as if it had not begun."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

from playwright.async_api import Locator

LATER_S = 0.4
"""After how long it is first looked whether an element is there: most steps are done by then, and cost nothing more."""
LOOK_S = 0.25
"""How often it is looked after that."""

_looking: set[asyncio.Task[None]] = set()
"""Looks that are under way. One whose step is over is not broken off: that would cost the step an answer."""


class Waiting:
    """What one step waits for, over all the times that it is done again."""

    def __init__(self) -> None:
        self.is_only = False
        """Whether the step does nothing now but wait, and has done nothing else, as far as was seen."""
        self.is_sure = False
        """Whether that has been seen just now, and the step can be broken off."""
        self.told: Callable[[], None] = lambda: None
        """Called whenever that is sure."""
        self.looks_from_start = False
        """Whether it is looked from the start whether an element is there: later, one that is gone may have been acted
        on.
        """
        self.has_moved: Callable[[], bool] = lambda: False
        """Whether a page has gone elsewhere since the step began, which the step may have caused."""
        self._is_asking = False
        """Whether a look is under way."""
        self._is_over = False
        self._tries = 0
        """How often it has begun anew. A look of an earlier try says nothing of this one."""
        self._slept_s = 0.0

    def again(self) -> None:
        """The step begins anew."""
        self.is_only = self.is_sure = self._is_asking = self._is_over = False
        self._tries += 1

    @contextmanager
    def throughout(self) -> Iterator[None]:
        """What is done meanwhile is no more than waiting."""
        self.is_only = self.is_sure = True
        self.told()
        try:
            yield
        finally:
            self._end()

    @asynccontextmanager
    async def until_found(self, locator: Locator) -> AsyncIterator[None]:
        """What is done meanwhile waits for an element first. Of several elements in turn, only the first one counts."""
        if self._is_over or self.is_only:
            yield
            return
        look = asyncio.create_task(self._follow(locator))
        _looking.add(look)
        look.add_done_callback(_looking.discard)
        if self.looks_from_start:
            await asyncio.sleep(0)  # the browser hears the question before it hears of the action
        try:
            yield
        finally:
            self._end()
            if not self._is_asking:
                look.cancel()

    async def sleep(self, seconds: float) -> None:
        """Waits for as long in all as the step says, however often it is broken off."""
        began = time.monotonic()
        try:
            await asyncio.sleep(max(0.0, seconds - self._slept_s))
        finally:
            self._slept_s += time.monotonic() - began

    async def _follow(self, locator: Locator) -> None:
        tries = self._tries
        if not self.looks_from_start:
            await asyncio.sleep(LATER_S)
        with suppress(Exception):  # it is not known, so it may not be broken off; a dead driver says so with these
            while await self._is_missing(locator) and tries == self._tries:
                self.is_only = self.is_sure = True
                self.told()
                self.is_sure = False  # it may be there in a moment
                await asyncio.sleep(LOOK_S)
        if tries == self._tries:
            self._end()

    async def _is_missing(self, locator: Locator) -> bool:
        """Whether an element was not there so far, as far as was looked."""
        tries, self._is_asking = self._tries, True
        count = await locator.count()
        if tries == self._tries:
            self._is_asking = False
        return count == 0 and not self._is_over and not self.has_moved()

    def _end(self) -> None:
        self.is_only = self.is_sure = False
        self._is_over = True
