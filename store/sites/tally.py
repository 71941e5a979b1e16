"""What one process sees of what it calls, summed until it is told: one statement for many calls."""

from dataclasses import dataclass, field
from uuid import UUID

from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.sites.circuits import Transition
from store.sites.evidence import Report
from store.sites.reports import report

MAX_SUBJECTS = 1000
"""What is seen of more is forgotten until those have been told."""


@dataclass(slots=True)
class _Seen:
    calls: int = 0
    failures: int = 0
    in_a_row: int = 0
    succeeded: bool = False
    jobs: set[UUID] = field(default_factory=set)
    last_failed_job: UUID | None = None


class Tally:
    """Sums calls of receivers, proxies and storages."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str, str], _Seen] = {}

    def __bool__(self) -> bool:
        """Whether there is anything to be told."""
        return bool(self._seen)

    def note(self, kind: str, subject: str, client_id: str, *, is_up: bool, job_id: UUID | None = None) -> None:
        """A call has ended. `job_id`: the job that it was made for."""
        key = (kind, subject, client_id)
        if key not in self._seen and len(self._seen) >= MAX_SUBJECTS:
            return
        seen = self._seen.setdefault(key, _Seen())
        seen.calls += 1
        if is_up:
            seen.succeeded, seen.in_a_row = True, 0
            return
        seen.failures += 1
        seen.in_a_row += 1
        seen.last_failed_job = job_id
        if job_id is not None:
            seen.jobs.add(job_id)

    async def tell(self, database: Database) -> list[Transition]:
        """Tells what was seen so far, and returns which circuits have changed for it. Raises DatabaseUnavailable; then
        it is told with what is seen next.
        """
        taken, self._seen = self._seen, {}
        try:
            return await report(database, [_report(key, seen) for key, seen in taken.items()])
        except DatabaseUnavailable:
            self._seen = {**self._seen, **{key: _joined(seen, self._seen.get(key)) for key, seen in taken.items()}}
            raise


def _report(key: tuple[str, str, str], seen: _Seen) -> Report:
    kind, subject, client_id = key
    return Report(
        kind=kind,
        subject=subject,
        client_id=client_id,
        calls=seen.calls,
        failures=seen.failures,
        in_a_row=seen.in_a_row,
        succeeded=seen.succeeded,
        failed_jobs=len(seen.jobs),
        last_failed_job=seen.last_failed_job,
    )


def _joined(earlier: _Seen, later: _Seen | None) -> _Seen:
    if later is None:
        return earlier
    return _Seen(
        calls=earlier.calls + later.calls,
        failures=earlier.failures + later.failures,
        in_a_row=later.in_a_row + (0 if later.succeeded else earlier.in_a_row),
        succeeded=earlier.succeeded or later.succeeded,
        jobs=earlier.jobs | later.jobs,
        last_failed_job=later.last_failed_job or earlier.last_failed_job,
    )
