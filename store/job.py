"""What a job is, and how it may move."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import uuid_utils.compat

Json = Mapping[str, Any]
"""A JSON object, with the names of the API's documents."""


class Status(StrEnum):
    """Where a job stands. docs/state-machine.md draws how it gets there."""

    PENDING = "pending"
    """Waits: its id is in job_ready, job_deferred or job_parked."""
    PROCESSING = "processing"
    """A worker runs it: its id is in job_leases. If the worker dies, maintenance moves it on."""
    PAUSED = "paused"
    """A worker holds it, and it stands still at somebody's wish. Its id is in job_leases, too."""
    INTERVENTION_NEEDED = "intervention_needed"
    """A worker holds it, and it waits for a person."""
    COMPLETED = "completed"
    """Ended, all actions done."""
    FAILED = "failed"
    """Ended, and the job's error says why."""
    CANCELLED = "cancelled"
    """Ended at the client's wish."""


TERMINAL = frozenset({Status.COMPLETED, Status.FAILED, Status.CANCELLED})

STANDING_STILL = frozenset({Status.PAUSED, Status.INTERVENTION_NEEDED})
"""Where a worker holds a job and does nothing in it, so that a person may: until it goes on, or ends."""

HELD_BY_WORKER = STANDING_STILL | {Status.PROCESSING}
"""Where a job has a lease."""

CANCELLABLE = frozenset(Status) - TERMINAL
"""Where a job has not ended."""

REPLAYABLE = frozenset({Status.FAILED, Status.CANCELLED})
"""Ends that the client may take back: the job then starts again."""

MOVES = frozenset(
    {
        (Status.PENDING, Status.PROCESSING),  # claimed
        (Status.PENDING, Status.CANCELLED),  # cancelled while it waited
        (Status.PENDING, Status.FAILED),  # its site was down for longer than it waits
        (Status.PROCESSING, Status.COMPLETED),  # finished
        (Status.PROCESSING, Status.FAILED),  # failed for good
        (Status.PROCESSING, Status.PENDING),  # to be tried again, or given back by a stopping worker
        (Status.PROCESSING, Status.CANCELLED),  # cancelled while it ran
        *((Status.PROCESSING, still) for still in STANDING_STILL),  # paused, or a person is needed
        *((still, Status.PROCESSING) for still in STANDING_STILL),  # it goes on
        *((still, Status.FAILED) for still in STANDING_STILL),  # nobody came in time, or whoever came says so
        *((still, Status.PENDING) for still in STANDING_STILL),  # its worker died, or has to stop
        *((still, Status.CANCELLED) for still in STANDING_STILL),  # cancelled meanwhile
        (Status.FAILED, Status.PENDING),  # replayed at the client's wish
        (Status.CANCELLED, Status.PENDING),  # the same
    }
)
"""Every legal move. The trigger job_moves in the database refuses all others."""


class Repeat(StrEnum):
    """Whether a job may be started again by itself after an attempt that has acted."""

    WHEN_SAFE = "whenSafe"
    """Not then: what it has done would be done twice."""
    ALWAYS = "always"


class OnBlocked(StrEnum):
    """What happens where a page asks for a person, or a sign-in is refused."""

    FAIL = "fail"
    INTERVENE = "intervene"
    """The job waits for a person."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request that may come again, and makes no other job then."""

    id: str
    """The client's name for it."""
    digest: str
    """What tells it from another one that the client gives the same name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewWebhook:
    """Who shall be told of one job."""

    id: UUID
    url: str
    receiver: str
    """Its host and port."""
    events: list[str]


WAIT_UNTIL_IS_SAID = "waitUntilIsSaid"
"""Among a job's options as they are stored, whether its client itself has asked for networkidle. Else that is what
pages are waited for where nobody has said anything: a wish.
"""


FALLBACK_BEGUN = "fallbackBegun"
"""Among a job's options as they are stored, the fallback that its attempts are part of: `next`, the index of the one
that comes after it; `from`, the browser type that the job has asked for; errorType and message of the failure before.
"""


ON_BLOCKED = "onBlocked"
"""Among a job's options as they are stored, what happens where a page asks for a person, whoever has said it: the job,
its key, or the installation. Absent: it fails.
"""


TITLE = "taskTitle"
"""Among a job's options as they are stored, what people call it."""


COMPANY = "companyDetails"
"""Among a job's options as they are stored, a profile of its own (store.profiles.company)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewJob:
    """A job to be accepted."""

    id: UUID
    client_id: str
    browser_type_id: int
    target_url: str
    actions: list[Json]
    wait_until: str
    priority: int
    timeout_ms: int
    max_retries: int
    options: Json = field(default_factory=dict)
    """JobOptions of the API."""
    not_before: datetime | None = None
    """When it may start. None: at once."""
    request: Request | None = None
    """The request that asks for it, when the client has given that a name."""
    schedule_id: UUID | None = None
    """The schedule that it is made for."""
    scheduled_at: datetime | None = None
    """The time of its schedule that it is made for. None: none of its times."""
    webhook: NewWebhook | None = None
    labels: Mapping[str, str] | None = None
    repeat: Repeat = Repeat.WHEN_SAFE
    html: str | None = None
    """What it shows in place of target_url, which is then empty."""
    base_url: str | None = None
    """What relative URLs in the HTML begin at."""
    referer: str | None = None
    traceparent: str | None = None
    """The trace that its caller is in, as store.trace_context writes it."""
    task: Json | None = None
    """The task that has made it: its name, version and parameters. Of a client's own also what its worker needs to make
    the result.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """What a job waits for beyond its turn."""

    by: str
    """`limit`, `circuit`, `throttle` or `session`."""
    what: str
    """For a limit `client` or a site, for a circuit its name, for a throttle its site, for a session its name."""
    since: datetime
    until: datetime | None = None
    """When it may start at the earliest. None: nobody knows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """A job as it is stored."""

    id: UUID
    client_id: str
    browser_type_id: int
    target_url: str
    actions: Sequence[Json]
    wait_until: str
    status: Status
    priority: int
    retry_count: int
    max_retries: int
    timeout_ms: int
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    updated_at: datetime
    result: Json | None
    error: Json | None
    options: Json = field(default_factory=dict)
    not_before: datetime | None = None
    schedule_id: UUID | None = None
    scheduled_at: datetime | None = None
    webhook: Json | None = None
    """Its url and events, of a job that has one of its own."""
    labels: Mapping[str, str] | None = None
    repeat: Repeat = Repeat.WHEN_SAFE
    html_bytes: int | None = None
    """How long the HTML is that it shows in place of target_url. None: it shows none."""
    base_url: str | None = None
    referer: str | None = None
    traceparent: str | None = None
    task: Json | None = None
    """As NewJob.task."""
    size_bytes: int = 0
    """About how much JSON it has."""
    held: Held | None = None
    """What it waits for, of one that is read by itself."""
    pause: Json | None = None
    """Why it stands still, as Pause of the API. None: it does not."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to run a job and to write about it, until someone else gets a higher lease_no."""

    job_id: UUID
    lease_no: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimedJob:
    """A job that a worker holds a lease on, with what it needs to run it."""

    lease: Lease
    slot_no: int
    next_sequence: int
    """The worker's number of what it tells next, and one more for each thing that follows."""
    browser_type_id: int
    target_url: str
    actions: list[Json]
    options: Json
    wait_until: str
    timeout_ms: int
    retry_count: int
    max_retries: int
    url_policies: list[Json]
    """The active policies that apply to its client, as store.urls.url_policies.read_rules takes them."""
    repeat: Repeat = Repeat.WHEN_SAFE
    html: str | None = None
    """What it shows in place of target_url."""
    base_url: str | None = None
    referer: str | None = None
    client_id: str | None = None
    traceparent: str | None = None
    task: Json | None = None
    """As NewJob.task."""

    @property
    def idle_is_wish(self) -> bool:
        """Whether pages that are never idle count as loaded, too."""
        return self.wait_until == "networkidle" and not self.options.get(WAIT_UNTIL_IS_SAID)


def new_id() -> UUID:
    """Mints an id. UUIDv7: rows that are made together lie together, and ids sort by creation."""
    return uuid_utils.compat.uuid7()
