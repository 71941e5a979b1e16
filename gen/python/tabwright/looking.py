"""What is known of a job's browser while somebody looks, and what is sent to act in it. It waits for nobody: that is
the part of `tabwright.live` and `tabwright.aio_live`.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from tabwright.v1.job_pb2 import Job
from tabwright.v1.live_pb2 import (
    AttachRequest,
    AttachResponse,
    LiveAck,
    LiveAttach,
    LiveChooser,
    LiveControl,
    LiveDialog,
    LiveDialogAnswer,
    LiveField,
    LiveFieldAnswer,
    LiveFile,
    LiveFrame,
    LiveInput,
    LiveInputAck,
    LiveKey,
    LiveMouse,
    LiveNotice,
    LiveState,
    LiveTabCommand,
    LiveTabs,
    LiveText,
    LiveView,
    LiveWheel,
)

FRAMES_PER_SECOND = 5
WAIT_S = 30.0
"""How long a method waits for what it is about, unless it is told otherwise."""
STANDING_STILL = ("paused", "intervention_needed")
_PIECE_BYTES = 48_000
_KEPT_NOTICES = 50


class LiveError(Exception):
    """What was asked for was refused, or cannot be any more: the job has ended, or somebody else has control."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it looked. Notebooks show it."""

    data: bytes
    """JPEG."""
    tab: int
    """The number of the tab."""
    width: int
    """Of the page's viewport in CSS pixels, in which points are given; the picture may be smaller."""
    height: int
    """The same."""

    def _repr_jpeg_(self) -> bytes:
        return self.data

    def __repr__(self) -> str:
        return f"<Picture of tab {self.tab}, {self.width}x{self.height}, {len(self.data)} bytes of JPEG>"


class Looking:
    """All that a viewer has heard."""

    def __init__(self, job_id: str, *, control: bool, name: str) -> None:
        right = "control" if control else "view"
        view = LiveView(frames_per_second=FRAMES_PER_SECOND)
        self.first = AttachRequest(attach=LiveAttach(job_id=job_id, right=right, name=name, view=view))
        self.state = LiveState()
        self.tabs = LiveTabs()
        self.control = LiveControl()
        self.frame: LiveFrame | None = None
        self.dialog: LiveDialog | None = None
        self.chooser: LiveChooser | None = None
        self.field: LiveField | None = None
        self.notices: deque[LiveNotice] = deque(maxlen=_KEPT_NOTICES)
        self.refusals = 0
        """How many of the notices were errors, ever."""
        self.acks: dict[int, LiveInputAck] = {}
        self._seq = 0

    def heard(self, response: AttachResponse) -> AttachRequest | None:
        """Notes a message, and says what is to be answered."""
        kind = response.WhichOneof("message")
        part = getattr(response, kind or "state")
        if kind in {"state", "tabs", "control", "frame"}:
            setattr(self, kind, part)
        elif kind in {"dialog", "chooser", "field"}:
            setattr(self, kind, None if part.closed else part)
        elif kind == "input_ack":
            self.acks[part.seq] = part
        elif kind == "notice":
            self.notices.append(part)
            self.refusals += part.level == "error"
        if kind == "frame":
            return AttachRequest(ack=LiveAck(seq=part.seq))
        return None

    @property
    def is_still(self) -> bool:
        """Whether the job stands still, so that a person may act."""
        return self.state.state in STANDING_STILL or self.state.status in (Job.paused, Job.intervention_needed)

    @property
    def has_ended(self) -> bool:
        return self.state.state == "ended"

    def picture(self) -> Picture | None:
        """The newest picture."""
        if self.frame is None:
            return None
        return Picture(self.frame.data, self.frame.tab, self.frame.width, self.frame.height)

    def refusal(self, since: int) -> str | None:
        """What the newest error says, if there was one since there were so many `refusals`."""
        if self.refusals == since:
            return None
        return next(notice.message for notice in reversed(self.notices) if notice.level == "error")

    # -- what is sent; the epoch says under whose control

    def input(self, what: LiveInput) -> AttachRequest:
        """Numbers an input."""
        self._seq += 1
        shown = self.frame.tab if self.frame is not None else self.tabs.shown
        what.epoch, what.seq, what.tab = self.control.epoch, self._seq, shown
        return AttachRequest(input=what)

    def tab_command(self, command: str, tab: int | None, url: str = "") -> AttachRequest:
        number = self.tabs.shown if tab is None else tab
        return AttachRequest(tab=LiveTabCommand(epoch=self.control.epoch, tab=number, command=command, url=url))

    def dialog_answer(self, *, accept: bool, text: str) -> AttachRequest:
        if self.dialog is None:
            raise LiveError("no dialog is open")
        return AttachRequest(
            dialog=LiveDialogAnswer(epoch=self.control.epoch, id=self.dialog.id, accept=accept, text=text)
        )

    def field_answer(self, value: str | Sequence[int]) -> AttachRequest:
        if self.field is None:
            raise LiveError("no list, date or colour is open: click on one first")
        answer = LiveFieldAnswer(epoch=self.control.epoch, id=self.field.id)
        if isinstance(value, str):
            answer.value = value
        else:
            answer.options.extend(value)
        return AttachRequest(field=answer)

    def files(self, files: Sequence[tuple[str, bytes]]) -> list[AttachRequest]:
        """Files, by name and content, for the chooser that is open."""
        if self.chooser is None:
            raise LiveError("no file chooser is open: click on the field first")
        epoch, chooser = self.control.epoch, self.chooser.id
        pieces = [
            AttachRequest(
                file=LiveFile(
                    epoch=epoch,
                    id=chooser,
                    index=index,
                    name=name if at == 0 else "",
                    data=data[at : at + _PIECE_BYTES],
                )
            )
            for index, (name, data) in enumerate(files)
            for at in range(0, max(1, len(data)), _PIECE_BYTES)
        ]
        return [*pieces, AttachRequest(file=LiveFile(epoch=epoch, id=chooser, done=True))]


def clicks(x: float, y: float, button: str, count: int) -> list[LiveInput]:
    """The mouse, there and down and up, so often."""
    inputs = [LiveInput(mouse=LiveMouse(kind="move", x=x, y=y))]
    for number in range(1, count + 1):
        inputs += [
            LiveInput(mouse=LiveMouse(kind=kind, x=x, y=y, button=button, click_count=number))
            for kind in ("down", "up")
        ]
    return inputs


def drags(start: tuple[float, float], end: tuple[float, float], steps: int) -> list[LiveInput]:
    """The mouse, pressed on the way from one point to another."""
    (x, y), (to_x, to_y) = start, end
    inputs = [LiveInput(mouse=LiveMouse(kind="move", x=x, y=y))]
    inputs.append(LiveInput(mouse=LiveMouse(kind="down", x=x, y=y, button="left", click_count=1)))
    for step in range(1, steps + 1):
        part = step / steps
        inputs.append(LiveInput(mouse=LiveMouse(kind="move", x=x + (to_x - x) * part, y=y + (to_y - y) * part)))
    inputs.append(LiveInput(mouse=LiveMouse(kind="up", x=to_x, y=to_y, button="left", click_count=1)))
    return inputs


def presses(keys: str) -> list[LiveInput]:
    """Keys that are pressed together, such as `Enter` or `Control+a`."""
    names = [name or "+" for name in keys.removesuffix("++").split("+")] + ["+"] * keys.endswith("++")
    down = [LiveInput(key=LiveKey(down=True, key=name)) for name in names]
    return down + [LiveInput(key=LiveKey(down=False, key=name)) for name in reversed(names)]


def texts(text: str) -> list[LiveInput]:
    """A text, in parts that may be sent."""
    return [LiveInput(text=LiveText(text=text[at : at + 20_000])) for at in range(0, len(text), 20_000)]


def wheels(x: float, y: float, delta_x: float, delta_y: float) -> list[LiveInput]:
    return [LiveInput(wheel=LiveWheel(x=x, y=y, delta_x=delta_x, delta_y=delta_y))]
