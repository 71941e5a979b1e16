"""What viewers are told of how a job does."""

import time
from datetime import UTC, datetime

from google.protobuf.timestamp_pb2 import Timestamp
from tabwright.v1.job_pb2 import Job, Pause
from tabwright.v1.live_pb2 import LiveState

from store.queue.pausing import PAUSED
from worker.live.around import Around
from worker.live.frames import Frame
from worker.live.viewer import Viewer

STILL_AFTER_S = 2.0
"""After how long without a new picture a page is said to be still."""

MESSAGES = {
    "starting": "The browser opens; the first picture comes in a moment.",
    "live": "You see the page as it is.",
    "still": "Nothing has changed on the page since then.",
    "hidden": "Nobody looks: no pictures are taken.",
    "covered": "Somebody types, or the page shows what the job hides: there are no pictures until that is over.",
    "paused": "The job stands still and its time with it, until it is resumed.",
    "intervention_needed": "The job waits for a person.",
}


STANDING_STILL = ("paused", "intervention_needed")


def state(around: Around, viewer: Viewer, frame: Frame | None, *, may_see: bool, viewers: int) -> LiveState:
    """How a job does, as one viewer sees it; `frame` is the newest of the tab that is shown to it."""
    pause = _pause(around)
    word, since = _word(viewer, frame, pause, may_see=may_see)
    step = around.step()
    said = LiveState(
        state=word,
        message=(pause.instructions if pause is not None and word in STANDING_STILL else "") or MESSAGES[word],
        status=_status(pause),
        attempt=around.job.lease.lease_no,
        viewers=viewers,
        action=str(step.get("action", "")),
        action_count=len(around.job.actions),
        viewer_id=viewer.id,
        right=viewer.right,
    )
    if since is not None:
        said.since.CopyFrom(since)
    if pause is not None:
        said.pause.CopyFrom(pause)
    if isinstance(index := step.get("actionIndex"), int):
        said.action_index = index
    return said


def _word(viewer: Viewer, frame: Frame | None, pause: Pause | None, *, may_see: bool) -> tuple[str, Timestamp | None]:
    if not may_see:
        return "covered", None
    if viewer.view.hidden:
        return "hidden", None
    if pause is not None:
        return ("paused" if pause.reason == PAUSED else "intervention_needed"), pause.since
    if frame is None:
        return "starting", None
    painted = Timestamp()
    painted.FromNanoseconds(int(frame.captured_at * 1e9))
    return ("still" if time.time() - frame.captured_at > STILL_AFTER_S else "live"), painted


def _status(pause: Pause | None) -> Job.Status:
    if pause is None:
        return Job.processing
    return Job.paused if pause.reason == PAUSED else Job.intervention_needed


def _pause(around: Around) -> Pause | None:
    """Why it stands still, without what the job hides."""
    pausing, why = around.pausing, around.pausing.pause
    if not pausing.is_still or why is None:
        return None
    conceal = around.concealment.text
    pause = Pause(
        reason=why.reason,
        vendor=why.vendor,
        instructions=conceal(why.instructions),
        message=conceal(why.message),
        action=why.action,
        by=why.by,
        looks_solved=pausing.looks_solved,
    )
    if why.action_index is not None:
        pause.action_index = why.action_index
    if pausing.since is not None:
        pause.since.CopyFrom(_timestamp(pausing.since))
    if pausing.deadline is not None:
        pause.deadline.CopyFrom(_timestamp(pausing.deadline))
    return pause


def _timestamp(when: datetime) -> Timestamp:
    timestamp = Timestamp()
    timestamp.FromDatetime(when.astimezone(UTC))
    return timestamp
