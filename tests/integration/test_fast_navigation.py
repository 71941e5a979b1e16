"""Pages of the fast lane go where Playwright's go, and say so in its words."""

import asyncio
from functools import partial
from typing import Any

import pytest
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from tests.fixtures.lanes import Lanes
from tests.fixtures.site import TestSite
from tests.integration.test_fast_pages import LONG_MS, opened

SOON_MS = 300
"""How long is waited for what does not come."""


@pytest.mark.parametrize("state", ["commit", "domcontentloaded", "load", "networkidle"])
async def test_a_page_opens_to_each_load_state(lanes: Lanes, site: TestSite, state: Any) -> None:
    url, title, answer = await lanes.same(lambda page: opened(page, site.page("article.html"), wait_until=state))

    assert url == site.page("article.html")
    assert title
    assert answer[0] == 200


async def test_what_cannot_be_opened_is_told_in_playwrights_words(lanes: Lanes, site: TestSite) -> None:
    for url in (
        f"{site.url}/circle",
        f"{site.url}/download",
        f"{site.url}/page?status=204",
        "http://127.0.0.1:1",
        "nothing",
        "http://nowhere.test/",
        "javascript:1",
    ):
        kind, words = await lanes.same(partial(_gone_to, url))
        assert kind == "Error"
        assert words.startswith("Page.goto: ")


async def _gone_to(url: str, page: Page) -> Any:
    try:
        return await page.goto(url, timeout=LONG_MS)
    except PlaywrightError as error:
        if "ERR_TOO" in error.message or "ERR_UNSAFE" in error.message or "ERR_TUNNEL" in error.message:
            # A moment later the browser shows its own page about it, which must not disturb what comes next.
            await page.wait_for_url("chrome-error://**", wait_until="commit", timeout=LONG_MS)
        raise


async def test_a_page_that_is_not_there_in_time_is_told_in_playwrights_words(lanes: Lanes, site: TestSite) -> None:
    async def wait(page: Page) -> list[Any]:
        waits = [
            lambda: page.goto(f"{site.url}/never", timeout=SOON_MS),
            lambda: page.wait_for_load_state("load", timeout=SOON_MS),
            lambda: page.wait_for_url("**/other", timeout=SOON_MS),
            lambda: page.goto(f"{site.url}/slow?s=30", timeout=SOON_MS, wait_until="commit"),
            lambda: page.set_content(f"<img src='{site.url}/slow?s=30'>", timeout=SOON_MS),
        ]
        return [await _words(one) for one in waits]

    told = await lanes.same(wait)

    assert [kind for kind, _ in told] == ["TimeoutError"] * 5


async def _words(wait: Any) -> tuple[str, str]:
    with pytest.raises(PlaywrightError) as raised:
        await wait()
    return type(raised.value).__name__, raised.value.message


async def test_a_navigation_that_another_one_overtakes_says_so(lanes: Lanes, site: TestSite) -> None:
    async def overtake(page: Page) -> tuple[str, Any]:
        asked = asyncio.Event()
        page.once("request", lambda _: asked.set())
        first = asyncio.create_task(page.goto(f"{site.url}/slow?s=30", timeout=LONG_MS))
        await asked.wait()
        second = await opened(page, site.page("list.html"))
        with pytest.raises(PlaywrightError) as raised:
            await first
        return raised.value.message, second

    await lanes.same(overtake)


async def test_places_in_a_document_and_its_history_are_gone_to(lanes: Lanes, site: TestSite) -> None:
    async def walk(page: Page) -> list[Any]:
        heard: list[str] = []
        page.on("framenavigated", lambda frame: heard.append(frame.url))
        urls = [await opened(page, site.page("article.html")), await opened(page, site.page("article.html#end"))]
        await page.evaluate("() => history.pushState({}, '', '/pushed')")
        await page.wait_for_url("**/pushed")
        steps = [await step(timeout=LONG_MS) for step in (page.go_back, page.go_back, page.go_forward, page.reload)]
        return [urls, page.url, [step and step.status for step in steps], heard]

    urls, *_ = await lanes.same(walk)

    assert urls[1][2] is None
