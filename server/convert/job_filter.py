"""From the API's filters of jobs to the store's."""

from collections.abc import Collection
from uuid import UUID

from tabwright.v1.job_filter_pb2 import JobFilter
from tabwright.v1.job_service_pb2 import CancelJobsRequest, ListJobsRequest, PurgeJobsRequest, RetryJobsRequest

from server.calls.faults import InvalidRequest
from server.convert.job import moment, status_filter
from store.job import Status
from store.records.filtering import Filter


def listed(request: ListJobsRequest) -> Filter:
    status = status_filter(request.status)
    return _filter(request, [status] if status else [])


def wanted(request: CancelJobsRequest | RetryJobsRequest | PurgeJobsRequest, statuses: Collection[Status]) -> Filter:
    """Which jobs a call is about that is possible for jobs with these statuses. Raises InvalidRequest."""
    possible = sorted(statuses)
    if request.job_ids:
        return Filter(job_ids=[UUID(job_id) for job_id in request.job_ids], statuses=possible)
    status = status_filter(request.filter.status)
    if status is None:
        return _filter(request.filter, possible)
    if status not in statuses:
        raise InvalidRequest([("filter.status", f"must be one of {', '.join(possible)}: no other job can be meant")])
    return _filter(request.filter, [status])


def _filter(request: ListJobsRequest | JobFilter, statuses: Collection[Status]) -> Filter:
    return Filter(
        statuses=list(statuses),
        browser_type_id=request.browser_type_id or None,
        schedule_id=UUID(request.schedule_id) if request.schedule_id else None,
        labels=[_pair(label) for label in request.label if "=" in label],
        label_keys=[label for label in request.label if "=" not in label],
        url_prefix=request.url_prefix or None,
        created_after=moment(request, "created_after"),
        created_before=moment(request, "created_before"),
    )


def _pair(label: str) -> tuple[str, str]:
    key, _, value = label.partition("=")
    return key, value
