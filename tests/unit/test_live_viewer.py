"""What is on its way to one who looks at a job."""

import asyncio

import pytest
from tabwright.v1.live_pb2 import AttachResponse, LiveNotice, LiveState, LiveView

from worker.live.frames import BURST, Frame, Pace
from worker.live.viewer import MAX_UNACKNOWLEDGED, MAX_WAITING, Viewer


@pytest.fixture
def viewer() -> Viewer:
    viewer = Viewer("ann", "Ann", "view")
    viewer.shown = 0
    return viewer


def frame(number: int, tab: int = 0) -> Frame:
    return Frame(tab, str(number).encode(), 1.5, 1280, 720)


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
