"""From the API's filters of jobs to the store's."""

from collections.abc import Collection, Sequence
from uuid import UUID

from tabwright.v1.job_filter_pb2 import JobFilter
from tabwright.v1.job_service_pb2 import (
    CancelJobsRequest,
    CountJobsRequest,
    ListJobsRequest,
    PurgeJobsRequest,
    RetryJobsRequest,
)

from server.calls.faults import InvalidRequest
from server.convert.job import moment, status_filter
from store.address import IPAddress, MalformedUrl, parse_host
from store.job import Status
from store.records.filtering import Filter

_ANY_STATUS = tuple(Status)
_DASHES = (8, 13, 18, 23)
"""Where an id has them."""


def listed(request: ListJobsRequest) -> Filter:
    """Which jobs a list has. Raises InvalidRequest."""
    return _filter(request, _statuses(request, _ANY_STATUS))


def counted(request: CountJobsRequest) -> Filter:
    """Which jobs are counted. Raises InvalidRequest."""
    return _filter(request, [])


def wanted(request: CancelJobsRequest | RetryJobsRequest | PurgeJobsRequest, statuses: Collection[Status]) -> Filter:
    """Which jobs a call is about that is possible for jobs with these statuses. Raises InvalidRequest."""
    possible = sorted(statuses)
    if request.job_ids:
        return Filter(job_ids=[UUID(job_id) for job_id in request.job_ids], statuses=possible)
    return _filter(request.filter, _statuses(request.filter, possible, "filter.") or possible, "filter.")


def _statuses(request: ListJobsRequest | JobFilter, possible: Sequence[Status], path: str = "") -> list[Status]:
    """Those that are asked for. Raises InvalidRequest."""
    asked = {"status": [request.status] if request.status else [], "statuses": list(request.statuses)}
    if all(asked.values()):
        raise InvalidRequest([(f"{path}statuses", "goes without status: give one of them")])
    for name, values in asked.items():
        statuses = [status for value in values if (status := status_filter(value))]
        if not set(statuses) <= set(possible):
            must = f"must be one of {', '.join(possible)}: no other job can be meant"
            raise InvalidRequest([(f"{path}{name}", must)])
        if statuses:
            return statuses
    return []


def _filter(
    request: ListJobsRequest | CountJobsRequest | JobFilter, statuses: Collection[Status], path: str = ""
) -> Filter:
    host, below_host = _host(request.host, f"{path}host")
    return Filter(
        statuses=list(statuses),
        browser_type_id=request.browser_type_id or None,
        schedule_id=UUID(request.schedule_id) if request.schedule_id else None,
        labels=[_pair(label) for label in request.label if "=" in label],
        label_keys=[label for label in request.label if "=" not in label],
        url_prefix=request.url_prefix or None,
        host=host,
        below_host=below_host,
        task=request.task or None,
        id_prefix=_id_prefix(request.id_prefix, f"{path}idPrefix"),
        created_after=moment(request, "created_after"),
        created_before=moment(request, "created_before"),
    )


def _host(text: str, field: str) -> tuple[str | None, str | None]:
    """The host, or the one below which hosts are wanted, as jobs have them. Raises InvalidRequest."""
    if not text:
        return None, None
    name = text.removeprefix("*.")
    try:
        host, addresses = parse_host(name)
    except MalformedUrl:
        host, addresses = "", ()
    is_below = name != text
    if not host or "*" in host or (is_below and _is_address(host, addresses)):
        raise InvalidRequest(
            [(field, "must be a host, such as shop.example.com, or *. and a name, such as *.example.com")]
        )
    return (None, host) if is_below else (host, None)


def _is_address(host: str, addresses: Collection[IPAddress]) -> bool:
    return any(str(address) == host for address in addresses)


def _id_prefix(text: str, field: str) -> str | None:
    """Raises InvalidRequest."""
    digits = text.lower()
    if any((character == "-") != (place in _DASHES) for place, character in enumerate(digits)):
        raise InvalidRequest([(field, "must be how an id begins, with its dashes, such as 019812ab-34cd-7")])
    return digits or None


def _pair(label: str) -> tuple[str, str]:
    key, _, value = label.partition("=")
    return key, value
