"""What the pages of the fast lane ask for, and what they are answered: told, and counted, as Playwright does."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.connection import Handler, Session
from worker.browsers.fast.emulation import begin_network
from worker.browsers.fast.holding import Holding, Judge
from worker.browsers.fast.request import Frame, Request, Response

MAX_LAST = 100
"""How many of a page's requests are remembered, whether they have ended or not."""
MAX_HELD_CHARS = 16_000_000
"""How much is held of the URLs and headers of one page's requests. Of those beyond, only what messages tell."""
MAX_CUT_CHARS = 1_000
_NO_CONTENT = 204

Emit = Callable[[str, Any], None]


class Network:
    """The requests of one page: of all its frames, in whichever process, and of their workers."""

    def __init__(
        self,
        frame: Callable[[str], Frame | None],
        emit: Emit,
        options: Mapping[str, Any],
        judge: Judge | None = None,
    ) -> None:
        """`frame` knows the page's frames. `emit` is told `request`, `response`, `requestfinished` and `requestfailed`.
        `options` are those of the context. `judge`: as of `set_interception`.
        """
        self.on_navigation: Callable[[Request], None] = lambda _: None
        """Told of each request for a document of a frame, redirects included."""
        self.on_navigation_failed: Callable[[Request, str], None] = lambda _, __: None
        """Told of one that has failed, and how."""
        self.on_idle_change: Callable[[Any, bool], None] = lambda _, __: None
        """Told of a frame that has no open request any more, or its first."""
        self._frame = frame
        self._emit = emit
        self._options = options
        self._holding = Holding(options.get("http_credentials"), judge)
        self._sessions: dict[Session, list[tuple[str, Handler]]] = {}
        self._worker_frames: dict[Session, Frame] = {}
        self._requests: dict[str, Request] = {}
        """Those that have not ended. A redirect has the id of what was redirected, and takes its place."""
        self._open: defaultdict[Frame, set[Request]] = defaultdict(set)
        """Those for which frames are not idle."""
        self._last: deque[Request] = deque()
        self._held_chars = 0

    def enable(self, session: Session, worker_of: Frame | None = None) -> Awaitable[Any]:
        """Tells of what a target of the page asks for from now on: a frame, or a worker of one. Sends all commands at
        once, and returns what waits for their answers.
        """
        handlers: list[tuple[str, Handler]] = [
            ("Network.requestWillBeSent", lambda event: self._asked(session, event)),
            ("Network.responseReceived", self._answered),
            ("Network.loadingFinished", lambda event: self._finished(session, event)),
            ("Network.loadingFailed", lambda event: self._failed(session, event)),
        ]
        for event, handler in handlers:
            session.on(event, handler)
        self._sessions[session] = handlers
        if worker_of is not None:
            self._worker_frames[session] = worker_of
        return asyncio.gather(*begin_network(session, self._options, self._holding, is_worker=worker_of is not None))

    def leave(self, session: Session) -> None:
        """The target of a session is gone."""
        for event, handler in self._sessions.pop(session, ()):
            session.remove_listener(event, handler)
        self._worker_frames.pop(session, None)
        self._holding.leave(session)

    async def set_interception(self, judge: Judge | None) -> None:
        """Has all that the page asks for judged before it is sent, redirects excepted; None: no more. Meanwhile nothing
        comes from a cache.
        """
        sessions = {session: session in self._worker_frames for session in self._sessions if not session.is_closed}
        await asyncio.gather(*self._holding.judge(judge, sessions))

    def requests(self) -> list[Request]:
        """The last ones, the oldest first."""
        return list(self._last)

    def open_requests(self, frame: Frame) -> int:
        """For how many requests a frame is not idle."""
        return len(self._open.get(frame, ()))

    def committed(self, frame: Frame, document_id: str) -> bool:
        """A frame has a new document: what the one before has asked for counts no more. Returns whether the frame is
        idle.
        """
        left = {one for one in self._open.pop(frame, ()) if one.document_id == document_id}
        if left:
            self._open[frame] = left
        return not left

    def detached(self, frame: Frame) -> None:
        """A frame is gone."""
        self._open.pop(frame, None)

    def end(self, error: PlaywrightError) -> None:
        """The page is gone, for this reason: ends whoever waits for something of it."""
        for request in (*self._requests.values(), *self._last):
            request.end(error)

    def _asked(self, session: Session, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("data:"):
            return
        before = None
        if (answer := event.get("redirectResponse")) is not None:
            before = self._requests.get(event["requestId"])
            if before is not None:
                self._redirected(before, answer)
        frame_id = event.get("frameId")
        frame = self._frame(frame_id) if frame_id else self._worker_frames.get(session)
        if frame is None:
            self._holding.told(event["requestId"], None)
            return
        cut = MAX_CUT_CHARS if self._held_chars > MAX_HELD_CHARS else None
        request = Request(event, session, frame, before, cut)
        self._requests[request.id] = request
        self._held_chars += request.held_chars
        self._begin(frame, request)
        self._tell("request", request, request)
        self._holding.told(request.id, request)

    def _begin(self, frame: Frame, request: Request) -> None:
        if request.counts:
            self._open[frame].add(request)
            if len(self._open[frame]) == 1:
                self.on_idle_change(frame, False)  # noqa: FBT003 - callbacks have no keywords
        if request.is_navigation_request():
            self.on_navigation(request)
        if not request.is_favicon:
            self._last.append(request)
            if len(self._last) > MAX_LAST:
                self._let_go(self._last.popleft())

    def _redirected(self, request: Request, answer: Mapping[str, Any]) -> None:
        response = self._response(request, answer)
        response.ended.tell(None)
        self._end(request)
        self._tell("response", request, response)
        self._tell("requestfinished", request, request)

    def _answered(self, event: dict[str, Any]) -> None:
        if (request := self._requests.get(event["requestId"])) is not None:
            self._tell("response", request, self._response(request, event["response"]))

    def _response(self, request: Request, payload: Mapping[str, Any]) -> Response:
        before = request.held_chars
        response = Response(request, payload)
        self._held_chars += request.held_chars - before
        request.answer.tell(response)
        return response

    def _finished(self, session: Session, event: dict[str, Any]) -> None:
        if (request := self._requests.get(event["requestId"])) is None:
            return
        self._take_over(session, request)
        if request.existing_response is not None:
            request.existing_response.ended.tell(None)
        self._end(request)
        self._tell("requestfinished", request, request)

    def _failed(self, session: Session, event: dict[str, Any]) -> None:
        if (request := self._requests.get(event["requestId"])) is None:
            return
        self._take_over(session, request)
        response = request.existing_response
        if response is not None:
            response.ended.tell(None)
        if response is not None and response.status == _NO_CONTENT:
            self._end(request)
            self._tell("requestfinished", request, request)
            return
        request.failure = event.get("errorText") or event.get("blockedReason") or ""
        request.answer.tell(None)
        self._end(request)
        if request.is_navigation_request():
            told = "; maybe frame was detached?" if event.get("canceled") else ""
            self.on_navigation_failed(request, f"{request.failure}{told}")
        self._tell("requestfailed", request, request)

    def _take_over(self, session: Session, request: Request) -> None:
        """The document of a frame in another process is had from there, and what a worker has asked for from it."""
        if request.session is not session and (request.is_navigation_request() or session in self._worker_frames):
            request.session = session

    def _end(self, request: Request) -> None:
        self._requests.pop(request.id, None)
        self._holding.ended(request.id)
        still = self._open.get(request.frame, set())
        if request in still:
            still.remove(request)
            if not still:
                del self._open[request.frame]
                self.on_idle_change(request.frame, True)  # noqa: FBT003
        self._let_go(request)

    def _let_go(self, request: Request) -> None:
        """Counts nothing more for a request that has ended and is not one of the last."""
        if self._requests.get(request.id) is not request and request not in self._last:
            self._held_chars -= request.held_chars
            request.held_chars = 0

    def _tell(self, name: str, request: Request, told: Request | Response) -> None:
        if not request.is_favicon:
            self._emit(name, told)
