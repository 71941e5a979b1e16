"""One running job as its viewers see it."""

import asyncio
import time
from contextlib import suppress
from typing import Protocol

import structlog
from playwright.async_api import Locator, Page
from tabwright.v1.live_pb2 import AttachRequest, AttachResponse, LivePointer, LiveState, LiveTabs, LiveView

from worker.live import pointing
from worker.live.around import Around
from worker.live.casts import Casts, Load
from worker.live.frames import Frame, Wish
from worker.live.states import state
from worker.live.tab_list import TabList
from worker.live.veil import Veil
from worker.live.viewer import Viewer
from worker.live.within import leave, within

log = structlog.get_logger()

POINT_S = 2.0
TICK_S = 2.0
"""How often viewers hear how the job does, whether that has changed or not."""
GATHER_S = 0.05
"""How long changes are gathered before they are told."""
ACTING_S = 1.5
"""For how long after something was done pictures come faster."""
FRAMES_PER_SECOND = 10
MOST_FRAMES_PER_SECOND = 20.0
DEFAULT_SIZE = 1280
LEAST_SIZE = 64


class Controls(Protocol):
    """As worker.live.control.Control, which says more."""

    last_input_at: float

    @property
    def is_held(self) -> bool:
        """Whether somebody has control."""

    def holds(self, viewer: Viewer) -> bool: ...

    async def handle(self, viewer: Viewer, request: AttachRequest) -> None: ...

    def joined(self, viewer: Viewer) -> None: ...

    def left(self, viewer: Viewer) -> None: ...

    def may_see(self, viewer: Viewer) -> bool: ...

    async def close(self) -> None: ...


class LiveJob:
    """A job that can be watched. As long as nobody does, nothing is done."""

    control: Controls
    """Set by whoever makes it, before anybody attaches."""

    def __init__(self, around: Around, load: Load) -> None:
        self.around = around
        self.tabs = around.tabs
        self.pausing = around.pausing
        self.viewers: dict[str, Viewer] = {}
        self.lead: int | None = None
        """The tab that viewers see who ask for none. None: the one on which the job acts."""
        self.casts = Casts(load, self._show_frame, self._is_acting, self._is_unseen)
        self._veil = Veil(around.secrets, self.page, self._show_cleared, self.covered_changed)
        self._list = TabList(self.tabs, around.concealment.text, self.changed)
        self._told: dict[str, LiveState] = {}
        self._news = asyncio.Event()
        self._newest_tab = -1
        self._is_looked_at = False

    # -- viewers

    def attach(self, viewer: Viewer) -> None:
        """Somebody looks from now on; another stream of the same viewer ends."""
        if (before := self.viewers.pop(viewer.id, None)) is not None:
            self.control.left(before)
            before.cut_off()
        self.viewers[viewer.id] = viewer
        self._settle(viewer)
        self._say_state(viewer)
        self.control.joined(viewer)
        self.changed()

    def detach(self, viewer: Viewer) -> None:
        """A viewer's stream has ended."""
        viewer.close()
        if self.viewers.get(viewer.id) is viewer:
            del self.viewers[viewer.id]
            self._told.pop(viewer.id, None)
            self.control.left(viewer)
            self.changed()

    def show(self, viewer: Viewer, view: LiveView) -> None:
        """Shows the job to a viewer in another way."""
        was_hidden = viewer.view.hidden
        viewer.view = view
        shown = viewer.shown
        self._settle(viewer)
        if was_hidden and not view.hidden and viewer.shown == shown:
            self._show_newest(viewer)
        self.changed()

    def acknowledge(self, viewer: Viewer, seq: int) -> None:
        """A viewer has painted a frame."""
        was_stalled = viewer.is_stalled
        viewer.acknowledge(seq)
        if was_stalled and not viewer.is_stalled:
            self.hurry()

    def tell(self, response: AttachResponse, *, but: Viewer | None = None) -> None:
        """Says something to all viewers but one."""
        for viewer in self.viewers.values():
            if viewer is not but:
                viewer.send(response)

    # -- for who acts

    def page(self, number: int) -> Page | None:
        """An open tab."""
        return self.tabs.numbered.get(number)

    def number(self, page: Page) -> int | None:
        """The number of an open tab."""
        return next((number for number, one in self.tabs.numbered.items() if one is page), None)

    def hurry(self) -> None:
        """Something was done: the next picture is wanted soon."""
        self.casts.hurry()

    def changed(self) -> None:
        """Something that viewers are told of may be different: they hear it in a moment."""
        self._news.set()

    def covered_changed(self) -> None:
        """Some viewers may see pictures now, or may no longer."""
        for viewer in self.viewers.values():
            if self._may_see(viewer):
                self._show_newest(viewer)
            else:
                viewer.forget_frame()
        self.changed()

    @property
    def is_watched(self) -> bool:
        """Whether somebody looks at pictures."""
        return any(not viewer.view.hidden for viewer in self.viewers.values())

    def about_to(self, action: str, locator: Locator) -> None:
        """Says which element the job is about to act on, where somebody looks. Never waits, and never fails."""
        if self.is_watched:
            leave(asyncio.create_task(self._point(action, locator)))

    async def _point(self, action: str, locator: Locator) -> None:
        tab = self.number(locator.page)
        box = await within(POINT_S, pointing.box(locator))
        if tab is None or box is None:
            return
        pointer = LivePointer(tab=tab, action=action, **box)
        for viewer in self.viewers.values():
            if viewer.shown == pointer.tab and self._may_see(viewer):
                viewer.send(AttachResponse(pointer=pointer))

    # -- its own task

    async def run(self) -> None:
        """Keeps viewers informed, for ever. What goes wrong here is not the job's concern."""
        self.pausing.on_change.append(self.changed)
        self.tabs.on_change.append(self._tabs_changed)
        try:
            while True:
                try:
                    await self._tell_news()
                except Exception as error:  # noqa: BLE001 - a dead driver says so with bare Exceptions
                    log.warning("live.failed", error=str(error), error_type=type(error).__name__)
                    await asyncio.sleep(1)
        finally:
            self.pausing.on_change.remove(self.changed)
            self.tabs.on_change.remove(self._tabs_changed)

    async def close(self) -> None:
        """The attempt is over: ends all streams."""
        for viewer in list(self.viewers.values()):
            self.detach(viewer)
        await self.control.close()
        await self.casts.close()
        self._veil.close()
        self._list.forget()

    async def _tell_news(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(TICK_S if self.viewers else None):
                await self._news.wait()
                await asyncio.sleep(GATHER_S)
        self._news.clear()
        self._follow()
        for viewer in self.viewers.values():
            self._say_state(viewer)
        if self.is_watched or self.control.is_held:
            await self._say_tabs()
        else:
            self._list.forget()

    def _tabs_changed(self) -> None:
        numbered = self.tabs.numbered
        newest = max(numbered, default=-1)
        if newest > self._newest_tab >= 0 and self.control.is_held:
            self.lead = newest
        self._newest_tab = max(newest, self._newest_tab)
        if self.lead is not None and self.lead not in numbered:
            self.lead = None
        self.changed()

    def _follow(self) -> None:
        """Takes pictures of what is looked at, and of nothing else."""
        numbered = self.tabs.numbered
        self._newest_tab = max(self._newest_tab, max(numbered, default=-1))
        looked_at: dict[int, list[LiveView]] = {}
        for viewer in self.viewers.values():
            self._settle(viewer)
            if viewer.shown is not None and not viewer.view.hidden:
                looked_at.setdefault(viewer.shown, []).append(viewer.view)
        self.casts.follow({tab: (numbered[tab], _wish(views)) for tab, views in looked_at.items()})
        if bool(looked_at) != self._is_looked_at:
            self._is_looked_at = bool(looked_at)
            self.around.look(self._is_looked_at)

    def _settle(self, viewer: Viewer) -> None:
        """Which tab a viewer sees."""
        numbered = self.tabs.numbered
        wanted = viewer.view.tab if viewer.view.HasField("tab") else self.lead
        shown = wanted if wanted in numbered else self.number(self.tabs.current)
        if shown != viewer.shown:
            viewer.shown = shown
            viewer.forget_frame()
            self._show_newest(viewer)

    def _may_see(self, viewer: Viewer) -> bool:
        """Whether a viewer sees pictures now. Who has control sees what the page shows, be it hidden or not."""
        return self.control.may_see(viewer) and not (self._is_veiled(viewer) and viewer.shown in self._veil.covered)

    def _is_veiled(self, viewer: Viewer) -> bool:
        """Whether a viewer sees only pictures of which it is known that they show nothing hidden."""
        return self._veil.is_needed and not self.control.holds(viewer)

    def _show_newest(self, viewer: Viewer) -> None:
        frame = self.casts.newest(viewer.shown) if viewer.shown is not None else None
        if frame is not None:
            self._show(viewer, frame)

    def _show_frame(self, frame: Frame) -> None:
        for viewer in self.viewers.values():
            self._show(viewer, frame)

    def _show(self, viewer: Viewer, frame: Frame) -> None:
        if viewer.shown != frame.tab or not self.control.may_see(viewer):
            return
        if self._is_veiled(viewer):
            self._veil.judge(frame)
        else:
            self._send(viewer, frame)

    def _show_cleared(self, frame: Frame) -> None:
        for viewer in self.viewers.values():
            if self._is_veiled(viewer) and self._may_see(viewer):
                self._send(viewer, frame)

    def _send(self, viewer: Viewer, frame: Frame) -> None:
        viewer.send_frame(frame)
        said = self._told.get(viewer.id)
        if said is not None and said.state in {"starting", "still"}:
            self._say_state(viewer)

    def _say_state(self, viewer: Viewer) -> None:
        frame = self.casts.newest(viewer.shown) if viewer.shown is not None else None
        may_see = self._may_see(viewer)
        said = state(self.around, viewer, frame, may_see=may_see, viewers=len(self.viewers))
        self._told[viewer.id] = said
        viewer.send(AttachResponse(state=said))

    async def _say_tabs(self) -> None:
        tabs = await self._list.read()
        current = self.number(self.tabs.current)
        for viewer in self.viewers.values():
            said = LiveTabs(tabs=tabs, shown=viewer.shown or 0, current=current or 0)
            if said != viewer.tabs and (not viewer.view.hidden or self.control.holds(viewer)):
                viewer.tabs = said
                viewer.send(AttachResponse(tabs=said))

    def _is_unseen(self, tab: int) -> bool:
        """Whether none of those who look at a tab takes its pictures: they are stalled, or somebody else acts."""
        return all(
            viewer.is_stalled or not self.control.may_see(viewer)
            for viewer in self.viewers.values()
            if viewer.shown == tab and not viewer.view.hidden
        )

    def _is_acting(self) -> bool:
        return time.monotonic() - self.control.last_input_at < ACTING_S


def _wish(views: list[LiveView]) -> Wish:
    """What all viewers of a tab want together."""
    return Wish(
        max(LEAST_SIZE, *(min(view.max_width or DEFAULT_SIZE, DEFAULT_SIZE) for view in views)),
        max(LEAST_SIZE, *(min(view.max_height or DEFAULT_SIZE, DEFAULT_SIZE) for view in views)),
        max(view.frames_per_second or FRAMES_PER_SECOND for view in views),
    )
