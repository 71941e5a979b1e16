"""How large a page is, beside its viewport, and what it still waits for before it can be painted."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Self

from playwright.async_api import Error as PlaywrightError

from worker.page.real import REAL
from worker.surface import Page

FONTS_TIMEOUT_S = 3.0
"""How long fonts may take: browsers themselves hide a text for so long, and then show it in another font."""
_INTERVAL_S = 0.05

_LEFT = "context was destroyed"
"""In the error of what runs in a page as another one comes in its place."""

FONTS_LOADING = f"""element => {{
    {REAL}
    let loading = 0;
    const fonts = real(element ? real(element, 'ownerDocument') : document, 'fonts');
    fonts?.forEach(font => {{ loading += font.status === 'loading'; }});
    return loading;
}}"""
"""How many fonts of a document load. Of the page's, where no element is given."""
_LOOK = f"""() => {{
    {REAL}
    const parts = ['documentElement', 'body'].map(name => real(document, name)).filter(part => part);
    const most = name => Math.max(0, ...parts.map(part => part[name]));
    return {{
        width: Math.max(most('scrollWidth'), innerWidth),
        height: Math.max(most('scrollHeight'), innerHeight),
        viewport_height: innerHeight,
        scroll_x: scrollX,
        scroll_y: scrollY,
        pixel_ratio: devicePixelRatio,
        has_scripts: !matchMedia('(scripting: none)').matches,
        fonts_loading: ({FONTS_LOADING})(),
    }};
}}"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Extent:
    """Lengths are CSS pixels."""

    width: int
    height: int
    """Of all that can be scrolled to."""
    viewport_height: int
    scroll_x: float
    scroll_y: float
    pixel_ratio: float
    """Pixels for each CSS pixel."""
    has_scripts: bool
    """Whether the page may run scripts."""
    fonts_loading: int

    @classmethod
    async def of(cls, page: Page) -> Self:
        try:
            return cls(**await page.evaluate(_LOOK))
        except PlaywrightError as error:
            if _LEFT not in error.message:
                raise
        return cls(**await page.evaluate(_LOOK))


async def fonts_loaded(loading: int, look: Callable[[], Awaitable[int]], timeout_ms: float) -> dict[str, Any]:
    """Waits for fonts that load, but not for long. `look` says how many still do. Returns how many have not come, for
    the step's event.

    Playwright waits for document.fonts.ready, for as long as a picture may take; the driver is told not to. A page that
    leaves meanwhile has none.
    """
    ends = time.monotonic() + min(FONTS_TIMEOUT_S, timeout_ms / 2000)
    while loading and (left_s := ends - time.monotonic()) > 0:
        await asyncio.sleep(min(_INTERVAL_S, left_s))
        try:
            loading = await look()
        except PlaywrightError:
            return {}
    return {"fontsPending": loading} if loading else {}
