"""A person at a running job's browser, from a notebook or a program: `Client.live`.

with tabwright.live(job_id, control=True) as live:
    live.take()
    live.click(200, 310)
    live.type("123456")
    live.press("Enter")
    live.resume()
"""

import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import grpc

from tabwright import looking
from tabwright.looking import WAIT_S, LiveError, Looking, Picture
from tabwright.services import Services
from tabwright.v1.job_pb2 import Job
from tabwright.v1.job_service_pb2 import PauseJobRequest, ResumeJobRequest
from tabwright.v1.live_pb2 import (
    AttachRequest,
    AttachResponse,
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
    """Looks at a job's browser while it is entered by `with`, in a thread of its own.

    Points are in CSS pixels of the page, as `Picture.width` and `height` count them. What acts needs control: `take`
    it. Methods raise LiveError where something is refused, TimeoutError where it does not come in time, and
    grpc.RpcError where the connection is lost: then attach anew, by another `with`. The job does not go on by that.
    """

    def __init__(self, services: Services, job_id: str, *, control: bool, name: str) -> None:
        """`Client.live` makes it."""
        self._services = services
        self._job_id = job_id
        self._looking = Looking(job_id, control=control, name=name)
        self._changed = threading.Condition()
        self._outgoing: queue.SimpleQueue[AttachRequest | None] = queue.SimpleQueue()
        self._error: grpc.RpcError | None = None
        self._is_over = False

    def __enter__(self) -> Self:
        self._outgoing.put(self._looking.first)
        self._call = self._services.lives.Attach(self._requests())
        self._thread = threading.Thread(target=self._read, name="tabwright-live", daemon=True)
        self._thread.start()
        try:
            self._wait(lambda: bool(self._looking.state.state), WAIT_S, "the first state")
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Looks no longer. The job stays as it is: paused, or running."""
        self._outgoing.put(None)
        self._call.cancel()
        self._thread.join(WAIT_S)

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

    def screenshot(self, timeout_s: float = WAIT_S) -> Picture:
        """The newest picture of the tab that is shown."""
        self._wait(lambda: self._looking.frame is not None, timeout_s, "a picture")
        picture = self._looking.picture()
        if picture is None:
            raise LiveError("there is no picture")
        return picture

    def _repr_jpeg_(self) -> bytes | None:
        picture = self._looking.picture()
        return picture.data if picture is not None else None

    def wait_for_state(self, *states: str, timeout_s: float = WAIT_S) -> LiveState:
        """Waits for one of the values of LiveState.state, such as "intervention_needed"."""
        self._wait(lambda: self.state.state in states, timeout_s, " or ".join(states), is_end=True)
        return self.state

    # -- control

    def take(self, *, force: bool = False, timeout_s: float = WAIT_S) -> None:
        """Takes control; a job that runs is paused before. Where somebody else has it, that person is asked, and this
        waits for the answer; `force` does not ask.
        """
        if not self._looking.is_still:
            self.pause()
            self._wait(lambda: self._looking.is_still, timeout_s, "the job to stand still")
        refusals = self._looking.refusals
        self.send(AttachRequest(take=LiveTake(force=force)))
        self._until_done(lambda: self.control.is_you, timeout_s, "control", refusals)

    def release(self) -> None:
        """Gives control back. The job stands still as before."""
        self.send(AttachRequest(release=LiveRelease()))

    def pause(self, timeout_s: float | None = None) -> Job:
        """Has the job stand still, for so long at most: PauseJob."""
        timeout_ms = int(timeout_s * 1000) if timeout_s is not None else None
        return self._services.jobs.PauseJob(PauseJobRequest(job_id=self._job_id, timeout_ms=timeout_ms))

    def resume(self, outcome: str = "done", note: str = "") -> Job:
        """Has the job go on; with the outcome "failed" it fails as it would have without a person: ResumeJob."""
        return self._services.jobs.ResumeJob(ResumeJobRequest(job_id=self._job_id, outcome=outcome, note=note))

    # -- acting

    def click(self, x: float, y: float, *, button: str = "left", count: int = 1) -> None:
        """Clicks on a point."""
        self._act(looking.clicks(x, y, button, count))

    def drag(self, start: tuple[float, float], end: tuple[float, float], *, steps: int = 20) -> None:
        """Drags from a point to another."""
        self._act(looking.drags(start, end, steps))

    def scroll(self, x: float, y: float, *, down: float = 0, right: float = 0) -> None:
        """Turns the wheel above a point, by so many CSS pixels."""
        self._act(looking.wheels(x, y, right, down))

    def type(self, text: str) -> None:
        """Enters a text where the page has its focus."""
        self._act(looking.texts(text))

    def press(self, keys: str) -> None:
        """Presses a key, such as "Enter", or several together: "Control+a"."""
        self._act(looking.presses(keys))

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

    def upload(self, *paths: str | Path) -> None:
        """Gives files to the file chooser that is open."""
        for request in self._looking.files([(Path(path).name, Path(path).read_bytes()) for path in paths]):
            self.send(request)

    def send(self, request: AttachRequest) -> None:
        """Sends any other message: AttachRequest says which there are."""
        if self._error is not None:
            raise self._error
        if self._is_over:
            raise LiveError(self._end())
        self._outgoing.put(request)

    # -- the connection

    def _requests(self) -> Iterator[AttachRequest]:
        while (request := self._outgoing.get()) is not None:
            yield request

    def _read(self) -> None:
        try:
            self._hear(self._call)
        except grpc.RpcError as error:
            self._error = error
        finally:
            with self._changed:
                self._is_over = True
                self._changed.notify_all()
            self._outgoing.put(None)

    def _hear(self, responses: Iterable[AttachResponse]) -> None:
        for response in responses:
            with self._changed:
                answer = self._looking.heard(response)
                self._changed.notify_all()
            if answer is not None:
                self._outgoing.put(answer)

    def _act(self, inputs: list[LiveInput]) -> None:
        """Does one thing after the other, and returns once the page has all of them."""
        for one in inputs:
            if not self.control.is_you:
                raise LiveError("this viewer has no control: take() it")
            request = self._looking.input(one)
            seq = request.input.seq
            self.send(request)
            self._wait(lambda seq=seq: seq in self._looking.acks, WAIT_S, "the page")  # type: ignore[misc]
            ack = self._looking.acks.pop(seq)
            if ack.refused:
                raise LiveError(ack.reason or "refused")

    def _until_done(self, is_there: Callable[[], bool], timeout_s: float, what: str, refusals: int) -> None:
        self._wait(lambda: is_there() or self._looking.refusal(refusals) is not None, timeout_s, what)
        if not is_there():
            raise LiveError(self._looking.refusal(refusals))

    def _wait(self, is_there: Callable[[], bool], timeout_s: float, what: str, *, is_end: bool = False) -> None:
        until = time.monotonic() + timeout_s
        with self._changed:
            while not is_there():
                if self._error is not None:
                    raise self._error
                if self._is_over or (self._looking.has_ended and not is_end):
                    raise LiveError(self._end())
                if not self._changed.wait(until - time.monotonic()):
                    raise TimeoutError(f"waited {timeout_s:g} s for {what}; the state is {self.state.state!r}")

    def _end(self) -> str:
        status = Job.Status.Name(self.state.status)
        return f"the job has ended: {status}" if self._looking.has_ended else "the connection was closed"
