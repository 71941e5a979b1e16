"""Paper: its sizes, and a page of it that is as high as what is printed on it."""

import math
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Literal, cast

from playwright.async_api import Page, PdfMargins
from tabwright.v1.action_pb2 import Action

from worker.page.real import REAL
from worker.page.retouching import retouched
from worker.values import number

DEFAULT_FORMAT = "A4"
_UNITS = {"px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "": 1.0}
_INCHES = {
    "Letter": (8.5, 11),
    "Legal": (8.5, 14),
    "Tabloid": (11, 17),
    "Ledger": (17, 11),
    "A0": (33.1, 46.8),
    "A1": (23.4, 33.1),
    "A2": (16.54, 23.4),
    "A3": (11.7, 16.54),
    "A4": (8.27, 11.7),
    "A5": (5.83, 8.27),
    "A6": (4.13, 5.83),
}
"""Width and height, as Playwright has them."""

_UNBROKEN = "* { break-before: auto !important; break-after: auto !important; page: auto !important }"

# On paper, a viewport's height is that of the page: what is as high as that would make the page higher, and so on. So
# these lengths are taken as those of the viewport, in the style sheets that scripts may read.
_PIN = """() => {
    REAL
    const kept = window.__tabwrightPinned = [];
    const pinned = css => css.replace(/(-?[\\d.]+)[sld]?vh\\b/g, (_, share) => `${share * innerHeight / 100}px`);
    const pin = style => {
        const css = style.cssText;
        if (!/[sld]?vh\\b/.test(css)) return;
        kept.push([style, css]);
        style.cssText = pinned(css);
    };
    const walk = rules => {
        for (const rule of rules) {
            if (rule.style) pin(rule.style);
            if (rule.cssRules) walk(rule.cssRules);
        }
    };
    for (const sheet of [...real(document, 'styleSheets'), ...real(document, 'adoptedStyleSheets')]) {
        try { walk(sheet.cssRules); } catch { /* another site's */ }
    }
    const styled = real(document, 'querySelectorAll').call(document, '[style*="vh"]');
    for (const element of styled) pin(real(element, 'style'));
}""".replace("REAL", REAL)
_UNPIN = """() => {
    for (const [style, css] of window.__tabwrightPinned ?? []) style.cssText = css;
    delete window.__tabwrightPinned;
}"""
_HEIGHT = """() => new Promise(done => {
    REAL
    const [html, body] = [real(document, 'documentElement'), real(document, 'body')];
    const told = () => {
        let height = Math.max(body?.scrollHeight ?? 0, html.scrollHeight);
        if (height <= innerHeight) {  // at least that of the viewport, whatever is in it
            const bottom = element => real(element, 'getBoundingClientRect').call(element).bottom;
            height = html.offsetHeight ?? bottom(html);  // a drawing has none
            if (real(document, 'compatMode') === 'BackCompat') {  // where the body fills the viewport
                const range = real(document, 'createRange').call(document), style = getComputedStyle(body);
                range.selectNodeContents(body);
                height = bottom(range) + parseFloat(style.paddingBottom) + parseFloat(style.marginBottom);
            }
            const all = real(document, 'querySelectorAll').call(document, 'body *');
            for (const element of all) height = Math.max(height, bottom(element));
        }
        done(height);
    };
    if (matchMedia('(scripting: none)').matches) return told();  // it would never be called
    new IntersectionObserver((_, observer) => { observer.disconnect(); told(); }).observe(html);
    setTimeout(told, 250);
})""".replace("REAL", REAL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """Lengths are CSS pixels."""

    width: float
    top: float
    right: float
    bottom: float
    left: float
    scale: float

    @classmethod
    def of(cls, action: Action) -> "Paper":
        """The paper that a pdf action asks for, and whose height is open."""
        inches = _INCHES[action.format or DEFAULT_FORMAT]
        margin = action.margin
        return cls(
            width=pixels(action.width) if action.width else inches[1 if action.landscape else 0] * _UNITS["in"],
            top=pixels(margin.top),
            right=pixels(margin.right),
            bottom=pixels(margin.bottom),
            left=pixels(margin.left),
            scale=action.scale or 1,
        )

    @property
    def inner_width(self) -> int:
        """What a page has for its content."""
        return max(1, round((self.width - self.left - self.right) / self.scale))

    def height_for(self, content_height: float) -> int:
        return math.ceil(content_height * self.scale + self.top + self.bottom) + 1  # a browser rounds, too


def pixels(length: str) -> float:
    """A length that validation has checked; "" is none."""
    found = re.fullmatch(r"([0-9.]+)(px|in|cm|mm)?", length)
    return float(found[1]) * _UNITS[found[2] or ""] if found else 0.0


def margins(action: Action) -> PdfMargins:
    margin = action.margin
    return PdfMargins(
        top=margin.top or "0", right=margin.right or "0", bottom=margin.bottom or "0", left=margin.left or "0"
    )


@asynccontextmanager
async def presented(page: Page, media: str) -> AsyncIterator[None]:
    """Lends the page with the style sheets of this medium; "" is what it has."""
    if not media:
        yield
        return
    await page.emulate_media(media=cast(Literal["print", "screen"], media))
    try:
        yield
    finally:
        await page.emulate_media(media="null")


@asynccontextmanager
async def on_one_page(page: Page, paper: Paper) -> AsyncIterator[int]:
    """Lends the page as wide as the paper, so that it is printed on one page of the height that is lent: without its
    own page breaks, sizes and margins.
    """
    async with AsyncExitStack() as undone:
        if viewport := page.viewport_size:
            undone.push_async_callback(page.set_viewport_size, viewport)
            await page.set_viewport_size({"width": paper.inner_width, "height": viewport["height"]})
        undone.push_async_callback(page.evaluate, _UNPIN)
        await page.evaluate(_PIN)
        height = paper.height_for(number(await page.evaluate(_HEIGHT), "height"))
        margin = f"{paper.top}px {paper.right}px {paper.bottom}px {paper.left}px"
        size = f"@page {{ size: {paper.width}px {height}px !important; margin: {margin} !important }}"
        await undone.enter_async_context(retouched(page, style=f"{_UNBROKEN} {size}"))
        yield height
