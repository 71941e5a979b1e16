"""Markdown from the HTML that worker/page/reading makes of what an element shows."""

import asyncio

from store.retry import ErrorType
from worker.failures import StepFailed

MAX_HTML_LENGTH = 4_000_000
"""Some seconds of work, which goes on in its thread whatever becomes of the job."""


async def to_markdown(html: str) -> str:
    """Raises StepFailed for HTML that is too much."""
    if len(html) > MAX_HTML_LENGTH:
        raise StepFailed(ErrorType.ACTION_FAILED, f"the element has more than {MAX_HTML_LENGTH} characters of HTML")
    try:
        text = await asyncio.to_thread(_converted, html)
    except RecursionError as error:
        raise StepFailed(ErrorType.ACTION_FAILED, "the element is nested too deeply for Markdown") from error
    return text.strip()


def _converted(html: str) -> str:
    from worker.page.markdown_converter import Converter  # noqa: PLC0415 - few jobs need it, and it takes 0.2 s to load

    text: str = Converter(heading_style="ATX", bullets="-", sub_symbol="<sub>", sup_symbol="<sup>").convert(html)
    return text
