"""What an error of a call says for programs."""

from dataclasses import dataclass

import grpc
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from grpc_status import rpc_status


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldProblem:
    """A field of the request that is wrong."""

    field: str
    """Its path, such as `actions[0].target`."""
    description: str
    """What would be right."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """An error's typed details."""

    code: grpc.StatusCode
    message: str
    """For people."""
    reason: str = ""
    """For programs: a name of `tabwright.v1.ErrorReason` without `ERROR_REASON_`. Empty where the error is not
    Tabwright's own, as when nobody answers at its address.
    """
    metadata: dict[str, str]
    """More about the reason, such as `job_id`."""
    fields: tuple[FieldProblem, ...] = ()
    retry_delay_s: float | None = None
    """After how many seconds it is worth trying again. None: trying again does not help, or nobody knows when."""


def problem(error: grpc.RpcError) -> Problem:
    """Reads the details of an error that a call has raised."""
    if not isinstance(error, (grpc.Call, grpc.aio.AioRpcError)):
        return Problem(code=grpc.StatusCode.UNKNOWN, message=str(error), metadata={})
    info, request, retry = ErrorInfo(), BadRequest(), RetryInfo()
    status = rpc_status.from_call(error)
    for detail in status.details if status is not None else ():
        for kind in (info, request, retry):
            detail.Unpack(kind)
    return Problem(
        code=error.code(),
        message=error.details() or "",
        reason=info.reason,
        metadata=dict(info.metadata),
        fields=tuple(FieldProblem(field=one.field, description=one.description) for one in request.field_violations),
        retry_delay_s=retry.retry_delay.ToTimedelta().total_seconds() if retry.HasField("retry_delay") else None,
    )
