"""One who looks at a job: what is on its way to them, and never more than they can take."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from typing import Literal

from google.protobuf.timestamp_pb2 import Timestamp
from tabwright.v1.live_pb2 import AttachResponse, LiveFrame, LiveTabs, LiveView

from worker.live.frames import Frame

MAX_UNACKNOWLEDGED = 2
"""How many frames are sent ahead of the viewer's word that it has painted one."""
STALLED_AFTER_S = 1.0
"""After how long with a picture that it cannot take a viewer takes none: links that are slow, and go on, are faster."""
MAX_WAITING = 1000
"""How many messages may wait beside frames; a viewer that takes none of them is cut off."""
MAX_WAITING_BYTES = 4 * 1024 * 1024
"""The same of their size: a page's texts can be long."""
_LATEST = frozenset({"state", "tabs", "control", "cursor", "pointer", "renewal"})
"""Of these only the newest is of use: one that still waits is replaced."""

Right = Literal["view", "control"]


class Viewer:
    """A stream to one who looks. All that is sent is kept in order, but for frames: of these the newest waits alone."""

    def __init__(self, viewer_id: str, name: str, right: Right, view: LiveView | None = None) -> None:
        """`viewer_id` stays the same when the viewer attaches again; `name` is for the other viewers."""
        self.id = viewer_id
        self.name = name
        self.right = right
        self.view = view or LiveView()
        self.shown: int | None = None
        """The number of the tab whose pictures it gets. None: there is none."""
        self.tabs: LiveTabs | None = None
        """What it has heard of the tabs."""
        self.cut = asyncio.Event()
        """Set when it has not taken what was sent, or has attached again."""
        self._waiting: deque[AttachResponse] = deque()
        self._waiting_bytes = 0
        self._frame: Frame | None = None
        self._unacknowledged: set[int] = set()
        self._full_since: float | None = None
        """Since when, on the monotonic clock, a picture waits for its word."""
        self._seq = 0
        self._news = asyncio.Event()
        self._is_closed = False

    @property
    def is_cut_off(self) -> bool:
        return self.cut.is_set()

    @property
    def is_stalled(self) -> bool:
        """Whether it has taken no picture for a while, though one waits."""
        return self._full_since is not None and time.monotonic() - self._full_since >= STALLED_AFTER_S

    def send(self, response: AttachResponse) -> None:
        """Has something said as soon as the viewer takes it. Never waits."""
        kind = response.WhichOneof("message")
        if kind in _LATEST:
            for waiting in self._waiting:
                if waiting.WhichOneof("message") == kind:
                    self._waiting_bytes += response.ByteSize() - waiting.ByteSize()
                    waiting.CopyFrom(response)
                    return
        if len(self._waiting) >= MAX_WAITING or self._waiting_bytes >= MAX_WAITING_BYTES:
            self.cut_off()
            return
        self._waiting.append(response)
        self._waiting_bytes += response.ByteSize()
        self._news.set()

    def send_frame(self, frame: Frame) -> None:
        """Has a picture of the tab that it looks at painted, unless a newer one comes first."""
        if frame.tab == self.shown and not self.view.hidden:
            self._frame = frame
            if self._full_since is None and len(self._unacknowledged) >= MAX_UNACKNOWLEDGED:
                self._full_since = time.monotonic()
            self._news.set()

    def forget_frame(self) -> None:
        """The picture that waits must not be seen any more."""
        self._frame = self._full_since = None

    def acknowledge(self, seq: int) -> None:
        """The viewer has painted a frame, and with it all before it."""
        self._unacknowledged = {one for one in self._unacknowledged if one > seq}
        if len(self._unacknowledged) < MAX_UNACKNOWLEDGED:
            self._full_since = None
        self._news.set()

    def close(self) -> None:
        """Ends the stream, once all that waits has been taken."""
        self._is_closed = True
        self._frame = None
        self._news.set()

    def cut_off(self) -> None:
        """Ends the stream at once."""
        self.cut.set()
        self._waiting.clear()
        self._waiting_bytes = 0
        self.close()

    async def responses(self) -> AsyncIterator[AttachResponse]:
        """What the viewer is to hear, to the end of the stream. A frame is numbered when it goes."""
        while True:
            self._news.clear()
            while self._waiting:
                response = self._waiting.popleft()
                self._waiting_bytes -= response.ByteSize()
                yield response
            frame = self._frame
            if frame is not None and len(self._unacknowledged) < MAX_UNACKNOWLEDGED:
                self._frame = None
                yield self._numbered(frame)
            elif self._is_closed:
                return
            else:
                await self._news.wait()

    def _numbered(self, frame: Frame) -> AttachResponse:
        self._seq += 1
        self._unacknowledged.add(self._seq)
        captured_at = Timestamp()
        captured_at.FromNanoseconds(int(frame.captured_at * 1e9))
        return AttachResponse(
            frame=LiveFrame(
                tab=frame.tab,
                seq=self._seq,
                captured_at=captured_at,
                width=frame.width,
                height=frame.height,
                mime_type="image/jpeg",
                data=frame.data,
                still=frame.still,
            )
        )
