"""What is done to a page to print it, in a real browser."""

import io
from urllib.parse import quote

import pytest
from pypdf import PdfReader

from tests.fixtures.runs import Run, RunJob
from tests.fixtures.site import TestSite


async def pdf(run: Run, name: str) -> PdfReader:
    return PdfReader(io.BytesIO(await run.read(name)))


async def test_a_single_page_is_as_wide_as_the_paper_and_as_high_as_what_is_on_it(
    run_job: RunJob, site: TestSite
) -> None:
    state = "[innerWidth, innerHeight, matchMedia('print').matches, document.querySelector('#hero').offsetHeight]"
    short = {"action": "visit", "url": f"{site.url}/page?html={quote('<p style=margin:0;height:100px>Short')}"}
    run = await run_job(
        site.page("poster.html"),
        {"action": "evaluate", "script": state},
        {"action": "pdf", "singlePage": True},
        {"action": "pdf", "singlePage": True, "width": "600px", "scale": 0.5, "margin": {"top": "50px", "left": "1in"}},
        {"action": "pdf", "singlePage": True, "media": "screen", "format": "A6", "landscape": True},
        {"action": "evaluate", "script": state},
        short,
        {"action": "pdf", "singlePage": True},
    )
    plain, scaled, screen, small = [await pdf(run, f"page{number}.pdf") for number in ("", "-2", "-3", "-4")]
    assert [len(one.pages) for one in (plain, scaled, screen, small)] == [1, 1, 1, 1]
    height = 1080 + 900 + 1.5 * 1080
    sizes = [one.pages[0].mediabox for one in (plain, scaled, screen, small)]
    expected = [(8.27 * 96, height), (600, height / 2 + 50), (5.83 * 96, height), (8.27 * 96, 116)]
    for size, (width, high) in zip(sizes, expected, strict=True):
        assert [float(size.width), float(size.height)] == pytest.approx([width * 0.75, high * 0.75], abs=4)
    texts = [one.pages[0].extract_text() for one in (plain, scaled, screen)]
    assert ["For paper" in text for text in texts] == [True, True, False]
    assert ["For the screen" in text for text in texts] == [False, False, True]
    assert run.value(4) == run.value(0)


async def test_a_page_without_scripts_is_pictured_and_printed_on_one_page_too(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("poster.html"),
        {"action": "pdf", "singlePage": True},
        {"action": "screenshot", "fullPage": True, "style": "#hero { height: 9px }", "hide": [{"target": "#second"}]},
        options={"javaScriptEnabled": False},
    )
    assert len((await pdf(run, "page.pdf")).pages) == 1
    assert [one.name for one in run.artifacts] == ["page.pdf", "screenshot.png"]


async def test_a_page_is_printed_as_on_paper_unless_it_is_to_be_as_on_the_screen(
    run_job: RunJob, site: TestSite
) -> None:
    run = await run_job(
        site.page("poster.html"),
        {"action": "pdf", "media": "screen", "preferCssPageSize": True},
        {"action": "pdf", "preferCssPageSize": True},
        {"action": "pdf", "media": "print"},
    )
    texts = ["".join(page.extract_text() for page in (await pdf(run, one.name)).pages) for one in run.artifacts]
    assert ["For paper" in text for text in texts] == [False, True, True]
    (first, *_) = (await pdf(run, run.artifacts[0].name)).pages
    assert [float(first.mediabox.width), float(first.mediabox.height)] == pytest.approx([420, 595], abs=1)


async def test_a_pdf_has_what_loads_only_when_it_is_scrolled_to(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("lazy.html"),
        {"action": "pdf"},
        {"action": "evaluate", "script": "[scrollY, [...document.images].map(image => image.complete)]"},
    )
    assert run.value(1) == [0, [True, True]]
    (scrolled,) = [event.data["scrolled"] for event in run.events if "scrolled" in event.data]
    assert (scrolled["images"], scrolled["pending"]) == (2, 0)
