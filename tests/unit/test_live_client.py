"""A person at a job's browser by the Python SDK, blocking and for asyncio, against a server that plays its part."""

import threading
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import grpc
import pytest
from tabwright import Job, aio, connect
from tabwright.live import LiveError
from tabwright.v1.job_service_pb2 import PauseJobRequest, ResumeJobRequest
from tabwright.v1.live_pb2 import (
    AttachRequest,
    AttachResponse,
    LiveChooser,
    LiveControl,
    LiveDialog,
    LiveField,
    LiveFrame,
    LiveInputAck,
    LiveNotice,
    LiveState,
    LiveTab,
    LiveTabs,
)

from tests.fixtures.fake_server import answer

JOB = "0198b07a-5c1d-7e3a-9a41-3f6f8a2c41b7"
LIVE = AttachResponse(state=LiveState(state="live", status=Job.processing, viewer_id="me"))
PAUSED = AttachResponse(state=LiveState(state="paused", status=Job.paused, viewer_id="me"))
MINE = AttachResponse(control=LiveControl(epoch=4, holder_id="me", is_you=True))
FRAME = AttachResponse(frame=LiveFrame(tab=1, seq=1, width=800, height=600, data=b"jpeg"))


class FakeAttach(grpc.GenericRpcHandler):
    """Plays one viewer's stream, and notes what came."""

    def __init__(self) -> None:
        self.heard: list[Any] = []
        self.keys: list[str] = []
        self.say: SimpleQueue[AttachResponse | None] = SimpleQueue()
        self.answers: Callable[[AttachRequest], list[AttachResponse]] = lambda _: []
        self.port = 0

    def service(self, handler_call_details: Any) -> Any:
        self.keys += [one.value for one in handler_call_details.invocation_metadata if one.key == "x-api-key"]
        name = handler_call_details.method.rpartition("/")[2]
        if name == "Attach":
            return grpc.stream_stream_rpc_method_handler(
                self._attach, AttachRequest.FromString, AttachResponse.SerializeToString
            )
        kind = PauseJobRequest if name == "PauseJob" else ResumeJobRequest
        return grpc.unary_unary_rpc_method_handler(self._call, kind.FromString, Job.SerializeToString)

    def _call(self, request: Any, _: grpc.ServicerContext) -> Job:
        self.heard.append(request)
        if isinstance(request, PauseJobRequest):
            self.say.put(PAUSED)
        return Job(id=request.job_id)

    def _attach(self, requests: Iterator[AttachRequest], _: grpc.ServicerContext) -> Iterator[AttachResponse]:
        threading.Thread(target=self._hear, args=(requests,), daemon=True).start()
        while (response := self.say.get()) is not None:
            yield response

    def _hear(self, requests: Iterator[AttachRequest]) -> None:
        try:
            for request in requests:
                self.heard.append(request)
                for response in self.answers(request):
                    self.say.put(response)
        except grpc.RpcError:
            pass
        self.say.put(None)

    def parts(self, kind: str) -> list[Any]:
        return [
            getattr(one, kind)
            for one in self.heard
            if isinstance(one, AttachRequest) and one.WhichOneof("message") == kind
        ]


@pytest.fixture
def attach() -> Iterator[FakeAttach]:
    fake = FakeAttach()
    server = grpc.server(ThreadPoolExecutor(4), handlers=[fake])
    fake.port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield fake
    fake.say.put(None)
    server.stop(None).wait()


Attached = Callable[..., Any]


@pytest.fixture(params=["blocking", "asyncio"])
def attached(attach: FakeAttach, request: pytest.FixtureRequest) -> Attached:
    address = f"127.0.0.1:{attach.port}"

    @asynccontextmanager
    async def attached() -> AsyncIterator[Any]:
        if request.param == "blocking":
            with connect(address, "secret") as blocking, blocking.live(JOB, control=True, name="ana") as live:
                yield live
        else:
            async with aio.connect(address, "secret") as waiting, waiting.live(JOB, control=True, name="ana") as live:
                yield live

    return attached


def obeying(request: AttachRequest) -> list[AttachResponse]:
    """Gives control, and takes each input."""
    kind = request.WhichOneof("message")
    if kind == "input":
        return [AttachResponse(input_ack=LiveInputAck(seq=request.input.seq))]
    return [MINE] if kind == "take" else []


async def test_who_looks_sees_the_state_the_tabs_and_the_picture(attach: FakeAttach, attached: Attached) -> None:
    attach.answers = lambda request: [PAUSED] if request.WhichOneof("message") == "ack" else []
    attach.say.put(LIVE)
    attach.say.put(AttachResponse(tabs=LiveTabs(tabs=[LiveTab(number=1, title="Pay")], shown=1)))
    attach.say.put(FRAME)
    async with attached() as live:
        assert live.state.viewer_id == "me"
        picture = await answer(live.screenshot())
        assert (picture.data, picture.width, picture.height, picture.tab) == (b"jpeg", 800, 600, 1)
        assert picture._repr_jpeg_() == live._repr_jpeg_() == b"jpeg"
        assert [tab.title for tab in live.tabs] == ["Pay"]
        assert (await answer(live.wait_for_state("intervention_needed", "paused"))).status == Job.paused
    first = attach.parts("attach")[0]
    assert (first.job_id, first.right, first.name) == (JOB, "control", "ana")
    assert attach.parts("ack")[0].seq == 1
    assert attach.keys == ["secret"]


async def test_a_running_job_is_paused_before_control_is_taken(attach: FakeAttach, attached: Attached) -> None:
    attach.answers = obeying
    attach.say.put(LIVE)
    attach.say.put(FRAME)
    async with attached() as live:
        await answer(live.screenshot())
        await answer(live.take())
        await answer(live.click(10, 20, count=2))
        await answer(live.type("é👍"))
        await answer(live.press("Control+a"))
        await answer(live.drag((0, 0), (50, 10), steps=2))
        await answer(live.scroll(5, 5, down=100))
        await answer(live.resume(note="done by hand"))
    order = [
        one.WhichOneof("message") if isinstance(one, AttachRequest) else type(one).__name__ for one in attach.heard
    ]
    assert [one for one in order if one not in {"ack", "input"}] == [
        "attach",
        "PauseJobRequest",
        "take",
        "ResumeJobRequest",
    ]
    inputs = attach.parts("input")
    assert {(one.epoch, one.tab) for one in inputs} == {(4, 1)}
    assert [one.seq for one in inputs] == list(range(1, len(inputs) + 1))
    mouse = [(one.mouse.kind, one.mouse.click_count) for one in inputs if one.WhichOneof("what") == "mouse"]
    assert mouse[:5] == [("move", 0), ("down", 1), ("up", 1), ("down", 2), ("up", 2)]
    assert [one.text.text for one in inputs if one.WhichOneof("what") == "text"] == ["é👍"]
    keys = [(one.key.down, one.key.key) for one in inputs if one.WhichOneof("what") == "key"]
    assert keys == [(True, "Control"), (True, "a"), (False, "a"), (False, "Control")]


async def test_what_is_refused_is_an_error_with_its_reason(attach: FakeAttach, attached: Attached) -> None:
    def refusing(request: AttachRequest) -> list[AttachResponse]:
        if request.WhichOneof("message") == "input":
            return [AttachResponse(input_ack=LiveInputAck(seq=request.input.seq, refused=True, reason="too old"))]
        if request.WhichOneof("message") == "take":
            return [AttachResponse(notice=LiveNotice(level="error", message="You may look."))]
        return []

    attach.answers = refusing
    attach.say.put(PAUSED)
    async with attached() as live:
        with pytest.raises(LiveError, match=r"You may look\."):
            await answer(live.take())
        with pytest.raises(LiveError, match=r"take\(\) it"):
            await answer(live.click(1, 1))
        attach.say.put(MINE)
        attach.say.put(LIVE)
        await answer(live.wait_for_state("live"))
        with pytest.raises(LiveError, match="too old"):
            await answer(live.click(1, 1))
        with pytest.raises(TimeoutError, match=r"waited 0\.05 s for ended; the state is 'live'"):
            await answer(live.wait_for_state("ended", timeout_s=0.05))
        attach.say.put(AttachResponse(state=LiveState(state="ended", status=Job.failed)))
        await answer(live.wait_for_state("ended"))
        with pytest.raises(LiveError, match="the job has ended: failed"):
            await answer(live.screenshot())


async def test_dialogs_fields_and_choosers_are_answered(attach: FakeAttach, attached: Attached, tmp_path: Path) -> None:
    file = tmp_path / "ä.bin"
    file.write_bytes(bytes(60_000))
    attach.answers = obeying
    for told in (
        MINE,
        AttachResponse(dialog=LiveDialog(id=1, type="prompt")),
        AttachResponse(field=LiveField(id=2, kind="select")),
        AttachResponse(chooser=LiveChooser(id=3)),
        PAUSED,
    ):
        attach.say.put(told)
    async with attached() as live:
        assert (live.dialog.id, live.field.id) == (1, 2)
        await answer(live.answer("Ana"))
        await answer(live.choose([2, 3]))
        await answer(live.upload(file))
        await answer(live.goto("https://example.com"))
        await answer(live.release())
        await answer(live.press("Enter"))  # has come when this has
        attach.say.put(AttachResponse(dialog=LiveDialog(id=1, closed=True)))
        attach.say.put(LIVE)
        await answer(live.wait_for_state("live"))
        with pytest.raises(LiveError, match="no dialog is open"):
            await answer(live.answer())
    assert (attach.parts("dialog")[0].text, attach.parts("dialog")[0].accept) == ("Ana", True)
    assert list(attach.parts("field")[0].options) == [2, 3]
    pieces = attach.parts("file")
    assert [(one.name, len(one.data), one.done) for one in pieces] == [
        ("ä.bin", 48_000, False),
        ("", 12_000, False),
        ("", 0, True),
    ]
    assert attach.parts("tab")[0].url == "https://example.com"
