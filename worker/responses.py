"""The responses that an attempt's pages have got lately, for the job that waits for one."""

import asyncio
from collections import deque

from playwright.async_api import BrowserContext, Response

from worker.globs import matches

MAX_KEPT = 1000
"""Of one action's. What a page fetches beyond is forgotten, the oldest first."""


class Responses:
    """Those that have come since the action before the current one began: what a click has fetched may be there before
    the job says that it waits for it.
    """

    def __init__(self, context: BrowserContext) -> None:
        self._before: deque[Response] = deque(maxlen=MAX_KEPT)
        self._now: deque[Response] = deque(maxlen=MAX_KEPT)
        self._fresh: deque[Response] = deque(maxlen=2 * MAX_KEPT)
        """Those that have not been looked at."""
        self._news = asyncio.Event()
        context.on("response", self._note)

    def step(self) -> None:
        """An action begins."""
        self._before, self._now = self._now, deque(maxlen=MAX_KEPT)

    async def first(self, glob: str) -> Response:
        """The first one whose URL matches; waits for it."""
        self._fresh = deque([*self._before, *self._now], maxlen=2 * MAX_KEPT)
        while True:
            self._news.clear()
            while self._fresh:
                if matches((one := self._fresh.popleft()).url, glob):
                    return one
            await self._news.wait()

    def _note(self, response: Response) -> None:
        self._now.append(response)
        self._fresh.append(response)
        self._news.set()
