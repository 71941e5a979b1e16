"""Pages that show nothing of the network: ours, in a job's context. They are no tabs of the job, and nobody is told of
what they ask for: every address has the same empty document, which we make.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from weakref import WeakSet

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Route

from worker.surface import Request

_EVERYTHING = "**/*"
_EMPTY = "<!doctype html><title></title>"

_pages: WeakSet[Page] = WeakSet()


@asynccontextmanager
async def apart(page: Page) -> AsyncIterator[None]:
    """Keeps a page apart as long as it is lent."""
    _pages.add(page)
    try:
        async with _past_service_workers(page):
            await page.route(_EVERYTHING, _answer)
            yield
            await page.unroute(_EVERYTHING, _answer)
    finally:
        _pages.discard(page)


def is_apart(request: Request) -> bool:
    """Whether a request is one of those pages'."""
    if not _pages:
        return False
    try:
        return request.frame.page in _pages
    except PlaywrightError:  # of a tab that is only being opened: none of ours
        return False


async def stand_at(page: Page, url: str) -> bool:
    """Goes to a URL in a page that is apart, whose history does not grow. Returns whether it stands there: browsers ask
    for some sites by https alone, whatever they are told.
    """
    async with page.expect_navigation(wait_until="commit"):
        await page.evaluate("url => { location.replace(url) }", url)
    return page.url == url


@asynccontextmanager
async def _past_service_workers(page: Page) -> AsyncIterator[None]:
    """In Chromium, keeps a site's service worker from answering in our place, before anybody is asked. Firefox cannot
    be told so: there the site's own document comes, if a service worker has it.
    """
    browser = page.context.browser
    if browser is None or browser.browser_type.name != "chromium":
        yield
        return
    session = await page.context.new_cdp_session(page)
    await session.send("Network.enable")
    await session.send("Network.setBypassServiceWorker", {"bypass": True})
    yield
    with suppress(PlaywrightError):
        await session.detach()


async def _answer(route: Route) -> None:
    with suppress(PlaywrightError):  # the page has gone on, or is gone
        await route.fulfill(body=_EMPTY, content_type="text/html; charset=utf-8")
