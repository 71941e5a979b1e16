"""Where the API's messages of dead letters and the store's domain meet."""

from datetime import datetime
from uuid import UUID

from tabwright.v1.dead_letter_service_pb2 import (
    CountDeadLettersRequest,
    CountDeadLettersResponse,
    DeadLetterCount,
    ListDeadLettersRequest,
    ReplayDeadLettersRequest,
)

from server.convert.job import moment, time
from store.job import Job
from store.records.dead_letters import Count, Filter, Place


def letter_filter(request: ListDeadLettersRequest | ReplayDeadLettersRequest) -> Filter:
    return Filter(
        browser_type_id=request.browser_type_id or None,
        error_type=request.error_type or None,
        failed_after=moment(request, "failed_after"),
        failed_before=moment(request, "failed_before"),
    )


def counted(request: CountDeadLettersRequest) -> Filter:
    return Filter(
        browser_type_id=request.browser_type_id or None,
        failed_after=moment(request, "failed_after"),
        failed_before=moment(request, "failed_before"),
    )


def counts_message(counts: list[Count], *, more: bool) -> CountDeadLettersResponse:
    data = [
        DeadLetterCount(error_type=one.error_type, count=one.jobs, last_failed_at=time(one.last_failed_at))
        for one in counts
    ]
    return CountDeadLettersResponse(data=data, more=more)


def letter_place(job: Job) -> str:
    """Where a failed job stands in the list, for a page token."""
    return f"{job.completed_at or job.updated_at:%Y-%m-%dT%H:%M:%S.%f%z} {job.id}"


def token_place(text: str) -> Place:
    """The same, read back. Raises ValueError."""
    failed_at, job_id = text.split(" ")
    return Place(datetime.fromisoformat(failed_at), UUID(job_id))
