"""What one process sees of what it calls, summed until it is told: one statement for many calls."""

from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.sites.circuits import Transition
from store.sites.evidence import Report
from store.sites.reports import report

MAX_SUBJECTS = 10_000
"""Of so many sites or others, each with a client, something is kept. What is more is seen again."""
MAX_TOLD = 500
"""How many of these one statement tells: each is compared with the others."""
MAX_JOBS = 100
"""So many jobs of each are told apart."""


@dataclass(slots=True)
class _Seen:
    calls: int = 0
    failures: int = 0
    in_a_row: int = 0
    succeeded: bool = False
    jobs: set[UUID] = field(default_factory=set)
    last_failed_job: UUID | None = None
    limited: int = 0
    backoff_s: float | None = None


class Calls:
    """Sums calls of sites, receivers, proxies and storages."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str, str], _Seen] = {}

    def __bool__(self) -> bool:
        """Whether there is anything to be told."""
        return bool(self._seen)

    def note(self, kind: str, subject: str, client_id: str, *, is_up: bool, job_id: UUID | None = None) -> int:
        """A call has ended. `job_id`: the job that it was made for. Returns how many have failed in a row by now."""
        seen = self._of(kind, subject, client_id)
        seen.calls += 1
        if is_up:
            seen.succeeded, seen.in_a_row = True, 0
            return 0
        seen.failures += 1
        seen.in_a_row += 1
        seen.last_failed_job = job_id
        if job_id is not None and len(seen.jobs) < MAX_JOBS:
            seen.jobs.add(job_id)
        return seen.in_a_row

    def note_limited(self, kind: str, subject: str, client_id: str, backoff_s: float | None) -> None:
        """A call was answered with the wish to be left alone, for so long if it said so."""
        seen = self._of(kind, subject, client_id)
        seen.limited += 1
        seen.backoff_s = _longest(seen.backoff_s, backoff_s)

    async def tell(self, database: Database) -> list[Transition]:
        """Tells what was seen so far, and returns which circuits have changed for it. Raises DatabaseUnavailable; then
        it is told with what is seen next.
        """
        taken, self._seen = self._seen, {}
        changed: list[Transition] = []
        try:
            while some := list(islice(taken.items(), MAX_TOLD)):
                changed += await report(database, [_report(key, seen) for key, seen in some])
                taken = dict(islice(taken.items(), MAX_TOLD, None))
        except DatabaseUnavailable:
            later = {key: _joined(taken[key], seen) if key in taken else seen for key, seen in self._seen.items()}
            self._seen = {**taken, **later}
            raise
        return changed

    def _of(self, kind: str, subject: str, client_id: str) -> _Seen:
        key = (kind, subject, client_id)
        if key not in self._seen and len(self._seen) >= MAX_SUBJECTS:
            return _Seen()
        return self._seen.setdefault(key, _Seen())


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
        limited=seen.limited,
        backoff_s=seen.backoff_s,
    )


def _joined(earlier: _Seen, later: _Seen) -> _Seen:
    return _Seen(
        calls=earlier.calls + later.calls,
        failures=earlier.failures + later.failures,
        in_a_row=later.in_a_row + (0 if later.succeeded else earlier.in_a_row),
        succeeded=earlier.succeeded or later.succeeded,
        jobs=earlier.jobs | later.jobs,
        last_failed_job=later.last_failed_job or earlier.last_failed_job,
        limited=earlier.limited + later.limited,
        backoff_s=_longest(earlier.backoff_s, later.backoff_s),
    )


def _longest(one: float | None, other: float | None) -> float | None:
    return max((wait_s for wait_s in (one, other) if wait_s is not None), default=None)
