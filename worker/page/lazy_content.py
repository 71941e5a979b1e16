"""Lazy content: what a page loads only when it is scrolled to.

A page is scrolled through from its top to its end, half a viewport at a time, so that whatever fits into half of it is
seen whole. After each step the page gets a frame, in which the browser begins to load lazy pictures and tells the page
what can be seen (IntersectionObserver). Then we wait for what this has started, and go through the page once more where
that has brought something new.
"""

import asyncio
import time
from typing import Any, Self

from playwright.async_api import Error as PlaywrightError

from worker.page.extent import Extent
from worker.page.real import REAL
from worker.surface import Page, Request
from worker.values import number

MAX_VIEWPORTS = 100
STEPS_A_VIEWPORT = 2
SCROLL_TIMEOUT_S = 5.0
"""How long scrolling may take in all."""
STEP_S = SCROLL_TIMEOUT_S / (MAX_VIEWPORTS * STEPS_A_VIEWPORT)
"""How long a step takes at least: pages that listen to scrolling look only now and then."""
PICTURES_TIMEOUT_S = 5.0
"""How long to wait in all for pictures that have begun to load."""
CONTENT_TIMEOUT_S = 2.0
"""How long to wait in all for content that has begun to load. It may be a request that the server keeps open."""
SETTLE_S = 0.5
"""How long to wait at the end at least: pages fill a place a little later than they are told that it can be seen."""
ANIMATIONS_TIMEOUT_S = 1.0
"""How long to wait for what fades in."""
MAX_PASSES = 3
MAX_GROWN_PIXELS = 50_000_000
"""A page that grows as it is scrolled, maybe for ever, is followed up to this size: half of what a picture may have."""
SHARE = 0.15
"""Which part of the action's time may be taken for scrolling, for pictures and for content each."""

_PICTURES = frozenset({"image"})
_CONTENT = frozenset({"document", "fetch", "script", "stylesheet", "xhr"})

_SCROLL = f"""async ([left, top]) => {{
    {REAL}
    const html = real(document, 'documentElement');
    (real(document, 'scrollingElement') || html).scrollTo({{left, top, behavior: 'instant'}});
    await new Promise(done => {{
        new IntersectionObserver((_, observer) => {{ observer.disconnect(); done(); }}).observe(html);
        setTimeout(done, 250);
    }});
    return Math.max(html.scrollHeight, real(document, 'body')?.scrollHeight ?? 0);
}}"""
_ANIMATED = f"""timeout => {{
    {REAL}
    const running = real(document, 'getAnimations').call(document)
        .filter(one => one.playState === 'running' && Number.isFinite(one.effect?.getComputedTiming().endTime));
    return Promise.race([
        Promise.allSettled(running.map(one => one.finished)).then(() => null),
        new Promise(done => setTimeout(done, timeout)),
    ]);
}}"""


async def load(page: Page, extent: Extent, timeout_ms: float) -> dict[str, Any]:
    """Scrolls through a page that is higher than its viewport, and back. Returns what it did, for the step's event.

    A page that leaves meanwhile is let go: whoever wants something of it will hear of that.
    """
    if extent.height <= extent.viewport_height or not extent.has_scripts:  # without scripts nothing is lazy
        return {}
    share_s = timeout_ms / 1000 * SHARE
    async with _Requests(page) as requests:
        tour = _Tour(page, extent, min(SCROLL_TIMEOUT_S, share_s))
        waiting = _Waiting(requests, min(PICTURES_TIMEOUT_S, share_s))
        try:
            for _ in range(MAX_PASSES):
                answered = requests.answered
                await tour.down()
                height = tour.height
                await asyncio.gather(waiting.over(), asyncio.sleep(min(SETTLE_S, share_s)))
                await tour.back()
                if tour.is_over or (tour.height == height and requests.answered == answered):
                    break
            await waiting.over()
            await page.evaluate(_ANIMATED, min(ANIMATIONS_TIMEOUT_S, share_s) * 1000)
        except PlaywrightError:
            pass
        return {"scrolled": {"steps": tour.steps, "images": requests.images, "pending": len(requests.of(_PICTURES))}}


class _Tour:
    """The way through a page."""

    def __init__(self, page: Page, extent: Extent, timeout_s: float) -> None:
        self._page = page
        self._extent = extent
        self._most = max(extent.height, MAX_GROWN_PIXELS / (extent.width * extent.pixel_ratio**2))
        self._left_s = timeout_s
        self.height: float = extent.height
        self.steps = 0

    @property
    def is_over(self) -> bool:
        return self._left_s <= 0 or self.steps >= MAX_VIEWPORTS * STEPS_A_VIEWPORT

    async def down(self) -> None:
        """Goes from the top to the end, wherever that is by then."""
        top = 0.0
        while not self.is_over:
            started = time.monotonic()
            await self._scroll(self._extent.scroll_x, min(top, self._lowest))
            self.steps += 1
            await asyncio.sleep(STEP_S - (time.monotonic() - started))
            self._left_s -= time.monotonic() - started
            if top >= self._lowest:
                return
            top += self._extent.viewport_height / STEPS_A_VIEWPORT

    async def back(self) -> None:
        """Returns to where the page was."""
        await self._scroll(self._extent.scroll_x, self._extent.scroll_y)

    @property
    def _lowest(self) -> float:
        return max(0.0, min(self.height, self._most) - self._extent.viewport_height)

    async def _scroll(self, left: float, top: float) -> None:
        self.height = number(await self._page.evaluate(_SCROLL, [left, top]), "height", least=0)


class _Requests:
    """What a page asks for, from now on."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._open: set[Request] = set()
        self._ended = asyncio.Event()
        self.images = 0
        self.answered = 0
        """How many of those that may bring content have ended."""

    async def __aenter__(self) -> Self:
        self._page.on("request", self._begin)
        self._page.on("requestfinished", self._end)
        self._page.on("requestfailed", self._end)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._page.remove_listener("request", self._begin)
        self._page.remove_listener("requestfinished", self._end)
        self._page.remove_listener("requestfailed", self._end)

    def of(self, types: frozenset[str]) -> list[Request]:
        """Those of these types that are under way."""
        return [request for request in self._open if request.resource_type in types]

    async def over(self, types: frozenset[str], timeout_s: float) -> None:
        """Waits until there are none of these types, or until the time is over."""
        try:
            async with asyncio.timeout(timeout_s):
                while self.of(types):
                    self._ended.clear()
                    await self._ended.wait()
        except TimeoutError:
            pass

    def _begin(self, request: Request) -> None:
        self._open.add(request)
        self.images += request.resource_type in _PICTURES

    def _end(self, request: Request) -> None:
        if request in self._open:
            self._open.remove(request)
            self.answered += request.resource_type in _CONTENT
            self._ended.set()


class _Waiting:
    """For what scrolling has started, as long as there is time for it."""

    def __init__(self, requests: _Requests, timeout_s: float) -> None:
        self._requests = requests
        self._left_s = {_CONTENT: min(CONTENT_TIMEOUT_S, timeout_s), _PICTURES: timeout_s}

    async def over(self) -> None:
        for types, left_s in self._left_s.items():
            started = time.monotonic()
            await self._requests.over(types, max(0.0, left_s))
            self._left_s[types] -= time.monotonic() - started
