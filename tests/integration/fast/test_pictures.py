"""Pictures that the fast lane takes are Playwright's, pixel by pixel, and so are the words where there are none."""

import asyncio
import io
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from PIL import Image
from playwright.async_api import Error as PlaywrightError

from tests.fixtures.site import TestSite
from tests.integration.fast.conftest import BothPages, assert_same_picture

pytestmark = pytest.mark.slow  # has browsers of its own

OpenBoth = Callable[..., Awaitable[BothPages]]

PHONE = {"viewport": {"width": 300, "height": 400}, "device_scale_factor": 1.5, "is_mobile": True, "has_touch": True}
SCREEN = "[innerWidth, innerHeight, devicePixelRatio, screen.width, navigator.maxTouchPoints, scrollX, scrollY]"

PLAIN = """<!doctype html><style>body { margin: 0; background: linear-gradient(teal, gold); height: 1500px }</style>
<h1>Colours</h1><input autofocus value=text><p id=round style="border-radius: 9px; background: red; width: 50px">p</p>
<iframe srcdoc="<p>inside" style="border: 0; opacity: .5"></iframe>
<div id=far style="margin: 900px 0 0 30px">far</div>"""
HOSTILE = """<!doctype html><body style="margin: 0; background: teal"><input autofocus><h1 id=it>it</h1><script>
Array.prototype.map = Array.prototype.flatMap = () => [];
JSON.stringify = JSON.parse = () => 'x';
Document.prototype.querySelectorAll = document.querySelectorAll = () => [];
Object.defineProperty(window, 'innerWidth', { get: () => 7 });
Object.defineProperty(Element.prototype, 'scrollHeight', { get: () => 1e9 });
Element.prototype.getBoundingClientRect = () => ({ x: 0, y: 0, width: 0, height: 0 });
document.createTreeWalker = () => { throw new Error('no') };
window.requestAnimationFrame = () => 0;
</script>"""
MOVING = """<!doctype html><style>
@keyframes turn { from { margin-left: 0; color: red } to { margin-left: 300px; color: blue } }
.ever { animation: turn 1s linear infinite } .once { animation: turn 30s linear; animation-fill-mode: both }
.over { transition: width 30s; width: 10px; background: green } .over.on { width: 200px }
</style><p class=ever>ever</p><p class=once>once</p><div class=over>over</div><div id=host></div><script>
const root = document.querySelector('#host').attachShadow({ mode: 'open' });
root.innerHTML = '<style>@keyframes t { to { margin-left: 99px } } p { animation: t 30s both }</style><p>in the shadow';
document.querySelector('.over').getBoundingClientRect();
document.querySelector('.over').classList.add('on');
</script>"""


@pytest.mark.parametrize(
    ("device", "kinds"),
    [
        (
            {"viewport": {"width": 400, "height": 300}},
            [
                {},
                {"full_page": True},
                {"type": "jpeg"},
                {"type": "jpeg", "quality": 5, "full_page": True},
                {"type": "webp"},
                {"type": "webp", "quality": 30},
                {"omit_background": True},
                {"clip": {"x": 10.5, "y": 20, "width": 100.25, "height": 40}},
                {"clip": {"x": 10, "y": 1300, "width": 100, "height": 4000}, "full_page": True},
                {"scale": "css"},
            ],
        ),
        (PHONE, [{}, {"full_page": True}, {"scale": "css", "full_page": True}, {"omit_background": True}]),
        ({"no_viewport": True}, [{}, {"full_page": True, "scale": "css"}]),
    ],
)
async def test_a_picture_is_playwrights(
    open_both: OpenBoth, device: dict[str, Any], kinds: list[dict[str, Any]]
) -> None:
    pages = await open_both(**device)
    await pages.show(PLAIN)
    for options in kinds:
        assert isinstance(await pages.ask(lambda page: page.screenshot(**options)), bytes), options  # noqa: B023
        await pages.ask(lambda page: page.evaluate(SCREEN))


async def test_an_impossible_picture_is_refused_in_playwrights_words(pages: BothPages) -> None:
    await pages.show(PLAIN)
    for options in (
        {"clip": {"x": 5000, "y": 0, "width": 10, "height": 10}},
        {"clip": {"x": 0, "y": 0, "width": 0, "height": 10}},
        {"clip": {"x": 0, "y": 0, "width": 0.3, "height": 0.3}},
        {"quality": 50},
        {"type": "jpeg", "quality": 101},
    ):
        assert isinstance(await pages.ask(lambda page: page.screenshot(**options)), tuple), options  # noqa: B023


async def test_masks_cover_what_playwrights_cover_and_are_gone_after(pages: BothPages) -> None:
    await pages.show(PLAIN)

    async def masked(page: Any, *selectors: str, **options: Any) -> bytes:
        taken: bytes = await page.screenshot(mask=[page.locator(one) for one in selectors], **options)
        return taken

    before = await pages.ask(lambda page: page.screenshot(full_page=True))
    covered = await pages.ask(lambda page: masked(page, "h1", "#far", ".none", full_page=True))
    assert covered != before
    await pages.ask(lambda page: masked(page, "p", mask_color="rgb(1 2 3 / 50%)"))
    framed = pages.fast.locator("iframe").content_frame.locator("p"), pages.slow.locator("iframe").content_frame
    assert_same_picture(
        await pages.fast.screenshot(mask=[framed[0]]), await pages.slow.screenshot(mask=[framed[1].locator("p")])
    )
    assert await pages.fast.screenshot(full_page=True) == before
    assert isinstance(await pages.ask(lambda page: masked(page, "##")), tuple)


async def test_an_element_is_brought_into_view_for_its_picture(pages: BothPages) -> None:
    await pages.show(PLAIN)
    for selector in ("#round", "#far", "h1"):
        assert isinstance(await pages.ask(lambda page: page.locator(selector).screenshot()), bytes)  # noqa: B023
    await pages.ask(lambda page: page.locator("iframe").content_frame.locator("p").screenshot(type="jpeg"))
    await pages.ask(lambda page: page.evaluate(SCREEN))
    await pages.ask(lambda page: page.locator("body").screenshot(omit_background=True))


async def test_an_element_without_a_picture_is_refused_in_playwrights_words(pages: BothPages) -> None:
    for html in (
        "<p class=it style='display: none'>hidden",
        "<p class=it style='height: 0; margin: 0'>",
        "<p class=it>one<p class=it>two",
        "<p>none",
        "<style>@keyframes m { to { margin-left: 99px } } .it { animation: m .5s infinite }</style><p class=it>moves",
    ):
        await pages.show(html)
        assert isinstance(await pages.ask(lambda page: page.locator(".it").screenshot(timeout=1500)), tuple), html


async def test_animations_stand_still_and_go_on_after(pages: BothPages) -> None:
    await pages.show(MOVING)
    taken = await pages.ask(lambda page: page.screenshot(animations="disabled"))
    assert await pages.fast.screenshot(animations="disabled") == taken
    running = "document.querySelector('.ever').getAnimations()[0].playState"
    assert await pages.ask(lambda page: page.evaluate(running)) == "running"


async def test_no_picture_shows_a_caret_or_leaves_a_trace(pages: BothPages) -> None:
    await pages.show("<input autofocus value=x style='color: red'><textarea autofocus></textarea>")
    await pages.ask(lambda page: page.screenshot())
    style = "document.querySelector('input').getAttribute('style')"
    await pages.ask(lambda page: page.evaluate(style))
    assert await pages.fast.evaluate("Object.keys(window).filter(name => name.includes('abwright'))") == []


async def test_hostile_scripts_change_no_picture(pages: BothPages) -> None:
    await pages.show(HOSTILE)
    await pages.ask(lambda page: page.screenshot())
    whole = await pages.ask(lambda page: page.screenshot(full_page=True))
    assert Image.open(io.BytesIO(whole)).size == (500, 400)
    assert isinstance(await pages.ask(lambda page: page.locator("#it").screenshot(timeout=5000)), bytes)


async def test_frames_of_other_sites_are_in_pictures_and_have_their_own(pages: BothPages, site: TestSite) -> None:
    await pages.goto(site.page("framed.html"))
    for page in (pages.fast, pages.slow):
        await page.locator("#other").content_frame.locator("p").first.wait_for()
    await pages.ask(lambda page: page.screenshot(full_page=True, animations="disabled"))
    inside = "iframe"
    await pages.ask(lambda page: page.locator("#other").content_frame.locator("p").first.screenshot())
    await pages.ask(
        lambda page: page.locator("#other").content_frame.locator(inside).content_frame.locator("p").screenshot()
    )


async def test_a_page_that_does_not_answer_has_no_picture_in_its_time(pages: BothPages) -> None:
    await pages.show("<p>soon<input>")
    for page in (pages.fast, pages.slow):
        await page.evaluate("setTimeout(() => { for (const end = Date.now() + 1500; Date.now() < end;); }, 0)")
    outcome = await pages.ask(lambda page: page.screenshot(timeout=300))
    assert outcome == ("TimeoutError", "Timeout exceeded.")
    assert isinstance(await pages.ask(lambda page: page.screenshot()), bytes)
    assert await pages.fast.evaluate("document.querySelector('input').style.caretColor") == ""


async def test_a_picture_of_a_very_long_page_is_playwrights(open_both: OpenBoth) -> None:
    pages = await open_both(viewport={"width": 120, "height": 100})
    await pages.show("<body style='height: 17000px; background: linear-gradient(red, blue)'>" + "<p>line</p>" * 300)
    for kind in ("png", "jpeg"):
        await pages.ask(lambda page: page.screenshot(full_page=True, type=kind))  # noqa: B023


async def test_a_document_without_a_body_has_a_picture_of_its_window_alone(pages: BothPages) -> None:
    await pages.goto("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><rect width='50' height='50'/></svg>")
    assert isinstance(await pages.ask(lambda page: page.screenshot()), bytes)
    outcome = await pages.ask(lambda page: page.screenshot(full_page=True, timeout=700))
    assert outcome == ("TimeoutError", "Timeout exceeded.")


async def test_a_live_view_takes_pictures_without_touching_the_page(pages: BothPages) -> None:
    await pages.show("<p>text")
    options = {"type": "jpeg", "quality": 60, "scale": "css", "caret": "initial"}
    assert isinstance(await pages.ask(lambda page: page.screenshot(**options)), bytes)


async def test_pictures_of_one_page_wait_for_each_other(pages: BothPages) -> None:
    await pages.show(PLAIN)
    page = pages.fast
    first, *others = await asyncio.gather(
        page.screenshot(), page.screenshot(full_page=True, mask=[page.locator("h1")]), page.screenshot()
    )
    assert others[-1] == first


async def test_a_page_that_is_closed_meanwhile_says_so(open_both: OpenBoth) -> None:
    pages = await open_both()
    await pages.show(PLAIN)
    taking = asyncio.gather(*[pages.fast.screenshot(full_page=True) for _ in range(3)], return_exceptions=True)
    await asyncio.sleep(0)
    await pages.fast.close()
    outcomes = await taking
    assert all(isinstance(one, bytes) or "has been closed" in str(one) for one in outcomes)
    with pytest.raises(PlaywrightError, match="has been closed"):
        await pages.fast.screenshot()
