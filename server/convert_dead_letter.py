"""Where the API's messages of dead letters and the store's domain meet."""

from datetime import UTC, datetime
from uuid import UUID

from google.protobuf.message import Message
from tabwright.v1.dead_letter_service_pb2 import ListDeadLettersRequest, ReplayDeadLettersRequest

from server.faults import InvalidRequest
from store.dead_letters import Filter, Place
from store.job import Job


def letter_filter(request: ListDeadLettersRequest | ReplayDeadLettersRequest) -> Filter:
    """Raises InvalidRequest."""
    return Filter(
        browser_type_id=request.browser_type_id or None,
        error_type=request.error_type or None,
        failed_after=_moment(request, "failed_after", "failedAfter"),
        failed_before=_moment(request, "failed_before", "failedBefore"),
    )


def letter_place(job: Job) -> str:
    """Where a failed job stands in the list, for a page token."""
    return f"{job.completed_at or job.updated_at:%Y-%m-%dT%H:%M:%S.%f%z} {job.id}"


def token_place(text: str) -> Place:
    """The same, read back. Raises ValueError."""
    failed_at, job_id = text.split(" ")
    return Place(datetime.fromisoformat(failed_at), UUID(job_id))


def _moment(request: Message, field: str, path: str) -> datetime | None:
    if not request.HasField(field):
        return None
    try:
        moment: datetime = getattr(request, field).ToDatetime(UTC)
    except (ValueError, OverflowError) as error:  # only gRPC clients can say it
        raise InvalidRequest([(path, "must be a time from year 1 to 9999")]) from error
    return moment
