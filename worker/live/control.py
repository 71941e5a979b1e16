"""Who of a job's viewers may act in its browser, and what they do there.

At most one viewer has control, and only while the job stands still. Whenever control changes hands, its number grows;
what is done under an older one is refused. A lost link does not end it at once, nor does it let the job go on.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import structlog
from google.protobuf.timestamp_pb2 import Timestamp
from tabwright.v1.live_pb2 import AttachRequest, AttachResponse, LiveControl, LiveInput, LiveInputAck, LiveNotice

from worker.live.hands import Hands
from worker.live.live_job import LiveJob
from worker.live.viewer import Viewer

log = structlog.get_logger()

KEPT_S = 60.0
"""How long control is kept for a viewer whose link is lost."""
IDLE_S = 600.0
"""How long somebody may do nothing with it."""
WARNING_S = 30.0
"""How long before it ends for that reason this is said."""
INPUTS_PER_S = 100
CLOSE_S = 2.0
"""How long pages may take to let go what is down, once the attempt is over."""
MAX_NAME_CHARS = 100

_OF_THE_HOLDER = frozenset({"dialog", "file", "field", "tab"})


class Control:
    """The control of one job: at most one viewer has it at a time."""

    def __init__(self, job: LiveJob) -> None:
        self._job = job
        self._job_id = job.around.job.lease.job_id
        self._pausing = job.pausing
        self._hands = Hands(job.around, self._tell_holder, self._show)
        self._epoch = 0
        self._holder: Viewer | None = None
        self._hearer: Viewer | None = None
        """Who hears what becomes of the pages' questions: the holder, and for the last of it who was that before."""
        self._asking: Viewer | None = None
        self._is_shared = False
        self._changing = asyncio.Lock()
        self._are_out = False
        """Whether the pages wait for a person."""
        self._lost_at: float | None = None
        """When the holder's link was lost."""
        self._acted_at = 0.0
        self._warned_at: float | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._inputs: deque[float] = deque()
        self.last_input_at = float("-inf")
        """When somebody has done something, on the monotonic clock: pictures come faster for a while then."""
        self._pausing.before_going_on.insert(0, self._give_back)  # what is entered last is looked for after it
        self._pausing.on_change.append(self._stillness_changed)

    @property
    def is_held(self) -> bool:
        """Whether somebody has control."""
        return self._holder is not None

    def holds(self, viewer: Viewer) -> bool:
        """Whether it is this viewer who has control."""
        return self._holder is viewer

    async def handle(self, viewer: Viewer, request: AttachRequest) -> None:
        """Does what a viewer wants, but for attach, ack and view. Never raises; what is refused is told the viewer.
        To be awaited for one message of a viewer after the other.
        """
        try:
            await self._handle(viewer, request)
        except Exception as error:  # noqa: BLE001 - a dead driver says so with bare ones; the text may be what was typed
            log.warning("live.control_failed", error_type=type(error).__name__)
            _notice(viewer, "error", "That could not be done.")

    def joined(self, viewer: Viewer) -> None:
        """A viewer has attached: it hears who has control, and has it again if it was kept for it."""
        if self._holder is not None and viewer.id == self._holder.id:
            self._holder, self._hearer, self._lost_at = viewer, viewer, None
            self._arm()
            self._say()
            self._hands.repeat()
        else:
            viewer.send(AttachResponse(control=self._told(viewer)))

    def left(self, viewer: Viewer) -> None:
        """A viewer's link is gone: control is kept for it for a while."""
        if self._asking is viewer:
            self._asking = None
            self._say()
        if self._holder is viewer and self._lost_at is None:
            self._lost_at = time.monotonic()
            self._hands.let_go()
            self._arm()
            self._say()

    def may_see(self, viewer: Viewer) -> bool:
        """Whether a viewer sees pictures now: not while somebody else has control, unless that is shared."""
        return self._holder is None or self._is_shared or self._holder.id == viewer.id

    async def close(self) -> None:
        """Ends all that it has begun; nothing of a person is left pressed or open."""
        self._pausing.before_going_on.remove(self._give_back)
        self._pausing.on_change.remove(self._stillness_changed)
        try:
            async with asyncio.timeout(CLOSE_S):  # the pages are closed next, also those that hang
                await self._end("")
        except TimeoutError:
            log.debug("live.control_cut_off")
        await self._hands.close()
        if self._ending:
            await asyncio.wait(self._ending, timeout=CLOSE_S)

    # -- who has it

    async def _handle(self, viewer: Viewer, request: AttachRequest) -> None:
        match request.WhichOneof("message"):
            case "input":
                self._input(viewer, request.input)
            case "take":
                await self._take(viewer, is_forced=request.take.force)
            case "release" if self.holds(viewer):
                await self._end(f"{viewer.name[:MAX_NAME_CHARS]} has given control back")
            case "grant" if self.holds(viewer):
                await self._answer(viewer, request.grant.viewer_id, is_granted=request.grant.granted)
            case "share" if self.holds(viewer):
                self._is_shared = request.share.shared
                self._say()
                self._job.covered_changed()
            case kind if kind in _OF_THE_HOLDER:
                self._do(viewer, request, getattr(request, kind).epoch)
            case _:
                _notice(viewer, "error", "Only who has control can do that.")

    async def _take(self, viewer: Viewer, *, is_forced: bool) -> None:
        holder = self._holder
        if viewer.right != "control":
            _notice(viewer, "error", "You may look, and not take control.")
        elif not self._pausing.is_still:
            _notice(viewer, "error", "The job runs: pause it before you take control.")
        elif holder is None or is_forced or holder.id == viewer.id:
            await self._give(viewer)
        elif self._lost_at is not None:
            _notice(viewer, "info", f"Control is kept for {holder.name[:MAX_NAME_CHARS]}, whose connection is lost.")
        else:
            self._asking = viewer
            self._say()

    async def _answer(self, holder: Viewer, viewer_id: str, *, is_granted: bool) -> None:
        asking = self._asking
        if asking is None or asking.id != viewer_id:
            _notice(holder, "info", "Nobody asks for control any more.")
            return
        self._asking = None
        if is_granted:
            await self._give(asking)
        else:
            _notice(asking, "info", f"{holder.name[:MAX_NAME_CHARS]} keeps control.")
            self._say()

    async def _give(self, viewer: Viewer) -> None:
        """Gives a viewer control, from whoever has it."""
        async with self._changing:
            before = self._holder
            if before is not None and before.id == viewer.id:
                self._say()
                return
            if not await self._is_given():
                _notice(viewer, "error", "Control cannot be given now: the job goes on, or its page does not answer.")
                return
            self._set_holder(viewer)
            try:
                await self._put_out()
            except BaseException:
                self._set_holder(None)
                raise
            if not self._pausing.is_still:  # it has gone on meanwhile
                return
        name = viewer.name[:MAX_NAME_CHARS]
        self._job.around.deeds.note(f"{name} has taken control ({self._epoch})")
        self._job.around.deeds.control(name)
        log.info("live.control_taken", job_id=str(self._job_id), epoch=self._epoch)
        if before is not None:
            _notice(before, "warning", f"{name} has taken control.")
        self._tell_change()
        self._hands.repeat()

    async def _put_out(self) -> None:
        """Has the pages wait for whoever has control now."""
        if self._are_out:
            await self._hands.release()
            self._hearer = self._holder
            return
        self._are_out, self._hearer = True, self._holder
        try:
            await self._hands.begin()
        except BaseException:
            self._are_out = False
            await self._hands.end()
            raise

    async def _is_given(self) -> bool:
        """Whether a person may act now, since all that must not see it has ended."""
        try:
            await self._pausing.give_control()
        except TimeoutError:
            return False
        return self._pausing.is_still

    async def _end(self, why: str) -> None:
        """Nobody has control any more. The job stays as it is."""
        holder = self._holder
        self._set_holder(None)
        if holder is not None:
            if why:
                self._job.around.deeds.note(f"{why} ({self._epoch})")
                self._job.around.deeds.control(None)
            log.info("live.control_ended", job_id=str(self._job_id), epoch=self._epoch)
            self._job.lead = None
            self._tell_change()
        async with self._changing:
            if self._holder is not None:  # somebody has taken it meanwhile
                return
            if self._are_out:
                self._are_out = False
                await self._hands.end()
            self._hearer = None

    async def _give_back(self) -> None:
        await self._end("control has ended, since the job goes on")

    def _stillness_changed(self) -> None:
        """Ends control of a job that goes on without having asked: it has ended, or was taken away."""
        if not self._pausing.is_still and (self._holder is not None or self._are_out):
            self._begin_end("control has ended, since the job goes on")
        else:
            self._say()

    def _set_holder(self, viewer: Viewer | None) -> None:
        if viewer is not self._holder:
            self._epoch += 1
        self._holder, self._is_shared, self._lost_at, self._warned_at = viewer, False, None, None
        if self._asking is viewer or viewer is None:
            self._asking = None
        self._inputs.clear()
        self._acted_at = time.monotonic()
        self._arm()

    def _begin_end(self, why: str) -> None:
        task = asyncio.create_task(self._end(why))
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    # -- how long

    def _arm(self) -> None:
        """Has control end when it is due."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._holder is not None:
            left_s = self._due_at() - time.monotonic()
            self._timer = asyncio.get_running_loop().call_later(max(0.0, left_s), self._look)

    def _due_at(self) -> float:
        """When something is due next: a warning, or the end."""
        if self._lost_at is not None:
            return self._lost_at + KEPT_S
        return self._warned_at + WARNING_S if self._warned_at is not None else self._acted_at + IDLE_S

    def _look(self) -> None:
        holder = self._holder
        if holder is None:
            return
        if self._due_at() > time.monotonic():
            self._arm()
        elif self._lost_at is not None:
            self._begin_end("control has ended, since the connection was lost")
        elif self._warned_at is None:
            self._warned_at = time.monotonic()
            _notice(holder, "warning", f"You have done nothing for long: control ends in {WARNING_S:.0f} s.")
            self._arm()
            self._say()
        else:
            self._begin_end("control has ended, since nothing was done")

    # -- what is done

    def _input(self, viewer: Viewer, given: LiveInput) -> None:
        ack = _acks(viewer)
        if not self.holds(viewer):
            ack(given.seq, "you do not have control")
        elif given.epoch != self._epoch:
            ack(given.seq, "control has changed hands")
        elif not self._are_out or not self._pausing.is_still:
            ack(given.seq, "the job goes on")
        elif self._is_too_fast() and not self._hands.releases(given):
            ack(given.seq, f"more than {INPUTS_PER_S} inputs a second")
        else:
            self._note_act()
            self._hands.input(given, ack)

    def _do(self, viewer: Viewer, request: AttachRequest, epoch: int) -> None:
        if not self.holds(viewer) or epoch != self._epoch or not (self._are_out and self._pausing.is_still):
            _notice(viewer, "error", "Only who has control can do that.")
            return
        self._note_act()
        self._hands.do(request)

    def _is_too_fast(self) -> bool:
        now = time.monotonic()
        while self._inputs and now - self._inputs[0] >= 1:
            self._inputs.popleft()
        if len(self._inputs) >= INPUTS_PER_S:
            return True
        self._inputs.append(now)
        return False

    def _note_act(self) -> None:
        self._acted_at = self.last_input_at = time.monotonic()
        self._job.hurry()
        if self._warned_at is not None:
            self._warned_at = None
            self._arm()
            self._say()

    # -- what is told

    def _tell_holder(self, response: AttachResponse) -> None:
        if self._hearer is not None:
            self._hearer.send(response)

    def _show(self, number: int) -> None:
        self._job.lead = number
        self._job.changed()

    def _tell_change(self) -> None:
        self._say()
        self._job.covered_changed()

    def _say(self) -> None:
        for viewer in self._job.viewers.values():
            viewer.send(AttachResponse(control=self._told(viewer)))

    def _told(self, viewer: Viewer) -> LiveControl:
        holder, asking = self._holder, self._asking
        told = LiveControl(
            epoch=self._epoch,
            is_you=holder is viewer,
            shared=self._is_shared,
            may_take=viewer.right == "control" and self._pausing.is_still and holder is not viewer,
        )
        if holder is not None:
            told.holder_id, told.holder = holder.id, holder.name[:MAX_NAME_CHARS]
            if self._lost_at is not None or self._warned_at is not None:
                told.kept_until.CopyFrom(_time_of(self._due_at()))
        if asking is not None:
            told.requested_by_id, told.requested_by = asking.id, asking.name[:MAX_NAME_CHARS]
        return told


def _acks(viewer: Viewer) -> Callable[[int, str], None]:
    def ack(seq: int, why: str) -> None:
        viewer.send(AttachResponse(input_ack=LiveInputAck(seq=seq, refused=bool(why), reason=why)))

    return ack


def _notice(viewer: Viewer, level: str, message: str) -> None:
    viewer.send(AttachResponse(notice=LiveNotice(level=level, message=message)))


def _time_of(monotonic: float) -> Timestamp:
    told = Timestamp()
    told.FromDatetime(datetime.now(UTC) + timedelta(seconds=monotonic - time.monotonic()))
    return told
