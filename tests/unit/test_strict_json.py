"""REST bodies are read strictly."""

import json
from unittest.mock import Mock

import pytest
from tabwright.gateway.ext_authz_pb2 import AttributeContext, CheckRequest, CheckResponse
from tabwright.v1 import job_service_pb2

from server.strict_json import StrictJson


async def check(path: str, body: bytes, method: str = "POST") -> CheckResponse:
    service = StrictJson(job_service_pb2.DESCRIPTOR.services_by_name.values())
    http = AttributeContext.HttpRequest(method=method, path=path, raw_body=body)
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
    answer = await check("/api/v1/jobs", b'{"targetUrl":"http://a","targetUrl":"http://b"}')
    assert "targetUrl: is given twice" in answer.denied_response.body


async def test_a_query_that_would_say_nothing_is_refused() -> None:
    answer = await check("/api/v1/jobs?priority=1&x=2", b'{"targetUrl":"http://x"}')
    assert "priority: is in the query" in answer.denied_response.body


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
