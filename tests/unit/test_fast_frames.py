"""Frames of the fast lane, as a browser tells of them."""

import asyncio
import gc
from typing import Any

import pytest
from playwright.async_api import Error as PlaywrightError
from structlog.testing import capture_logs

from tests.unit.test_fast_network import Pipe
from worker.browsers.fast import emulation, navigating
from worker.browsers.fast.connection import Session
from worker.browsers.fast.frame import Frame
from worker.browsers.fast.lifecycle import Lifecycle, Navigation
from worker.browsers.fast.navigating import goto
from worker.browsers.fast.network import Network
from worker.browsers.fast.tree import Tree

DEPTH = 2000


class Page:
    """As much of a page as its frames ask for."""

    def __init__(self) -> None:
        self.pipe = Pipe()
        self.pipe.answers["Page.getFrameTree"] = {"frameTree": {"frame": {"id": "0", "url": "", "loaderId": "l"}}}
        self.session = Session(self.pipe, "one")
        self.told: list[str] = []
        self.network = Network(lambda frame_id: self.tree.frame(frame_id), lambda *_: None, {})  # noqa: PLW0108 - it comes later
        self.tree = Tree(self, "0")  # type: ignore[arg-type]  # it has what is asked of it here
        self.tree.begin(self.session, "0")

    @property
    def main_frame(self) -> Frame:
        return self.tree.main

    def emit(self, event: str, _: Any) -> None:
        self.told.append(event)

    def stall(self) -> None:
        """Nobody waits for its scripts."""

    def begin_session(self, session: Session, _: str) -> list[Any]:
        return [emulation.apply(session, {"timezone_id": "Nowhere"}, is_main=False)]

    def end_session(self, _: Session) -> None:
        """It has noted nothing of it."""

    def frame_session(self) -> Session:
        session = self.pipe.session("frame")
        target = {"targetId": "f", "type": "iframe", "parentFrameId": "0", "url": ""}
        self.session.dispatch("Target.attachedToTarget", {"sessionId": session.id, "targetInfo": target})
        return session

    def network_session(self) -> Session:
        session = self.pipe.session("worker")
        target = {"targetId": "w", "type": "worker", "url": ""}
        self.session.dispatch("Target.attachedToTarget", {"sessionId": session.id, "targetInfo": target})
        return session


async def test_frames_may_be_as_deep_in_each_other_as_a_page_likes() -> None:
    page = Page()
    for number in range(DEPTH):
        page.session.dispatch("Page.frameAttached", {"frameId": str(number + 1), "parentFrameId": str(number)})
    inmost = page.tree.frame(str(DEPTH))
    assert inmost is not None
    assert inmost.session is page.session
    inmost.lifecycle.fired("load")
    assert len([*page.tree.frames()]) == DEPTH + 1
    page.session.dispatch("Page.frameNavigated", {"frame": {"id": "0", "url": "http://a.test/", "loaderId": "m"}})
    assert page.tree.known == [page.main_frame]
    assert page.told.count("framedetached") == DEPTH
    page.tree.end(PlaywrightError("gone"), PlaywrightError("gone"))


async def test_a_page_that_changes_its_url_again_and_again_fills_no_memory_while_another_one_is_waited_for() -> None:
    page = Page()
    page.pipe.begin = lambda *_: asyncio.get_running_loop().create_future()  # type: ignore[method-assign]
    going = asyncio.create_task(goto(page.main_frame, "http://b.test/", "load", None))
    await asyncio.sleep(0)
    for number in range(100):
        page.main_frame.lifecycle.moved(f"http://a.test/#{number}")
    held = [one for one in gc.get_objects() if isinstance(one, Navigation)]
    assert len(held) <= 2
    going.cancel()
    await asyncio.gather(going, return_exceptions=True)
    page.tree.end(PlaywrightError("gone"), PlaywrightError("gone"))


async def test_a_url_that_a_page_has_again_and_again_is_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []
    monkeypatch.setattr(navigating.globs, "matches", lambda url, _: judged.append(url) or url.endswith("there"))
    page = Page()
    page.session.dispatch("Page.frameNavigated", {"frame": {"id": "0", "url": "http://a.test/", "loaderId": "m"}})
    page.session.dispatch("Page.lifecycleEvent", {"frameId": "0", "name": "load"})
    waiting = asyncio.create_task(navigating.wait_for_url(page.main_frame, "**/there", None, None))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    for url in ("http://a.test/1", "http://a.test/1", "http://a.test/1", "http://a.test/2", "http://a.test/there"):
        page.session.dispatch("Page.navigatedWithinDocument", {"frameId": "0", "url": url})
    await waiting
    assert judged == ["http://a.test/", "http://a.test/1", "http://a.test/2", "http://a.test/there"]
    page.tree.end(PlaywrightError("gone"), PlaywrightError("gone"))


async def test_another_document_has_each_frame_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[Lifecycle] = []
    judge = Lifecycle.judge_itself

    def noted(lifecycle: Lifecycle) -> None:
        judged.append(lifecycle)
        judge(lifecycle)

    page = Page()
    page.session.dispatch("Page.frameNavigated", {"frame": {"id": "0", "url": "http://a.test/", "loaderId": "m"}})
    for number in range(3):
        page.session.dispatch("Page.frameAttached", {"frameId": str(number + 1), "parentFrameId": "0"})
    monkeypatch.setattr(Lifecycle, "judge_itself", noted)
    page.session.dispatch("Page.frameNavigated", {"frame": {"id": "1", "url": "http://a.test/1", "loaderId": "n"}})
    assert len(judged) == len({*judged}) == 4
    page.tree.end(PlaywrightError("gone"), PlaywrightError("gone"))


async def test_nothing_is_kept_of_a_worker_that_has_ended() -> None:
    page = Page()
    session = page.network_session()
    assert session in page.network._sessions
    page.session.dispatch("Target.detachedFromTarget", {"sessionId": session.id})
    assert session not in page.network._sessions
    page.tree.end(PlaywrightError("gone"), PlaywrightError("gone"))


@pytest.mark.parametrize(("has_gone", "told"), [(False, ["frame.not_as_its_page"]), (True, [])])
async def test_a_frame_in_another_process_that_does_not_become_as_its_page_is_told_of(
    has_gone: bool, told: list[str]
) -> None:
    page = Page()
    page.pipe.refused.add("Emulation.setTimezoneOverride")
    before = asyncio.all_tasks()
    with capture_logs() as logs:
        page.frame_session().is_closed = has_gone
        await asyncio.wait(asyncio.all_tasks() - before)
        await asyncio.sleep(0)  # it is told
    assert [one["event"] for one in logs] == told
    page.tree.end(PlaywrightError("gone"), PlaywrightError("gone"))


async def test_a_worker_that_has_gone_before_it_was_told_what_to_tell_is_no_news(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Any] = []
    monkeypatch.setattr(asyncio.get_running_loop(), "call_exception_handler", told.append)
    page = Page()
    page.pipe.refused |= {"Network.enable", "Target.setAutoAttach"}
    page.network_session()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    page.tree.end(PlaywrightError("gone"), PlaywrightError("gone"))
    gc.collect()
    assert told == []
