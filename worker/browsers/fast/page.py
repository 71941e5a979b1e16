"""Pages: tabs of a context, with what of Playwright's pages jobs of the fast lane use."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast import emulation, following, handle, navigating, paper, picture
from worker.browsers.fast.connection import Session
from worker.browsers.fast.dialogs import Dialog
from worker.browsers.fast.emitter import Emitter
from worker.browsers.fast.frame import Frame
from worker.browsers.fast.hands import Keyboard, Mouse, Touchscreen
from worker.browsers.fast.lifecycle import state
from worker.browsers.fast.locator import Finding, Locator
from worker.browsers.fast.network import Network
from worker.browsers.fast.request import Request, Response
from worker.browsers.fast.routes import Handler, Routes
from worker.browsers.fast.scope import Scope, heard
from worker.browsers.fast.telling import told
from worker.browsers.fast.tree import Tree
from worker.surface import LoadState, Url, WaitUntil

if TYPE_CHECKING:
    from worker.browsers.fast.context import Context

_DOWN = "Target crashed "
"""Playwright's words for what waits in a page whose process has died."""


class Page(Emitter, Finding):
    """One tab."""

    def __init__(self, context: "Context", session: Session, target_id: str, opener: "Page | None") -> None:
        super().__init__()
        self.context = context
        self.session = session
        """Of its main frame's process."""
        self.target_id = target_id
        self.error: PlaywrightError | None = None
        """Why nothing can be had of it any more."""
        self.stalling = Scope()
        """Ends when something comes that keeps scripts from answering: then there is another one."""
        self.closed = asyncio.Event()
        self.media: str = ""
        """As what it is shown: `screen`, `print`, or "" as it is."""
        self.size: dict[str, int] | None = emulation.viewport(context.options)
        self._opener = opener
        self._is_crashed = False
        self._dialogs: list[Dialog] = []
        self._routes = Routes()
        self._is_judging = bool(context.routes)
        self._other_sessions: list[Session] = []
        self.keyboard, self.mouse, self.touchscreen = Keyboard(self), Mouse(self), Touchscreen(self)
        judge = self._judge if self._is_judging else None
        self.network = Network(self.frame_of_id, self._told, context.options, judge)
        following.follow(self.network)
        self.tree = Tree(self, target_id)
        self.opened = asyncio.gather(*self.begin_session(session, target_id), self.tree.has_document)
        """Comes when it is as its context says, and tells of what happens in it."""
        self.opened.add_done_callback(heard)

    # What it is

    @property
    def main_frame(self) -> Frame:
        return self.tree.main

    @property
    def frames(self) -> list[Frame]:
        """All, in the order in which they came."""
        return self.tree.known

    @property
    def sessions(self) -> list[Session]:
        """Of all processes that its frames are in."""
        return [self.session, *self._other_sessions]

    @property
    def options(self) -> Mapping[str, Any]:
        """Those of its context."""
        return self.context.options

    @property
    def url(self) -> str:
        return self.main_frame.url

    @property
    def viewport_size(self) -> dict[str, int] | None:
        """None: as large as its window."""
        return dict(self.size) if self.size is not None else None

    @property
    def is_stalled(self) -> bool:
        """Whether it shows a dialog, or is on its way elsewhere."""
        return bool(self._dialogs) or self.main_frame.pending

    def frame_of_id(self, frame_id: str) -> Frame | None:
        return self.tree.frame(frame_id)

    def is_closed(self) -> bool:
        return self.closed.is_set()

    async def opener(self) -> "Page | None":
        """The one that has opened it, if that is open."""
        return self._opener if self._opener is not None and not self._opener.is_closed() else None

    async def requests(self) -> list[Request]:
        """The last ones, the oldest first."""
        return self.network.requests()

    # What is in it

    def locator(self, selector: str) -> Locator:
        """The elements of its main frame that a selector means."""
        return self.main_frame.locator(selector)

    async def query_selector(self, selector: str) -> handle.ElementHandle | None:
        """The first element that a selector means, as it is now."""
        return await told("Page.query_selector", self.locator(selector).query())

    # What can be done

    async def title(self) -> str:
        """That of its document; something else while it goes elsewhere or shows a dialog."""
        return await told("Page.title", self.main_frame.titled())

    async def evaluate(self, expression: str, arg: Any = None) -> Any:
        """What an expression, or the function that it is, gives in the main world of the main frame: a copy."""
        return await told("Page.evaluate", self.main_frame.evaluated(expression, arg))

    async def evaluate_handle(self, expression: str, arg: Any = None) -> handle.JSHandle:
        """The same, and the value itself: it stays in the page."""
        return await told("Page.evaluate_handle", self.main_frame.evaluated_handle(expression, arg))

    async def goto(
        self,
        url: str,
        *,
        timeout: float | None = None,  # noqa: ASYNC109 - as Playwright has it
        wait_until: WaitUntil | None = None,
        referer: str | None = None,
    ) -> Response | None:
        """Goes to a URL, and waits for a load state. Returns what was answered."""
        return await self.main_frame.gone_to(url, timeout, wait_until, referer)

    async def set_content(
        self,
        html: str,
        *,
        timeout: float | None = None,  # noqa: ASYNC109 - as Playwright has it
        wait_until: WaitUntil | None = None,
    ) -> None:
        """Puts a document in the place of the one that is there."""
        await self.main_frame.filled(html, timeout, wait_until)

    async def wait_for_load_state(
        self,
        state: LoadState | None = None,
        *,
        timeout: float | None = None,  # noqa: ASYNC109 - as Playwright has it
    ) -> None:
        """Waits until its document has come to a state."""
        await navigating.wait_for_load_state(self.main_frame, state, timeout)

    async def wait_for_url(
        self,
        url: Url,
        *,
        wait_until: WaitUntil | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - as Playwright has it
    ) -> None:
        """Waits until it is at a URL: a glob, a regular expression or what a function says."""
        await navigating.wait_for_url(self.main_frame, url, wait_until, timeout)

    @asynccontextmanager
    async def expect_navigation(
        self,
        *,
        url: Url | None = None,
        wait_until: WaitUntil | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - as Playwright has it
    ) -> AsyncIterator[navigating.Expected]:
        """Waits for the navigation that begins meanwhile."""
        async with navigating.expect_navigation(self.main_frame, url, wait_until, timeout) as expected:
            yield expected

    async def reload(
        self,
        *,
        timeout: float | None = None,  # noqa: ASYNC109 - as Playwright has it
        wait_until: WaitUntil | None = None,
    ) -> Response | None:
        """Loads its document anew."""
        reloading = partial(self.session.send, "Page.reload")
        call = navigating.anew(self.main_frame, state("waitUntil", wait_until), reloading, new_document=True)
        return await told("Page.reload", call, timeout_ms=timeout)

    async def go_back(
        self,
        *,
        timeout: float | None = None,  # noqa: ASYNC109 - as Playwright has it
        wait_until: WaitUntil | None = None,
    ) -> Response | None:
        """Goes to the document before, if there is one."""
        return await self._go("Page.go_back", -1, timeout, wait_until)

    async def go_forward(
        self,
        *,
        timeout: float | None = None,  # noqa: ASYNC109 - as Playwright has it
        wait_until: WaitUntil | None = None,
    ) -> Response | None:
        """Goes to the document after, if there is one."""
        return await self._go("Page.go_forward", 1, timeout, wait_until)

    async def _go(self, name: str, by: int, timeout_ms: float | None, wait_until: str | None) -> Response | None:
        async def begin() -> bool:
            history = await self.session.send("Page.getNavigationHistory")
            index = history["currentIndex"] + by
            if not 0 <= index < len(history["entries"]):
                return False
            await self.session.send("Page.navigateToHistoryEntry", {"entryId": history["entries"][index]["id"]})
            return True

        call = navigating.anew(self.main_frame, state("waitUntil", wait_until), begin, new_document=False)
        return await told(name, call, timeout_ms=timeout_ms)

    async def route(self, url: Url, handler: Handler) -> None:
        """Has somebody judge what it asks for, as far as a URL is meant."""
        self._routes.add(url, handler)
        await self.judge_requests()

    async def unroute(self, url: Url, handler: Handler | None = None) -> None:
        """Has nobody judge it any more."""
        self._routes.remove(url, handler)
        await self.judge_requests()

    async def judge_requests(self) -> None:
        """Begins or ends to have its requests judged, where that is wanted."""
        is_judging = bool(self._routes or self.context.routes)
        if is_judging != self._is_judging:
            self._is_judging = is_judging
            await self.network.set_interception(self._judge if is_judging else None)

    async def _judge(self, request: Request) -> str | None:
        verdict = await self._routes.verdict(request)
        if verdict is None:
            verdict = await self.context.routes.verdict(request)
        return verdict or None

    async def bring_to_front(self) -> None:
        """Shows it before the other tabs."""
        await told("Page.bring_to_front", self.session.send("Page.bringToFront"))

    async def set_viewport_size(self, viewport_size: Mapping[str, int]) -> None:
        """Makes its viewport as large."""
        size = {"width": viewport_size["width"], "height": viewport_size["height"]}
        options = {**self.options, "viewport": size, "screen": size, "no_viewport": False}
        await told(
            "Page.set_viewport_size",
            self.session.send("Emulation.setDeviceMetricsOverride", emulation.metrics(options)),
        )
        self.size = size

    async def emulate_media(self, *, media: Literal["null", "print", "screen"] | None = None) -> None:
        """Has it shown as on paper or on a screen; `null`: as it is."""
        if media is not None:
            self.media = "" if media == "null" else media
        wanted = emulation.media(self.options, self.media)
        answers = [one.begin("Emulation.setEmulatedMedia", wanted) for one in self.sessions]
        await told("Page.emulate_media", _first(answers))

    async def screenshot(self, **options: Any) -> bytes:
        """A picture, with the options of Playwright's method."""
        return await picture.screenshot(self, **options)

    async def pdf(self, **options: Any) -> bytes:
        """Its pages on paper, with the options of Playwright's method."""
        return await paper.pdf(self, **options)

    async def close(self, *, run_before_unload: bool | None = None) -> None:
        """Closes it. Where it may ask whether it may be closed, it may stay open."""
        if self.is_closed():
            return
        if run_before_unload:
            await self.session.send("Page.close")
            return
        closing = self.session.connection.root.begin("Target.closeTarget", {"targetId": self.target_id})
        try:
            await closing
        except PlaywrightError:
            if not self.session.is_closed:  # else it has gone meanwhile
                raise
        await self.closed.wait()

    # What belongs to its opening, and its end

    def begin_session(self, session: Session, root_id: str) -> list[Any]:
        """Sends all that a target of the page is to be told before it goes on. Returns the answers to come."""
        is_main = session is self.session
        if not is_main:
            self._other_sessions.append(session)
        session.on("Inspector.targetCrashed", lambda _: self.crashed(session))
        session.on("Page.javascriptDialogOpening", partial(self._dialog_opened, session))
        session.on("Page.javascriptDialogClosed", self._dialog_closed)
        return [
            *self.tree.begin(session, root_id),
            self.network.enable(session),
            self.tree.attach(session),
            emulation.apply(session, self.options, is_main=is_main),
            session.begin("Runtime.runIfWaitingForDebugger"),
        ]

    def end_session(self, session: Session) -> None:
        """A target of the page is gone."""
        self._other_sessions.remove(session)
        self.network.leave(session)

    def crashed(self, session: Session) -> None:
        """The process of its main frame or of another one has died: then nothing of it answers, as in Playwright."""
        session.fail(_DOWN)
        if self._is_crashed or self.is_closed():
            return
        self._is_crashed = True
        self._end(PlaywrightError(_DOWN), PlaywrightError(navigating.CRASHED))
        self.emit("crash", self)

    def gone(self, error: PlaywrightError) -> None:
        """It has closed, or its browser has."""
        if self.is_closed():
            return
        self.error = error
        self.closed.set()
        self._end(error, error)
        self.emit("close", self)

    def give_up_closing(self) -> None:
        """Dismisses what asks whether it may be closed: that is no longer the question."""
        for dialog in tuple(self._dialogs):
            if dialog.type == "beforeunload":
                dialog.give_up()

    def _end(self, document: PlaywrightError, navigation: PlaywrightError) -> None:
        self.stall()
        self._dialogs.clear()
        self.tree.end(document, navigation)
        self.network.end(navigation)

    # What it tells of

    def stall(self) -> None:
        """Something keeps its scripts from answering."""
        stalling, self.stalling = self.stalling, Scope()
        stalling.end(PlaywrightError("the page is stalled"))

    def _told(self, event: str, about: Request | Response) -> None:
        if event == "requestfinished" and isinstance(about, Request) and about.is_navigation_request():
            following.finished(about)
        self.context.emit(event, about)
        self.emit(event, about)

    def _dialog_opened(self, session: Session, event: dict[str, Any]) -> None:
        dialog = Dialog(self, session, event["type"], event["message"], event.get("defaultPrompt", ""))
        self._dialogs.append(dialog)
        self.stall()
        if not (self.context.hears("dialog") or self.hears("dialog")):
            dialog.close()
            return
        self.context.emit("dialog", dialog)
        self.emit("dialog", dialog)

    def dialog_closes(self, dialog: Dialog) -> None:
        """It has been answered."""
        if dialog in self._dialogs:
            self._dialogs.remove(dialog)
            self.context.emit("dialogclosed", dialog)

    def _dialog_closed(self, _: dict[str, Any]) -> None:
        for dialog in tuple(self._dialogs):
            self.dialog_closes(dialog)

    def __repr__(self) -> str:
        return f"<Page url={self.url!r}>"


async def _first(answers: list[asyncio.Future[Any]]) -> None:
    """Waits for all; of frames in other processes, which may go meanwhile, no error counts."""
    main, *others = answers
    await main
    await asyncio.gather(*others, return_exceptions=True)
