"""Under which name a request may come again without making another job."""

import re

from tabwright.v1.job_service_pb2 import CreateJobRequest
from tabwright.v1.schedule_service_pb2 import RunScheduleRequest

from server.around import Context
from server.faults import InvalidRequest

HEADER = "Idempotency-Key"
_FORM = re.compile(r"[!-~]{1,255}")


def request_id(request: CreateJobRequest | RunScheduleRequest, context: Context) -> str:
    """The request's request_id, or what the header says in its place; empty for none. Raises InvalidRequest."""
    metadata = dict(context.invocation_metadata() or ())
    # A string as headers have it stands in quotes (RFC 9651); most clients leave them out.
    key = str(metadata.get(HEADER.lower(), "")).removeprefix('"').removesuffix('"')
    if key and not _FORM.fullmatch(key):
        raise InvalidRequest([(HEADER, "must be 1 to 255 printable ASCII characters without spaces")])
    if key and request.request_id not in {"", key}:
        raise InvalidRequest([("requestId", f"the header {HEADER} says another one: give one of them")])
    return key or request.request_id
