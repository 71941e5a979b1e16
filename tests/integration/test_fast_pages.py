"""Pages of the fast lane behave as Playwright's: where they go, what they tell, and how they end."""

import asyncio
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import quote

import pytest
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from tests.fixtures.lanes import Lanes
from tests.fixtures.name_server import NameServer
from tests.fixtures.site import TestSite

LONG_MS = 20_000


def shown(site: TestSite, html: str) -> str:
    """The URL of a page with this HTML."""
    return f"{site.url}/page?html={quote(html)}"


async def opened(page: Page, url: str, **options: Any) -> Any:
    """What has come of opening a URL."""
    answer = await page.goto(url, timeout=LONG_MS, **options)
    return page.url, await page.title(), answer and (answer.status, answer.url, answer.request.method)


async def test_scripts_run_and_their_values_and_errors_come_back(lanes: Lanes, site: TestSite) -> None:
    await lanes.same(lambda page: opened(page, site.page("article.html")))

    for expression, arg in (
        ("document.title", None),
        ("() => 7", None),
        ("given => [given, typeof given.a]", {"a": [1, "x\u2028", None, True, 2.5]}),
        ("function named() { return this === window }", None),
        ("async function () { return await 5 }", None),
        ("async given => { await null; return given }", "text"),
        ("[NaN, 1].length, 5", None),
        ("NaN !== NaN", None),
        ("1 / 0", None),
        ("-0", None),
        ("undefined", None),
        ("'\U0001f600'.length", None),
        ("() => { throw new TypeError('thrown') }", None),
        ("() => { throw 'a text' }", None),
        ("() => { throw true }", None),
        ("() => { throw null }", None),
        ("() => { throw undefined }", None),
        ("() => missing", None),
        ("async () => { throw new Error('later') }", None),
        ("() => JSON.parse('{')", None),
    ):
        await lanes.same(partial(_evaluated, expression, arg))


async def _evaluated(expression: str, arg: Any, page: Page) -> Any:
    return await page.evaluate(expression, arg)


async def test_a_script_whose_page_leaves_says_so(lanes: Lanes, site: TestSite) -> None:
    await lanes.same(lambda page: opened(page, site.page("article.html")))

    kind, words = await lanes.same(
        lambda page: page.evaluate("url => { location = url; return new Promise(() => {}) }", site.page("list.html"))
    )

    assert (kind, "Execution context was destroyed" in words) == ("Error", True)


async def test_frames_of_other_sites_are_told_of_and_looked_into(
    lanes: Lanes, site: TestSite, names: NameServer
) -> None:
    names.names["other.test"] = [["127.0.0.1"]]
    other = site.url.replace("127.0.0.1", "other.test")
    deep = f"<p>inner</p><iframe name=deep src={site.page('list.html')}></iframe>"
    inner = f"{other}/page?html={quote(deep)}"
    outer = shown(site, f"<p>outer</p><iframe id=one src='{inner}'></iframe><iframe srcdoc='<p>own'></iframe>")

    async def look(page: Page) -> list[Any]:
        await page.goto(outer, wait_until="networkidle", timeout=LONG_MS)
        texts = [await frame.evaluate("() => document.body.innerText.slice(0, 5)") for frame in page.frames]
        seen = [(one.url, one.name, one.parent_frame and one.parent_frame.url) for one in page.frames]
        gone = page.frames[1]
        await page.evaluate("() => document.getElementById('one').remove()")
        with pytest.raises(PlaywrightError) as raised:
            await gone.evaluate("new Promise(() => {})")
        return [seen, texts, raised.value.message, gone.is_detached(), len(page.frames)]

    seen, *_ = await lanes.same(look)

    assert len(seen) == 4


async def test_frames_that_come_and_go_leave_a_page_idle(lanes: Lanes, site: TestSite, names: NameServer) -> None:
    names.names["other.test"] = [["127.0.0.1"]]
    other = site.url.replace("127.0.0.1", "other.test")

    async def churn(page: Page) -> int:
        await page.goto(shown(site, "<p>frames"), timeout=LONG_MS)
        await page.evaluate(
            """async other => {
                for (let number = 0; number < 30; number++) {
                    const frame = document.createElement('iframe');
                    frame.src = number % 2 ? 'about:blank' : other;
                    document.body.append(frame);
                    await new Promise(done => setTimeout(done, 3));
                    if (number % 3) frame.remove();
                }
            }""",
            f"{other}/list.html",
        )
        await page.wait_for_load_state("networkidle", timeout=LONG_MS)
        return len(page.frames)

    assert await lanes.same(churn) == 11


async def test_new_tabs_are_pages_of_the_context(lanes: Lanes, site: TestSite) -> None:
    async def pop_up(page: Page) -> list[Any]:
        came: asyncio.Queue[Page] = asyncio.Queue()
        page.context.on("page", came.put_nowait)
        await page.goto(shown(site, "<p>opener"), timeout=LONG_MS)
        await page.evaluate(
            """url => {
                open(url);
                const written = open();
                written.document.write('<title>written</title>');
                written.document.close();
                for (let number = 0; number < 8; number++) open('about:blank#' + number);
            }""",
            site.page("popup.html"),
        )
        tabs = [await came.get() for _ in range(10)]
        for tab in tabs:
            await tab.wait_for_load_state()
        seen = sorted([[tab.url, await tab.title(), await tab.opener() is page] for tab in tabs])
        closed = asyncio.Event()
        tabs[0].once("close", lambda _: closed.set())
        await tabs[0].evaluate("() => { setTimeout(() => close()) }")
        await closed.wait()
        return [seen, len(page.context.pages), tabs[0].is_closed()]

    seen, count, is_closed = await lanes.same(pop_up)

    assert (len(seen), count, is_closed) == (10, 10, True)


async def test_dialogs_are_heard_and_answered(lanes: Lanes, site: TestSite) -> None:
    async def talk(page: Page) -> list[Any]:
        await page.goto(shown(site, "<p>dialogs"), timeout=LONG_MS)
        asked = "() => [alert('a'), confirm('b'), prompt('c', 'd')]"
        unheard = await page.evaluate(asked)
        said: list[tuple[str, str, str]] = []

        async def hear(dialog: Any) -> None:
            said.append((dialog.type, dialog.message, dialog.default_value))
            await dialog.accept("answer")

        page.context.on("dialog", hear)
        heard = await page.evaluate(asked)
        await page.evaluate("() => { for (let number = 0; number < 50; number++) alert(number) }")
        page.context.remove_listener("dialog", hear)
        return [unheard, heard, said, await page.evaluate("confirm('e')")]

    unheard, heard, said, _ = await lanes.same(talk)

    assert (unheard, heard, len(said)) == ([None, False, None], [None, True, "answer"], 53)


async def test_a_page_may_ask_whether_it_may_be_closed_and_closes_all_the_same(lanes: Lanes, site: TestSite) -> None:
    async def close(page: Page) -> list[Any]:
        await page.goto(shown(site, "<script>onbeforeunload = event => event.preventDefault()</script><p>stay"))
        await page.mouse.click(5, 5)
        kinds: list[str] = []

        async def stay(dialog: Any) -> None:
            kinds.append(dialog.type)
            await dialog.dismiss()

        page.on("dialog", stay)
        with pytest.raises(PlaywrightError) as raised:
            await page.goto(site.page("list.html"), timeout=LONG_MS)
        await page.close()
        return [kinds, raised.value.message, page.is_closed()]

    kinds, *_, is_closed = await lanes.same(close)

    assert (kinds, is_closed) == (["beforeunload"], True)


async def test_what_is_under_way_in_a_page_ends_when_it_closes(lanes: Lanes, site: TestSite) -> None:
    async def close(page: Page) -> list[Any]:
        await page.goto(site.page("article.html"), timeout=LONG_MS)
        under_way = [asyncio.ensure_future(page.evaluate("new Promise(() => {})")), _waiting(page)]
        await page.evaluate("1")
        await page.close()
        ended = await asyncio.gather(*under_way, return_exceptions=True)
        later = [await _told(page.evaluate("1")), await _told(page.goto(site.url)), await _told(page.title())]
        return [[str(error) for error in ended], later, page.url, page.context.pages]

    await lanes.same(close)


async def test_a_page_whose_process_dies_says_so(lanes: Lanes, site: TestSite) -> None:
    async def crash(page: Page) -> list[Any]:
        await page.goto(site.page("article.html"), timeout=LONG_MS)
        heard = asyncio.Event()
        page.on("crash", lambda _: heard.set())
        under_way = [asyncio.ensure_future(page.evaluate("new Promise(() => {})")), _waiting(page)]
        await page.evaluate("1")
        session = await page.context.new_cdp_session(page)
        dying = asyncio.ensure_future(session.send("Page.crash"))
        await heard.wait()
        ended = await asyncio.gather(*under_way, return_exceptions=True)
        later = [await _told(page.evaluate("1")), await _told(page.goto(site.url)), await page.title()]
        is_closed = page.is_closed()
        await page.close()
        await asyncio.gather(dying, return_exceptions=True)
        return [[str(error) for error in ended], later, is_closed, page.is_closed()]

    ended, *_ = await lanes.same(crash)

    assert "Target crashed" in ended[0]


def _waiting(page: Page) -> "asyncio.Future[None]":
    return asyncio.ensure_future(page.wait_for_url("**/never-there", timeout=LONG_MS))


async def _told(call: Any) -> str:
    with pytest.raises(PlaywrightError) as raised:
        await call
    return raised.value.message


async def test_own_html_is_shown_and_what_it_loads_is_judged(lanes: Lanes, site: TestSite) -> None:
    async def show(page: Page) -> list[Any]:
        failed: list[tuple[str, str | None]] = []
        page.context.on("requestfailed", lambda request: failed.append((request.url, request.failure)))

        async def judge(route: Any) -> None:
            await (route.abort("blockedbyclient") if route.request.url.endswith("red.png") else route.fallback())

        await page.context.route("**/*", judge)
        pictures = "".join(f"<img src='{site.url}/{name}'>" for name in ("red.png", "dot.svg"))
        html = f"<title>own</title>{pictures}<script>document.title += 1</script>"
        await page.set_content(html, timeout=LONG_MS)
        widths = await page.evaluate("() => [...document.images].map(one => one.naturalWidth > 0)")
        return [page.url, await page.title(), widths, failed]

    url, title, widths, failed = await lanes.same(show)

    assert (url, title, widths) == ("about:blank", "own1", [False, True])
    assert [how for _, how in failed] == ["net::ERR_BLOCKED_BY_CLIENT.Inspector"]


async def test_hostile_pages_are_gone_through(lanes: Lanes, site: TestSite) -> None:
    async def suffer(page: Page) -> list[Any]:
        sizes = []
        await page.goto(shown(site, "<p>large"), timeout=LONG_MS)
        await page.evaluate("() => { document.title = 'x'.repeat(10_000_000) }")
        sizes.append(len(await page.title()))
        await page.goto(
            shown(site, "<p id=n>loop</p><script>setTimeout(() => location.reload(), 20)</script>"), timeout=LONG_MS
        )
        for _ in range(5):
            await page.title()
        while page.url != site.page("list.html"):  # another reload may come in between
            with suppress(PlaywrightError):
                await page.goto(site.page("list.html"), timeout=LONG_MS)
        return [*sizes, page.url]

    assert (await lanes.same(suffer))[0] == 10_000_000


_HEARD = """() => {
    window.heard = [];
    for (const name of ['keydown', 'keyup', 'input', 'mousedown', 'mouseup', 'click', 'wheel', 'mousemove'])
        addEventListener(name, ({type, key, code, keyCode, location, repeat, ctrlKey, shiftKey, button, buttons, detail,
            clientX, clientY, deltaY, data, isTrusted}) => heard.push(Object.values({type, key, code, keyCode, location,
            repeat, ctrlKey, shiftKey, button, buttons, detail, clientX, clientY, deltaY, data, isTrusted})), true);
}"""


async def test_a_persons_hands_do_the_same(lanes: Lanes, site: TestSite) -> None:
    async def act(page: Page) -> list[Any]:
        await page.goto(shown(site, "<textarea style='width: 300px; height: 200px'></textarea>"), timeout=LONG_MS)
        await page.evaluate(_HEARD)
        await page.mouse.click(50, 50)
        await page.keyboard.type("Hi, é +1\n")
        for keys in ("Shift+A", "Control+A", "NumpadEnter", "ArrowLeft", "Shift+Numpad7", "F2", "Tab"):
            await page.keyboard.press(keys)
        await page.keyboard.down("Shift")
        await page.keyboard.down("Shift")
        await page.mouse.move(60, 70)
        await page.mouse.down(button="right", click_count=2)
        await page.mouse.up(button="right", click_count=2)
        await page.keyboard.up("Shift")
        await page.mouse.wheel(0, 40)
        await page.keyboard.insert_text("日本")
        wrong = [await _told(page.keyboard.down("Nothing")), await _told(page.touchscreen.tap(1, 1))]
        return [await page.evaluate("document.querySelector('textarea').value"), wrong, await page.evaluate("heard")]

    _, wrong, heard = await lanes.same(act)

    assert wrong[0] == 'Keyboard.down: Unknown key: "Nothing"'
    assert len(heard) > 50


async def test_scripts_run_in_pages_that_have_changed_what_all_scripts_use(lanes: Lanes, site: TestSite) -> None:
    _, page = lanes.pages  # Playwright's own scripts fail there
    await page.goto(shown(site, "<script>globalThis = 1; window.then = () => {}</script><p>one<p>two"))
    handle = await page.evaluate_handle("() => [1]")
    assert await handle.json_value() == [1]
    assert await page.locator("p").evaluate_all("all => all.map(one => one.textContent)") == ["one", "two"]
