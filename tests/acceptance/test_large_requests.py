"""Every method is sent the worst that fits into 256 kB: it is refused before it costs anything, or bounded."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from typing import Any
from unittest.mock import Mock

import grpc
import httpx
import protovalidate
import pytest
from google.api import annotations_pb2
from google.protobuf.descriptor import FieldDescriptor, MethodDescriptor
from google.protobuf.message import Message
from tabwright.v1.job_service_pb2 import CreateJobRequest

from server.calls import bounds, validation
from server.calls.bounds import Kind, Part
from server.rest import json_shape
from tests.channel import open_channel
from tests.fixtures.gateway import Gateway
from tests.fixtures.generated import NO_JOB
from tests.fixtures.valid_requests import methods

BYTES = 256 * 1024
LEVELS = 300
TIMEOUT_S = 90
AT_ONCE = 8
Code = grpc.StatusCode
BOUNDED = {Code.OK, Code.INVALID_ARGUMENT, Code.NOT_FOUND, Code.FAILED_PRECONDITION, Code.PERMISSION_DENIED}
OPEN = "HealthService"


def parts(kind: Kind) -> list[Part]:
    return list({part.field.number: part for part in kind.parts.values()}.values())


def piece(part: Part, value: bytes) -> bytes:
    """A field with a value that has a length."""
    return number(part.field.number << 3 | 2) + number(len(value)) + value


def number(value: int) -> bytes:
    low = bytes([value & 0x7F])
    return low if value < 0x80 else bytes([low[0] | 0x80]) + number(value >> 7)


def floods(kind: Kind, seen: set[str]) -> Iterator[bytes]:
    """A field of a message as often as there is room, deep ones, and a long text; fields of its fields as well, where
    they have not been seen in another message.
    """
    for part in parts(kind):
        if part.field.is_repeated or part.kind is not None:
            is_number = part.kind is None and part.field.cpp_type != FieldDescriptor.CPPTYPE_STRING
            one = piece(part, b"\1" if is_number else b"")
            yield one * (BYTES // len(one))
        elif part.field.cpp_type == FieldDescriptor.CPPTYPE_STRING:
            yield piece(part, b"x" * BYTES)
        if part.kind is not None and part.kind.message.full_name not in seen:
            seen.add(part.kind.message.full_name)
            for inner in floods(part.kind, seen):
                yield piece(part, inner)
            deep = b""
            for _ in range(LEVELS):
                deep = piece(part, deep)
            yield deep


def is_googles(kind: Kind) -> bool:
    """Whether it is a Struct, a Timestamp or the like."""
    return kind.message.full_name.startswith("google.protobuf.")


def json_floods(kind: Kind, seen: set[str]) -> Iterator[dict[str, Any]]:
    """The same in JSON."""
    for part in parts(kind):
        name = part.field.json_name
        if part.kind is not None and part.kind.is_entry:
            yield {name: {f"{n:06}": {} for n in range(BYTES // 12)}}
        elif part.field.is_repeated:
            yield {name: [{} if part.kind else ""] * (BYTES // 3)}
        elif part.kind is None:
            yield {name: "x" * BYTES}
        elif is_googles(part.kind):
            yield {name: {"a": [0] * (BYTES // 2)}}
            yield {name: {"a": json.loads('{"a":' * 200 + "1" + "}" * 200)}}
        if (
            part.kind
            and not part.kind.is_entry
            and not is_googles(part.kind)
            and part.kind.message.full_name not in seen
        ):
            seen.add(part.kind.message.full_name)
            for inner in json_floods(part.kind, seen):
                yield {name: [inner] if part.field.is_repeated else inner}


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """The rules, asked about nothing that exceeds its bounds, and for one violation of what is large."""
    validator = protovalidate.Validator()

    def collect(message: Message, *, fail_fast: bool = False) -> Sequence[Any]:
        values = bounds.check(message.SerializeToString(), message.DESCRIPTOR)  # raises where it exceeds them
        assert fail_fast or values <= validation.FEW_VALUES
        return validator.collect_violations(message, fail_fast=fail_fast)

    mock = Mock(collect_violations=Mock(side_effect=collect))
    monkeypatch.setattr(validation, "_validator", mock)
    return mock


async def answered(channel: grpc.aio.Channel, method: MethodDescriptor, data: bytes) -> tuple[Code, str]:
    path = f"/{method.containing_service.full_name}/{method.name}"
    call = channel.unary_stream(path)(data, timeout=TIMEOUT_S)
    try:
        await anext(aiter(call), None)
    except grpc.aio.AioRpcError as error:
        return error.code(), error.details() or ""
    finally:
        call.cancel()
    return Code.OK, ""


async def all_answers(channel: grpc.aio.Channel) -> list[tuple[str, Code, str]]:
    """What all methods answer to all of it."""
    places = asyncio.Semaphore(AT_ONCE)

    async def one(method: MethodDescriptor, data: bytes) -> tuple[str, Code, str]:
        async with places:
            code, text = await answered(channel, method, data)
        return f"{method.name} {data[:20]!r}", code, text

    seen: set[str] = set()
    requests = [(method, data) for method in methods() for data in floods(bounds.kind_of(method.input_type), seen)]
    assert len(requests) > 3 * len(methods())
    return await asyncio.gather(*(one(*request) for request in requests))


async def test_over_grpc_the_worst_of_every_method_is_bounded(served: Gateway, api_key: str, rules: Mock) -> None:
    async with open_channel(f"127.0.0.1:{served.grpc_port}", api_key) as channel:
        answers = await all_answers(channel)
    assert [answer for answer in answers if answer[1] not in BOUNDED] == []
    assert rules.collect_violations.called


OF_EVERYBODY = {f"/api/v1/auth/{name}" for name in ("login", "logout", "oidc", "refresh")}
"""What is too large there is refused before anybody has asked whose it is."""


async def test_over_grpc_nobody_has_a_request_read(served: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    health = {"GetHealth", "GetLiveness", "GetReadiness"}
    read = Mock(side_effect=AssertionError("the request was read"))
    monkeypatch.setattr("server.calls.reading.read", read)
    async with grpc.aio.insecure_channel(f"127.0.0.1:{served.grpc_port}") as channel:
        answers = await all_answers(channel)
    others = [answer for answer in answers if answer[0].split()[0] not in health]
    # Too large for who may be anybody.
    of_everybody = [answer for answer in others if answer[1] is Code.INVALID_ARGUMENT]
    assert {answer[0].split()[0] for answer in of_everybody} == {"Login", "Logout", "Refresh", "StartOidc"}
    assert all("bytes at most" in answer[2] for answer in of_everybody)
    assert [answer for answer in others if answer[1] is not Code.UNAUTHENTICATED] == of_everybody


def rest_requests() -> list[tuple[str, str, bytes]]:
    """Verb, path and body, for each method that takes one."""
    requests = []
    seen: set[str] = set()
    for method in methods():
        rule: Any = method.GetOptions().Extensions[annotations_pb2.http]  # type: ignore[index]  # untyped there
        verb = rule.WhichOneof("pattern")
        kind = bounds.kind_of(method.input_type)
        if verb in {"post", "put", "patch"}:
            path = "/".join(NO_JOB if "{" in step else step for step in getattr(rule, verb).split("/"))
            within = kind if rule.body == "*" else kind.names[rule.body].kind
            assert within is not None
            bodies = [json.dumps(body).encode() for body in json_floods(within, seen)]
            bodies += [b'{"a":[' + b"[]," * (BYTES // 3) + b"0]}", b'{"a":' * (BYTES // 5)]
            requests += [(verb.upper(), path, body) for body in bodies]
    return requests


@pytest.mark.parametrize("has_key", [True, False])
async def test_over_rest_the_worst_of_every_method_is_bounded(
    rest: httpx.AsyncClient, rules: Mock, monkeypatch: pytest.MonkeyPatch, *, has_key: bool
) -> None:
    if not has_key:
        monkeypatch.setattr("server.rest.strict_json._read", Mock(side_effect=AssertionError("the body was read")))
        del rest.headers["x-api-key"]
    places = asyncio.Semaphore(AT_ONCE)

    async def one(verb: str, path: str, body: bytes) -> tuple[str, str, bytes, int, str]:
        async with places:
            answer = await rest.request(verb, path, content=body)
        return verb, path, body[:60], answer.status_code, answer.text[:200]

    requests = rest_requests()
    answers = await asyncio.gather(*(one(*request) for request in requests))

    def expected(path: str) -> set[int]:
        if has_key:
            return {400, 404}
        return {400} if path in OF_EVERYBODY else {401}

    made = [answer for answer in answers if answer[3] not in expected(answer[1])]
    # A page of the client's own may be as large as these requests are.
    assert [answer for answer in made if b'{"html"' not in answer[2] or answer[3] != httpx.codes.CREATED] == []
    assert len(requests) > 100
    assert not rules.collect_violations.called or has_key


def test_the_violations_of_a_request_are_counted_while_they_are_found() -> None:
    """Not collected, and cut off."""
    found = json_shape._Reader(bounds.MAX_VALUES)
    body = {f"a{n}": 1 for n in range(1000)}
    kind = bounds.kind_of(CreateJobRequest.DESCRIPTOR)  # type: ignore[arg-type]  # the stubs say too little
    violations = found.message(body, kind, "", 0)
    for _ in range(json_shape.MAX_VIOLATIONS):
        next(violations)
    assert bounds.MAX_VALUES - found.left == json_shape.MAX_VIOLATIONS
