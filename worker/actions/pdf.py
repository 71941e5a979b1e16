"""pdf: prints the page."""

from playwright.async_api import PdfMargins

from store.retry import ErrorType
from worker.actions import performs
from worker.failures import StepFailed
from worker.step import File, Produced, Step

DEFAULT_FORMAT = "A4"


@performs("pdf")
async def pdf(step: Step) -> Produced | None:
    browser = step.page.context.browser
    if browser is not None and browser.browser_type.name != "chromium":
        raise StepFailed(
            ErrorType.UNSUPPORTED, f"only Chromium prints pages, this job runs in {browser.browser_type.name}"
        )
    action, margin = step.action, step.action.margin
    data = await step.page.pdf(
        format=None if action.width else action.format or DEFAULT_FORMAT,
        width=action.width or None,
        height=action.height or None,
        scale=action.scale or 1,
        landscape=action.landscape,
        print_background=action.print_background,
        display_header_footer=action.display_header_footer,
        header_template=action.header_template if action.HasField("header_template") else None,
        footer_template=action.footer_template if action.HasField("footer_template") else None,
        page_ranges=action.page_ranges or None,
        prefer_css_page_size=action.prefer_css_page_size,
        outline=action.outline,
        tagged=action.tagged,
        margin=PdfMargins(
            top=margin.top or "0",
            right=margin.right or "0",
            bottom=margin.bottom or "0",
            left=margin.left or "0",
        ),
    )
    return Produced(
        file=File(artifact_type="pdf", stem="page", extension="pdf", mime_type="application/pdf", data=data)
    )
