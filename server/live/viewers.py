"""Who looks at jobs through this server, and how many may."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
    def may_act(self) -> bool:
        return self.granted.right == "control"


class Viewers:
    """The viewers of this server."""

    def __init__(self) -> None:
        self._of_job: Counter[UUID] = Counter()
        self._of_client: Counter[str] = Counter()

    @contextmanager
    def seated(self, viewer: Viewer) -> Iterator[None]:
        """Counts a viewer as long as it is entered. Raises LiveViewerLimit."""
        client_id = viewer.call.actor.client_id or viewer.client_id
        if self._of_job[viewer.job_id] >= PER_JOB:
            raise LiveViewerLimit("job", PER_JOB)
        if self._of_client[client_id] >= PER_CLIENT:
            raise LiveViewerLimit("client", PER_CLIENT)
        self._of_job[viewer.job_id] += 1
        self._of_client[client_id] += 1
        try:
            yield
        finally:
            self._left(self._of_job, viewer.job_id)
            self._left(self._of_client, client_id)

    def of_job(self, job_id: UUID) -> int:
        return self._of_job[job_id]

    @staticmethod
    def _left(counter: Counter[Any], key: Any) -> None:
        counter[key] -= 1
        if not counter[key]:
            del counter[key]
