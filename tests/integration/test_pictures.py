"""What is done to a page for its picture, in a real browser."""

import io
from urllib.parse import quote

import pytest
from PIL import Image, ImageChops

from store.job import Json, Status
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.site import TestSite
from worker.page import extent, lazy_content, loading

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


async def test_a_font_that_the_page_loads_with_does_not_keep_it_from_being_loaded_unless_the_job_waits_for_that(
    run_job: RunJob, site: TestSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "FONTS_WAIT_MS", 200)
    monkeypatch.setattr(extent, "FONTS_TIMEOUT_S", 0.2)
    html = "<style>@font-face { font-family: s; src: url(/never) } p { font-family: s }</style><p>Hello</p>"
    run = await run_job(page(site, html), {"action": "screenshot"}, wait_until="networkidle")
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    assert (run.job.result["fontsPending"], run.job.result["notIdle"]) == (1, True)
    assert told(run, 0)["fontsPending"] == 1
    said = await run_job(page(site, html), wait_until="load", timeout_ms=1500, max_retries=0)
    assert said.error_type == "TIMEOUT"


async def test_a_full_page_picture_has_what_loads_only_when_it_is_scrolled_to(run_job: RunJob, site: TestSite) -> None:
    where = {"action": "evaluate", "script": "scrollY"}
    run = await run_job(
        site.page("lazy.html"),
        {"action": "screenshot", "fullPage": True, "lazyContent": "ignore"},
        {"action": "evaluate", "script": "scrollTo({top: 300, behavior: 'instant'})"},
        {"action": "screenshot", "fullPage": True},
        where,
        {"action": "screenshot", "fullPage": True, "clip": {"x": 10, "y": 4990, "width": 20, "height": 30}},
        {"action": "screenshot", "fullPage": True, "clip": {"y": 12250, "width": 1e6, "height": 1e6}},
    )
    before, after, part, rest = [await picture(run, one.name) for one in run.artifacts]
    assert before.getpixel((50, 5150)) == RED
    assert [after.getpixel((50, y)) for y in (50, 5050, 5150, 12250)] == [WHITE, LIME, BLUE, LIME]
    assert "scrolled" not in told(run, 0)
    scrolled = told(run, 2)["scrolled"]
    assert (scrolled["images"], scrolled["pending"]) == (2, 0)
    assert scrolled["steps"] > 2
    assert run.value(3) == 300
    assert part.size == (20, 30)
    assert rest.size == (1920, 50)
    assert [part.getpixel((5, y)) for y in (5, 15)] == [WHITE, LIME]


async def test_a_page_that_is_filled_later_fades_in_or_grows_is_waited_for_within_bounds(
    run_job: RunJob, site: TestSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lazy_content, "PICTURES_TIMEOUT_S", 0.2)
    monkeypatch.setattr(lazy_content, "CONTENT_TIMEOUT_S", 0.1)
    monkeypatch.setattr(lazy_content, "MAX_GROWN_PIXELS", 200 * 20_000)
    filled = """<!doctype html>
    <style>body { margin: 0 } div { height: 1000px } p { height: 100px; margin: 0 } .in { background: lime }
    #fades { background: lime; opacity: 0; transition: opacity .4s }</style>
    <div></div><p id=filled></p><p id=fades></p><div></div><div></div><div></div><img loading=lazy src=/never><b></b>
    <script>
      fetch('/never');
      const when = (place, act) => new IntersectionObserver(([one]) => {
        if (one.isIntersecting) act(one.target);
      }, { rootMargin: '500px' }).observe(document.querySelector(place));
      when('#filled', it => setTimeout(() => { it.className = 'in'; }, 200));
      when('#fades', it => { it.style.opacity = 1; });
      const more = it => {
        it.before(document.createElement('div'));
        requestAnimationFrame(() => it.getBoundingClientRect().top < innerHeight + 500 && more(it));
      };
      when('b', more);
      addEventListener('scroll', () => {
        const end = document.querySelector('b');
        if (end.getBoundingClientRect().top < innerHeight + 500) more(end);
      });
    </script>"""
    run = await run_job(
        page(site, filled),
        {"action": "screenshot", "fullPage": True},
        {"action": "visit", "url": page(site, "<!doctype html><p>Short")},
        {"action": "screenshot", "fullPage": True},
        wait_until="load",
        options={"viewport": {"width": 200, "height": 500}},
    )
    grown = await picture(run, "screenshot.png")
    assert [grown.getpixel((50, y)) for y in (1050, 1150)] == [LIME, LIME]
    assert 4000 < grown.height < 30_000
    assert told(run, 0)["scrolled"]["pending"] == 1
    assert "scrolled" not in told(run, 2)


async def test_what_is_hidden_removed_or_styled_for_a_picture_is_as_before_afterwards(
    run_job: RunJob, site: TestSite
) -> None:
    looks = {"action": "evaluate", "script": "document.documentElement.outerHTML + document.adoptedStyleSheets.length"}
    green = "#goods, #within { background: lime; width: 100px; height: 100px; margin: 0 }"
    run = await run_job(
        site.page("stall.html"),
        looks,
        {"action": "screenshot"},
        {"action": "screenshot", "hide": [{"target": "#banner"}, {"target": "Nothing", "getTargetBy": "getByText"}]},
        {"action": "screenshot", "remove": [{"target": "Cookies?", "getTargetBy": "getByText"}, {"target": "#banner"}]},
        {"action": "screenshot", "style": green, "fullPage": True},
        {"action": "screenshot", "target": "#goods", "style": "#goods { background: lime }"},
        looks,
        {"action": "screenshot"},
    )
    plain, hidden, removed, styled, part, after = [await picture(run, one.name) for one in run.artifacts]
    places = [(50, 25), (50, 75), (50, 150), (90, 290), (90, 310)]
    assert [plain.getpixel(at) for at in places] == [RED, RED, BLUE, WHITE, WHITE]
    assert [hidden.getpixel(at) for at in places[:3]] == [WHITE, WHITE, BLUE]
    assert removed.getpixel((50, 25)) == BLUE
    assert [styled.getpixel(at) for at in places] == [RED, RED, LIME, LIME, LIME]
    assert part.getpixel((50, 50)) == LIME
    still = (0, 0, plain.width, 400)  # below it a colour moves with the time
    assert ImageChops.difference(after.crop(still), plain.crop(still)).getbbox() is None
    assert run.value(0) == run.value(6)


async def test_a_picture_is_cut_scaled_and_still_as_its_action_says(run_job: RunJob, site: TestSite) -> None:
    clip = {"x": 10, "y": 90, "width": 50, "height": 20}
    run = await run_job(
        site.page("stall.html"),
        {"action": "screenshot", "clip": clip},
        {"action": "screenshot", "clip": clip, "pixelScale": "css"},
        {"action": "screenshot", "pixelScale": "css", "animations": "disabled"},
        {"action": "setViewport", "viewport": {"width": 300, "height": 200}},
        {"action": "screenshot"},
        {"action": "screenshot", "clip": {**clip, "y": 201}, "continueOnError": True},
        {"action": "setViewport", "viewport": {"width": 8000, "height": 8000}},
        options={"viewport": {"width": 640, "height": 600, "deviceScaleFactor": 2}},
    )
    cut, scaled, still, small, *_ = [await picture(run, one.name) for one in run.artifacts]
    assert [one.size for one in (cut, scaled, still, small)] == [(100, 40), (50, 20), (640, 600), (600, 400)]
    assert [scaled.getpixel((5, y)) for y in (5, 15)] == [RED, BLUE]
    assert still.getpixel((50, 450)) == LIME
    assert "outside" in told(run, 5)["error"]["message"]
    assert run.error_type == "VALIDATION_ERROR"


async def test_a_viewport_that_is_set_first_is_there_when_the_page_is_opened(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        page(site, "<p></p><script>document.querySelector('p').textContent = [innerWidth, innerHeight]</script>"),
        {"action": "setViewport", "viewport": {"width": 321, "height": 234}},
        {"action": "extract", "target": "p"},
    )
    assert run.value(1) == "321,234"


async def test_a_picture_is_whole_beyond_the_size_of_a_texture(run_job: RunJob, site: TestSite) -> None:
    """Graphics processors draw 16,384 pixels at once."""
    bands = "".join(f"<div style='height: 5000px; background: {colour}'></div>" for colour in ("red", "blue") * 2)
    run = await run_job(
        page(site, f"<!doctype html><body style='margin: 0'>{bands}"),
        {"action": "screenshot", "fullPage": True, "lazyContent": "ignore"},
        options={"viewport": {"width": 200, "height": 200}},
    )
    image = await picture(run, "screenshot.png")
    assert image.size == (200, 20000)
    assert [image.getpixel((150, y)) for y in (0, 4999, 5000, 14999, 15000, 16383, 16384, 19999)] == [
        RED, RED, BLUE, RED, BLUE, BLUE, BLUE, BLUE
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("shot", "blocked"),
    [({"action": "screenshot"}, "**/slow*"), ({"action": "screenshot", "target": "h1"}, "**/slow?*")],
)
async def test_a_picture_of_a_page_that_cannot_be_painted_fails_with_what_it_waits_for(
    run_job: RunJob, site: TestSite, shot: Json, blocked: str
) -> None:
    url = page(site, "<style>@import url(/slow?s=30&secret=x)</style><h1>Hello</h1>")
    run = await run_job(url, {**shot, "timeoutMs": 1000}, wait_until="domcontentloaded")
    assert run.error_type == "TIMEOUT"
    message = (run.job.error or {})["message"]
    assert message.endswith(f"was not painted, still after 1000 ms; still under way: {site.url}/slow")
    block = {"action": "blockResources", "urlPatterns": [blocked]}
    run = await run_job(url, block, shot, wait_until="domcontentloaded")
    assert run.job.status is Status.COMPLETED, run.job.error
