"""What the server itself says of a job, where no worker does."""

from datetime import UTC, datetime
from uuid import UUID

from tabwright.v1.job_pb2 import Pause
from tabwright.v1.live_pb2 import AttachResponse, LiveState

from server.convert import job as convert
from server.convert import stored_json
from store.job import HELD_BY_WORKER, STANDING_STILL, TERMINAL, Status
from store.live.relay import Relay
from store.records.events import Event

WAITING, STARTING, LOST, UNWATCHABLE, ENDED = "waiting", "starting", "worker_lost", "unwatchable", "ended"

_MESSAGES = {
    WAITING: "The job waits for a worker.",
    STARTING: "The job's browser opens.",
    LOST: "The worker does not answer. If it has died, the job starts again within seconds.",
    Status.PAUSED: "The job stands still and its time with it, until it is resumed. Its picture comes in a moment.",
    Status.INTERVENTION_NEEDED: "The job waits for a person. Its picture comes in a moment.",
    UNWATCHABLE: "The job's worker cannot be watched: it has no address for viewers (WORKER_LIVE_ADDRESS).",
}
_ENDS = {
    Status.COMPLETED: "The job has completed.",
    Status.FAILED: "The job has failed.",
    Status.CANCELLED: "The job was cancelled.",
}


class Course:
    """How a job does, as its row and its events tell."""

    def __init__(self, job_id: UUID, viewer_id: str, right: str, status: Status) -> None:
        self._job_id = job_id
        self._viewer_id = viewer_id
        self._right = right
        self._status = status
        self._attempt = 0
        self._pause: Pause | None = None
        self._more = ""
        self._said = ""
        self._since = datetime.now(UTC)

    @property
    def has_ended(self) -> bool:
        return self._status in TERMINAL

    @property
    def is_held(self) -> bool:
        return self._status in HELD_BY_WORKER

    def runs(self, relay: Relay) -> None:
        """It is a worker's."""
        self._status = relay.status
        self._attempt = relay.lease_no
        self._pause = None
        if relay.pause is not None:
            self._pause = Pause()
            stored_json.parse(relay.pause, self._pause)

    def happened(self, event: Event) -> None:
        """Something has happened to it."""
        data = convert.event_message(event).data
        self._status = event.status
        self._pause = data.pause if data.HasField("pause") else None
        self._more = ""
        if event.type == "job.started":
            self._attempt = data.attempt
        elif event.type == "job.retrying":
            self._more = " The last attempt has failed; it starts again" + (
                f" at {data.retry_at.ToDatetime(UTC):%H:%M:%S} UTC." if data.HasField("retry_at") else "."
            )
        elif event.type == "job.failed":
            self._more = f" {data.error.message}" if data.error.message else ""

    def state(self, name: str, viewers: int) -> bytes:
        """The message that says so. `since` stays the same as long as the state does."""
        if name == STARTING and self._status in STANDING_STILL:
            name = self._status  # its browser is open, only we do not see it yet
        if name != self._said:
            self._said, self._since = name, datetime.now(UTC)
        told = _ENDS.get(self._status, "The job has ended.") if name == ENDED else _MESSAGES[name]
        state = LiveState(
            state=name,
            since=convert.time(self._since),
            message=told + self._more,
            status=convert.status_value(self._status),
            pause=self._pause,
            attempt=self._attempt,
            viewers=viewers,
            viewer_id=self._viewer_id,
            right=self._right,
        )
        return AttachResponse(state=state).SerializeToString()
