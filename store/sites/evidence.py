"""What processes have seen of a site since they last told; and how it is counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from uuid import UUID

from store.database import jsonb

BUCKET_S = 10
WINDOW_S = 60
"""How long a call counts, in steps of BUCKET_S."""
RUN_S = 600
"""How long a row of failures is remembered when nothing else is heard: sites with few jobs have long pauses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one process has seen since its last one of one subject, with the jobs of one client."""

    kind: str
    """`site`, `receiver`, `proxy` or `storage`."""
    subject: str
    """Of a site its host, of others host and port."""
    client_id: str
    """Empty: of no client, as the installation's own storage."""
    calls: int
    """That were answered well or have failed; not those that were limited."""
    failures: int
    in_a_row: int
    """Failures at the end, after which none was answered."""
    succeeded: bool
    """Whether at least one was answered well."""
    failed_jobs: int
    """Different jobs among the failures."""
    limited: int = 0
    """How often a site said `not so fast`. Neither a failure nor a success."""
    backoff_s: float | None = None
    """For how long it asked us to wait, the longest of these. None: it did not say."""
    last_failed_job: UUID | None = None
    """The job of the last failure: one that fails again and again is so known for the same."""


def merged(reports: Iterable[Report]) -> list[Report]:
    """One report for each subject and client, in the order of these, in which all statements take them."""
    whole: dict[tuple[str, str, str], Report] = {}
    for report in reports:
        key = (report.kind, report.subject, report.client_id)
        whole[key] = _joined(whole[key], report) if key in whole else report
    return [whole[key] for key in sorted(whole)]


def parameters(reports: Sequence[Report]) -> Mapping[str, str]:
    """As the statements take them."""
    return {"reports": jsonb.dumps([_json(report) for report in reports])}


def _joined(earlier: Report, later: Report) -> Report:
    backoffs = [one.backoff_s for one in (earlier, later) if one.backoff_s is not None]
    return replace(
        earlier,
        calls=earlier.calls + later.calls,
        failures=earlier.failures + later.failures,
        in_a_row=later.in_a_row + (0 if later.succeeded else earlier.in_a_row),
        succeeded=earlier.succeeded or later.succeeded,
        failed_jobs=earlier.failed_jobs + later.failed_jobs,
        limited=earlier.limited + later.limited,
        backoff_s=max(backoffs, default=None),
        last_failed_job=later.last_failed_job or earlier.last_failed_job,
    )


def _json(report: Report) -> dict[str, object]:
    job_id = report.last_failed_job
    return {**asdict(report), "last_failed_job": str(job_id) if job_id else None}
