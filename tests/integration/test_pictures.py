"""What is done to a page for its picture, in a real browser."""

import io
from urllib.parse import quote

import pytest
from PIL import Image

from store.job import Json
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.site import TestSite
from worker.page import extent

RED, LIME, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)

STRANGE_FONT = """
<style>@font-face { font-family: strange; src: url(/never) } .strange { font-family: strange }</style>
<p>Hello</p><script>onload = () => { document.querySelector('p').className = 'strange' }</script>
"""
FONT_ASKED_FOR = {"action": "evaluate", "script": "document.fonts.status", "name": "fonts"}


def page(site: TestSite, html: str) -> str:
    return f"{site.url}/page?html={quote(html)}"


async def picture(run: Run, name: str) -> Image.Image:
    return Image.open(io.BytesIO(await run.read(name))).convert("RGB")


def told(run: Run, index: int) -> Json:
    """The data of an action's event."""
    (data,) = [event.data for event in run.events if event.data.get("actionIndex") == index]
    return data


@pytest.mark.parametrize("shot", [{"action": "screenshot"}, {"action": "screenshot", "target": "p"}, {"action": "pdf"}])
async def test_a_font_that_never_arrives_holds_nothing_up(
    run_job: RunJob, site: TestSite, shot: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extent, "FONTS_TIMEOUT_S", 0.2)
    run = await run_job(page(site, STRANGE_FONT), FONT_ASKED_FOR, shot, wait_until="load")
    assert run.value(0) == "loading"
    assert len(run.artifacts) == 1
    assert told(run, 1)["fontsPending"] == 1


async def test_a_full_page_picture_has_what_loads_only_when_it_is_scrolled_to(run_job: RunJob, site: TestSite) -> None:
    where = {"action": "evaluate", "script": "scrollY"}
    run = await run_job(
        site.page("lazy.html"),
        {"action": "screenshot", "fullPage": True, "lazyContent": "ignore"},
        {"action": "evaluate", "script": "scrollTo({top: 300, behavior: 'instant'})"},
        {"action": "screenshot", "fullPage": True},
        where,
        {"action": "screenshot", "fullPage": True, "clip": {"x": 10, "y": 4990, "width": 20, "height": 30}},
    )
    before, after, part = [await picture(run, f"screenshot{number}.png") for number in ("", "-2", "-3")]
    assert before.getpixel((50, 5150)) == RED
    assert [after.getpixel((50, y)) for y in (50, 5050, 5150, 12250)] == [WHITE, LIME, BLUE, LIME]
    assert "scrolled" not in told(run, 0)
    scrolled = told(run, 2)["scrolled"]
    assert (scrolled["images"], scrolled["pending"]) == (2, 0)
    assert scrolled["steps"] > 2
    assert run.value(3) == 300
    assert part.size == (20, 30)
    assert [part.getpixel((5, y)) for y in (5, 15)] == [WHITE, LIME]
