"""REST bodies are read strictly."""

import json
from collections.abc import Mapping
from typing import Any, cast
from unittest.mock import Mock

import pytest
from tabwright.v1 import job_service_pb2

from server.calls.authentication import Authentication, Known
from server.calls.caller import Caller
from server.calls.faults import Unauthenticated
from server.calls.lanes import Lanes
from server.gateway.ext_authz_pb2 import AttributeContext, CheckRequest, CheckResponse
from server.rest.strict_json import StrictJson
from store.errors import LimitReached


class OneKey:
    """Knows one key, which may make one request more."""

    def __init__(self) -> None:
        self.counted = 0

    async def identify(self, headers: Mapping[str, str]) -> Known:
        if headers.get("x-api-key") != "key":
            raise Unauthenticated("no key")
        return Known(Caller(client_id="c"), "key", rate_limit=1)

    async def count(self, known: Known) -> None:
        self.counted += 1
        if self.counted > known.rate_limit:
            raise LimitReached("too many", retry_after_s=7, limit="1")


def strict_json() -> StrictJson:
    services = job_service_pb2.DESCRIPTOR.services_by_name.values()
    return StrictJson(services, cast(Authentication, OneKey()), Lanes())


async def check(
    path: str, body: bytes, method: str = "POST", key: str = "key", service: StrictJson | None = None
) -> CheckResponse:
    service = service or strict_json()
    http = AttributeContext.HttpRequest(method=method, path=path, raw_body=body, headers={"x-api-key": key})
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
