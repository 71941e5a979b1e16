"""pdf: prints the page."""

from contextlib import AsyncExitStack
from functools import partial
from typing import Any

from store.retry import ErrorType
from worker.actions import performs
from worker.failures import StepFailed
from worker.page import lazy_content
from worker.page.extent import FONTS_LOADING, Extent, fonts_loaded
from worker.page.paper import DEFAULT_FORMAT, Paper, margins, on_one_page, presented
from worker.page.retouching import retouched
from worker.step import File, Produced, Step

_NOTHING = "<span></span>"
"""In place of a header or a footer: they have the page's URL and title."""


@performs("pdf")
async def pdf(step: Step) -> Produced | None:
    browser = step.page.context.browser
    if browser is not None and browser.browser_type.name != "chromium":
        raise StepFailed(
            ErrorType.UNSUPPORTED, f"only Chromium prints pages, this job runs in {browser.browser_type.name}"
        )
    page, action = step.page, step.action
    step.told.update(await _settled(step))
    options: dict[str, Any] = {
        "format": None if action.width else action.format or DEFAULT_FORMAT,
        "width": action.width or None,
        "height": action.height or None,
        "landscape": action.landscape,
        "page_ranges": action.page_ranges or None,
        "prefer_css_page_size": action.prefer_css_page_size,
    }
    async with AsyncExitStack() as undone:
        media = action.media or ("print" if action.single_page else "")
        await undone.enter_async_context(presented(page, media))
        if action.single_page:
            paper = Paper.of(action)
            height = await undone.enter_async_context(on_one_page(page, paper))
            options = {"width": f"{paper.width}px", "height": f"{height}px", "prefer_css_page_size": True}
        await undone.enter_async_context(retouched(page, shows=step.secrets.cover))
        header, footer = (
            getattr(action, name) if action.HasField(name) else None for name in ("header_template", "footer_template")
        )
        if (shows := step.secrets.cover) and (shows(page.url) or shows(await page.title())):
            header = footer = _NOTHING
        data = await page.pdf(
            **options,
            scale=action.scale or 1,
            print_background=action.print_background,
            display_header_footer=action.display_header_footer,
            header_template=header,
            footer_template=footer,
            outline=action.outline,
            tagged=action.tagged,
            margin=margins(action),
        )
    return Produced(
        file=File(artifact_type="pdf", stem="page", extension="pdf", mime_type="application/pdf", data=data)
    )


async def _settled(step: Step) -> dict[str, Any]:
    """Waits for what the page shows only when it is scrolled to, and for its fonts. Returns what is to be told of it."""
    page = step.page

    extent, told = await Extent.of(page), {}
    if step.action.lazy_content != "ignore":
        told = await lazy_content.load(page, extent, step.timeout_ms)
    if told:
        extent = await Extent.of(page)
    return told | await fonts_loaded(extent.fonts_loading, partial(page.evaluate, FONTS_LOADING), step.timeout_ms)
