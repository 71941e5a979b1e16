"""How attempts end, counted: what health is judged by."""

from typing import Final

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


def count_attempt(tally: Tally, status: Status, error: Json | None) -> None:
    """Counts an attempt that has ended, and the status of its job then."""
    kind = (error or {}).get("details", {}).get("errorType")
    if kind in OURS:
        tally.add(attempts(ErrorType(kind)))
    if status in {Status.COMPLETED, Status.FAILED}:
        tally.add(ENDED)
    if status is Status.FAILED:
        tally.add(FAILED)
        if kind in OURS:
            tally.add(FAULTS)
