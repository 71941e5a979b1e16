"""Where a site answers 204, the browser stays on its page. Playwright's Chromium is not told, and waits for the page to
come: with the click that has led there, and with every action after it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from playwright.async_api import Error as PlaywrightError

from worker.page.answers import has_no_content
from worker.page.traffic import is_document
from worker.surface import Page, Response, Route

STAY_TIMEOUT_MS = 2000


@asynccontextmanager
async def staying(page: Page) -> AsyncIterator[list[Response]]:
    """Has Playwright know of such answers while something is done on a page. Lends them."""
    answers: list[Response] = []
    stays: list[asyncio.Task[None]] = []

    def note(response: Response) -> None:
        if has_no_content(response) and is_document(response.request, page):
            answers.append(response)
            stays.append(asyncio.create_task(stay(page, response.url)))

    page.on("response", note)
    try:
        yield answers
    finally:
        page.remove_listener("response", note)
        await asyncio.gather(*stays)


async def stay(page: Page, url: str) -> None:
    """Ends Playwright's waiting for a page that will not come: asks for it anew, and takes the request back before it
    leaves the browser. That it does tell Playwright.
    """
    browser = page.context.browser
    if browser is None or browser.browser_type.name != "chromium":
        return

    def is_it(one: str) -> bool:
        return one == url

    with suppress(PlaywrightError):  # the page may have gone
        await page.route(is_it, _take_back)
        try:
            await page.goto(url, timeout=STAY_TIMEOUT_MS)
        finally:
            await page.unroute(is_it, _take_back)


async def _take_back(route: Route) -> None:
    await route.abort("aborted")
