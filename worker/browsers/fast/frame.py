"""Frames: the main one of a page, and those in it."""

import asyncio
import re
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urljoin

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast import evaluation, handle, navigating
from worker.browsers.fast.connection import Session
from worker.browsers.fast.lifecycle import Lifecycle, state
from worker.browsers.fast.locator import Finding, Locator
from worker.browsers.fast.scope import Scope, heard
from worker.browsers.fast.telling import told
from worker.browsers.fast.worlds import DESTROYED

if TYPE_CHECKING:
    from worker.browsers.fast.page import Page
    from worker.browsers.fast.request import Response

T = TypeVar("T")

DETACHED = "Frame was detached"
UTILITY_WORLD = "tabwright"
_LOCAL = ("localhost", "127.0.0.1")
_HOST = re.compile(r"https?://[^/?#]+")
_OBJECT = "({ __proto__: null })"
"""An object that scripts of the page can have nothing to do with: globalThis and all that others inherit is theirs."""
_WRITE = """html => {
    document.open();
    document.write(html);
    document.close();
}"""


class Frame(Finding):
    """One frame of a page. It stays the same when another document comes into it."""

    def __init__(self, page: "Page", frame_id: str, parent: "Frame | None") -> None:
        self.page = page
        self.id = frame_id
        self.parent_frame = parent
        self.child_frames: list[Frame] = []
        self.url = ""
        self.name = ""
        self.own_session: Session | None = None
        """Where its process is another one than its parent's."""
        self._is_detached = False
        self._document = Scope()
        self._main: asyncio.Future[int] | None = None
        self._utility: asyncio.Future[int] | None = None
        self.lifecycle = Lifecycle(self)
        if parent is not None:
            parent.child_frames.append(self)

    @property
    def session(self) -> Session:
        """Of the process that it is in."""
        frame = self
        while frame.own_session is None:
            if frame.parent_frame is None:
                return self.page.session
            frame = frame.parent_frame
        return frame.own_session

    @property
    def is_root(self) -> bool:
        """Whether it is the uppermost one of its session."""
        return self.own_session is not None or self.parent_frame is None

    @property
    def pending(self) -> bool:
        """Whether it is on its way to another document."""
        return self.lifecycle.pending is not None

    def is_detached(self) -> bool:
        """Whether it has gone from its page."""
        return self._is_detached

    # What is in its document

    def locator(self, selector: str) -> Locator:
        """The elements that a selector means."""
        return Locator(self, selector)

    async def query_selector(self, selector: str) -> handle.ElementHandle | None:
        """The first element that a selector means, as it is now."""
        return await told("Frame.query_selector", self.locator(selector).query())

    async def text_content(self, selector: str, *, timeout: float | None = None) -> str | None:  # noqa: ASYNC109
        """The text of the first element that a selector means, once there is one."""
        return await self.locator(selector).text_content(timeout=timeout, is_strict=False)

    # What runs in its document

    def during_document(self, future: asyncio.Future[T]) -> asyncio.Future[T]:
        """A future that fails when the frame's document goes before it comes."""
        return self._document.during(future)

    async def evaluate(self, expression: str, arg: Any = None) -> Any:
        """What an expression, or the function that it is, gives in the frame's main world: a copy."""
        return await told("Frame.evaluate", self.evaluated(expression, arg))

    async def evaluated(self, expression: str, arg: Any = None) -> Any:
        if isinstance(arg, handle.JSHandle):
            return await handle.evaluate(self, await self.main_world(), expression, arg)
        return await evaluation.evaluate(self, expression, arg)

    async def evaluate_handle(self, expression: str, arg: Any = None) -> handle.JSHandle:
        """The same, and the value itself: it stays in the page."""
        return await told("Frame.evaluate_handle", self.evaluated_handle(expression, arg))

    async def evaluated_handle(self, expression: str, arg: Any = None) -> handle.JSHandle:
        return await handle.evaluate_handle(self, await self.main_world(), expression, arg)

    async def frame_element(self) -> handle.ElementHandle:
        """The element of its parent that it is in."""
        return await told("Frame.frame_element", handle.frame_element(self))

    async def main_world(self) -> int:
        """The id of the execution context of its document's own scripts."""
        if self._main is None:
            self._main = asyncio.ensure_future(self._find_main_world())
            self._main.add_done_callback(heard)
        return await self._world(self._main)

    async def utility_world(self) -> int:
        """The id of an execution context that its document's scripts do not see."""
        if self._utility is None:
            self._utility = asyncio.ensure_future(self._make_utility_world())
            self._utility.add_done_callback(heard)
        return await self._world(self._utility)

    async def _world(self, world: asyncio.Future[int]) -> int:
        try:
            return await asyncio.shield(world)
        except PlaywrightError:
            self._main = None if self._main is world else self._main
            self._utility = None if self._utility is world else self._utility
            raise

    async def _make_utility_world(self) -> int:
        wanted = {"frameId": self.id, "worldName": UTILITY_WORLD, "grantUniveralAccess": True}
        made = await self.during_document(self.session.begin("Page.createIsolatedWorld", wanted))
        context_id: int = made["executionContextId"]
        return context_id

    async def _find_main_world(self) -> int:
        """Chromium says what contexts there are only with all that pages write to the console. The ids of objects have
        that of their context in them.
        """
        if self.is_root:
            found = await evaluation.run(self, _OBJECT, by_value=False)
        else:
            world = await self.utility_world()
            document = (await evaluation.run(self, "document", world, by_value=False))["result"]
            node = {"objectId": document["objectId"]}
            described = await self.during_document(self.session.begin("DOM.describeNode", node))
            node = {"backendNodeId": described["node"]["backendNodeId"]}
            resolved = await self.during_document(self.session.begin("DOM.resolveNode", node))
            found = {"result": resolved["object"]}
        return int(found["result"]["objectId"].split(".")[1])

    async def title(self) -> str:
        """Its document's title."""
        return await told("Frame.title", self.titled())

    async def titled(self) -> str:
        """A page that goes elsewhere or shows a dialog has none."""
        if self.page.error is not None:
            raise self.page.error
        if self.lifecycle.life.error is not None:
            return ""
        if self.page.is_stalled or self.pending:
            return self._title_of_what_comes()
        try:
            world = await self.utility_world()
            asked = self.session.begin("Runtime.evaluate", {"expression": "document.title", "contextId": world})
            return str(evaluation.value_of(await self.page.stalling.during(self.during_document(asked))))
        except PlaywrightError:
            if self.page.error is not None:
                raise self.page.error from None
            return self._title_of_what_comes()

    def _title_of_what_comes(self) -> str:
        pending = self.lifecycle.pending
        return f"Loading {pending.request.url}" if pending is not None and pending.request is not None else ""

    # Where it goes

    async def gone_to(
        self, url: str, timeout_ms: float | None, wait_until: str | None, referer: str | None
    ) -> "Response | None":
        """Goes to a URL, and waits for a load state. Returns what was answered."""
        if self.page.error is not None:
            raise PlaywrightError(f"Page.goto: {self.page.error.message}")
        url = self.completed(url)
        until = state("waitUntil", wait_until)
        log = [f'navigating to "{url}", waiting until "{until}"']
        return await told("Page.goto", navigating.goto(self, url, until, referer), timeout_ms=timeout_ms, log=log)

    def completed(self, url: str) -> str:
        """A URL that somebody has given, as Playwright understands it."""
        if base := self.page.options.get("base_url"):
            url = urljoin(base, url)
        if url.startswith(_LOCAL):
            return f"http://{url}"
        return f"{url}/" if _HOST.fullmatch(url) else url

    async def filled(self, html: str, timeout_ms: float | None, wait_until: str | None) -> None:
        """Puts a document in the place of the one that is there."""
        until = state("waitUntil", wait_until)
        log = [f'setting frame content, waiting until "{until}"']
        await told("Page.set_content", self._fill(html, until), timeout_ms=timeout_ms, log=log)

    async def _fill(self, html: str, until: str) -> None:
        world = await self.utility_world()
        opened = self.page.tree.document_opened(self)
        call = {
            "functionDeclaration": _WRITE,
            "executionContextId": world,
            "arguments": [{"value": html}],
            "awaitPromise": True,
            "returnByValue": True,
        }
        writing = self.during_document(self.session.begin("Runtime.callFunctionOn", call))
        try:
            await self.lifecycle.life.during(opened)
            await asyncio.gather(self.lifecycle.reach(until), _written(writing))
        finally:
            opened.cancel()

    # What the page's tree says

    def committed(self, url: str, name: str, loader_id: str, *, nothing_is_open: bool, is_initial: bool) -> None:
        self.url, self.name = url, name
        if not is_initial:
            self.forget_document(PlaywrightError(DESTROYED))
        self.lifecycle.committed(url, loader_id, nothing_is_open=nothing_is_open, is_initial=is_initial)

    def forget_document(self, error: PlaywrightError, *, for_good: bool = False) -> None:
        """What runs in its document ends with an error."""
        self._main = self._utility = None
        document, self._document = self._document, Scope()
        document.end(error)
        if for_good:
            self._document.end(error)

    def end(self, document: PlaywrightError, navigation: PlaywrightError) -> None:
        """It is no more: what those hear who wait for something in its document, and for where it goes."""
        self.forget_document(document, for_good=True)
        self.lifecycle.end(navigation)

    def detach(self, error: PlaywrightError) -> None:
        """It goes from its page."""
        self._is_detached = True
        if self.parent_frame is not None:
            self.parent_frame.child_frames.remove(self)
        self.end(error, error)

    def __repr__(self) -> str:
        return f"<Frame name={self.name} url={self.url!r}>"


async def _written(writing: asyncio.Future[dict[str, Any]]) -> None:
    try:
        answer = await writing
    except PlaywrightError as error:
        answer = evaluation.rewritten(error)
    evaluation.value_of(answer)
