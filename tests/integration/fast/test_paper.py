"""The fast lane prints what Playwright prints."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from tests.integration.fast.conftest import BothPages

pytestmark = pytest.mark.slow  # has browsers of its own

PAGE = """<!doctype html><title>Paper</title><style>@page { size: 300px 400px } p { break-after: page }
@media print { b { display: none } }</style><h1>One</h1><p>first <b>unseen</b></p><h2>Two</h2>
<p>second</p><p>third</p>"""


def printed(data: bytes) -> Any:
    """What of a PDF does not differ from time to time."""
    reader = PdfReader(io.BytesIO(data))
    return {
        "sizes": [[round(float(one), 2) for one in page.mediabox] for page in reader.pages],
        "texts": [page.extract_text() for page in reader.pages],
        "contents": [page.get_contents().get_data() for page in reader.pages],  # type: ignore[union-attr]
        "outline": [getattr(one, "title", None) for one in reader.outline],
        "isTagged": "/StructTreeRoot" in reader.trailer["/Root"],  # type: ignore[operator]
    }


async def test_paper_is_playwrights(pages: BothPages) -> None:
    await pages.show(PAGE)
    kinds: list[dict[str, Any]] = [
        {},
        {"format": "A4", "landscape": True, "print_background": True},
        {"width": "10cm", "height": "123.4mm", "margin": {"top": "1in", "left": "20px", "right": "3", "bottom": "0"}},
        {"prefer_css_page_size": True, "scale": 0.5, "page_ranges": "1-2"},
        {"outline": True, "tagged": True},
        {"display_header_footer": True, "header_template": "<p style='font-size: 9px'>head", "margin": {"top": "2cm"}},
    ]
    for options in kinds:
        ours, theirs = [printed(await page.pdf(**options)) for page in (pages.fast, pages.slow)]
        assert ours == theirs, options
        assert ours["texts"], options


async def test_impossible_paper_is_refused_in_playwrights_words(pages: BothPages) -> None:
    await pages.show(PAGE)
    for options in (
        {"format": "B7"},
        {"width": "1ell"},
        {"page_ranges": "9-12"},
        {"page_ranges": "x"},
        {"scale": 9},
        {"width": "1in", "height": "1in", "margin": {"top": "3in"}},
    ):
        outcome = await pages.ask(lambda page: page.pdf(**options))  # noqa: B023
        assert isinstance(outcome, tuple), options
