"""Contexts: what the pages of one job share, and nobody else has."""

import asyncio
from collections.abc import Awaitable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast import cookies, emulation
from worker.browsers.fast.connection import CLOSED, ENDED, Session
from worker.browsers.fast.downloads import Downloads
from worker.browsers.fast.emitter import Emitter
from worker.browsers.fast.frame import Frame
from worker.browsers.fast.page import Page
from worker.browsers.fast.routes import Handler, Routes
from worker.browsers.fast.scope import heard
from worker.browsers.fast.telling import told
from worker.surface import Url

if TYPE_CHECKING:
    from worker.browsers.fast.browser import Browser


class Context(Emitter):
    """One context of a browser."""

    def __init__(self, browser: "Browser", context_id: str, options: Mapping[str, Any]) -> None:
        super().__init__()
        self.browser = browser
        self.id = context_id
        self.options = options
        """Those of Playwright's `new_context` with which it was made."""
        self.root = browser.connection.root
        self._pages: dict[str, Page] = {}
        """By their targets, those too that are being opened."""
        self._open: list[Page] = []
        self.routes = Routes()
        self._is_closed = False
        self._announced: dict[Page, asyncio.Task[None]] = {}
        """Done once the page has been told of."""
        self._listens = True
        self.root.on("Target.detachedFromTarget", self._detached)
        self.downloads = Downloads(self)

    @classmethod
    async def open(cls, browser: "Browser", context_id: str, options: Mapping[str, Any]) -> Self:
        """Takes a context that the browser has made. Raises Playwright's error: then nothing of it is left."""
        context = cls(browser, context_id, options)
        commands = emulation.context_commands(options, context_id, browser.downloads)
        answers = [context.root.begin(*command) for command in commands]
        try:
            await told("Browser.new_context", all_of(answers))
        except BaseException:
            context._is_closed = True
            context.root.begin("Target.disposeBrowserContext", {"browserContextId": context_id})
            context._end(PlaywrightError(CLOSED))
            raise
        return context

    @property
    def pages(self) -> list[Page]:
        """Those that are open, in the order in which they were opened."""
        return [*self._open]

    async def new_page(self) -> Page:
        """Opens a page. Raises Playwright's error."""
        return await told("BrowserContext.new_page", self._new_page())

    async def _new_page(self) -> Page:
        if self._is_closed:
            raise PlaywrightError(CLOSED)
        wanted = {"url": "about:blank", "browserContextId": self.id, **emulation.target_params(self.options)}
        made = await self.root.send("Target.createTarget", wanted)
        page = self._pages.get(made["targetId"])
        if page is None:
            raise PlaywrightError("Page has been closed.")
        await asyncio.shield(self._announced[page])
        return page

    def attached(self, session: Session, target_info: Mapping[str, Any], *, waiting: bool) -> None:
        """A target of the context waits to be told what it is to be like. One that does not wait is known:
        somebody has one more session with it.
        """
        target_id = target_info["targetId"]
        if not waiting or target_id in self._pages:
            return
        if target_info["type"] == "service_worker":
            self._begin_worker(session)
            return
        opener = self._pages.get(target_info.get("openerId", ""))
        page = self._pages[target_id] = Page(self, session, target_id, opener)
        announcing = self._announced[page] = asyncio.create_task(self._announce(page, opener))
        announcing.add_done_callback(heard)

    async def _announce(self, page: Page, opener: Page | None) -> None:
        """Tells of a page once it is as it is to be, and of its opener before."""
        await page.opened
        if opener is not None and opener in self._announced:
            await asyncio.wait([self._announced[opener]])
        self._open.append(page)
        self.emit("page", page)
        if opener is not None and not opener.is_closed():
            opener.emit("popup", page)

    def _begin_worker(self, session: Session) -> None:
        answers = emulation.apply_to_service_worker(session, self.options)
        session.begin("Runtime.runIfWaitingForDebugger")
        asyncio.ensure_future(answers).add_done_callback(heard)

    async def close(self) -> None:
        """Closes it with all its pages; nothing of it is left. Raises Playwright's error."""
        if self._is_closed:
            return
        self._is_closed = True
        try:
            for page in self._pages.values():
                page.give_up_closing()
            await told(
                "BrowserContext.close", self.root.send("Target.disposeBrowserContext", {"browserContextId": self.id})
            )
        finally:
            self._end(PlaywrightError(CLOSED))

    def gone(self) -> None:
        """Its browser has ended."""
        self._is_closed = True
        self._end(PlaywrightError(ENDED))

    def _end(self, error: PlaywrightError) -> None:
        for page in [*self._pages.values()]:
            self._page_gone(page, error)
        if self._listens:
            self._listens = False
            self.root.remove_listener("Target.detachedFromTarget", self._detached)
            self.downloads.end(error)
            self.browser.forget(self)
            self.emit("close", self)

    async def new_cdp_session(self, page: Page | Frame) -> Session:
        """One more session with a page, or a frame in a process of its own. Raises Playwright's error."""
        target_id = page.target_id if isinstance(page, Page) else page.id
        if isinstance(page, Frame) and not page.is_root:
            raise PlaywrightError(
                "BrowserContext.new_cdp_session: This frame does not have a separate CDP session, "
                "it is a part of the parent frame's session"
            )
        wanted = {"targetId": target_id, "flatten": True}
        attached = await told("BrowserContext.new_cdp_session", self.root.send("Target.attachToTarget", wanted))
        return self.root.connection.session(attached["sessionId"])

    async def cookies(self, urls: str | Sequence[str] | None = None) -> list[dict[str, Any]]:
        """Those it has; where URLs are given, those that go with requests for them."""
        return await told("BrowserContext.cookies", cookies.get(self.root, self.id, urls))

    async def add_cookies(self, cookies_: Iterable[Mapping[str, Any]]) -> None:
        """Has it have these. Raises Playwright's error where one is none."""
        await told("BrowserContext.add_cookies", cookies.add(self.root, self.id, cookies_))

    async def route(self, url: Url, handler: Handler) -> None:
        """Has somebody judge what its pages ask for, as far as a URL is meant."""
        self.routes.add(url, handler)
        await self._judge_requests()

    async def unroute(self, url: Url, handler: Handler | None = None) -> None:
        """Has nobody judge it any more."""
        self.routes.remove(url, handler)
        await self._judge_requests()

    async def _judge_requests(self) -> None:
        await all_of(page.judge_requests() for page in self._pages.values())

    def _detached(self, event: dict[str, Any]) -> None:
        for page in self._pages.values():
            if page.session.id == event["sessionId"]:
                self._page_gone(page, PlaywrightError(CLOSED))
                return

    def _page_gone(self, page: Page, error: PlaywrightError) -> None:
        self._pages.pop(page.target_id, None)
        if page in self._open:
            self._open.remove(page)
        self._announced.pop(page, None)
        page.gone(error)

    def page_of_frame(self, frame_id: str) -> Page | None:
        """The one that a frame is in, also one that is being opened."""
        return next((page for page in self._pages.values() if page.frame_of_id(frame_id) is not None), None)

    def __repr__(self) -> str:
        return f"<Context id={self.id}>"


async def all_of(calls: Iterable[Awaitable[Any]]) -> None:
    """Waits for all."""
    await asyncio.gather(*calls)
