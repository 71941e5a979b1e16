"""Answers have all their fields, and what a client has sent only what is set."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, cast
from unittest.mock import Mock

import grpc
from google.api.httpbody_pb2 import HttpBody
from google.protobuf.descriptor import Descriptor, MethodDescriptor
from google.protobuf.descriptor_pb2 import FileDescriptorSet
from google.protobuf.json_format import ParseDict
from tabwright.v1.job_pb2 import Job
from tabwright.v1.job_service_pb2 import GetJobRequest, ListJobsResponse
from tabwright.v1.schedule_pb2 import Schedule

from docs.gateway_descriptor import gateway_descriptor
from server.calls.lanes import Lanes
from server.rest.json_answers import HEADER, JsonAnswers, is_printed_here
from server.rest.printing import SENT, printed
from server.services.table import DESCRIPTORS

DESCRIPTOR = Path(__file__).parent.parent.parent / "gen" / "descriptor"
SENT_JOB: dict[str, Any] = {
    "actions": [
        {"action": "click", "target": "#a", "position": {"x": 1, "y": 2.5}},
        {"action": "fill", "target": "#b", "value": ""},
        {"action": "evaluate", "script": "f", "argument": {"keys": [], "n": 0}},
    ],
    "options": {"record": {"video": True}},
    "webhook": {"url": "https://example.com"},
}


def test_what_a_client_has_sent_is_printed_as_it_was_sent() -> None:
    shown = printed(ParseDict(SENT_JOB, Job()))
    assert {name: shown[name] for name in SENT_JOB} == SENT_JOB
    assert '"x": 1,' in str(shown["actions"]).replace("'", '"')  # not 1.0
    schedule = printed(ParseDict({"job": {"targetUrl": "https://example.com", **SENT_JOB}}, Schedule()))
    assert schedule["job"] == {"targetUrl": "https://example.com", **SENT_JOB}


def test_an_answer_has_zeros_and_empty_lists() -> None:
    assert printed(ListJobsResponse()) == {"data": [], "nextPageToken": ""}
    job = printed(ParseDict({"result": {}}, Job()))
    assert {name: job[name] for name in ("actions", "priority", "retryCount")} == {
        "actions": [],
        "priority": 0,
        "retryCount": 0,
    }
    assert job["result"] == {"duration": 0, "actions": [], "dialogs": []}
    assert not {"options", "webhook", "error"} & job.keys()


def test_whole_numbers_in_what_a_job_has_read_are_printed_as_the_gateway_prints_them() -> None:
    value = {"httpStatus": 200, "prices": [1.5, 2]}
    told = printed(ParseDict({"result": {"task": {"value": value}}}, Job()))["result"]["task"]["value"]
    assert str(told["httpStatus"]) == "200"  # not 200.0
    assert str(told["prices"]) == "[1.5, 2]"


def methods() -> list[MethodDescriptor]:
    return [method for service in DESCRIPTORS for method in service.methods]


def reached(kind: Descriptor, stops: frozenset[str], found: dict[str, Descriptor]) -> dict[str, Descriptor]:
    """The messages in a message, without those that are only in `stops`."""
    if kind.full_name not in found and kind.full_name not in stops and not kind.full_name.startswith("google."):
        found[kind.full_name] = kind
        for field in kind.fields:
            if field.message_type and not field.message_type.GetOptions().map_entry:
                reached(field.message_type, stops, found)
    return found


def test_every_message_that_clients_send_and_answers_show_is_printed_so_if_it_has_lists() -> None:
    sent: dict[str, Descriptor] = {}
    shown: dict[str, Descriptor] = {}
    for method in methods():
        reached(method.input_type, frozenset(), sent)
        reached(method.output_type, SENT, shown)
    both = [shown[name] for name in sent.keys() & shown.keys()]
    assert [kind.name for kind in both if any(field.is_repeated for field in kind.fields)] == []


def test_the_gateways_descriptor_says_what_the_server_prints() -> None:
    api = FileDescriptorSet.FromString((DESCRIPTOR / "tabwright.binpb").read_bytes())
    gateways = FileDescriptorSet.FromString((DESCRIPTOR / "gateway.binpb").read_bytes())
    assert gateways == gateway_descriptor(api)
    answers = {
        f"{file.package}.{service.name}.{method.name}": method.output_type
        for file in gateways.file
        for service in file.service
        for method in service.method
    }
    here = {method.full_name for method in methods() if is_printed_here(method)}
    assert {"tabwright.v1.JobService.GetJob", "tabwright.v1.ActionService.Visit"} <= here
    assert "tabwright.v1.JobService.CreateJob" not in here
    for method in methods():
        told = "google.api.HttpBody" if method.full_name in here else method.output_type.full_name
        assert answers[method.full_name] == f".{told}"


async def answer(method: str, *headers: tuple[str, str]) -> Any:
    async def get_job(request: GetJobRequest, context: Any) -> Job:
        return Job(id=request.job_id)

    async def continuation(details: grpc.HandlerCallDetails) -> Any:
        return grpc.unary_unary_rpc_method_handler(cast(Any, get_job), GetJobRequest.FromString, Job.SerializeToString)

    details = Mock(method=method, invocation_metadata=headers)
    handler = await JsonAnswers(DESCRIPTORS, Lanes()).intercept_service(continuation, details)
    assert handler is not None
    call = cast(Callable[[Any, Any], Awaitable[Any]], handler.unary_unary)
    message = await call(GetJobRequest(job_id="1"), Mock())
    kind = type(message)
    assert kind.FromString(cast(Any, handler.response_serializer)(message)) == message
    return message


async def test_json_is_answered_to_a_gateway_that_asks_for_it_and_a_message_to_all_others() -> None:
    asked = await answer("/tabwright.v1.JobService/GetJob", ("x-request-id", "1"), HEADER)
    assert isinstance(asked, HttpBody)
    assert (asked.content_type, asked.data[:9]) == ("application/json", b'{"id":"1"')
    assert isinstance(await answer("/tabwright.v1.JobService/GetJob"), Job)
    assert isinstance(await answer("/tabwright.v1.JobService/CreateJob", HEADER), Job)
