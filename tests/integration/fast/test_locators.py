"""Locators of the fast lane find the elements that Playwright's find, and say what Playwright says of them."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from tests.fixtures.site import TestSite
from tests.integration.fast.conftest import BothPages
from worker.processes.sight import LOOK, OPAQUE, sight

pytestmark = pytest.mark.slow  # has browsers of its own

PAGE = """<!doctype html><title>t</title><style>#moving { position: absolute; animation: m 1s linear infinite }
@keyframes m { from { left: 0 } to { left: 100px } }</style>
<h1 id=h>Head</h1><p class=a>one</p><p class=a>two <b>bold</b></p><p>"quoted" &gt;&gt; é\\</p>
<label for=i>Name</label><input id=i placeholder="Your name" value=v title=T><img alt="Pic"><div id=moving>m</div>
<div id=hidden style="display: none">hid</div><div id=far style="margin-top: 2000px">far</div>
<button data-testid=one disabled>Go</button><svg><text>drawn</text></svg>
<iframe id=f srcdoc="<h2>In frame</h2><button>Go</button><button>Stay</button>
<iframe srcdoc='<i>deep'></iframe>"></iframe>
<iframe id=none style="display: none" srcdoc="<h2>unseen</h2>"></iframe><x-e></x-e><x-c></x-c><script>
document.querySelector('x-e').attachShadow({ mode: 'open' }).innerHTML = '<span data-testid=s class=closed>open</span>';
document.querySelector('x-c').attachShadow({ mode: 'closed' }).innerHTML = '<span class=closed>closed</span>';
</script>"""
HOSTILE = """<script>
Array.prototype.map = Array.prototype.filter = () => [];
JSON.stringify = () => 'x';
Object.keys = Object.entries = () => [];
Document.prototype.querySelectorAll = Element.prototype.querySelectorAll = () => [];
Element.prototype.matches = () => false;
Element.prototype.getBoundingClientRect = () => ({ x: 0, y: 0, width: 0, height: 0 });
Element.prototype.attachShadow = () => null;
window.getComputedStyle = () => ({});
window.Map = window.Set = window.WeakMap = function() { throw new Error('no') };
</script>"""

READ = "(element, given) => [element.nodeName, element.id, element.textContent, given ?? null]"
READ_ALL = "(elements, given) => [elements.length, elements[0]?.textContent ?? null, given]"

SELECTORS = [
    "p",
    "css=p >> nth=1",
    ".a >> b",
    "xpath=//p[2]",
    "//p",
    "text=bold",
    'text="one"',
    'role=heading[name="Head"]',
    "role=button",
    "p:has-text('TWO')",
    "p:visible",
    "div >> visible=false",
    ".closed",
    "[data-testid=s]",
    "data-testid=s",
    "id=h",
    "svg text",
    "*css=p >> b",
    "p:right-of(h1)",
    "#f >> internal:control=enter-frame >> button >> nth=1",
    'internal:has-text="a >> internal:control=enter-frame >> b"',
    "internal:control=enter-frame",
    "p >> internal:control=enter-frame",
    f"{OPAQUE}=",
]
REFUSED = ["##", "foo=bar", "p >>", "xpath=//[", "p:foo", "role=nothing[x=1]", "", "text=/[/"]

Locate = Callable[[Any], Any]
NAMED: list[Locate] = [
    lambda place: place.get_by_text("o"),
    lambda place: place.get_by_text("one", exact=True),
    lambda place: place.get_by_text('"quoted" >> é\\'),
    lambda place: place.get_by_label("name"),
    lambda place: place.get_by_label("name", exact=True),
    lambda place: place.get_by_placeholder("your"),
    lambda place: place.get_by_alt_text("pic"),
    lambda place: place.get_by_title('T"'),
    lambda place: place.get_by_test_id("one"),
    lambda place: place.locator("p").filter(has_text='"quoted" >> é\\'),
    lambda place: place.locator("div").filter(visible=True),
    lambda place: place.locator("p").nth(1).locator("xpath=."),
    lambda place: place.locator("p").last,
    lambda place: place.locator("#f").content_frame.locator("button"),
    lambda place: place.locator("#f").content_frame.get_by_text("stay"),
    lambda place: place.locator("iframe").first.content_frame.locator("iframe").content_frame.locator("i"),
    lambda place: place.locator("#f").content_frame.locator("nothing"),
    lambda place: place.locator("#h").content_frame.locator("p"),
    lambda place: place.locator("iframe").content_frame.locator("p"),
    lambda place: place.locator("nothing").content_frame.locator("p"),
]


async def asked_all(pages: BothPages, locate: Locate) -> None:
    """Asks for the elements of a locator in each way there is."""

    async def ask(do: Callable[[Any], Awaitable[Any]]) -> Any:
        return await pages.ask(lambda page: do(locate(page)))

    await ask(lambda it: it.count())
    await ask(lambda it: it.evaluate_all(READ_ALL, {"given": [1, "ä", None]}))
    await ask(lambda it: it.evaluate(READ, [1.5, {"a": True}], timeout=800))


@pytest.mark.parametrize("is_hostile", [False, True])
async def test_selectors_find_the_same_elements(pages: BothPages, is_hostile: bool) -> None:
    await pages.show(PAGE + (HOSTILE if is_hostile else ""))
    for selector in SELECTORS:
        await pages.ask(lambda page: page.locator(selector).count())  # noqa: B023
        await pages.ask(lambda page: page.locator(selector).first.text_content(timeout=800))  # noqa: B023
    assert await pages.ask(lambda page: page.locator("p").count()) == 3


async def test_names_of_elements_find_the_same(pages: BothPages) -> None:
    await pages.show(PAGE)
    for locate in NAMED:
        await asked_all(pages, locate)


async def test_what_is_no_selector_is_refused_in_the_same_words(pages: BothPages) -> None:
    await pages.show(PAGE)
    for selector in REFUSED:
        outcome = await pages.ask(lambda page: page.locator(selector).count())  # noqa: B023
        assert isinstance(outcome, tuple), selector


async def test_several_elements_are_told_where_one_must_be(pages: BothPages) -> None:
    await pages.show(PAGE)
    _, words = await pages.ask(lambda page: page.locator(".a").evaluate(READ))
    assert 'resolved to 2 elements:\n    1) <p class="a">one</p> aka get_by_text("one")' in words


async def test_waiting_in_vain_is_told_as_playwright_tells_it(pages: BothPages) -> None:
    await pages.show(PAGE)
    logs = []
    for page in (pages.fast, pages.slow):
        with pytest.raises(PlaywrightTimeoutError) as waited:
            await page.locator("p").filter(has_text="no such").evaluate(READ, timeout=2000)
        logs.append(waited.value.message.partition("\n")[2])
    assert logs[0] == logs[1] == 'Call log:\n  - waiting for locator("p").filter(has_text="no such")\n'
    with pytest.raises(PlaywrightTimeoutError) as waited:
        await pages.fast.locator("#hidden").wait_for(timeout=300)
    assert waited.value.message.startswith(
        'Timeout 300ms exceeded.\nCall log:\n  - waiting for locator("#hidden") to be visible\n'
    )
    assert ' locator resolved to hidden <div id="hidden">hid</div>\n' in waited.value.message


async def test_an_element_that_comes_late_is_waited_for(pages: BothPages) -> None:
    await pages.show(PAGE)
    for page in (pages.fast, pages.slow):
        await page.evaluate("setTimeout(() => { document.body.innerHTML = '<p id=late>late' }, 150)")
    assert await pages.ask(lambda page: page.locator("#late").evaluate(READ, timeout=5000)) == [
        "P",
        "late",
        "late",
        None,
    ]
    await pages.ask(lambda page: page.locator("#h").wait_for(state="detached", timeout=5000))


async def test_waiting_for_an_element_goes_on_over_a_navigation(pages: BothPages, site: TestSite) -> None:
    await pages.goto(site.page("colours.html"))
    for page in (pages.fast, pages.slow):
        await page.evaluate(f"setTimeout(() => {{ location = {site.page('page?html=<p id=there>there')!r} }}, 50)")
    assert await pages.ask(lambda page: page.locator("#there").text_content(timeout=10_000)) == "there"


async def test_what_elements_are_like_is_told_the_same(pages: BothPages) -> None:
    await pages.show(PAGE)
    for selector in ("#h", "#hidden", "#i", "svg text", "none"):
        asks: list[Locate] = [
            lambda it: it.is_visible(),
            lambda it: it.inner_text(timeout=800),
            lambda it: it.input_value(timeout=800),
            lambda it: it.bounding_box(timeout=800),
            lambda it: it.aria_snapshot(timeout=800),
            lambda it: it.wait_for(timeout=800),
            lambda it: it.wait_for(state="hidden", timeout=800),
        ]
        for ask in asks:
            await pages.ask(lambda page: ask(page.locator(selector)))  # noqa: B023
    await pages.ask(lambda page: page.locator("body").aria_snapshot())
    await pages.ask(lambda page: page.locator("#none").content_frame.locator("h2").is_visible())
    await pages.ask(lambda page: page.locator("#f").content_frame.locator("h2").bounding_box())


async def test_frames_of_other_sites_are_searched_as_well(pages: BothPages, site: TestSite) -> None:
    await pages.goto(site.page("framed.html"))
    assert (
        await pages.ask(lambda page: page.locator("#other").content_frame.locator("a").text_content())
        == "of another site"
    )
    inner = await pages.ask(
        lambda page: page.locator("#other").content_frame.locator("iframe").content_frame.locator("a").evaluate(READ)
    )
    assert inner == ["A", "", "i", None]
    await pages.ask(lambda page: page.locator("#other").content_frame.locator("a").bounding_box())
    await pages.ask(lambda page: page.locator("#other").content_frame.locator("p").evaluate_all(READ_ALL, 1))
    element = await pages.fast.locator("#other").element_handle()
    frame = await element.content_frame()
    assert frame.url.startswith("http://localhost")
    assert await (await frame.frame_element()).evaluate("(one, other) => one === other", element)
    inside = await frame.query_selector("a")
    assert await inside.owner_frame() is frame
    assert await element.owner_frame() is pages.fast.main_frame
    assert await inside.evaluate("element => element.textContent") == "of another site"


async def test_our_own_engines_are_asked_where_no_page_lies_to_them(pages: BothPages) -> None:
    await pages.show(PAGE + HOSTILE)
    told = await pages.ask(lambda page: page.main_frame.text_content(sight("frames"), timeout=1000))
    assert told
    await pages.ask(lambda page: page.main_frame.locator(f"{LOOK}=selection").text_content())
    element = await pages.fast.main_frame.query_selector("#f")
    assert await element.query_selector(sight("shown", level=1, width=1, height=1)) is not None
    hidden = await pages.fast.main_frame.query_selector("#hidden")
    assert await hidden.query_selector(sight("shown", level=1, width=1, height=1)) is None


async def test_what_scripts_throw_and_return_is_told_the_same(pages: BothPages) -> None:
    await pages.show(PAGE)
    for script in (
        "e => { throw new TypeError('boom') }",
        "e => { throw 'words' }",
        "e => { throw true }",
        "e => { throw null }",
        "e => { throw undefined }",
        "e => e.nothing.at.all",
        "async e => { await null; throw new Error('later') }",
        "async e => e.id",
        "e => undefined",
        "e => NaN",
        "e => 2n ** 70n",
        "e => [1, 'ü😀', null, { deep: [true] }]",
        "function (e) { return e.id }",
        "document.title",
    ):
        await pages.ask(lambda page: page.locator("#h").evaluate(script))  # noqa: B023


async def test_a_list_that_a_script_leaves_is_taken_piece_by_piece(pages: BothPages) -> None:
    await pages.show(PAGE)
    handle = await pages.fast.main_frame.evaluate_handle("() => [document.querySelector('#f'), 'text', null, 7]")
    element, text, nothing, number = (await handle.get_properties()).values()
    assert [await one.json_value() for one in (text, nothing, number)] == ["text", None, 7]
    assert (await element.as_element().content_frame()).url == "about:srcdoc"
    await handle.dispose()
    with pytest.raises(PlaywrightError):
        await handle.evaluate("it => it")
