"""What keeps a command from doing its work, and how it tells."""

import grpc
from tabwright import Problem, problem

from cli.exits import CommandError, ExitCode

__all__ = ["CommandError", "ExitCode", "failed_call"]


_CODES = {
    grpc.StatusCode.INVALID_ARGUMENT: ExitCode.USAGE,
    grpc.StatusCode.OUT_OF_RANGE: ExitCode.USAGE,
    grpc.StatusCode.UNAVAILABLE: ExitCode.UNREACHABLE,
    grpc.StatusCode.DEADLINE_EXCEEDED: ExitCode.UNREACHABLE,
    grpc.StatusCode.UNAUTHENTICATED: ExitCode.NOT_ALLOWED,
    grpc.StatusCode.PERMISSION_DENIED: ExitCode.NOT_ALLOWED,
    grpc.StatusCode.NOT_FOUND: ExitCode.NOT_FOUND,
    grpc.StatusCode.ALREADY_EXISTS: ExitCode.CONFLICT,
    grpc.StatusCode.FAILED_PRECONDITION: ExitCode.CONFLICT,
    grpc.StatusCode.ABORTED: ExitCode.CONFLICT,
    grpc.StatusCode.RESOURCE_EXHAUSTED: ExitCode.LIMITED,
}

_OF_A_JOB = {"JOB_FAILED", "JOB_NOT_ENDED"}
"""Reasons of calls that answer with a job's file."""
_SERVICE_LEVEL = "SERVICE_LEVEL"
"""The reason of a call that was answered, though with UNAVAILABLE: it asks for too much at the moment."""


def failed_call(error: grpc.RpcError, address: str) -> CommandError:
    """What a call's error means to the person at the terminal."""
    found = problem(error)
    if found.reason in _OF_A_JOB:
        return CommandError(f"{found.message} (job {found.metadata['job_id']})")
    code = ExitCode.LIMITED if found.reason == _SERVICE_LEVEL else _CODES.get(found.code, ExitCode.SERVER_ERROR)
    return CommandError(_told(found, address), code)


def _told(found: Problem, address: str) -> str:
    if found.fields:
        return "; ".join(f"{one.field}: {one.description}" if one.field else one.description for one in found.fields)
    if found.code is grpc.StatusCode.UNAVAILABLE and not found.reason:
        return f"no Tabwright answers at {address}: start one with `tabwright up`, or say where it is with --address"
    if found.code is grpc.StatusCode.UNAUTHENTICATED:
        return f"{found.message} (--api-key, TABWRIGHT_API_KEY or a profile)"
    if found.code is grpc.StatusCode.DEADLINE_EXCEEDED:
        return f"{address} did not answer in time"
    again = f" (try again in {found.retry_delay_s:g} s)" if found.retry_delay_s is not None else ""
    return f"{found.message or found.code.name}{again}"
