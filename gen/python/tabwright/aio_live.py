"""A person at a running job's browser, for asyncio: `aio.Client.live`. It has what `tabwright.live.Live` has.

async with tabwright.live(job_id, control=True) as live:
    await live.take()
    await live.click(200, 310)
    await live.resume()
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import grpc

from tabwright import looking
from tabwright.looking import WAIT_S, LiveError, Looking, Picture
from tabwright.services import AsyncServices
from tabwright.v1.job_pb2 import Job
from tabwright.v1.job_service_pb2 import PauseJobRequest, ResumeJobRequest
from tabwright.v1.live_pb2 import (
    AttachRequest,
    LiveControl,
    LiveDialog,
    LiveField,
    LiveInput,
    LiveNotice,
    LiveRelease,
    LiveState,
    LiveTab,
    LiveTake,
)

__all__ = ["Live", "LiveError", "Picture"]


class Live:
    """Looks at a job's browser while it is entered by `async with`, in a task of its own.

    Points are in CSS pixels of the page, as `Picture.width` and `height` count them. What acts needs control: `take`
    it. Methods raise LiveError where something is refused, TimeoutError where it does not come in time, and
    grpc.RpcError where the connection is lost: then attach anew, by another `async with`. The job does not go on by
    that.
    """

    def __init__(self, services: AsyncServices, job_id: str, *, control: bool, name: str) -> None:
        """`Client.live` makes it."""
        self._services = services
        self._job_id = job_id
        self._looking = Looking(job_id, control=control, name=name)
        self._changed = asyncio.Event()
        self._outgoing: asyncio.Queue[AttachRequest | None] = asyncio.Queue()
        self._error: grpc.RpcError | None = None
        self._is_over = False

    async def __aenter__(self) -> Self:
        self._outgoing.put_nowait(self._looking.first)
        self._call = self._services.lives.Attach(self._requests())
        self._reading = asyncio.create_task(self._read())
        try:
            await self._wait(lambda: bool(self._looking.state.state), WAIT_S, "the first state")
        except BaseException:
            await self.close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Looks no longer. The job stays as it is: paused, or running."""
        self._outgoing.put_nowait(None)
        self._call.cancel()
        self._reading.cancel()
        await asyncio.wait([self._reading])

    # -- looking

    @property
    def state(self) -> LiveState:
        """How the job does."""
        return self._looking.state

    @property
    def tabs(self) -> list[LiveTab]:
        """The tabs that are open."""
        return list(self._looking.tabs.tabs)

    @property
    def control(self) -> LiveControl:
        """Who has control."""
        return self._looking.control

    @property
    def dialog(self) -> LiveDialog | None:
        """The dialog that is open: `answer` answers it."""
        return self._looking.dialog

    @property
    def field(self) -> LiveField | None:
        """The list, date or colour that is open after a click on it: `choose` sets it."""
        return self._looking.field

    @property
    def notices(self) -> list[LiveNotice]:
        """The last messages for people."""
        return list(self._looking.notices)

    async def screenshot(self, timeout_s: float = WAIT_S) -> Picture:
        """The newest picture of the tab that is shown."""
        await self._wait(lambda: self._looking.frame is not None, timeout_s, "a picture")
        picture = self._looking.picture()
        if picture is None:
            raise LiveError("there is no picture")
        return picture

    def _repr_jpeg_(self) -> bytes | None:
        picture = self._looking.picture()
        return picture.data if picture is not None else None

    async def wait_for_state(self, *states: str, timeout_s: float = WAIT_S) -> LiveState:
        """Waits for one of the values of LiveState.state, such as "intervention_needed"."""
        await self._wait(lambda: self.state.state in states, timeout_s, " or ".join(states), is_end=True)
        return self.state

    # -- control

    async def take(self, *, force: bool = False, timeout_s: float = WAIT_S) -> None:
        """Takes control; a job that runs is paused before. Where somebody else has it, that person is asked, and this
        waits for the answer; `force` does not ask.
        """
        if not self._looking.is_still:
            await self.pause()
            await self._wait(lambda: self._looking.is_still, timeout_s, "the job to stand still")
        refusals = self._looking.refusals
        self.send(AttachRequest(take=LiveTake(force=force)))
        await self._until_done(lambda: self.control.is_you, timeout_s, "control", refusals)

    def release(self) -> None:
        """Gives control back. The job stands still as before."""
        self.send(AttachRequest(release=LiveRelease()))

    async def pause(self, timeout_s: float | None = None) -> Job:
        """Has the job stand still, for so long at most: PauseJob."""
        timeout_ms = int(timeout_s * 1000) if timeout_s is not None else None
        return await self._services.jobs.PauseJob(PauseJobRequest(job_id=self._job_id, timeout_ms=timeout_ms))

    async def resume(self, outcome: str = "done", note: str = "") -> Job:
        """Has the job go on; with the outcome "failed" it fails as it would have without a person: ResumeJob."""
        return await self._services.jobs.ResumeJob(ResumeJobRequest(job_id=self._job_id, outcome=outcome, note=note))

    # -- acting

    async def click(self, x: float, y: float, *, button: str = "left", count: int = 1) -> None:
        """Clicks on a point."""
        await self._act(looking.clicks(x, y, button, count))

    async def drag(self, start: tuple[float, float], end: tuple[float, float], *, steps: int = 20) -> None:
        """Drags from a point to another."""
        await self._act(looking.drags(start, end, steps))

    async def scroll(self, x: float, y: float, *, down: float = 0, right: float = 0) -> None:
        """Turns the wheel above a point, by so many CSS pixels."""
        await self._act(looking.wheels(x, y, right, down))

    async def type(self, text: str) -> None:
        """Enters a text where the page has its focus."""
        await self._act(looking.texts(text))

    async def press(self, keys: str) -> None:
        """Presses a key, such as "Enter", or several together: "Control+a"."""
        await self._act(looking.presses(keys))

    def goto(self, url: str) -> None:
        """Has the tab that is shown open a URL, if the job's policies allow it."""
        self.send(self._looking.tab_command("navigate", None, url))

    def show(self, tab: int) -> None:
        """Shows another tab, and acts in it from now on."""
        self._looking.frame = None
        self.send(self._looking.tab_command("show", tab))

    def answer(self, text: str = "", *, accept: bool = True) -> None:
        """Answers the dialog that is open."""
        self.send(self._looking.dialog_answer(accept=accept, text=text))

    def choose(self, value: str | Sequence[int]) -> None:
        """Sets the field that is open: the numbers of a list's options, or a value as HTML has it."""
        self.send(self._looking.field_answer(value))

    async def upload(self, *paths: str | Path) -> None:
        """Gives files to the file chooser that is open."""
        files = [(Path(path).name, await asyncio.to_thread(Path(path).read_bytes)) for path in paths]
        for request in self._looking.files(files):
            self.send(request)

    def send(self, request: AttachRequest) -> None:
        """Sends any other message: AttachRequest says which there are."""
        if self._error is not None:
            raise self._error
        if self._is_over:
            raise LiveError(self._end())
        self._outgoing.put_nowait(request)

    # -- the connection

    async def _requests(self) -> AsyncIterator[AttachRequest]:
        while (request := await self._outgoing.get()) is not None:
            yield request

    async def _read(self) -> None:
        try:
            async for response in self._call:
                answer = self._looking.heard(response)
                self._tell()
                if answer is not None:
                    self._outgoing.put_nowait(answer)
        except grpc.RpcError as error:
            self._error = error
        finally:
            self._is_over = True
            self._tell()
            self._outgoing.put_nowait(None)

    def _tell(self) -> None:
        """Lets all that wait look again."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def _act(self, inputs: list[LiveInput]) -> None:
        """Does one thing after the other, and returns once the page has all of them."""
        for one in inputs:
            if not self.control.is_you:
                raise LiveError("this viewer has no control: take() it")
            request = self._looking.input(one)
            seq = request.input.seq
            self.send(request)
            await self._wait(lambda seq=seq: seq in self._looking.acks, WAIT_S, "the page")  # type: ignore[misc]
            ack = self._looking.acks.pop(seq)
            if ack.refused:
                raise LiveError(ack.reason or "refused")

    async def _until_done(self, is_there: Callable[[], bool], timeout_s: float, what: str, refusals: int) -> None:
        await self._wait(lambda: is_there() or self._looking.refusal(refusals) is not None, timeout_s, what)
        if not is_there():
            raise LiveError(self._looking.refusal(refusals))

    async def _wait(self, is_there: Callable[[], bool], timeout_s: float, what: str, *, is_end: bool = False) -> None:
        try:
            async with asyncio.timeout(timeout_s):
                while not is_there():
                    if self._error is not None:
                        raise self._error
                    if self._is_over or (self._looking.has_ended and not is_end):
                        raise LiveError(self._end())
                    await self._changed.wait()
        except TimeoutError:
            raise TimeoutError(f"waited {timeout_s:g} s for {what}; the state is {self.state.state!r}") from None

    def _end(self) -> str:
        status = Job.Status.Name(self.state.status)
        return f"the job has ended: {status}" if self._looking.has_ended else "the connection was closed"
