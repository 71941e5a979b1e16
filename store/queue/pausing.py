"""Jobs that stand still while their worker holds them: at somebody's wish, or because a person is needed.

Whoever wants that a job stand still, or go on, marks its lease and wakes its worker; the worker follows, under its
lease, with a statement that moves the job and takes the wish off the row. So a wish needs no viewer and survives any
server, and one that was taken back in time is never followed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, LiteralString
from uuid import UUID

from store.database import jsonb
from store.database.connection import Database
from store.errors import DatabaseUnavailable, JobNotRunning, JobNotStandingStill, LeaseLost, TooManyPaused
from store.job import HELD_BY_WORKER, STANDING_STILL, TERMINAL, Job, Lease, Status
from store.queue.claim import LEASE_GRACE_S
from store.records.listing import get_job

PAUSED = "PAUSED"
"""Pause.reason of a job that stands still at somebody's wish; with any other, it waits for a person."""


def most_held(slots: int) -> int:
    """How many of a worker's jobs may stand still, so that the others have their half of its slots."""
    return max(1, slots // 2)


@dataclass(frozen=True, kw_only=True, slots=True)
class NewPause:
    """Why a job is to stand still: Pause of the API."""

    reason: str
    timeout_s: float
    """For how long at most, unless the wish says it otherwise."""
    vendor: str = ""
    instructions: str = ""
    message: str = ""
    action_index: int | None = None
    action: str = ""
    by: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PauseWish:
    """What somebody wants of a job that a worker holds, as its heartbeat hears it."""

    pause: bool = False
    """Whether it shall stand still; of one that does, that its deadline be moved."""
    timeout_s: float = 0.0
    """For how long from now on."""
    by: str = ""
    resume: Literal["done", "failed"] | None = None
    """Whether it shall go on, and what has become of what it waited for. None: it shall not."""
    note: str = ""
    resumed_by: str = ""
    """Who has said so."""


async def request_pause(database: Database, client_id: str, job_id: UUID, *, timeout_s: float, by: str) -> Job:
    """Asks that a running job stand still, or, if it does, that it do so until `timeout_s` from now. Returns the job.

    Raises JobNotFound, JobNotRunning or TooManyPaused.
    """
    raise NotImplementedError


async def request_resume(
    database: Database, client_id: str, job_id: UUID, *, outcome: Literal["done", "failed"], note: str, by: str
) -> Job:
    """Asks that a job go on that stands still, or takes back the wish that it do so. Returns the job.

    Raises JobNotFound, or JobNotStandingStill: it does not, or it is only paused, of which nothing can fail.
    """
    raise NotImplementedError


async def record_pause(
    database: Database, lease: Lease, sequence: int, pause: NewPause, *, left_s: float, max_held: int
) -> float | None:
    """Records that a job stands still from now on, with `left_s` left of its own time: its status, its event, the
    lease's time. Returns for how many seconds it may do so, which can be longer or shorter than the pause says where
    somebody has wished so meanwhile.

    None: nothing was written, and the job goes on, since as many jobs of the process stand still already as may; or,
    with the reason PAUSED, since nobody wishes it any more. A wish is taken off the row in either case.

    `sequence` is the worker's own number of the event, as that of record_step. May be sent again when its answer was
    lost. Raises LeaseLost.
    """
    raise NotImplementedError


async def move_deadline(database: Database, lease: Lease, *, left_s: float) -> float:
    """Follows the wish that a job that stands still do so for longer, or shorter. Returns for how many seconds from now
    on; of a job that nobody has such a wish for any more, what is left. May be sent again. Raises LeaseLost.
    """
    raise NotImplementedError


async def update_pause(database: Database, lease: Lease, *, looks_solved: bool) -> None:
    """Records whether what a job waits for seems to be done. Raises LeaseLost."""
    raise NotImplementedError


async def record_resume(
    database: Database, lease: Lease, sequence: int, *, resumed_by: str, note: str, left_s: float
) -> None:
    """Records that a job goes on, with `left_s` of its own time. `resumed_by`: as JobEventData. A wish to stand still
    that has come meanwhile stays. May be sent again when its answer was lost. Raises LeaseLost.
    """
    raise NotImplementedError


async def record_viewed(database: Database, job_id: UUID, viewer: str) -> bool:
    """Writes into a job's events that an administrator looks at it. Returns whether: not into those of a job that has
    ended, or that a worker of the release before runs.
    """
    raise NotImplementedError
