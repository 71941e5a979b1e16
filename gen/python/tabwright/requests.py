"""What both clients ask for."""

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar, cast
from uuid import uuid4

from google.protobuf.message import Message

from tabwright.retrying import PATIENCE_S, Resumption, copy
from tabwright.v1.event_pb2 import JobEvent
from tabwright.v1.job_service_pb2 import CreateJobRequest, WatchJobRequest, WatchJobsRequest, WatchJobsResponse
from tabwright.v1.task_type_service_pb2 import RunTaskRequest

Request = TypeVar("Request", bound=Message)
Item = TypeVar("Item")
_New = TypeVar("_New", CreateJobRequest, RunTaskRequest)
_Item_co = TypeVar("_Item_co", covariant=True)


class Page(Protocol[_Item_co]):
    """An answer of a list method."""

    @property
    def data(self) -> Iterable[_Item_co]: ...


def next_page(request: Request, page: Page[Item]) -> Request | None:
    """Asks for the page after this one. None: it is the last, or its list has no pages."""
    token: str = getattr(page, "next_page_token", "")
    if not token:
        return None
    following: Any = copy(request)
    if "page" in request.DESCRIPTOR.fields_by_name:
        following.ClearField("page")  # the token says where
    following.page_token = token
    return cast("Request", following)


def named(job: _New) -> _New:
    """The request with a `request_id`, so that a call that is made again makes no second job."""
    request = copy(job)
    request.request_id = request.request_id or str(uuid4())
    return request


def watch(job_id: str, after_sequence: int, patience_s: float) -> Resumption[WatchJobRequest, JobEvent]:
    def keep(request: WatchJobRequest, event: JobEvent) -> None:
        request.after_sequence = event.sequence

    return Resumption(WatchJobRequest(job_id=job_id, after_sequence=after_sequence), keep, patience_s)


def watch_jobs(
    request: WatchJobsRequest | None, patience_s: float = PATIENCE_S
) -> Resumption[WatchJobsRequest, WatchJobsResponse]:
    def keep(asked: WatchJobsRequest, message: WatchJobsResponse) -> None:
        asked.cursor = message.cursor

    return Resumption(request or WatchJobsRequest(), keep, patience_s)
