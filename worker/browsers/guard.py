"""Keeps pages from going where their job's client may not: every tab of the job, redirects included.

Chromium holds each document that a main frame asks for until we have judged it: nothing is sent to where it may not
go. The other engines only tell what they are asking for; there the request may leave, but the job ends before
anything of the answer can reach its client. Where names lead, and whatever else pages load, the egress guard judges
(worker/egress); here its refusal of a tab's document ends the job. Where a job's policies hold for everything, Chromium
holds all requests, so that policies with a path are compared with whole URLs. Where a job obeys robots.txt, that is
asked about the documents of its tabs too.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any
from weakref import WeakKeyDictionary

import structlog
from playwright.async_api import Error as PlaywrightError

from store.retry import ErrorType
from worker.browsers.apart import is_apart
from worker.browsers.interruption import Interruption
from worker.browsers.passage import Passage
from worker.failures import StepFailed, step_failure
from worker.surface import Browser, Page, Request, Route
from worker.surface import Context as BrowserContext
from worker.surface import Session as CDPSession

log = structlog.get_logger()

_OF_THE_PAGE = ("about:", "blob:", "data:")
"""Schemes of documents that a page makes itself: they come from nowhere else."""
_MAX_TOLD_URL = 1000
_ANYTHING = "**/*"
SETTLE_S = 2.0
"""How long what has been refused to a person is waited for, before the job may end for such things again."""
_LEAVE_S = 2.0


class NavigationGuard:
    """The guard of all browsers of this process."""

    def __init__(self) -> None:
        self._gates: WeakKeyDictionary[Browser, asyncio.Future[_ChromiumGate]] = WeakKeyDictionary()

    @asynccontextmanager
    async def watching(self, page: Page, passage: Passage, job: Interruption) -> AsyncIterator["Watch"]:
        """Watches over all pages of a page's context."""
        watch = Watch(passage, job)
        page.context.on("requestfailed", watch.failed)
        browser = page.context.browser
        if browser is not None and browser.browser_type.name == "chromium":
            watch.holds = True
            async with (await self._gate(browser)).guarding(page, watch):
                yield watch
        else:
            page.context.on("request", watch.requested)
            yield watch

    async def _gate(self, browser: Browser) -> "_ChromiumGate":
        opening = self._gates.get(browser)
        if opening is None:
            opening = self._gates[browser] = asyncio.ensure_future(_ChromiumGate.open(browser))
        try:
            return await asyncio.shield(opening)
        except Exception:
            self._gates.pop(browser, None)
            raise


class Watch:
    """What one job's pages may open, and the end of the job when they try something else."""

    def __init__(self, passage: Passage, job: Interruption) -> None:
        self.passage = passage
        self._rules = passage.rules
        self._job = job
        self._asking: set[asyncio.Task[Any]] = set()
        self._failure: StepFailed | None = None
        self.holds = False
        """Whether the engine asks for nothing before it has been judged."""
        self._told: Callable[[StepFailed], None] | None = None
        self.robots: Callable[[str], Awaitable[None]] | None = None
        """Raises StepFailed where the site does not want a URL opened. None: nobody asks."""

    @property
    def let_in(self) -> StepFailed | None:
        """The refusal of what a page may have got some of all the same: recordings of it must not be kept."""
        return None if self.holds else self._failure

    def check(self, url: str) -> None:
        """Raises StepFailed when the URL may not be opened."""
        refusal = None if url.startswith(_OF_THE_PAGE) else self._rules.refusal(url)
        if refusal is not None:
            raise StepFailed(
                ErrorType.URL_BLOCKED, f"the page may not go to {url[:_MAX_TOLD_URL]}: the URL {refusal.reason}"
            )

    async def may_open(self, url: str) -> None:
        """Raises StepFailed for a URL that the job's pages may not go to, or that the site does not want opened."""
        self.check(url)
        if self.robots is not None:
            await self.robots(url)

    def permits(self, url: str) -> bool:
        """Whether a page may open the URL. If not, ends the job."""
        try:
            self.check(url)
        except StepFailed as failure:
            self._refuse(failure)
            return False
        return True

    async def obeys(self, url: str) -> bool:
        """Whether the site lets a page open the URL, as far as that is asked. If not, ends the job."""
        if self.robots is None:
            return True
        try:
            await self.robots(url)
        except Exception as error:  # noqa: BLE001 - whatever it is, nothing is opened
            self._refuse(step_failure(error))
            return False
        return True

    def lets_load(self, url: str) -> bool:
        """Whether a page may load something from the URL that is no document of a tab. If not, this is told, and the
        job goes on without it.
        """
        refusal = None if url.startswith(_OF_THE_PAGE) else self._rules.refusal(url)
        if refusal is not None:
            self.passage.refuse(url, f"the URL {refusal.reason}")
        return refusal is None

    def failed(self, request: Request) -> None:
        """Ends the job where the document of a tab was not got since the egress guard has refused the connection."""
        if request.is_navigation_request() and is_of_main_frame(request):
            self._begin(self._ask(request.url, self._told))

    async def settled(self) -> None:
        """Returns when all that has failed so far has been asked about."""
        await asyncio.gather(*self._asking)
        await self.passage.settle()

    def _begin(self, asking: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.create_task(asking)
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    async def _ask(self, url: str, told: Callable[[StepFailed], None] | None) -> None:
        if failure := await self.passage.navigation_failure(url):
            self._end(failure, told)

    def _refuse(self, failure: StepFailed) -> None:
        if self._told is None or not self.holds:
            self._failure = self._failure or failure
        self._end(failure, self._told)

    def _end(self, failure: StepFailed, told: Callable[[StepFailed], None] | None) -> None:
        if told is None:
            self._job.end(failure)
        else:
            told(failure)

    def requested(self, request: Request) -> None:
        """Judges what an engine tells that it is asking for."""
        if not (request.is_navigation_request() and is_of_main_frame(request)):
            return
        if self.is_telling and request.redirected_from is not None:  # else it is not sent
            self._begin(self._followed(request))
        elif self.permits(request.url) and self.robots is not None:
            self._begin(self._obeyed(request, is_told=self.is_telling))

    async def _followed(self, request: Request) -> None:
        """Leaves where a redirect has led that may not be opened, and tells it then: leaving breaks off whatever the
        person who hears it opens next.
        """
        try:
            self.check(request.url)
        except StepFailed as failure:
            await _left(request)
            self._refuse(failure)
        else:
            if self.robots is not None:
                await self._obeyed(request, is_told=True)

    async def _obeyed(self, request: Request, *, is_told: bool) -> None:
        if not await self.obeys(request.url) and is_told:
            await _left(request)

    @asynccontextmanager
    async def telling(self, context: BrowserContext, told: Callable[[StepFailed], None]) -> AsyncIterator[None]:
        """Meanwhile what is refused is told, and the job does not end for it: a person goes where they like, and stays
        where they are when that may not be. What has begun to fail meanwhile counts too.
        """
        if not self.holds:
            await context.route(_ANYTHING, self._judge)
        self._told = told
        try:
            yield
        finally:
            try:
                if self._asking:
                    await asyncio.wait(self._asking, timeout=SETTLE_S)
            finally:
                self._told = None
            if not self.holds:
                with contextlib.suppress(Exception):  # it is gone; a dead driver says so with bare Exceptions
                    await context.unroute(_ANYTHING, self._judge)

    @property
    def is_telling(self) -> bool:
        """Whether the page stays where it is when something is refused."""
        return self._told is not None

    async def _judge(self, route: Route) -> None:
        """Has an engine that asks before we are asked not send what it may not: redirects do not come here."""
        request = route.request
        try:
            if request.is_navigation_request() and is_of_main_frame(request):
                self.check(request.url)
        except StepFailed:
            await route.abort("aborted")
        else:
            await route.fallback()


_DOCUMENTS = {"resourceType": "Document", "requestStage": "Request"}
_EVERYTHING = {"urlPattern": "*", "requestStage": "Request"}


class _ChromiumGate:
    """Where all documents of one Chromium pass, and all else where a job wants that.

    One session with the browser itself sees every tab from its first request on, which a session with a page, or
    Playwright's routes, which let redirects through, do not.
    """

    def __init__(self, session: CDPSession) -> None:
        self._session = session
        self._contexts: dict[str, str] = {}
        """The context of each tab, by the tab's main frame."""
        self._watches: dict[str, Watch] = {}
        """The watch over each context."""
        self._loading: Watch | None = None
        """The watch over all that is loaded, for a job that wants one."""
        self._answers: set[asyncio.Task[None]] = set()

    @classmethod
    async def open(cls, browser: Browser) -> "_ChromiumGate":
        session = await browser.new_browser_cdp_session()
        gate = cls(session)
        session.on("Target.targetCreated", gate._opened)
        session.on("Target.targetDestroyed", gate._closed)
        session.on("Fetch.requestPaused", gate._asked)
        await session.send("Target.setDiscoverTargets", {"discover": True, "filter": [{"type": "page"}]})
        await session.send("Fetch.enable", {"patterns": [_DOCUMENTS]})
        return gate

    @asynccontextmanager
    async def guarding(self, page: Page, watch: Watch) -> AsyncIterator[None]:
        """Has a watch judge what the pages of a page's context ask for."""
        session = await page.context.new_cdp_session(page)
        target = await session.send("Target.getTargetInfo")
        context = target["targetInfo"]["browserContextId"]
        self._watches[context] = watch
        if watch.passage.everything:
            self._loading = watch
            await self._session.send("Fetch.enable", {"patterns": [_EVERYTHING]})
        try:
            yield
        finally:
            del self._watches[context]
            if self._loading is watch:
                self._loading = None
                with contextlib.suppress(Exception):  # it is gone; a dead driver says so with bare Exceptions
                    await self._session.send("Fetch.enable", {"patterns": [_DOCUMENTS]})

    def _opened(self, event: dict[str, Any]) -> None:
        target = event["targetInfo"]
        self._contexts[target["targetId"]] = target["browserContextId"]

    def _closed(self, event: dict[str, Any]) -> None:
        self._contexts.pop(event["targetId"], None)

    def _asked(self, event: dict[str, Any]) -> None:
        """Answers a request that Chromium holds. A tab that nobody watches any more opens nothing."""
        url, is_document = event["request"]["url"], event["resourceType"] == "Document"
        context = self._contexts.get(event["frameId"]) if is_document else None
        watch = self._watches.get(context) if context is not None else None
        if watch is not None:
            is_let_through = watch.permits(url)
        else:
            is_let_through = context is None and (self._loading is None or self._loading.lets_load(url))
        answer = asyncio.create_task(self._answer(event["requestId"], url, watch, is_let_through=is_let_through))
        self._answers.add(answer)
        answer.add_done_callback(self._answers.discard)

    async def _answer(self, request_id: str, url: str, watch: Watch | None, *, is_let_through: bool) -> None:
        is_told = watch is not None and watch.is_telling
        try:
            if is_let_through and (watch is None or await watch.obeys(url)):
                await self._session.send("Fetch.continueRequest", {"requestId": request_id})
            else:
                # A document that is given up leaves the page as it is; one that is blocked leads to one that says so.
                reason = "Aborted" if is_told else "BlockedByClient"
                await self._session.send("Fetch.failRequest", {"requestId": request_id, "errorReason": reason})
        except Exception as error:  # noqa: BLE001 - the page has given it up, or is gone; a dead driver says so thus
            log.debug("navigation.unanswered", error=str(error))


async def _left(request: Request) -> None:
    """Leaves a page that may not be shown, as soon as it can be left."""
    try:
        async with asyncio.timeout(_LEAVE_S):
            await request.frame.page.goto("about:blank", wait_until="commit")
    except (PlaywrightError, TimeoutError) as error:
        log.debug("navigation.not_left", error=type(error).__name__)


def is_of_main_frame(request: Request) -> bool:
    """Whether a request for a document is one for a whole tab of the job's, not for a frame in a page."""
    try:
        return request.frame.parent_frame is None and not is_apart(request)
    except PlaywrightError:  # of a tab that is only being opened
        return True
