"""How live a live view is: pictures of a page that shows the time, as a client of the gateway gets them.

    .venv/bin/python -m benchmarks.live            a minute; starts everything that it needs, and ends it

The page paints the time as black and white squares, so that each picture says of when it is.
"""

import asyncio
import io
import json
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import grpc
import psutil
from PIL import Image
from tabwright.v1.action_pb2 import Action
from tabwright.v1.job_service_pb2 import CancelJobRequest, CreateJobRequest, PauseJobRequest
from tabwright.v1.job_service_pb2_grpc import JobServiceStub
from tabwright.v1.live_pb2 import (
    AttachRequest,
    LiveAck,
    LiveAttach,
    LiveFrame,
    LiveInput,
    LiveMouse,
    LiveTake,
    LiveView,
)
from tabwright.v1.live_service_pb2_grpc import LiveServiceStub

from benchmarks.tabwright import free_ports
from cli.profile import LOCAL_KEY_FILE
from cli.settings import UpSettings
from cli.stack import Stack

DEADLINE_S = 30.0
SQUARE = 32
WHITE = 128
BITS = 20
SECONDS = 5.0
CLICKS = 20
STALL_S = 6.0
BOTTOM = 400
ROUNDS = 3
PARTS = (
    *(("browser: pictures", "--type=gpu-process"), ("browser: page", "--type=renderer"), ("browser", "headless")),
    *(("driver", "run-driver"), ("server", "-m server"), ("egress guard", "egress"), ("worker", "-m worker")),
    *(("gateway", "envoy"), ("database", "postgres")),
)
"""What a process is, by what stands in its command line."""
PAGE = f"""<!doctype html><title>clock</title><body style="margin:0">
<canvas id=c width={SQUARE * BITS} height={SQUARE}></canvas><p>{"A page with some text on it. " * 60}</p>
<div style="height:200px;background:linear-gradient(90deg,red,blue)"></div>
<div id=b style="position:fixed;left:0;top:{BOTTOM}px;width:600px;height:200px;background:#ddd"></div><script>
const ink = c.getContext('2d');
const show = () => {{
    const now = Date.now() % {2**BITS};
    for (let bit = 0; bit < {BITS}; bit++) {{
        ink.fillStyle = now >> bit & 1 ? '#fff' : '#000';
        ink.fillRect(bit * {SQUARE}, 0, {SQUARE}, {SQUARE});
    }}
}};
b.onmousedown = show;
const every = Number(new URLSearchParams(location.search).get('every'));
show();
if (every) setInterval(show, every);
</script>"""


class Viewer:
    """One who looks at a job through the gateway, and acknowledges what it has got."""

    def __init__(self, live: Any, metadata: Any, job_id: str, right: str = "view") -> None:
        self.began = time.time()
        self.frames: list[tuple[float, LiveFrame]] = []
        self.bytes = 0
        self.control_epoch = 0
        self.reads = asyncio.Event()
        self.reads.set()
        self._news = asyncio.Event()
        self._call = live.Attach(metadata=metadata)
        self._attach = AttachRequest(attach=LiveAttach(job_id=job_id, right=right, view=LiveView()))
        self.task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        with suppress(asyncio.InvalidStateError, asyncio.CancelledError):  # how a call ends that is left
            await self._listen()

    async def _listen(self) -> None:
        await self._call.write(self._attach)
        async for response in self._call:
            if response.HasField("control") and response.control.is_you:
                self.control_epoch = response.control.epoch
            if response.HasField("frame"):
                self.frames.append((time.time(), response.frame))
                self.bytes += len(response.frame.data)
                await self.reads.wait()
                await self._call.write(AttachRequest(ack=LiveAck(seq=response.frame.seq)))
            self._news.set()

    async def say(self, request: AttachRequest) -> None:
        await self._call.write(request)

    def has_frames(self) -> bool:
        return bool(self.frames)

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(DEADLINE_S):
            while not is_so():
                self._news.clear()
                await self._news.wait()

    async def leave(self) -> None:
        self._call.cancel()
        await asyncio.wait({self.task})


def shown_ms(frame: LiveFrame) -> int:
    """The time that a picture shows, in milliseconds, as far as it fits."""
    image = Image.open(io.BytesIO(frame.data)).convert("L")
    scale = image.width / frame.width
    middle = [(int((bit + 0.5) * SQUARE * scale), int(SQUARE * scale / 2)) for bit in range(BITS)]
    return sum(1 << bit for bit, point in enumerate(middle) if float(str(image.getpixel(point))) > WHITE)


def age_ms(arrived: float, frame: LiveFrame) -> float:
    """How old what a picture shows was when it arrived."""
    return (arrived * 1000 - shown_ms(frame)) % float(2**BITS)


def spread(values: list[float]) -> dict[str, float]:
    """On a machine that does other things as well, the low ones tell of us, and the high ones of those."""
    cuts = quantiles(values, n=20) if len(values) > 1 else values * 19
    return {"least": round(min(values)), "p50": round(median(values)), "p95": round(cuts[18]), "count": len(values)}


def cpu_s() -> Counter[str]:
    """What all processes that we have started have computed, by what they are."""
    total: Counter[str] = Counter()
    for process in psutil.Process().children(recursive=True):
        try:
            times, line = process.cpu_times(), " ".join(process.cmdline())
        except psutil.Error:
            continue
        total[next((name for name, sign in PARTS if sign in line), "others")] += times.user + times.system  # type: ignore[assignment]
    return total


def taken(before: Counter[str], seconds: float) -> Counter[str]:
    """The cores that each has taken since."""
    return Counter({name: (now - before[name]) / seconds for name, now in cpu_s().items()})


def least(rounds: list[Counter[str]]) -> dict[str, float]:
    """The round in which the least was taken: what disturbs only adds to it."""
    found = min(rounds, key=lambda one: one.total())
    return {"all": round(found.total(), 3), **{name: round(cores, 3) for name, cores in sorted(found.items()) if cores}}


class Benchmark:
    """All that is measured, against one Tabwright."""

    def __init__(self, channel: grpc.aio.Channel, key: str) -> None:
        self._jobs = JobServiceStub(channel)
        self._live = LiveServiceStub(channel)
        self._metadata = (("x-api-key", key),)

    async def run(self) -> dict[str, Any]:
        results: dict[str, Any] = {}
        async with self._job(every=0) as job_id:
            results["first picture of a still page, ms"] = spread([await self._first(job_id) for _ in range(10)])
            results["click to changed picture, ms"] = await self._clicks(job_id)
        for every, name in ((100, "10 paints a second"), (16, "60 paints a second")):
            async with self._job(every=every) as job_id:
                results[name] = await self._watch(job_id)
        return results

    @asynccontextmanager
    async def _job(self, *, every: int) -> AsyncIterator[str]:
        """A job that waits on the page."""
        request = CreateJobRequest(
            html=PAGE.replace("new URLSearchParams(location.search).get('every')", str(every)),
            actions=[Action(action="wait", milliseconds=240_000)],
            timeout_ms=280_000,
        )
        job = await self._jobs.CreateJob(request, metadata=self._metadata)
        viewer = self._viewer(job.job_id)
        await viewer.until(lambda: bool(viewer.frames))
        await viewer.leave()
        try:
            yield job.job_id
        finally:
            await self._jobs.CancelJob(CancelJobRequest(job_id=job.job_id), metadata=self._metadata)

    def _viewer(self, job_id: str, right: str = "view") -> Viewer:
        return Viewer(self._live, self._metadata, job_id, right)

    async def _first(self, job_id: str) -> float:
        await asyncio.sleep(1)  # the cast for the last one ends
        viewer = self._viewer(job_id)
        await viewer.until(lambda: bool(viewer.frames))
        await viewer.leave()
        return (viewer.frames[0][0] - viewer.began) * 1000

    async def _clicks(self, job_id: str) -> dict[str, float]:
        """From the mouse that goes down to the arrival of the first picture that shows it."""
        await self._jobs.PauseJob(PauseJobRequest(job_id=job_id), metadata=self._metadata)
        viewer = self._viewer(job_id, "control")
        await viewer.until(lambda: bool(viewer.frames))
        await viewer.say(AttachRequest(take=LiveTake(force=True)))
        await viewer.until(lambda: bool(viewer.control_epoch))
        took: list[float] = []
        for number in range(1, CLICKS + 1):
            await asyncio.sleep(0.7)
            before, seen, clicked = shown_ms(viewer.frames[-1][1]), len(viewer.frames), time.time()
            for kind in ("down", "up"):
                mouse = LiveMouse(kind=kind, x=100, y=BOTTOM + 50, button="left")
                seq = 2 * number + (kind == "up")
                given = LiveInput(epoch=viewer.control_epoch, seq=seq, tab=0, mouse=mouse)
                await viewer.say(AttachRequest(input=given))

            def changed(before: int = before, seen: int = seen) -> tuple[float, LiveFrame] | None:
                return next((one for one in viewer.frames[seen:] if shown_ms(one[1]) != before), None)

            await viewer.until(lambda changed=changed: changed() is not None)  # type: ignore[misc]
            if (found := changed()) is not None:
                took.append((found[0] - clicked) * 1000)
        await viewer.leave()
        return spread(took)

    async def _watch(self, job_id: str) -> dict[str, Any]:
        """In turns without a viewer and with one: what disturbs the machine meets both."""
        alone: list[Counter[str]] = []
        watched: list[Counter[str]] = []
        frames: list[tuple[float, LiveFrame]] = []
        sent = 0
        for _ in range(ROUNDS):
            before = cpu_s()
            await asyncio.sleep(SECONDS)
            alone.append(taken(before, SECONDS))
            viewer = self._viewer(job_id)
            await viewer.until(viewer.has_frames)
            seen, bytes_before, before = len(viewer.frames), viewer.bytes, cpu_s()
            await asyncio.sleep(SECONDS)
            watched.append(taken(before, SECONDS))
            frames += viewer.frames[seen:]
            sent += viewer.bytes - bytes_before
            await viewer.leave()
            await asyncio.sleep(1)
        captured = [(at - one.captured_at.ToNanoseconds() / 1e9) * 1000 for at, one in frames]
        return {
            "frames a second": round(len(frames) / SECONDS / ROUNDS, 1),
            "kB a second": round(sent / SECONDS / ROUNDS / 1000),
            "captured to viewer, ms": spread(captured),
            "painted to viewer, ms": spread([age_ms(*one) for one in frames]),
            "cores without a viewer": least(alone),
            "cores with one": least(watched),
            f"ages of the pictures after a stall of {STALL_S:.0f} s, ms": await self._stall(job_id),
        }

    async def _stall(self, job_id: str) -> list[int]:
        viewer = self._viewer(job_id)
        await viewer.until(lambda: bool(viewer.frames))
        viewer.reads.clear()
        await asyncio.sleep(STALL_S)
        stalled = len(viewer.frames)
        viewer.reads.set()
        await viewer.until(lambda: len(viewer.frames) >= stalled + 5)
        await viewer.leave()
        return [round(age_ms(*one)) for one in viewer.frames[stalled : stalled + 5]]


async def main() -> None:
    port, grpc_port = free_ports(2)
    with TemporaryDirectory(prefix="tabwright-bench-") as folder:
        stack = Stack(UpSettings(port=port, grpc_port=grpc_port, tabwright_data=Path(folder)))
        try:
            await stack.start()
            key = (Path(folder) / LOCAL_KEY_FILE).read_text().strip()
            async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
                results = await Benchmark(channel, key).run()
        finally:
            await stack.stop()
    sys.stdout.write(json.dumps({"cores": psutil.cpu_count(), "load": psutil.getloadavg(), **results}, indent=2) + "\n")


if __name__ == "__main__":
    asyncio.run(main())
