"""What a request may hold is bounded, and looked at before the request is parsed."""

from collections.abc import Iterator
from typing import Any, cast
from unittest.mock import Mock

import pytest
from google.protobuf.descriptor import Descriptor
from google.protobuf.message_factory import GetMessageClass
from google.protobuf.struct_pb2 import Struct
from tabwright.v1.action_pb2 import Action, Extractor
from tabwright.v1.job_service_pb2 import BatchCreateJobsRequest, CreateJobRequest, WatchJobsRequest
from tabwright.v1.url_policy_service_pb2 import CreateUrlPolicyRequest

from server.calls import bounds, validation
from server.calls.bounds import MAX_DEPTH, MAX_VALUES, MAX_VALUES_OF_MANY, Part
from server.calls.faults import InvalidRequest
from server.calls.reading import read
from server.services.table import DESCRIPTORS

REQUESTS: dict[str, Descriptor] = {
    method.input_type.full_name: method.input_type for service in DESCRIPTORS for method in service.methods
}
MOST_ITEMS = 10_000


def lists(kind: bounds.Kind, seen: set[str]) -> Iterator[tuple[bounds.Kind, Part]]:
    """All lists and maps in a message, at whatever depth."""
    if kind.message.full_name not in seen:
        seen.add(kind.message.full_name)
        for part in {id(part): part for part in kind.parts.values()}.values():
            if part.field.is_repeated:
                yield kind, part
            if part.kind is not None:
                yield from lists(part.kind, seen)


LISTS = {
    f"{part.field.full_name}": (kind, part)
    for request in REQUESTS.values()
    for kind, part in lists(bounds.kind_of(request), set())
}


def told(data: bytes, message: Any) -> str:
    with pytest.raises(InvalidRequest) as refusal:
        read(data, message)
    return str(refusal.value)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_and_map_of_the_api_has_a_bound(name: str) -> None:
    kind, part = LISTS[name]
    free = kind.message.full_name.startswith("google.protobuf.")
    assert 0 < part.most <= (MAX_VALUES if free else MOST_ITEMS)
    item = b"" if part.field.message_type is not None or part.field.cpp_type == part.field.CPPTYPE_STRING else b"\1"
    tag = (part.field.number << 3) | 2
    piece = (bytes([tag]) if tag < 0x80 else bytes([tag & 0x7F | 0x80, tag >> 7])) + bytes([len(item)]) + item
    with pytest.raises(InvalidRequest) as refusal:
        bounds.check(piece * (part.most + 1), kind.message)
    ((path, text),) = refusal.value.violations
    assert (path, text) == (part.field.json_name, part.too_many) or text.endswith("values in all")


def test_what_exceeds_a_bound_is_neither_parsed_nor_are_rules_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validation, "_validator", Mock(side_effect=AssertionError("rules were asked")))
    request = Mock(DESCRIPTOR=CreateJobRequest.DESCRIPTOR, FromString=Mock(side_effect=AssertionError("was parsed")))
    assert told(b"\x1a\0" * 100_000, request) == "actions: must contain no more than 1000 items"


def test_a_list_in_a_list_is_told_by_its_path() -> None:
    action = Action(extractors=[Extractor()] * 101)
    request = BatchCreateJobsRequest(jobs=[CreateJobRequest(), CreateJobRequest(actions=[Action(), action])])
    text = told(request.SerializeToString(), BatchCreateJobsRequest)
    assert text == "jobs[1].actions[1].extractors: must contain no more than 100 items"


def test_numbers_that_stand_together_are_counted() -> None:
    data = WatchJobsRequest(browser_type_id=range(1, 102)).SerializeToString()
    assert told(data, WatchJobsRequest) == "browserTypeId: must contain no more than 100 items"


def test_fields_that_come_again_and_again_are_counted() -> None:
    assert told(b"\x28\0" * 30_000, CreateJobRequest) == f"must contain no more than {MAX_VALUES} values in all"


def test_a_batch_may_have_as_many_values_for_each_job_and_a_bound_for_all() -> None:
    full = CreateJobRequest(actions=[Action(action="click", target="x")] * 1000)
    few = BatchCreateJobsRequest(jobs=[full] * 10)
    assert bounds.check(few.SerializeToString(), cast(Any, few.DESCRIPTOR)) > MAX_VALUES
    many = BatchCreateJobsRequest(jobs=[full] * 100)
    assert told(many.SerializeToString(), BatchCreateJobsRequest).endswith(f"{MAX_VALUES_OF_MANY} values in all")
    too_full = CreateJobRequest(actions=[Action(action="a", values=["b"] * 100)] * 1000)
    one = BatchCreateJobsRequest(jobs=[full, too_full])
    assert told(one.SerializeToString(), BatchCreateJobsRequest).startswith(
        f"jobs[1]: must contain no more than {MAX_VALUES} values"
    )


def test_json_of_a_client_s_own_is_bounded() -> None:
    wide, deep = Struct(), Struct()
    wide.update({"list": [0] * 25_000})
    inner: Any = 0
    for _ in range(MAX_DEPTH // 2 + 1):
        inner = {"a": inner}
    deep.update(inner)
    assert told(CreateUrlPolicyRequest(metadata=wide).SerializeToString(), CreateUrlPolicyRequest).startswith(
        "metadata: must contain no more than"
    )
    assert told(CreateUrlPolicyRequest(metadata=deep).SerializeToString(), CreateUrlPolicyRequest).startswith(
        "metadata: is nested too deeply"
    )


@pytest.mark.parametrize("name", REQUESTS)
@pytest.mark.parametrize(
    "data", [b"\x0a\xff\xff", b"\x0a\x05a", b"\xff" * 1000, b"\x0b\x0c", b"\x0d\x01", b"\x09\x01\x02"], ids=repr
)
def test_bytes_that_are_no_message_are_refused_as_such(name: str, data: bytes) -> None:
    assert told(data, GetMessageClass(REQUESTS[name])).startswith("the request must be a message of this method")


def test_of_a_large_request_the_first_violation_is_told_and_of_a_small_one_up_to_twenty() -> None:
    small = CreateJobRequest(target_url="http://x.test", actions=[Action()] * 30)
    large = CreateJobRequest(target_url="http://x.test", actions=[Action()] * 1000)
    assert len(validation.violations(small)) == validation.MAX_VIOLATIONS
    assert [path for path, _ in validation.violations(large)] == ["actions[0].action"]
