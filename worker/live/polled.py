"""Pictures of a tab of Firefox or WebKit, which Playwright takes one after another, whether the page paints or not. The
next one is taken when we have done with the last.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

from playwright.async_api import Page, ScreencastFrame

from worker.live.chromium import CALL_S, FIRST_S, Deliver
from worker.live.frames import Wish
from worker.live.within import leave, within

QUALITY = 70
SAME = 3
"""After so many pictures that are the same, the page is at rest."""
AT_REST_S = 0.5
"""How far apart pictures are then."""


class PolledCast:
    """The pictures of one tab, as long as it runs."""

    def __init__(self, page: Page, wish: Callable[[], Wish], deliver: Deliver) -> None:
        """As ChromiumCast."""
        self._page = page
        self._wish = wish
        self._deliver = deliver
        self._hurry = asyncio.Event()
        self._last = b""
        self._same = 0
        self._last_at = float("-inf")

    def changed(self) -> None:
        """Something else is wanted, or something is about to change."""
        self._same = 0
        self._hurry.set()

    async def run(self) -> None:
        """Takes pictures until it is cancelled, or the page closes. Raises TimeoutError and Playwright's errors."""
        wish = self._wish()
        closed = asyncio.Event()
        self._page.once("close", lambda _: closed.set())
        size = {"width": wish.max_width, "height": wish.max_height}
        await within(CALL_S, self._page.screencast.start(on_frame=self._heard, quality=QUALITY, size=size))  # type: ignore[arg-type]  # a TypedDict
        try:
            await asyncio.sleep(FIRST_S)
            if not self._last and not closed.is_set():  # an engine that only tells of what is painted anew
                await self._take()
            await closed.wait()
        finally:
            leave(asyncio.create_task(self._page.screencast.stop()))

    async def _heard(self, frame: ScreencastFrame) -> None:
        now = time.monotonic()
        took_s, self._last_at = now - self._last_at, now
        self._picture(frame["data"], frame["timestamp"] / 1000, frame["viewportWidth"], frame["viewportHeight"])
        every_s = AT_REST_S if self._same >= SAME else 1 / self._wish().frames_per_second
        self._hurry.clear()
        with suppress(TimeoutError):
            # What lies between the end of the last wait and now was spent on taking the picture.
            async with asyncio.timeout(max(0.0, every_s - min(took_s, every_s / 2))):
                await self._hurry.wait()
        self._last_at = time.monotonic()

    async def _take(self) -> None:
        data = await within(CALL_S, self._page.screenshot(type="jpeg", quality=QUALITY, scale="css", caret="initial"))
        self._picture(data, time.time(), 0, 0)

    def _picture(self, data: bytes, taken_at: float, width: int, height: int) -> None:
        """Hands on what has changed. Sizes that an engine tells may be those of the picture."""
        self._same = self._same + 1 if data == self._last else 0
        self._last = data
        if not self._same:
            viewport = self._page.viewport_size or {"width": width, "height": height}
            self._deliver(data, taken_at or time.time(), viewport["width"], viewport["height"], False)  # noqa: FBT003 - as the type says
