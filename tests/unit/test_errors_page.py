"""What docs/errors.md tells of errors is what clients get, and nothing in it is dead."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from buf.validate import validate_pb2
from google.protobuf.message import Message
from google.rpc.error_details_pb2 import ErrorInfo, RetryInfo
from grpc import StatusCode
from tabwright.v1.dead_letter_service_pb2 import ListDeadLettersRequest, ReplayDeadLettersRequest

from docs import errors_page
from docs.comments import read_comments
from docs.errors_page import Reason
from server.calls import faults
from store.errors import StoreError
from store.failures import LOST, TABLE, ErrorType
from tests.unit.test_faults import ERRORS, unpack

ROOT = Path(__file__).parent.parent.parent
HTTP = {
    StatusCode.INVALID_ARGUMENT: {400},
    StatusCode.FAILED_PRECONDITION: {400},
    StatusCode.OUT_OF_RANGE: {400},
    StatusCode.UNAUTHENTICATED: {401},
    StatusCode.PERMISSION_DENIED: {403},
    StatusCode.NOT_FOUND: {404},
    StatusCode.ALREADY_EXISTS: {409},
    StatusCode.RESOURCE_EXHAUSTED: {413, 429, 431},
    StatusCode.INTERNAL: {500},
    StatusCode.UNAVAILABLE: {503, 504},
    StatusCode.ABORTED: {409},
    StatusCode.DEADLINE_EXCEEDED: {504},
}

_OF_HELD_JOBS = {ErrorType.SITE_UNAVAILABLE}


@pytest.fixture(scope="module")
def reasons() -> dict[str, Reason]:
    return {reason.name: reason for reason in errors_page.reasons(read_comments())}


def test_each_reason_is_sent_with_the_code_that_is_told_of_it(reasons: dict[str, Reason]) -> None:
    assert errors_page.sent_codes() == {name: {reason.code} for name, reason in reasons.items()}


def test_each_reason_has_a_status_that_its_code_becomes(reasons: dict[str, Reason]) -> None:
    for reason in reasons.values():
        assert set(reason.http) <= HTTP[StatusCode[reason.code]], reason.name


@pytest.mark.parametrize("error", [error for error, _ in ERRORS], ids=lambda error: type(error).__name__)
def test_an_error_carries_what_is_told_of_its_reason(error: StoreError, reasons: dict[str, Reason]) -> None:
    details = unpack(faults.status(error, "id"))
    info = details[ErrorInfo.__name__]
    assert isinstance(info, ErrorInfo)
    told = reasons[info.reason]
    assert told.has_retry_info == (RetryInfo.__name__ in details)
    for fact in info.metadata:
        assert fact in told.metadata
    assert not (told.metadata and faults.FAULTS[type(error)].message), "it is sent without metadata"


def test_each_error_of_the_table_is_raised_somewhere() -> None:
    made = set(_called("server", "store"))
    assert {kind.__name__ for kind in faults.FAULTS} <= made


def test_each_kind_of_failure_occurs_somewhere() -> None:
    files = (file for file in _files("worker", "store") if file.name != "failures.py" or file.parent.name != "store")
    sources = "".join(file.read_text() for file in files)
    known = {row.error_type for row in TABLE if row.names or row.statuses} | {LOST.error_type}
    for kind in set(ErrorType) - known - _OF_HELD_JOBS:
        assert f"ErrorType.{kind.name}" in sources or f"'{kind}'" in sources, kind


def test_what_may_pass_is_told_apart_from_what_cannot() -> None:
    text = read_comments()["tabwright.v1.JobErrorDetails.error_type"]
    passages = dict(zip(("yes", "some", "no"), text.split("\n\n"), strict=True))
    for kind in ErrorType:
        assert f"- {kind}: " in passages[errors_page.retried(kind)], kind


@pytest.mark.parametrize("filter_of", [ListDeadLettersRequest, ReplayDeadLettersRequest])
def test_failed_jobs_can_be_filtered_by_each_kind_of_failure(filter_of: type[Message]) -> None:
    field = filter_of.DESCRIPTOR.fields_by_name["error_type"]
    told = field.GetOptions().Extensions[validate_pb2.field].string  # type: ignore[index]
    assert list(getattr(told, "in")) == list(ErrorType)


def _called(*folders: str) -> Iterator[str]:
    """Names of the classes that are made an object of, or raised."""
    for file in _files(*folders):
        for node in ast.walk(ast.parse(file.read_text())):
            match node:
                case ast.Call(func=ast.Name(id=name)) | ast.Raise(exc=ast.Name(id=name)):
                    yield name


def _files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (ROOT / folder).rglob("*.py")
