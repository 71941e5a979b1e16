"""Markdown from HTML."""

import asyncio

from markdownify import markdownify

from store.retry import ErrorType
from worker.failures import StepFailed

MAX_HTML_LENGTH = 4_000_000
"""Some seconds of work, which goes on in its thread whatever becomes of the job."""


async def to_markdown(html: str) -> str:
    """Raises StepFailed for HTML that is too much."""
    if len(html) > MAX_HTML_LENGTH:
        raise StepFailed(ErrorType.ACTION_FAILED, f"the element has more than {MAX_HTML_LENGTH} characters of HTML")
    try:
        text: str = await asyncio.to_thread(markdownify, html, heading_style="ATX", bullets="-")
    except RecursionError as error:
        raise StepFailed(ErrorType.ACTION_FAILED, "the element is nested too deeply for Markdown") from error
    return text.strip()
