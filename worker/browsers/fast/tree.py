"""The frames of a page as the browser tells of them, in whichever of its processes they are."""

import asyncio
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog
from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.connection import AUTO_ATTACH, Session
from worker.browsers.fast.frame import DETACHED, Frame
from worker.browsers.fast.scope import heard
from worker.browsers.fast.worlds import DESTROYED

if TYPE_CHECKING:
    from worker.browsers.fast.page import Page

log = structlog.get_logger()

_NOT_YET = ("", ":")
"""The URL of a frame before its first document."""
_STATES = {"load": "load", "DOMContentLoaded": "domcontentloaded"}


class Tree:
    """All frames of one page. Each session tells of those in its process."""

    def __init__(self, page: "Page", frame_id: str) -> None:
        self._page = page
        self.main = Frame(page, frame_id, None)
        self.has_document: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Comes when the main frame has its first document."""
        self.has_document.add_done_callback(heard)
        self._frames = {frame_id: self.main}
        self._swapped: set[Session] = set()
        """Those whose frame has come back into its parent's process."""
        self._workers: dict[str, Session] = {}
        self._opened: dict[Frame, list[asyncio.Future[None]]] = {}

    def frame(self, frame_id: str) -> Frame | None:
        return self._frames.get(frame_id)

    @property
    def known(self) -> list[Frame]:
        """All, in the order in which they came."""
        return [*self._frames.values()]

    def frames(self, root: Frame | None = None) -> Iterator[Frame]:
        """All, each before those in it."""
        waiting = [root or self.main]
        while waiting:  # pages may put hundreds of frames into each other, which no call of itself would go through
            frame = waiting.pop()
            yield frame
            waiting += reversed(frame.child_frames)

    def document_opened(self, frame: Frame) -> asyncio.Future[None]:
        """Comes when a script next begins to write the document of a frame anew, which has come to no state then."""
        opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        waiting = self._opened.setdefault(frame, [])
        waiting.append(opened)
        opened.add_done_callback(waiting.remove)
        return opened

    def begin(self, session: Session, root_id: str) -> list[asyncio.Future[Any]]:
        """Has a session tell of the frames in its process, of which one is the root. Returns the answers to come."""
        for event, handler in (
            ("Target.attachedToTarget", partial(self._target_attached, session, root_id)),
            ("Target.detachedFromTarget", partial(self._target_detached, session)),
        ):
            session.on(event, handler)
        return [
            session.begin("Page.enable"),
            session.begin("Page.getFrameTree", then=lambda told: self._seen(session, root_id, told["frameTree"])),
            session.begin(
                "Page.setLifecycleEventsEnabled",
                {"enabled": True},
                then=lambda _: (
                    session.on("Page.lifecycleEvent", partial(self._lifecycle, session))
                    if self.main.url in _NOT_YET
                    else None
                ),
            ),
        ]

    def attach(self, session: Session) -> asyncio.Future[Any]:
        """Has a session tell of what else belongs to its target, which waits for us then."""
        return session.begin("Target.setAutoAttach", AUTO_ATTACH)

    def end(self, document: PlaywrightError, navigation: PlaywrightError) -> None:
        """The page is no more."""
        for frame in self.frames():
            frame.end(document, navigation)
        if not self.has_document.done():
            self.has_document.set_exception(navigation)

    # What is there when a session begins

    def _seen(self, session: Session, root_id: str, seen: dict[str, Any]) -> None:
        self._add(session, root_id, seen)
        for event, handler in (
            ("Page.frameAttached", self._attached),
            ("Page.frameDetached", self._detached),
            ("Page.frameNavigated", self._navigated),
            ("Page.navigatedWithinDocument", self._moved),
            ("Page.frameRequestedNavigation", self._requested),
            ("Page.documentOpened", self._written),
        ):
            session.on(event, partial(handler, session))
        if root_id != self.main.id or self.main.url not in _NOT_YET:
            # Else it would tell of the empty document that pages begin with.
            session.on("Page.lifecycleEvent", partial(self._lifecycle, session))
            self.is_there()

    def _add(self, session: Session, root_id: str, seen: dict[str, Any]) -> None:
        told = seen["frame"]
        if told["id"] != root_id:
            self._attached(session, {"frameId": told["id"], "parentFrameId": told.get("parentId")})
        frame = self._frames.get(told["id"])
        if frame is None:
            return
        if told["id"] == self.main.id or told["url"] not in _NOT_YET:
            self._commit(frame, told, is_initial=True)
        for child in seen.get("childFrames", ()):
            self._add(session, root_id, child)

    def is_there(self) -> None:
        """The main frame has a document, or there is none to wait for."""
        if not self.has_document.done():
            self.has_document.set_result(None)

    # What sessions tell

    def _attached(self, session: Session, event: dict[str, Any]) -> None:
        frame_id, parent_id = event["frameId"], event.get("parentFrameId")
        frame = self._frames.get(frame_id)
        if frame is not None and frame.own_session not in {None, session}:
            self._swapped.add(frame.own_session)
            self._remove_children(frame)
        elif frame is None and (parent := self._frames.get(parent_id or "")) is not None:
            self._attach(frame_id, parent)

    def _attach(self, frame_id: str, parent: Frame) -> Frame:
        frame = self._frames[frame_id] = Frame(self._page, frame_id, parent)
        self._page.emit("frameattached", frame)
        return frame

    def _detached(self, _: Session, event: dict[str, Any]) -> None:
        frame = self._frames.get(event["frameId"])
        if frame is None or frame.own_session is not None or frame is self.main:
            return
        if event["reason"] == "swap":
            self._remove_children(frame)
        else:
            self._detach(frame)

    def _navigated(self, session: Session, event: dict[str, Any]) -> None:
        frame = self._told_frame(session, event["frame"]["id"])
        if frame is not None:
            self._commit(frame, event["frame"], is_initial=False)
            if frame is self.main:
                self.is_there()

    def _commit(self, frame: Frame, told: dict[str, Any], *, is_initial: bool) -> None:
        self._remove_children(frame)
        loader_id = told["loaderId"]
        frame.committed(
            told["url"] + told.get("urlFragment", ""),
            told.get("name", ""),
            loader_id,
            nothing_is_open=self._page.network.committed(frame, loader_id),
            is_initial=is_initial,
        )

    def _moved(self, session: Session, event: dict[str, Any]) -> None:
        if (frame := self._told_frame(session, event["frameId"])) is not None:
            frame.url = event["url"]
            frame.lifecycle.moved(event["url"])

    def _requested(self, session: Session, event: dict[str, Any]) -> None:
        frame = self._told_frame(session, event["frameId"])
        if frame is not None and event["disposition"] == "currentTab":
            frame.lifecycle.requested(None, None)

    def _written(self, session: Session, event: dict[str, Any]) -> None:
        frame = self._told_frame(session, event["frame"]["id"])
        if frame is None or not (waiting := self._opened.get(frame)):
            return
        frame.lifecycle.clear(nothing_is_open=not self._page.network.open_requests(frame))
        for opened in tuple(waiting):
            if not opened.done():
                opened.set_result(None)

    def _lifecycle(self, session: Session, event: dict[str, Any]) -> None:
        if (load_state := _STATES.get(event["name"])) is None:
            return
        if (frame := self._told_frame(session, event["frameId"])) is not None:
            frame.lifecycle.fired(load_state)

    def _told_frame(self, session: Session, frame_id: str) -> Frame | None:
        """A frame that a session may tell of: it is in its process still."""
        frame = self._frames.get(frame_id)
        return frame if frame is not None and (frame.session is session or session in self._swapped) else None

    # Frames in other processes, and workers

    def _target_attached(self, session: Session, root_id: str, event: dict[str, Any]) -> None:
        target, child = event["targetInfo"], session.connection.session(event["sessionId"])
        if target["type"] == "iframe":
            self._take_in(child, target)
        elif target["type"] == "worker":
            frame = self._frames.get(target.get("parentFrameId") or root_id)
            self._workers[child.id] = child
            telling = asyncio.ensure_future(self._page.network.enable(child, worker_of=frame or self.main))
            telling.add_done_callback(heard)
            child.on("Target.attachedToTarget", partial(self._target_attached, child, root_id))
            child.on("Target.detachedFromTarget", partial(self._target_detached, child))
            self.attach(child)
            child.begin("Runtime.runIfWaitingForDebugger")
        else:
            session.begin("Target.detachFromTarget", {"sessionId": child.id})

    def _take_in(self, session: Session, target: dict[str, Any]) -> None:
        frame = self._frames.get(target["targetId"])
        if frame is None and (parent_id := target.get("parentFrameId")):
            frame = self._attach(target["targetId"], self._frames.get(parent_id, self.main))
        if frame is None:
            return
        self._remove_children(frame)
        frame.forget_document(PlaywrightError(DESTROYED))
        frame.own_session = session
        beginning = asyncio.gather(*self._page.begin_session(session, frame.id))
        beginning.add_done_callback(partial(self._begun, session))

    def _begun(self, session: Session, beginning: asyncio.Future[Any]) -> None:
        """As in Playwright, the frame is shown all the same where something of it was refused."""
        error = None if beginning.cancelled() else beginning.exception()
        if error is not None and not (session.is_closed or session.gone):
            log.warning("frame.not_as_its_page", error=str(error))

    def _target_detached(self, session: Session, event: dict[str, Any]) -> None:
        if (worker := self._workers.pop(event["sessionId"], None)) is not None:
            self._page.network.leave(worker)
            return
        child = next((one for one in self.frames() if _is_of(one, event["sessionId"])), None)
        if child is None or (own := child.own_session) is None:
            return
        if own in self._swapped:
            self._let_go(child, own)
            return

        def settle(_: object) -> None:
            """Once the parent's process has told whether the frame has come back to it."""
            if own not in self._swapped:
                self._detach(child)
            self._let_go(child, own)

        session.begin("Page.enable").add_done_callback(settle)

    def _let_go(self, frame: Frame, session: Session) -> None:
        self._swapped.discard(session)
        if frame.own_session is session:
            frame.own_session = None
            self._page.end_session(session)

    def _remove_children(self, frame: Frame) -> None:
        for child in tuple(frame.child_frames):
            self._remove(child)

    def _detach(self, frame: Frame) -> None:
        if self._frames.get(frame.id) is frame:
            self._remove(frame)
            self.main.lifecycle.judge_idle()

    def _remove(self, frame: Frame) -> None:
        for one in reversed([*self.frames(frame)]):  # those in it first
            self._frames.pop(one.id, None)
            self._page.network.detached(one)
            one.detach(PlaywrightError(DETACHED))
            self._page.emit("framedetached", one)


def _is_of(frame: Frame, session_id: str) -> bool:
    return frame.own_session is not None and frame.own_session.id == session_id
