"""The gateway answers as gen/openapi/openapi.json says: to right requests, and to wrong ones."""

import asyncio
import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from openapi_schema_validator import OAS31Validator
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.fixtures.gateway import Gateway
from tests.fixtures.generated import NO_JOB, shows_insides
from tests.fixtures.story import Play

DOCUMENT = json.loads((Path(__file__).parent.parent.parent / "gen/openapi/openapi.json").read_text())
JOBS = "/api/v1/jobs"
EVENTS = f"{JOBS}/{{jobId}}/events"
ALL_EVENTS = "/api/v1/events"
ANSWER_S = 20.0
LARGE = 1000

# The same requests in every run: a test that finds something new on some day cannot be relied on.
FEW = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class Things:
    """What there is, one of each kind."""

    def __init__(self, job_id: str) -> None:
        self._ids = {JOBS: job_id}

    async def make(self, rest: httpx.AsyncClient, path: str, *place: str) -> None:
        """Makes a thing as the description shows it; `place`: where the answer has the id."""
        answer = await rest.post(path, json=example(DOCUMENT["paths"][path]["post"]))
        assert answer.status_code == httpx.codes.CREATED, answer.text
        value = answer.json()
        for name in place:
            value = value[name]
        self._ids[path] = str(value)

    def __contains__(self, path: str) -> bool:
        return path in self._ids

    def within(self, path: str) -> dict[str, str]:
        """The ids that a path asks for, those that there are."""
        ids = {"jobId": self._ids[JOBS], "id": self._ids.get(path.partition("/{id}")[0], "")}
        return {name: value for name, value in ids.items() if value and f"{{{name}}}" in path}


@pytest.fixture
async def things(rest: httpx.AsyncClient, play: Play) -> Things:
    things = Things(str(await play()))
    for kind in ("browsers", "policies", "schedules"):
        await things.make(rest, f"/api/v1/{kind}", "id")
    await things.make(rest, "/api/v1/keys", "apiKey", "id")
    await things.make(rest, "/api/v1/webhooks", "webhook", "id")
    return things


async def test_each_request_that_is_shown_succeeds(rest: httpx.AsyncClient, things: Things) -> None:
    for path, verb, operation in operations(DOCUMENT):
        if (body := example(operation)) is not None and (path == JOBS or path not in things):
            answer = await rest.request(verb, path.format(**things.within(path)), json=body)
            assert answer.is_success, f"{verb} {path}: {answer.text}"


# Schemathesis makes its requests with `random`, as seeded by Hypothesis.
@pytest.mark.filterwarnings("ignore:Do not use the `random` module:hypothesis.errors.HypothesisDeprecationWarning")
@pytest.mark.timeout(300)  # some hundred requests, on a machine that may be busy
async def test_answers_are_as_described(rest: httpx.AsyncClient, things: Things) -> None:
    wrong: list[str] = []
    done: set[str] = set()

    def check(case: Any) -> None:
        checks = [not_a_server_error, status_code_conformance, content_type_conformance]
        checks += [response_headers_conformance, response_schema_conformance, tells_no_insides]
        checks += [negative_data_rejection] if case.meta.generation.mode.is_negative else []
        try:
            answer = case.call_and_validate(
                base_url=str(rest.base_url),
                headers={"X-API-Key": rest.headers["X-API-Key"]},
                checks=checks,
                timeout=ANSWER_S,
            )
        except FailureGroup as failures:
            wrong.extend(f"{case.method} {case.path}: {failure}" for failure in failures.exceptions)
        else:
            done.update([case.operation.label] if answer.status_code < httpx.codes.BAD_REQUEST else [])

    found = [result.ok() for result in schemathesis.openapi.from_dict(tightened()).get_all_operations()]
    for operation in sorted(found, key=lambda one: one.method == "delete"):  # the others need what they remove
        strategies = [operation.as_strategy(path_parameters=things.within(operation.path))]
        if operation.definition.raw.get("security") != []:  # else there is nothing that could be wrong
            strategies.append(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
        for strategy in strategies:
            await asyncio.to_thread(FEW(given(case=strategy)(check)))
    assert wrong == []
    out_of_reach = {"GET /api/v1/jobs/{jobId}/artifacts/{artifact}", "GET /api/v1/webhook-deliveries/{id}"}
    assert {one.label for one in found if one.method == "get"} - done == out_of_reach


async def test_who_has_no_key_is_answered_as_described(served: Gateway) -> None:
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as nobody:
        for path, verb, operation in operations(DOCUMENT):
            nothing = {"jobId": NO_JOB, "id": "1", "artifact": "x"}
            answer = await nobody.request(verb, path.format(**nothing))
            is_open = operation.get("security") == []
            assert (answer.status_code == httpx.codes.UNAUTHORIZED) != is_open, f"{verb} {path}: {answer.text}"
            assert ("401" in operation["responses"]) != is_open


async def test_events_are_as_described(rest: httpx.AsyncClient, things: Things) -> None:
    path = EVENTS.format(**things.within(EVENTS))
    answer = await rest.get(path)
    assert answer.headers["content-type"] in contents(EVENTS)
    events = [json.loads(line) for line in answer.text.splitlines()]
    assert [event["sequence"] for event in events] == [1, 2, 3, 4]
    answer = await rest.get(path, headers={"Accept": "text/event-stream"})
    assert answer.headers["content-type"] in contents(EVENTS)
    assert [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: ")] == events
    assert [list(item(EVENTS).iter_errors(event)) for event in events] == [[]] * 4
    answer = await rest.get(path, headers={"Accept": "text/event-stream", "Last-Event-ID": "4"})
    assert str(answer.status_code) in DOCUMENT["paths"][EVENTS]["get"]["responses"]
    assert answer.status_code == httpx.codes.NO_CONTENT


async def test_events_of_all_jobs_are_as_described(rest: httpx.AsyncClient) -> None:
    for accept in contents(ALL_EVENTS):
        async with rest.stream("GET", ALL_EVENTS, headers={"Accept": accept}) as answer:
            assert answer.headers["content-type"] == accept
            texts = (line.removeprefix("data: ") async for line in answer.aiter_lines())
            first = json.loads(await anext(text async for text in texts if text.startswith("{")))
        assert list(item(ALL_EVENTS).iter_errors(first)) == []


def tells_no_insides(_context: object, answer: Any, _case: object) -> None:
    assert not shows_insides(answer.text)


def operations(document: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, verbs in document["paths"].items():
        for verb, operation in verbs.items():
            yield path, verb, operation


def example(operation: dict[str, Any]) -> Any:
    """The body that is shown, if there is one."""
    if "requestBody" not in operation:
        return None
    reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    (shown,) = DOCUMENT["components"]["schemas"][reference.rpartition("/")[2]]["examples"]
    return shown


def contents(path: str) -> dict[str, Any]:
    content: dict[str, Any] = DOCUMENT["paths"][path]["get"]["responses"]["200"]["content"]
    return content


def item(path: str) -> OAS31Validator:
    """Checks what a stream is made of."""
    schema = contents(path)["application/x-ndjson"]["x-itemSchema"]
    return OAS31Validator({**schema, "components": DOCUMENT["components"]})


def tightened() -> Any:
    """The description without what would be tried twice, never ends or takes long, and with answers that may have no
    field beside those that are described.
    """
    document = copy.deepcopy(DOCUMENT)
    del document["paths"][ALL_EVENTS]
    for path, verb, operation in list(operations(document)):
        if "_" in operation["operationId"]:  # another place of the same
            del document["paths"][path][verb]
    for schema in document["components"]["schemas"].values():
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
        for name, value in schema.get("properties", {}).items():
            for bound in ("maxItems", "maxLength"):
                if value.get(bound, 0) > LARGE:
                    del value[bound]
            if name == "waitMs":
                value["maximum"] = 1
    return document
