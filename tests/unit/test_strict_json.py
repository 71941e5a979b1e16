"""REST bodies and queries are read strictly."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast
from unittest.mock import Mock

import pytest
from google.api import annotations_pb2
from google.protobuf.descriptor import FieldDescriptor, ServiceDescriptor
from tabwright.v1 import job_service_pb2

from server.calls import roles
from server.calls.authentication import Authentication, Known
from server.calls.caller import Caller
from server.calls.faults import Unauthenticated
from server.calls.lanes import Lanes
from server.gateway.ext_authz_pb2 import AttributeContext, CheckRequest, CheckResponse
from server.rest.strict_json import StrictJson
from server.services.table import DESCRIPTORS
from store.errors import LimitReached


class OneKey:
    """Knows one key, which may make one request more."""

    def __init__(self) -> None:
        self.counted = 0

    async def identify(self, headers: Mapping[str, str]) -> Known:
        if headers.get("x-api-key") != "key":
            raise Unauthenticated("no key")
        return Known(Caller(client_id="c"), "key", rate_limit=1)

    async def permit(self, known: Known, method: str, headers: Mapping[str, str]) -> None:
        roles.check(known.caller, method)

    async def count(self, known: Known) -> None:
        self.counted += 1
        if self.counted > known.rate_limit:
            raise LimitReached("too many", retry_after_s=7, limit="1")


def strict_json(
    services: Iterable[ServiceDescriptor] = job_service_pb2.DESCRIPTOR.services_by_name.values(),
) -> StrictJson:
    return StrictJson(services, cast(Authentication, OneKey()), Lanes())


def reads() -> Iterator[tuple[str, FieldDescriptor]]:
    """The path of each GET, and each field that its query can set."""
    for method in (method for service in DESCRIPTORS for method in service.methods):
        rule = method.GetOptions().Extensions[annotations_pb2.http]  # type: ignore[index]  # untyped there
        for template in [one.get for one in (rule, *rule.additional_bindings) if one.get]:
            yield from ((template, field) for field in method.input_type.fields if f"{{{field.name}}}" not in template)


async def check(
    path: str,
    body: bytes,
    method: str = "POST",
    key: str = "key",
    service: StrictJson | None = None,
    encoding: str = "identity",
    kind: str = "application/json",
) -> CheckResponse:
    service = service or strict_json()
    headers = {"x-api-key": key, "content-encoding": encoding, "content-type": kind}
    http = AttributeContext.HttpRequest(method=method, path=path, raw_body=body, headers=headers)
    request = CheckRequest(attributes=AttributeContext(request=AttributeContext.Request(http=http)))
    return await service.Check(request, Mock())


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"targetUrl": "http://x", "actons": []}, "actons"),
        ({"targetUrl": "http://x", "actions": [{"action": "screenshot", "fulpage": True}]}, "actions[0].fulpage"),
        (
            {"actions": [{"action": "extract", "extractors": [{"name": "a", "selctor": "b"}]}]},
            "actions[0].extractors[0].selctor",
        ),
    ],
)
async def test_an_unknown_field_is_refused_by_its_path(body: dict[str, object], field: str) -> None:
    answer = await check("/api/v1/jobs", json.dumps(body).encode())
    assert answer.denied_response.status.code == 400
    status = json.loads(answer.denied_response.body)
    violations = [detail["fieldViolations"] for detail in status["details"] if "fieldViolations" in detail]
    assert [violation["field"] for violation in violations[0]] == [field]
    assert "there are: " in violations[0][0]["description"]


async def test_a_field_that_is_given_twice_is_refused() -> None:
    for second in ("targetUrl", "target_url"):
        answer = await check("/api/v1/jobs", f'{{"targetUrl":"http://a","{second}":"http://b"}}'.encode())
        assert violations(answer) == {second: "is given twice"}


@pytest.mark.parametrize("encoding", ["gzip", "br", "identity"])
async def test_a_compressed_body_is_told_from_one_that_is_no_text(encoding: str) -> None:
    packed = b"\x1f\x8b\x08\x00" if encoding == "identity" else b"\x83\xff"
    answer = await check("/api/v1/jobs", packed, encoding=encoding)
    assert "compressed" in json.loads(answer.denied_response.body)["message"]
    assert (await check("/api/v1/jobs", b"{}", encoding=encoding)).status.code == 0


FORM = b'--x\r\ncontent-disposition: form-data; name="url"\r\n\r\nhttp://a.test\r\n--x--\r\n'


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data; boundary=x", FORM),
        ("application/x-www-form-urlencoded", b"url=http%3A%2F%2Fa.test"),
        ("Text/HTML", b"Hello"),
        ("application/json", b"\n<!DOCTYPE html>"),
    ],
)
async def test_a_form_or_html_is_answered_with_the_json_to_send(kind: str, body: bytes) -> None:
    for path, url in (("screenshot", "url"), ("jobs", "targetUrl")):
        answer = await check(f"/api/v1/{path}", body, kind=kind, service=strict_json(DESCRIPTORS))
        told = json.loads(answer.denied_response.body)["message"]
        assert told == (
            f'the body must be JSON, such as {{"{url}": "https://example.com"}} or {{"html": "<p>Hello"}}, '
            "with Content-Type: application/json"
        )


async def test_json_is_read_whatever_its_type_is_said_to_be() -> None:
    form = "application/x-www-form-urlencoded"
    assert (await check("/api/v1/jobs", b'{"targetUrl":"http://x"}', kind=form)).status.code == 0
    assert "line 1" in (await check("/api/v1/jobs", b'{"targetUrl"', kind=form)).denied_response.body


async def test_a_read_of_a_path_that_takes_a_body_is_answered_with_how_to_call_it() -> None:
    service = strict_json(DESCRIPTORS)
    answer = await check("/api/v1/screenshot?url=http://a.test", b"", "GET", "none", service)
    assert answer.denied_response.status.code == 404
    assert "this path takes POST" in answer.denied_response.body
    assert (await check("/api/v1/nowhere?url=http://a.test", b"", "GET", "none", service)).status.code == 0


async def test_a_query_that_would_say_nothing_is_refused() -> None:
    answer = await check("/api/v1/jobs?priority=1&x=2", b'{"targetUrl":"http://x"}')
    assert "priority: is in the query" in answer.denied_response.body


def violations(answer: CheckResponse) -> dict[str, str]:
    details = json.loads(answer.denied_response.body)["details"]
    (found,) = [detail["fieldViolations"] for detail in details if "fieldViolations" in detail]
    return {one["field"]: one["description"] for one in found}


WRONG = {
    FieldDescriptor.CPPTYPE_INT32: ("a", "must be a whole number"),
    FieldDescriptor.CPPTYPE_ENUM: ("nonsense", "must be one of "),
    FieldDescriptor.CPPTYPE_MESSAGE: ("yesterday", "must be a timestamp"),
}
"""Values that are not of a type, and what is said of them."""
TYPED = [
    (template.replace("{", "").replace("}", ""), name, *WRONG[field.cpp_type])
    for template, field in reads()
    for name in {field.json_name, field.name}
    if field.cpp_type != FieldDescriptor.CPPTYPE_STRING
]


@pytest.mark.parametrize(("path", "name", "value", "told"), sorted(set(TYPED)))
async def test_a_wrong_type_in_the_query_of_any_read_is_refused_by_its_name(
    path: str, name: str, value: str, told: str
) -> None:
    for text in (value, ""):
        found = violations(await check(f"{path}?{name}={text}", b"", method="GET", service=strict_json(DESCRIPTORS)))
        assert (list(found), found[name].startswith(told)) == ([name], True)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("limit=99999999999", {"limit": "must be from -2147483648 to 2147483647"}),
        ("limit=1&limit=2", {"limit": "is given twice"}),
        (
            "limit=1e1&x=%00",
            {"limit": "must be a whole number", "x": "there is no such parameter; there are: status, "},
        ),
        ("page[]=2", {"page[]": "there is no such parameter; there are: status, "}),
        ("limit", {"limit": "must be a whole number"}),
        ("l%69mit=1", {"l%69mit": "names are read as they stand: write limit"}),
    ],
)
async def test_all_that_is_wrong_with_a_query_is_told(query: str, told: dict[str, str]) -> None:
    found = violations(await check(f"/api/v1/jobs?{query}", b"", method="GET"))
    assert {name: text[: len(told[name])] for name, text in found.items()} == told


@pytest.mark.parametrize(
    "query", ["limit=%31", "browser_type_id=1", "status=failed&page=2", "pageToken=%ff", "scheduleId=a+b&", "&"]
)
async def test_a_query_that_is_right_passes(query: str) -> None:
    assert (await check(f"/api/v1/jobs?{query}", b"", method="GET", key="none")).status.code == 0


async def test_a_list_may_have_many_values_in_the_query() -> None:
    answer = await check("/api/v1/events?status=failed&status=completed&browserTypeId=1&browserTypeId=2", b"", "GET")
    assert answer.status.code == 0


async def test_a_delete_takes_no_query() -> None:
    answer = await check("/api/v1/jobs/1?jobId=2", b"", method="DELETE")
    assert violations(answer) == {"jobId": "this call takes no parameters"}


async def test_a_read_that_is_refused_counts_where_it_is_known_whose_it_is() -> None:
    service = strict_json()
    answers = [await check("/api/v1/jobs?x=1", b"", "GET", key, service) for key in ("none", "key", "key")]
    assert [answer.denied_response.status.code for answer in answers] == [400, 400, 429]


@pytest.mark.parametrize("body", [b"{", b"[]", b"5", b'{"targetUrl":"\xff"}', b'{"\\ud800":1}', b"null", b"{}{}"])
async def test_what_is_not_an_object_of_json_is_refused(body: bytes) -> None:
    answer = await check("/api/v1/jobs", body)
    assert "the body" in json.loads(answer.denied_response.body)["message"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/jobs", b""),
        ("/api/v1/jobs", b'{"targetUrl":"http://x","actions":[{"action":"screenshot","fullPage":true}]}'),
        ("/api/v1/jobs", b'{"target_url":"http://x"}'),
        ("/api/v1/nowhere", b'{"anything":1}'),
    ],
)
async def test_everything_else_passes(path: str, body: bytes) -> None:
    answer = await check(path, body)
    assert answer.status.code == 0
    assert not answer.HasField("denied_response")


@pytest.mark.parametrize("body", [b"", b"{", b'{"targetUrl":"http://x"}', b'{"actions":[' + b"{}," * 100_000])
async def test_without_a_key_nothing_is_told_of_a_body(monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    monkeypatch.setattr("server.rest.strict_json._read", Mock(side_effect=AssertionError("the body was looked at")))
    answer = await check("/api/v1/jobs", body, key="other")
    headers = {one.header.key: one.header.value for one in answer.denied_response.headers}
    assert (answer.denied_response.status.code, headers["www-authenticate"]) == (401, "Bearer")
    assert json.loads(answer.denied_response.body)["details"][0]["reason"] == "UNAUTHENTICATED"


async def test_requests_that_are_refused_here_count_as_requests() -> None:
    service = strict_json()
    answers = [await check("/api/v1/jobs", b'{"x":1}', service=service) for _ in range(2)]
    assert [answer.denied_response.status.code for answer in answers] == [400, 429]
    headers = {one.header.key: one.header.value for one in answers[1].denied_response.headers}
    assert headers["retry-after"] == "7"


@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        ("/api/v1/jobs", {"actions": [{}] * 1001}, "actions: must contain no more than 1000 items"),
        ("/api/v1/jobs", {"payload": {"a": [0] * 20_000}}, "payload: must contain no more than 20000 values in all"),
        ("/api/v1/jobs/batch", {"jobs": [{}] * 10_001}, "jobs: must contain no more than 10000 items"),
        (
            "/api/v1/jobs/batch",
            {"jobs": [{}, {"actions": [{"extractors": [{}] * 101}]}]},
            "jobs[1].actions[0].extractors: must contain no more than 100 items",
        ),
    ],
    ids=["a list", "values", "jobs", "a list in a list"],
)
async def test_what_exceeds_a_bound_is_refused_by_its_path_and_the_bound(path: str, body: Any, told: str) -> None:
    answer = await check(path, json.dumps(body).encode())
    assert json.loads(answer.denied_response.body)["message"] == told
