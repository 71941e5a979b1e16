"""Who of a job's viewers may act in its browser, and what they do there."""

from tabwright.v1.live_pb2 import AttachRequest

from worker.live.live_job import LiveJob
from worker.live.viewer import Viewer


class Control:
    """The control of one job: at most one viewer has it at a time."""

    def __init__(self, job: LiveJob) -> None:
        self._job = job
        self._holder: Viewer | None = None
        self.last_input_at = float("-inf")
        """When somebody has done something, on the monotonic clock: pictures come faster for a while then."""

    @property
    def is_held(self) -> bool:
        """Whether somebody has control."""
        return self._holder is not None

    async def handle(self, viewer: Viewer, request: AttachRequest) -> None:
        """Does what a viewer wants, but for attach, ack and view. Never raises; what is refused is told the viewer."""

    def joined(self, viewer: Viewer) -> None:
        """A viewer has attached: it hears who has control, and has it again if it was kept for it."""

    def left(self, viewer: Viewer) -> None:
        """A viewer's link is gone: control is kept for it for a while."""

    def may_see(self, viewer: Viewer) -> bool:
        """Whether a viewer sees pictures now: not while somebody else types, unless that is shared."""
        return self._holder in {None, viewer}

    async def close(self) -> None:
        """Ends all that it has begun; nothing of a person is left pressed or open."""
