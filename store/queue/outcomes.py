"""How attempts end, counted in one place: for health and for the metrics."""

from typing import Final

from store import metrics
from store.database.tally import Tally
from store.failures import TABLE, Blame, ErrorType
from store.job import Json, Status

OURS: Final = frozenset(row.error_type for row in TABLE) - frozenset(
    row.error_type for row in TABLE if row.recovery.blame not in {Blame.WORKER, Blame.STORAGE}
)
"""Failures that are nobody's but ours, whatever their cause: neither what the client has asked for nor the site."""

ENDED = "ended"
"""Jobs that have completed or failed. Those that were cancelled say nothing."""
FAILED = "failed"
"""Those that have failed."""
FAULTS = "faults"
"""Those that have failed through a fault of OURS."""


def attempts(error_type: ErrorType) -> str:
    """The count of attempts that have failed so, whether or not the job was started again; of OURS only."""
    return f"attempts.{error_type.value}"


def count_end(tally: Tally, browser_type_id: int, status: Status, error: Json | None = None, *, jobs: int = 1) -> None:
    """Counts attempts that have ended, or jobs that end without one, and the status of the jobs then. `error`: what
    went wrong, whether or not they are started again.
    """
    kind = (error or {}).get("details", {}).get("errorType")
    _count_for_health(tally, status, kind, jobs)
    if status is not Status.PENDING:
        metrics.jobs_finished(browser_type_id, status, kind if status is Status.FAILED else None, jobs)
    elif kind is not None:
        metrics.JOB_RETRIES.labels(kind).inc(jobs)


def _count_for_health(tally: Tally, status: Status, kind: str | None, jobs: int) -> None:
    if kind in OURS:
        tally.add(attempts(ErrorType(kind)), jobs)
    if status in {Status.COMPLETED, Status.FAILED}:
        tally.add(ENDED, jobs)
    if status is Status.FAILED:
        tally.add(FAILED, jobs)
        if kind in OURS:
            tally.add(FAULTS, jobs)
