"""What is on its way to one who looks at a job."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest
from tabwright.v1.live_pb2 import AttachResponse, LiveClipboard, LiveNotice, LiveState, LiveView

from store.queue.pausing import NewPause
from worker.live import viewer as viewer_module
from worker.live.casts import LEAST_S, Load
from worker.live.frames import BURST, Frame, Pace, Wish
from worker.live.live_job import LiveJob
from worker.live.states import MESSAGES, state
from worker.live.viewer import MAX_UNACKNOWLEDGED, MAX_WAITING, MAX_WAITING_BYTES, Viewer


@pytest.fixture
def viewer() -> Viewer:
    viewer = Viewer("ann", "Ann", "view")
    viewer.shown = 0
    return viewer


def frame(number: int, tab: int = 0) -> Frame:
    return Frame(tab, str(number).encode(), 1.5, 1280, 720)


def test_who_sees_no_picture_is_told_why_and_not_what_the_one_who_acts_has_to_do(viewer: Viewer) -> None:
    pause = NewPause(reason="REQUESTED", timeout_s=60, instructions="Sign in.")
    pausing = SimpleNamespace(is_still=True, pause=pause, since=None, deadline=None, looks_solved=False)
    job = SimpleNamespace(lease=SimpleNamespace(lease_no=1), actions=[])
    around: Any = SimpleNamespace(
        pausing=pausing, job=job, concealment=SimpleNamespace(text=str), step=dict[str, object]
    )
    assert state(around, viewer, None, may_see=True, viewers=2).message == "Sign in."
    told = state(around, viewer, None, may_see=False, viewers=2)
    assert (told.state, told.message, told.pause.instructions) == ("covered", MESSAGES["covered"], "Sign in.")


async def test_no_more_frames_go_than_are_acknowledged_and_then_the_newest(viewer: Viewer) -> None:
    sent: list[tuple[int, bytes]] = []

    async def listen() -> None:
        async for response in viewer.responses():
            sent.append((response.frame.seq, response.frame.data))  # noqa: PERF401 - it is looked at meanwhile

    listening = asyncio.create_task(listen())
    for number in range(10):
        viewer.send_frame(frame(number))
        for _ in range(3):
            await asyncio.sleep(0)
    assert sent == [(1, b"0"), (2, b"1")]
    assert len(sent) == MAX_UNACKNOWLEDGED
    viewer.acknowledge(2)
    for _ in range(3):
        await asyncio.sleep(0)
    assert sent[2:] == [(3, b"9")]
    viewer.close()
    await listening


@pytest.mark.parametrize(("tab", "view"), [(1, LiveView()), (0, LiveView(hidden=True))])
async def test_frames_of_another_tab_and_to_a_hidden_page_do_not_go(viewer: Viewer, tab: int, view: LiveView) -> None:
    viewer.view = view
    viewer.send_frame(frame(1, tab))
    viewer.send(AttachResponse(state=LiveState(state="live")))
    viewer.close()
    assert [response.WhichOneof("message") async for response in viewer.responses()] == ["state"]


async def test_of_states_that_wait_only_the_newest_is_said_and_all_else_in_order(viewer: Viewer) -> None:
    for word in ("one", "two"):
        viewer.send(AttachResponse(state=LiveState(state=word)))
        viewer.send(AttachResponse(notice=LiveNotice(message=word)))
    viewer.close()
    heard = [response async for response in viewer.responses()]
    assert [one.state.state or one.notice.message for one in heard] == ["two", "one", "two"]


async def test_a_viewer_that_takes_nothing_is_cut_off(viewer: Viewer) -> None:
    for number in range(MAX_WAITING + 1):
        viewer.send(AttachResponse(notice=LiveNotice(message=str(number))))
    assert viewer.is_cut_off
    assert not [response async for response in viewer.responses()]


def test_after_a_rest_a_few_pictures_may_come_at_once_and_the_next_one_waits() -> None:
    pace = Pace()
    for _ in range(BURST):
        assert pace.wait_s(0.01) == 0
        pace.spend(0.01)
    assert pace.wait_s(0.01) > 0


async def test_few_pictures_are_taken_while_nobody_takes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewer_module, "STALLED_AFTER_S", 0.0)
    around: Any = SimpleNamespace(tabs=None, pausing=None, secrets=None, concealment=SimpleNamespace(text=str))
    live, seen_by = LiveJob(around, Load()), {"ann", "bob"}
    live.control = cast(Any, SimpleNamespace(last_input_at=float("-inf"), may_see=lambda viewer: viewer.id in seen_by))
    live.casts._wishes = {0: Wish(frames_per_second=10)}
    ann, bob = (Viewer(name, name, "view") for name in ("ann", "bob"))
    for one in (ann, bob):
        one.shown, live.viewers[one.id] = 0, one

    def rate() -> float:
        return live.casts._wish(0).frames_per_second

    async def give(viewer: Viewer, frames: int) -> None:
        for number in range(frames):
            viewer.send_frame(frame(number))
            await anext(aiter(viewer.responses()))

    for one in (ann, bob):
        await give(one, MAX_UNACKNOWLEDGED)
    assert rate() == 10, "they paint what they have"
    ann.send_frame(frame(9))
    assert rate() == 10, "the other one may be quick"
    bob.send_frame(frame(9))
    assert rate() == LEAST_S
    live.acknowledge(bob, 0)
    assert rate() == LEAST_S
    live.acknowledge(bob, 1)
    assert rate() == 10
    seen_by.remove("bob")
    assert rate() == LEAST_S, "who must not see it takes none"


async def test_long_texts_that_nobody_takes_are_not_heaped_up(viewer: Viewer) -> None:
    text = AttachResponse(clipboard=LiveClipboard(text="x" * 100_000))
    for _ in range(1000):  # that are taken do no harm
        viewer.send(text)
        await anext(aiter(viewer.responses()))
    assert not viewer.is_cut_off
    for _ in range(MAX_WAITING_BYTES // 100_000 + 2):
        viewer.send(text)
    assert viewer.is_cut_off
