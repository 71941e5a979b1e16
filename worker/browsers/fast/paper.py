"""Printing a page, as Playwright prints it."""

from base64 import b64decode
from collections.abc import Mapping

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.worlds import Page

_FORMATS = {
    "letter": (8.5, 11.0),
    "legal": (8.5, 14.0),
    "tabloid": (11.0, 17.0),
    "ledger": (17.0, 11.0),
    "a0": (33.1, 46.8),
    "a1": (23.4, 33.1),
    "a2": (16.54, 23.4),
    "a3": (11.7, 16.54),
    "a4": (8.27, 11.7),
    "a5": (5.83, 8.27),
    "a6": (4.13, 5.83),
}
_PIXELS = {"px": 1.0, "in": 96.0, "cm": 37.8, "mm": 3.78}
"""Playwright's, by which a page of 10 cm is the same in both lanes."""

Length = str | float
"""With a unit; without one it is in CSS pixels."""


async def pdf(
    page: Page,
    *,
    format: str | None = None,  # noqa: A002 - Playwright's name
    width: Length | None = None,
    height: Length | None = None,
    landscape: bool | None = None,
    scale: float | None = None,
    margin: Mapping[str, Length] | None = None,
    page_ranges: str | None = None,
    prefer_css_page_size: bool | None = None,
    print_background: bool | None = None,
    display_header_footer: bool | None = None,
    header_template: str | None = None,
    footer_template: str | None = None,
    outline: bool | None = None,
    tagged: bool | None = None,
) -> bytes:
    """The page on paper. Waits as long as the browser takes. Raises Playwright's errors."""
    size = _FORMATS.get((format or "letter").lower())
    if size is None:
        raise PlaywrightError(f"Unknown paper format: {format}")
    if not format:
        size = _inches(width) or size[0], _inches(height) or size[1]
    sides = margin or {}
    told = await page.session.send(
        "Page.printToPDF",
        {
            "landscape": bool(landscape),
            "displayHeaderFooter": bool(display_header_footer),
            "headerTemplate": header_template or "",
            "footerTemplate": footer_template or "",
            "printBackground": bool(print_background),
            "scale": 1 if scale is None else scale,
            "paperWidth": size[0],
            "paperHeight": size[1],
            "marginTop": _inches(sides.get("top")),
            "marginBottom": _inches(sides.get("bottom")),
            "marginLeft": _inches(sides.get("left")),
            "marginRight": _inches(sides.get("right")),
            "pageRanges": page_ranges or "",
            "preferCSSPageSize": bool(prefer_css_page_size),
            "generateTaggedPDF": bool(tagged),
            "generateDocumentOutline": bool(outline),
        },
    )
    return b64decode(told["data"])


def _inches(length: Length | None) -> float:
    if length is None:
        return 0.0
    text = str(length)
    number, unit = (text[:-2], text[-2:].lower()) if text[-2:].lower() in _PIXELS else (text, "px")
    try:
        return float(number or 0) * _PIXELS[unit] / 96
    except ValueError as error:
        raise PlaywrightError(f"Failed to parse parameter value: {text}") from error
