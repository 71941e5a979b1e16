"""Pictures of a Chromium tab, from a session of our own: decisions/0068 has what was found out about them.

While a page paints seldom, each frame is acknowledged at once, and each paint is seen. While it paints faster than is
wanted, the cast is stopped between the frames: a frame that is not acknowledged costs as much, and the last picture
before a rest would be lost. A start brings the current picture, always. At rest there is one more start, for a sharp
picture; with it the last paint is seen for certain.
"""

import asyncio
import time
from base64 import b64decode
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from worker.live.frames import Pace, Wish
from worker.live.within import leave, within
from worker.surface import Page
from worker.surface import Session as CDPSession

CALL_S = 5.0
"""How long the browser may take for an answer."""
FIRST_S = 2.0
"""How long the first picture may take before the cast is started anew."""
MOTION_QUALITY = 60
STILL_QUALITY = 85
STILL_AFTER_S = 0.4
"""After how long without a paint a sharp picture is taken."""
BURST_S = 0.15
"""Paints that are no further apart than this belong together."""
LIVELY_S = 1.0
LIVELY_FRAMES = 4
"""A page at rest may still blink: with more frames than these in so many seconds it is at rest no longer."""
TOLERATED = 1.25
"""So much faster than is wanted a page may paint: to stop the cast for each picture would cost more."""
IN_FLIGHT = 3
"""Frames that Chromium sends ahead of their acknowledgement: of fewer paints at once, none is lost."""

Deliver = Callable[[bytes, float, int, int, bool], None]
"""Is given each new picture: the JPEG, when it was taken, the viewport's width and height, and whether it is sharp."""


class ChromiumCast:
    """The pictures of one tab, as long as it runs."""

    def __init__(self, page: Page, wish: Callable[[], Wish], deliver: Deliver) -> None:
        """`wish` says what is wanted now; `changed` is to be called when that is more than before."""
        self._page = page
        self._wish = wish
        self._deliver = deliver
        self._pace = Pace()
        self._news = asyncio.Event()
        self._quality = MOTION_QUALITY
        self._is_on = False
        self._frames = 0
        """Since the last start."""
        self._burst = 0
        """How many have come in a row."""
        self._times: deque[float] = deque(maxlen=LIVELY_FRAMES + 1)
        """When the last ones came."""
        self._last_at = float("-inf")
        self._gap_s = 0.0
        """How long the last one came after the one before."""
        self._last: tuple[int, bytes] = (0, b"")
        """The last picture, and its quality."""
        self._is_same = False
        """Whether it was the same as the one before: nothing moves."""

    def changed(self) -> None:
        """Something else is wanted, or something is about to change."""
        self._news.set()

    async def run(self) -> None:
        """Takes pictures until it is cancelled, or the page closes. Raises TimeoutError and Playwright's errors."""
        session = await within(CALL_S, self._page.context.new_cdp_session(self._page))
        session.on("Page.screencastFrame", lambda event: self._heard(session, event))
        try:
            is_at_rest = False
            while True:
                await self._pause()
                is_at_rest = await self._round(session, sharp=is_at_rest)
        finally:
            self._is_on = False
            leave(asyncio.create_task(_detach(session)))  # its cast ends with it

    async def _pause(self) -> None:
        """Waits until the next picture may come."""
        while wait_s := self._pace.wait_s(self._wish().frames_per_second):
            await self._heard_of(wait_s)

    async def _round(self, session: CDPSession, *, sharp: bool) -> bool:
        """From a start of the cast to its stop. Returns whether the page is at rest and was not taken sharply yet."""
        wish = self._wish()
        self._quality = STILL_QUALITY if sharp else MOTION_QUALITY
        self._frames = 0
        start = {
            "format": "jpeg",
            "quality": self._quality,
            "maxWidth": wish.max_width,
            "maxHeight": wish.max_height,
            "maxFramesInFlight": IN_FLIGHT,
        }
        self._is_on = True
        await within(CALL_S, session.send("Page.startScreencast", start))
        is_at_rest = await self._listen(wish, sharp=sharp)
        self._is_on = False
        await within(CALL_S, session.send("Page.stopScreencast"))
        return is_at_rest

    async def _listen(self, wish: Wish, *, sharp: bool) -> bool:
        deadline = time.monotonic() + FIRST_S
        while not self._frames:
            if time.monotonic() > deadline:
                return False
            await self._heard_of(deadline - time.monotonic())
        while True:
            now = self._wish()
            if (now.max_width, now.max_height) != (wish.max_width, wish.max_height):
                return False
            if self._is_too_fast(now) or (sharp and self._is_lively()):
                return False
            frames = self._frames
            await self._heard_of(None if sharp else max(0.0, self._last_at + STILL_AFTER_S - time.monotonic()))
            if not sharp and self._frames == frames and time.monotonic() >= self._last_at + STILL_AFTER_S:
                return True

    def _is_too_fast(self, wish: Wish) -> bool:
        """Whether more pictures come than are wanted."""
        if self._is_same or not self._pace.wait_s(wish.frames_per_second):
            return False
        return self._gap_s < 1 / wish.frames_per_second / TOLERATED

    def _is_lively(self) -> bool:
        """Whether so much happens that pictures need not be sharp, or that one may have been lost."""
        recent = sum(time.monotonic() - at < LIVELY_S for at in self._times)
        return self._burst >= IN_FLIGHT or recent > LIVELY_FRAMES

    async def _heard_of(self, seconds: float | None) -> None:
        """Waits for a frame, or another wish."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()
        self._news.clear()

    def _heard(self, session: CDPSession, event: dict[str, Any]) -> None:
        if not self._is_on:
            return
        leave(asyncio.create_task(_acknowledge(session, event["sessionId"])))
        metadata = event["metadata"]
        picture = self._quality, b64decode(event["data"])
        now = time.monotonic()
        self._gap_s = now - self._last_at
        self._burst = self._burst + 1 if self._gap_s < BURST_S else 1
        # The first one of a sharp round is the page at rest: it is no sign of motion.
        self._is_same = picture == self._last or (not self._frames and self._quality == STILL_QUALITY)
        is_new, self._last, self._last_at = picture != self._last, picture, now
        self._frames += 1
        self._times.append(now)
        self._pace.spend(self._wish().frames_per_second)
        self._news.set()
        if is_new:
            width, height = round(metadata["deviceWidth"]), round(metadata["deviceHeight"])
            taken_at = metadata.get("timestamp") or time.time()
            self._deliver(picture[1], taken_at, width, height, self._quality == STILL_QUALITY)


async def _acknowledge(session: CDPSession, number: int) -> None:
    await session.send("Page.screencastFrameAck", {"sessionId": number})


async def _detach(session: CDPSession) -> None:
    await session.detach()
