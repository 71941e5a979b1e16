"""Values that gRPC can say and JSON cannot."""

import pytest
from google.protobuf.message import Message
from google.protobuf.struct_pb2 import ListValue, Struct, Value
from google.protobuf.timestamp_pb2 import Timestamp
from tabwright.v1.action_pb2 import Action, Cookie
from tabwright.v1.api_key_service_pb2 import CreateApiKeyRequest
from tabwright.v1.dead_letter_service_pb2 import ListDeadLettersRequest
from tabwright.v1.job_service_pb2 import BatchCreateJobsRequest, CreateJobRequest
from tabwright.v1.schedule_service_pb2 import UpdateScheduleRequest
from tabwright.v1.url_policy_service_pb2 import CreateUrlPolicyRequest, UpdateUrlPolicyRequest

from server.services.table import DESCRIPTORS
from tests.fixtures.rules import complaints

EMPTY = Value()
DEEP = Value(list_value=ListValue(values=[Value(bool_value=True), Value(struct_value=Struct(fields={"b": EMPTY}))]))
NAN = Value(number_value=float("nan"))
NOTHING = "must have a value"
NUMBER = "no NaN, no infinity"
TIME = "from year 1 to 9999"


def evaluate(argument: Value) -> Action:
    return Action(action="evaluate", script="x", argument=argument)


@pytest.mark.parametrize(
    ("request_", "path", "right"),
    [
        (CreateUrlPolicyRequest(pattern="x.test", metadata=Struct(fields={"a": EMPTY})), "metadata.a", NOTHING),
        (UpdateUrlPolicyRequest(metadata=Struct(fields={"a": DEEP})), "metadata.a[1].b", NOTHING),
        (CreateJobRequest(action_type="visit", payload=Struct(fields={"url": EMPTY})), "payload.url", NOTHING),
        (CreateJobRequest(actions=[Action(action="pdf"), evaluate(EMPTY)]), "actions[1].argument", NOTHING),
        (CreateJobRequest(actions=[evaluate(NAN)]), "actions[0].argument", NUMBER),
        (CreateJobRequest(actions=[evaluate(Value(number_value=-1e999))]), "actions[0].argument", NUMBER),
        (BatchCreateJobsRequest(jobs=[{"actions": [evaluate(EMPTY)]}]), "jobs[0].actions[0].argument", NOTHING),
        (UpdateScheduleRequest(job={"actions": [evaluate(DEEP)]}), "job.actions[0].argument[1].b", NOTHING),
        (CreateJobRequest(not_before=Timestamp(seconds=1, nanos=2**31 - 1)), "notBefore", TIME),
        (CreateApiKeyRequest(expires_at=Timestamp(seconds=2**33, nanos=-1)), "expiresAt", TIME),
        (ListDeadLettersRequest(failed_after=Timestamp(seconds=253_402_300_800)), "failedAfter", TIME),
        (ListDeadLettersRequest(failed_before=Timestamp(seconds=-(2**63))), "failedBefore", TIME),
        (
            Action(action="setCookies", cookies=[Cookie(name="a", expires=Timestamp(nanos=10**9))]),
            "cookies[0].expires",
            TIME,
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Message) else None,
)
def test_a_value_that_json_cannot_say_is_refused_by_its_path(request_: Message, path: str, right: str) -> None:
    (complaint,) = complaints(request_).split("; ")
    assert complaint.startswith(f"{path}: ")
    assert right in complaint


@pytest.mark.parametrize(
    "value",
    [
        Value(null_value=0),  # type: ignore[arg-type]  # stubs want the name
        Value(number_value=1e308),
        Value(string_value=""),
        Value(struct_value=Struct()),
        Value(list_value=ListValue()),
    ],
    ids=str,
)
def test_everything_else_is_a_value(value: Value) -> None:
    assert complaints(evaluate(value)) == ""


@pytest.mark.parametrize("seconds", [-62_135_596_800, 253_402_300_799])
def test_the_first_and_the_last_second_are_times(seconds: int) -> None:
    assert complaints(ListDeadLettersRequest(failed_after=Timestamp(seconds=seconds, nanos=999_999_999))) == ""


def test_no_request_has_a_map_of_messages_which_would_not_be_looked_through() -> None:
    seen: set[str] = set()
    kinds = [method.input_type for service in DESCRIPTORS for method in service.methods]
    for kind in kinds:
        for field in kind.fields:
            inner = field.message_type
            if inner is None or inner.full_name in seen or inner.full_name.startswith("google."):
                continue
            seen.add(inner.full_name)
            kinds.append(inner)
            assert not inner.GetOptions().map_entry or inner.fields_by_name["value"].message_type is None
