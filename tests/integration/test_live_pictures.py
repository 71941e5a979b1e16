"""What viewers see of a browser: real pages, real pictures."""

import asyncio
import time
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from uuid import uuid4

import pytest
from playwright.async_api import Page
from tabwright.v1.job_options_pb2 import JobOptions, Record
from tabwright.v1.live_pb2 import (
    AttachResponse,
    LiveFrame,
    LivePointer,
    LiveState,
    LiveTab,
    LiveTabs,
    LiveView,
)

from store.database.connection import Database
from store.queue.browsers import get_browser_type
from tests.fixtures.watching import Still, Watched
from tests.integration.test_claim import FIREFOX
from worker.browsers.browsers import Browsers
from worker.browsers.interruption import Interruption
from worker.live.jobs import LiveJobs
from worker.live.live_job import LiveJob
from worker.live.tab_list import TabList
from worker.live.viewer import Viewer

pytestmark = pytest.mark.slow

DEADLINE_S = 60.0
NEAR = 6
"""How far colours may be from each other after JPEG."""
_DRAW = """async data => {
    const image = new Image();
    image.src = `data:image/jpeg;base64,${data}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    const pixel = canvas.getImageData(image.width / 2, image.height / 2, 1, 1).data;
    return [image.width, image.height, ...pixel.slice(0, 3)];
}"""
# A page that paints when it is told to, and says how often it has in the colour of its whole surface.
CLOCK = """<!doctype html><title>clock</title><body style="margin:0;height:100vh"><script>
let painted = 0, runs = false;
const paint = () => { painted++; document.body.style.background = `rgb(${painted % 200}, 40, 90)`; };
const burst = count => new Promise(done => {
    const one = () => { paint(); if (--count) requestAnimationFrame(one); else done(painted); };
    one();
});
const run = () => { if (runs) { paint(); requestAnimationFrame(run); } };
const start = () => { runs = true; run(); };
const stop = () => { runs = false; return painted; };
</script>"""


class Watching:
    """One who looks, and what they have seen."""

    def __init__(self, live: LiveJob, viewer: Viewer) -> None:
        self.live = live
        self.viewer = viewer
        self.heard: list[AttachResponse] = []
        self.acknowledges = asyncio.Event()
        self.acknowledges.set()
        self._news = asyncio.Condition()
        self.task = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        async for response in self.viewer.responses():
            async with self._news:
                self.heard.append(response)
                self._news.notify_all()
            if response.WhichOneof("message") == "frame":
                await self.acknowledges.wait()
                self.viewer.acknowledge(response.frame.seq)

    @property
    def frames(self) -> list[LiveFrame]:
        return [one.frame for one in self.heard if one.HasField("frame")]

    @property
    def states(self) -> list[LiveState]:
        return [one.state for one in self.heard if one.HasField("state")]

    @property
    def tabs(self) -> LiveTabs:
        return next((one.tabs for one in reversed(self.heard) if one.HasField("tabs")), LiveTabs())

    @property
    def pointer(self) -> LivePointer | None:
        return next((one.pointer for one in reversed(self.heard) if one.HasField("pointer")), None)

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Waits until what was heard fulfils a condition."""
        async with asyncio.timeout(DEADLINE_S), self._news:
            await self._news.wait_for(is_so)


@asynccontextmanager
async def watched(page: Page, pausing: Still | None = None) -> AsyncIterator[LiveJob]:
    job = Watched(page, uuid4())
    job.pausing = pausing or job.pausing
    async with job.in_(LiveJobs()) as live:
        yield live


@asynccontextmanager
async def attached(live: LiveJob, view: LiveView | None = None, viewer_id: str = "ann") -> AsyncIterator[Watching]:
    viewer = Viewer(viewer_id, "Ann", "view", view)
    live.attach(viewer)
    watching = Watching(live, viewer)
    try:
        yield watching
    finally:
        live.detach(viewer)
        await watching.task


@pytest.fixture
async def firefox_page(browsers: Browsers, database: Database, firefox: None) -> AsyncIterator[Page]:
    browser_type = await get_browser_type(database, FIREFOX)
    recording, options = browsers.recording(Record()), JobOptions()
    async with browsers.page(browser_type, options, recording, Interruption(), browsers.passage([], options)) as page:
        yield page


async def pixel(page: Page, frame: LiveFrame) -> list[int]:
    """Width and height of a picture, and the colour in its middle."""
    found: list[int] = await page.evaluate(_DRAW, b64encode(frame.data).decode())
    return found


async def shows(page: Page, frame: LiveFrame) -> bool:
    """Whether a picture has the colour that the page has."""
    colour = await page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    return all(abs(one - other) <= NEAR for one, other in zip(colour, (await pixel(page, frame))[2:], strict=True))


async def settled(page: Page, watching: Watching) -> None:
    """Waits until a page that paints no more is seen as it is."""
    async with asyncio.timeout(DEADLINE_S):
        while not watching.frames or not await shows(page, watching.frames[-1]):
            seen = len(watching.frames)
            await watching.until(lambda seen=seen: len(watching.frames) > seen)  # type: ignore[misc]


async def test_a_page_that_is_still_has_a_first_picture_and_then_a_sharp_one(page: Page) -> None:
    await page.set_content(CLOCK)
    async with watched(page) as live, attached(live) as ann:
        await ann.until(lambda: any(frame.still for frame in ann.frames))
        assert [frame.still for frame in ann.frames] == [False, True]
        assert (ann.frames[0].width, ann.frames[0].height) == (1920, 1080)
        assert ann.frames[0].data.startswith(b"\xff\xd8")
        assert time.time() - DEADLINE_S < ann.frames[0].captured_at.ToSeconds() <= time.time() + 1


async def test_first_of_all_a_viewer_hears_how_the_job_does(page: Page) -> None:
    async with watched(page) as live, attached(live) as ann:
        await ann.until(lambda: bool(ann.frames))
        first = ann.heard[0].state
        assert (first.state, first.attempt, first.action, first.action_index, first.action_count) == (
            *("starting", 1, "click", 1, 2),
        )
        await ann.until(lambda: bool(ann.states) and ann.states[-1].state == "live")
        await ann.until(lambda: bool(ann.states) and ann.states[-1].state == "still")


async def test_the_last_picture_of_a_burst_is_never_lost(page: Page) -> None:
    await page.set_content(CLOCK)
    async with watched(page) as live, attached(live) as ann:
        for count in (1, 2, 7, 30):
            await page.evaluate("count => burst(count)", count)
            await ann.until(lambda: bool(ann.frames))
            await settled(page, ann)


async def test_no_more_pictures_come_than_are_wanted_and_the_last_one_is_of_the_end(page: Page) -> None:
    await page.set_content(CLOCK)
    async with watched(page) as live, attached(live, LiveView(frames_per_second=5)) as ann:
        await ann.until(lambda: any(frame.still for frame in ann.frames))
        began, seen = time.monotonic(), len(ann.frames)
        await page.evaluate("start()")
        await ann.until(lambda: len(ann.frames) >= seen + 12)
        assert time.monotonic() - began > (12 - 3) / 5 * 0.9, "a few may come at once, all others at their pace"
        await page.evaluate("stop()")
        await settled(page, ann)


async def test_a_viewer_that_stalls_goes_on_with_the_newest_picture(page: Page) -> None:
    await page.set_content(CLOCK)
    async with watched(page) as live, attached(live) as ann, attached(live, viewer_id="bob") as bob:
        await ann.until(lambda: any(frame.still for frame in ann.frames))
        ann.acknowledges.clear()
        await page.evaluate("start()")
        seen = len(ann.frames)
        watched_by_bob = len(bob.frames)
        await bob.until(lambda: len(bob.frames) > watched_by_bob + 10)
        assert len(ann.frames) <= seen + 2
        await page.evaluate("stop()")
        await settled(page, bob)
        ann.acknowledges.set()
        await ann.until(lambda: ann.frames[-1].data == bob.frames[-1].data)
        assert len(ann.frames) <= seen + 3


async def test_nobody_who_looks_means_no_cast(page: Page) -> None:
    await page.set_content(CLOCK)
    async with watched(page) as live:
        assert not live.is_watched
        async with attached(live) as ann:
            await ann.until(lambda: bool(ann.frames))
            assert live.casts.count == 1
            live.show(ann.viewer, LiveView(hidden=True))
            await ann.until(lambda: bool(ann.states) and ann.states[-1].state == "hidden")
            assert live.casts.count == 0
            seen = len(ann.frames)
            live.show(ann.viewer, LiveView())
            await ann.until(lambda: len(ann.frames) > seen)


async def test_a_new_tab_is_listed_and_shown_on_wish_with_frames_of_no_other(page: Page) -> None:
    await page.set_content(CLOCK)
    async with watched(page) as live, attached(live) as ann:
        async with page.expect_popup() as opening:
            await page.evaluate("void open('about:blank')")
        popup = await opening.value
        await popup.set_content("<title>the hidden one</title><p>pop")
        await ann.until(lambda: len(ann.tabs.tabs) == 2 and ann.tabs.tabs[1].title == "the *** one")
        assert (ann.tabs.tabs[1].opener, ann.tabs.tabs[1].number) == (0, 1)
        assert (ann.tabs.shown, ann.tabs.current) == (0, 0)
        live.show(ann.viewer, LiveView(tab=1))
        seen = len(ann.frames)
        await page.evaluate("start()")
        await ann.until(lambda: any(frame.still for frame in ann.frames[seen:]))
        assert {frame.tab for frame in ann.frames[seen:]} == {1}
        await popup.close()
        await ann.until(lambda: len(ann.tabs.tabs) == 1 and ann.frames[-1].tab == 0)


async def test_pictures_are_as_large_as_the_largest_viewer_shows(page: Page) -> None:
    await page.set_content(CLOCK)
    async with watched(page) as live, attached(live, LiveView(max_width=320, max_height=320)) as ann:
        await ann.until(lambda: bool(ann.frames))
        assert (await pixel(page, ann.frames[-1]))[:2] == [320, 180]
        async with attached(live, LiveView(max_width=640, max_height=640), viewer_id="bob") as bob:
            await bob.until(lambda: bool(bob.frames) and len(bob.frames[-1].data) > len(ann.frames[0].data))
            assert (await pixel(page, bob.frames[-1]))[:2] == [640, 360]


async def test_the_same_viewer_is_there_once(page: Page) -> None:
    async with watched(page) as live, attached(live) as ann:
        await ann.until(lambda: bool(ann.frames))
        async with attached(live) as again:
            await again.until(lambda: bool(again.frames))
            assert ann.viewer.is_cut_off
            assert list(live.viewers.values()) == [again.viewer]
        assert not live.viewers


async def test_what_the_job_is_about_to_act_on_is_told_in_coordinates_of_the_viewport(page: Page) -> None:
    await page.set_content('<button style="position:absolute;left:100px;top:3000px;width:80px;height:20px">B</button>')
    async with watched(page) as live, attached(live) as ann:
        await ann.until(lambda: bool(ann.frames))
        button = page.get_by_role("button")
        live.about_to("click", button)
        await button.click()
        await ann.until(lambda: ann.pointer is not None)
        pointer = ann.pointer
        assert pointer is not None
        assert (pointer.action, pointer.tab, pointer.x, pointer.width) == ("click", 0, 100, 80)
        assert 0 <= pointer.y < ann.frames[-1].height


async def test_a_job_that_stands_still_says_why(page: Page) -> None:
    pausing = Still()
    async with watched(page, pausing) as live, attached(live) as ann:
        pausing.stand(reason="CAPTCHA", vendor="hcaptcha", instructions="solve hidden", action_index=1, action="click")
        await ann.until(lambda: bool(ann.states) and ann.states[-1].state == "intervention_needed")
        said = ann.states[-1]
        assert (said.pause.reason, said.pause.vendor, said.pause.instructions) == ("CAPTCHA", "hcaptcha", "solve ***")
        assert said.message == "solve ***"
        live.show(ann.viewer, LiveView(hidden=True))
        await ann.until(lambda: ann.states[-1].state == "hidden")
        assert "no pictures" in ann.states[-1].message


async def test_a_view_ends_with_the_attempt_and_nothing_of_it_is_left(page: Page) -> None:
    async with watched(page) as live:
        viewer = Viewer("ann", "Ann", "view")
        live.attach(viewer)
        ann = Watching(live, viewer)
        await ann.until(lambda: bool(ann.frames))
    async with asyncio.timeout(DEADLINE_S):
        await ann.task
    assert live.casts.count == 0
    await page.evaluate("1")


async def test_firefox_shows_a_still_page_and_what_changes_on_it(firefox_page: Page) -> None:
    await firefox_page.set_content(CLOCK)
    async with watched(firefox_page) as live, attached(live) as ann:
        await ann.until(lambda: bool(ann.frames))
        seen = len(ann.frames)
        await firefox_page.evaluate("burst(3)")
        await ann.until(lambda: len(ann.frames) > seen)
        await firefox_page.evaluate("burst(1)")
        await settled(firefox_page, ann)


async def test_a_page_that_shows_a_secret_is_covered_until_it_does_not(page: Page) -> None:
    await page.set_content("<p id=one>nothing</p><input type=password value=sesame>")
    job = Watched(page, uuid4(), shows=lambda text: "sesame" in text)
    async with job.in_(LiveJobs()) as live, attached(live) as ann:
        await ann.until(lambda: any(frame.still for frame in ann.frames))
        await page.evaluate("one.textContent = 'sesame'")
        await ann.until(lambda: ann.states[-1].state == "covered")
        seen = len(ann.frames)
        await page.evaluate("document.body.style.background = 'red'")
        await page.evaluate("one.textContent = 'gone'")
        await ann.until(lambda: ann.states[-1].state != "covered" and len(ann.frames) > seen)
        assert await shows(page, ann.frames[-1])


async def test_of_a_job_at_which_nobody_looks_pages_are_asked_nothing(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    async def read(_: TabList) -> list[LiveTab]:
        asked.append(None)
        return []

    monkeypatch.setattr(TabList, "read", read)
    monkeypatch.setattr("worker.live.live_job.TICK_S", 0.01)
    async with watched(page) as live, attached(live, LiveView(hidden=True)) as ann:
        await ann.until(lambda: len(ann.states) > 3)
        assert (asked, live.casts.count, {one.WhichOneof("message") for one in ann.heard}) == (
            [],
            0,
            {"state", "control"},
        )
        live.show(ann.viewer, LiveView())
        await ann.until(lambda: bool(ann.frames) and bool(asked))
