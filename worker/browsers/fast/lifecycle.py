"""What a frame has come to: which document it shows, how far that has loaded, and what it is on its way to."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.scope import Scope

if TYPE_CHECKING:
    from worker.browsers.fast.frame import Frame
    from worker.browsers.fast.request import Request

IDLE_S = 0.5
"""How long nothing is under way in a frame that is idle."""
_STATES = ("commit", "domcontentloaded", "load", "networkidle")


@dataclass(eq=False, slots=True)
class Document:
    """One that a frame shows, or is on its way to."""

    id: str | None
    """The browser's for what loads it; None: not known yet."""
    request: "Request | None" = None
    """The last one for it; None: nobody was asked."""


@dataclass(frozen=True, eq=False, slots=True)
class Navigation:
    """One that has ended, with another document or without."""

    url: str
    document: Document | None = None
    """None: the document has stayed."""
    error: str = ""
    """Why it has come to nothing."""


def state(name: str, value: str | None) -> str:
    """A load state that a call names. Raises Playwright's error."""
    value = "networkidle" if value == "networkidle0" else value or "load"
    if value not in _STATES:
        raise PlaywrightError(f"{name}: expected one of (load|domcontentloaded|networkidle|commit)")
    return value


class Lifecycle:
    """The states of one frame, and those who wait for them."""

    def __init__(self, frame: "Frame") -> None:
        self._frame = frame
        self.life = Scope()
        """Ends when the frame is detached, and when its page closes or crashes."""
        self.document = Document(None)
        self.pending: Document | None = None
        """What the frame is on its way to."""
        self._fired = {"commit"}
        self._is_idle = False
        """Whether nothing of the frame itself has been under way for some time."""
        self._idle_timer: asyncio.TimerHandle | None = None
        self._states: list[tuple[str, asyncio.Future[Any]]] = []
        self._navigations: list[Callable[[Navigation], None]] = []
        self.rest()

    def has(self, load_state: str) -> bool:
        return load_state in self._fired

    async def reach(self, load_state: str) -> None:
        """Waits until the frame comes to a state. Raises Playwright's error when it ends before."""
        if load_state in self._fired and self.life.error is None:
            return
        future = self.life.future()
        waiting = load_state, future
        self._states.append(waiting)
        try:
            await future
        finally:
            self._states.remove(waiting)

    def navigations(self, note: Callable[[Navigation], None]) -> "Noting":
        """Has somebody told of each navigation that ends, as long as they are inside."""
        return Noting(self._navigations, note)

    async def navigation(self, is_it: Callable[[Navigation], bool]) -> Navigation:
        """The next one that is meant. Raises Playwright's error when the frame ends before."""
        future = self.life.future()

        def note(one: Navigation) -> None:
            if not future.done() and is_it(one):
                future.set_result(one)

        with self.navigations(note):
            found: Navigation = await future
            return found

    def requested(self, document_id: str | None, request: "Request | None") -> None:
        """The frame is on its way."""
        if document_id is None and self.pending is not None and self.pending.id is None:
            return
        if self.pending is not None and self.pending.id == document_id and document_id is not None:
            self.pending.request = request or self.pending.request
        else:
            self.pending = Document(document_id, request)
        if self._frame.parent_frame is None:
            self._frame.page.stall()

    def committed(self, url: str, document_id: str, *, nothing_is_open: bool, is_initial: bool = False) -> None:
        """The frame has another document."""
        pending, kept = self.pending, None
        if pending is not None and pending.id in {None, document_id}:
            pending.id = document_id
            self.document = pending
        else:
            self.document, kept = Document(document_id), pending
        self.pending = None
        self.clear(nothing_is_open=nothing_is_open)
        self._tell(Navigation(url, self.document))
        if not is_initial:
            self._frame.page.emit("framenavigated", self._frame)
        self.pending = kept

    def moved(self, url: str) -> None:
        """The document has another URL, and has stayed."""
        if self.pending is not None and self.pending.id is None and self.pending.request is None:
            self.pending = None
        self._tell(Navigation(url))
        self._frame.page.emit("framenavigated", self._frame)

    def aborted(self, error: str, document_id: str | None = None) -> None:
        """What the frame was on its way to does not come."""
        if self.pending is None or (document_id is not None and self.pending.id != document_id):
            return
        document, self.pending = self.pending, None
        self._tell(Navigation(self._frame.url, document, error))

    def clear(self, *, nothing_is_open: bool) -> None:
        """There is another document: it has come to nothing yet."""
        self._fired.clear()
        self.busy()
        if nothing_is_open:
            self.rest()
        self.fired("commit")

    def fired(self, load_state: str) -> None:
        """The document has come to a state."""
        if load_state in self._fired:
            return
        self._add(load_state)
        frame = self._frame
        if frame.parent_frame is None and load_state in {"load", "domcontentloaded"}:
            frame.page.emit(load_state, frame.page)
        self._main.judge_idle()

    def rest(self) -> None:
        """Nothing of the frame is under way."""
        if self._idle_timer is None and "networkidle" not in self._fired and self.life.error is None:
            self._idle_timer = asyncio.get_running_loop().call_later(IDLE_S, self._idle)

    def busy(self) -> None:
        """Something of the frame is under way."""
        self._is_idle = False
        if self._idle_timer is not None:
            self._idle_timer.cancel()
            self._idle_timer = None

    def judge_idle(self) -> None:
        """Says which frames are idle, and all in them."""
        for frame in reversed([*self._frame.page.tree.frames(self._frame)]):  # those in it first
            frame.lifecycle.judge_itself()

    def judge_itself(self) -> None:
        """Says whether the frame is idle, once that is said of those in it."""
        is_idle = self._is_idle and all(one.lifecycle.has("networkidle") for one in self._frame.child_frames)
        if is_idle and "networkidle" not in self._fired:
            self._add("networkidle")
        elif not is_idle:
            self._fired.discard("networkidle")

    def end(self, error: PlaywrightError) -> None:
        self.busy()
        self.life.end(error)

    @property
    def _main(self) -> "Lifecycle":
        return self._frame.page.main_frame.lifecycle

    def _idle(self) -> None:
        self._is_idle = True
        self._main.judge_idle()

    def _add(self, load_state: str) -> None:
        self._fired.add(load_state)
        for wanted, future in self._states:
            if wanted == load_state and not future.done():
                future.set_result(None)

    def _tell(self, navigation: Navigation) -> None:
        for note in tuple(self._navigations):
            note(navigation)


class Noting:
    """Being told of something, as long as one is inside."""

    def __init__(self, notes: list[Callable[[Navigation], None]], note: Callable[[Navigation], None]) -> None:
        self._notes = notes
        self._note = note

    def __enter__(self) -> None:
        self._notes.append(self._note)

    def __exit__(self, *_: object) -> None:
        self._notes.remove(self._note)
