"""Who looks at jobs through this server, and how many may."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from server.calls.faults import LiveViewerLimit
from store.database.auditing import Call
from store.live.tickets import Pass

PER_JOB = 5
PER_CLIENT = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Viewer:
    """Somebody who looks at a job."""

    granted: Pass
    """Which job, whose it is, and what this viewer may do."""
    call: Call
    """Who it is, to the audit trail."""
    is_guest: bool
    """Whether it is an administrator who looks at another client's job."""

    @property
    def id(self) -> str:
        return self.granted.viewer_id

    @property
    def job_id(self) -> UUID:
        return self.granted.job_id

    @property
    def client_id(self) -> str:
        """The job's client."""
        return self.granted.client_id

    @property
    def counted(self) -> str:
        """The client whose viewer it is: an administrator's own, where it looks at another's job."""
        return self.call.actor.client_id or self.client_id

    @property
    def may_act(self) -> bool:
        return self.granted.right == "control"


@dataclass(eq=False, slots=True)
class Seat:
    """A viewer's place."""

    viewer: Viewer
    taken_over: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the same viewer has come again: its connection was lost, which need not have been noticed here yet."""


class Viewers:
    """The viewers of this server."""

    def __init__(self) -> None:
        self._seats: dict[str, Seat] = {}
        self._of_job: Counter[UUID] = Counter()
        self._of_client: Counter[str] = Counter()

    @contextmanager
    def seated(self, viewer: Viewer) -> Iterator[Seat]:
        """Counts a viewer as long as it is entered, in place of itself. Raises LiveViewerLimit."""
        if before := self._seats.get(viewer.id):
            self._leave(before)
            before.taken_over.set()
        client_id = viewer.counted
        if self._of_job[viewer.job_id] >= PER_JOB:
            raise LiveViewerLimit("job", PER_JOB)
        if self._of_client[client_id] >= PER_CLIENT:
            raise LiveViewerLimit("client", PER_CLIENT)
        seat = self._seats[viewer.id] = Seat(viewer)
        self._of_job[viewer.job_id] += 1
        self._of_client[client_id] += 1
        try:
            yield seat
        finally:
            if self._seats.get(viewer.id) is seat:
                self._leave(seat)

    def of_job(self, job_id: UUID) -> int:
        return self._of_job[job_id]

    def _leave(self, seat: Seat) -> None:
        del self._seats[seat.viewer.id]
        for counter, key in ((self._of_job, seat.viewer.job_id), (self._of_client, seat.viewer.counted)):
            _decrease(counter, key)


def _decrease(counter: Counter[Any], key: Any) -> None:
    counter[key] -= 1
    if not counter[key]:
        del counter[key]
