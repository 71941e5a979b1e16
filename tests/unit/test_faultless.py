"""What is remembered of requests without faults never lets one with a fault pass."""

import re
from typing import Any

import pytest
from buf.validate import validate_pb2
from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.descriptor_pool import Default
from google.protobuf.timestamp_pb2 import Timestamp
from tabwright.v1.action_pb2 import Action
from tabwright.v1.job_service_pb2 import CreateJobRequest

from server.calls import faultless, validation
from server.services.table import DESCRIPTORS

LIKE = CreateJobRequest(target_url="http://a.test/", request_id="a", actions=[Action(action="screenshot")])


def kinds() -> list[Any]:
    assert DESCRIPTORS
    return [Default().FindMessageTypeByName(name) for name in sorted(faultless.KINDS)]


def rules(field: FieldDescriptor) -> Any:
    return field.GetOptions().Extensions[validate_pb2.field]  # type: ignore[index]  # untyped there


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_the_rules_of_what_is_left_out_say_no_more_than_is_looked_at(kind: Descriptor) -> None:
    for name in faultless.URLS:
        if name in kind.fields_by_name:
            found = rules(kind.fields_by_name[name])
            assert [one.name for one, _ in found.ListFields()] == ["string"]
            said = {one.name: value for one, value in found.string.ListFields()}
            assert said.pop("max_bytes") == faultless.MAX_URL_BYTES
            assert said in ({}, {"min_len": 1})
    (rule,) = rules(kind.fields_by_name[faultless.NAME]).cel
    assert re.fullmatch(r"this.matches\('\^\[!-~\]\{[01],255\}\$'\)", rule.expression)
    told: Any = kind.GetOptions().Extensions[validate_pb2.message]  # type: ignore[index]  # untyped there
    for one in told.cel:
        left = re.sub(r"has\(this\.\w+\)|this\.\w+ [!=]= ''", "", one.expression)
        assert not re.search(r"\bthis\.(target_url|url|request_id)\b", left), one.expression


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_what_goes_by_the_clock_is_known(kind: Descriptor) -> None:
    by_clock: set[str] = set()
    seen, left = {kind.full_name}, [kind]
    while left:
        for field in left.pop().fields:
            if any(re.search(r"\bnow\b", one.expression) for one in rules(field).cel):
                by_clock.add(field.name if field.containing_type is kind else field.full_name)
            if field.message_type is not None and field.message_type.full_name not in seen:
                seen.add(field.message_type.full_name)
                left.append(field.message_type)
    assert by_clock <= set(faultless.TIMES)


def test_requests_that_differ_in_url_and_name_only_are_alike() -> None:
    kept = faultless.Faultless()
    other = CreateJobRequest()
    other.CopyFrom(LIKE)
    other.target_url, other.request_id = "http://b.test/", "b"
    assert kept.place(LIKE, LIKE.SerializeToString()) == kept.place(other, other.SerializeToString())


@pytest.mark.parametrize(
    "fault",
    [
        CreateJobRequest(target_url="", request_id="a", actions=[Action(action="screenshot")]),
        CreateJobRequest(target_url="http://" + "a" * 9000, request_id="a", actions=[Action(action="screenshot")]),
        CreateJobRequest(target_url="http://a.test/", request_id="a b", actions=[Action(action="screenshot")]),
        CreateJobRequest(target_url="http://a.test/", request_id="a", actions=[Action(action="dance")]),
        CreateJobRequest(
            target_url="http://a.test/",
            request_id="a",
            actions=[Action(action="screenshot")],
            not_before=Timestamp(seconds=10_000_000_000),
        ),
        CreateJobRequest(target_url="http://a.test/\0", request_id="a", actions=[Action(action="screenshot")]),
    ],
)
def test_a_fault_is_told_after_a_request_like_it_was_right(fault: CreateJobRequest) -> None:
    assert validation.violations(LIKE) == []
    assert validation.violations(LIKE) == []
    assert validation.violations(fault) != []
    assert validation.violations(fault) != []
