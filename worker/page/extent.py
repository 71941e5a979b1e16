"""How large a page is, beside its viewport, and what it still waits for before it can be painted."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Self

from playwright.async_api import Error as PlaywrightError

from worker.page.real import REAL
from worker.surface import Page
from worker.values import MAX_LENGTH, number, unreadable

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
        is_drawing: real(document, 'documentElement') instanceof SVGElement,
        has_scripts: !matchMedia('(scripting: none)').matches,
        fonts_loading: ({FONTS_LOADING})(),
    }};
}}"""

_LIMITS = {
    "width": (0, MAX_LENGTH),
    "height": (0, MAX_LENGTH),
    "viewport_height": (0, MAX_LENGTH),
    "scroll_x": (-MAX_LENGTH, MAX_LENGTH),
    "scroll_y": (-MAX_LENGTH, MAX_LENGTH),
    "pixel_ratio": (0.01, 100),
    "fonts_loading": (0, MAX_LENGTH),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Extent:
    """Lengths are CSS pixels."""

    width: float
    height: float
    """Of all that can be scrolled to."""
    viewport_height: float
    scroll_x: float
    scroll_y: float
    pixel_ratio: float
    """Pixels for each CSS pixel."""
    is_drawing: bool
    """Whether it is an SVG document."""
    has_scripts: bool
    """Whether the page may run scripts."""
    fonts_loading: float

    @classmethod
    async def of(cls, page: Page) -> Self:
        """Raises StepFailed for a page that does not say it."""
        try:
            return cls._read(await page.evaluate(_LOOK))
        except PlaywrightError as error:
            if _LEFT not in error.message:
                raise
        return cls._read(await page.evaluate(_LOOK))

    @classmethod
    def _read(cls, told: Any) -> Self:
        if not isinstance(told, dict):
            raise unreadable()
        lengths = {
            name: number(told.get(name), name.replace("_", " "), least=low, most=high)
            for name, (low, high) in _LIMITS.items()
        }
        return cls(
            **lengths, is_drawing=told.get("is_drawing") is True, has_scripts=told.get("has_scripts") is not False
        )


def fonts(loading: Any) -> float:
    """How many fonts load, as a page says. Raises StepFailed."""
    return number(loading, "count of fonts that load", least=0)


async def fonts_loaded(loading: float, look: Callable[[], Awaitable[Any]], timeout_ms: float) -> dict[str, Any]:
    """Waits for fonts that load, but not for long. `look` has the page say how many still do. Returns how many have not
    come, for the step's event. Raises StepFailed for a page that does not say it.

    Playwright waits for document.fonts.ready, for as long as a picture may take; the driver is told not to. A page that
    leaves meanwhile has none.
    """
    ends = time.monotonic() + min(FONTS_TIMEOUT_S, timeout_ms / 2000)
    while loading and (left_s := ends - time.monotonic()) > 0:
        await asyncio.sleep(min(_INTERVAL_S, left_s))
        try:
            loading = fonts(await look())
        except PlaywrightError:
            return {}
    return {"fontsPending": loading} if loading else {}
