"""Under which name a request may come again without making another job."""

import re
from collections.abc import Sequence

from tabwright.v1.job_service_pb2 import CreateJobRequest
from tabwright.v1.schedule_service_pb2 import RunScheduleRequest
from tabwright.v1.task_service_pb2 import CreateTaskRequest
from tabwright.v1.task_type_service_pb2 import RunTaskRequest

from server.calls.around import Context, headers
from server.calls.faults import InvalidRequest
from server.convert.translation import JobRequest

HEADER = "Idempotency-Key"
_MAX = 255
_FORM = re.compile(r"[!-~]+")


def request_id(request: JobRequest | CreateTaskRequest | RunScheduleRequest | RunTaskRequest, context: Context) -> str:
    """The request's request_id, or what the header says in its place; empty for none. Raises InvalidRequest."""
    key = _key(context, _MAX)
    if key and request.request_id not in {"", key}:
        raise InvalidRequest([("requestId", f"the header {HEADER} says another one: give one of them")])
    return key or request.request_id


def request_ids(requests: Sequence[CreateJobRequest], context: Context) -> list[str]:
    """The request_ids of requests that come together; of those that have none, the header's with their place behind.
    Raises InvalidRequest.
    """
    key = _key(context, _MAX - len(f"/{len(requests)}"))
    ids = [request.request_id or (f"{key}/{index}" if key else "") for index, request in enumerate(requests)]
    first: dict[str, int] = {}
    for index, name in enumerate(ids):
        if name and first.setdefault(name, index) != index:
            raise InvalidRequest([(f"jobs[{index}].requestId", f"jobs[{first[name]}] has the same")])
    return ids


def _key(context: Context, longest: int) -> str:
    # A string as headers have it stands in quotes (RFC 9651); most clients leave them out.
    key = headers(context).get(HEADER.lower(), "").removeprefix('"').removesuffix('"')
    if key and not (_FORM.fullmatch(key) and len(key) <= longest):
        raise InvalidRequest([(HEADER, f"must be 1 to {longest} printable ASCII characters without spaces")])
    return key
