"""The gateway answers as gen/openapi/openapi.json says: to right requests, and to wrong ones."""

import asyncio
import copy
import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

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

from store.database.connection import Database
from store.queue.attempts import NewArtifact, record_step
from store.queue.claim import claim_jobs
from tests.fixtures.gateway import Gateway
from tests.fixtures.generated import NO_JOB, shows_insides
from tests.fixtures.jobs import BROWSER_TYPES, Join
from tests.fixtures.story import Play
from tests.fixtures.valid_requests import TASK

DESCRIPTION = Path(__file__).parent.parent.parent / "gen/openapi/openapi.json"
DOCUMENT = json.loads(DESCRIPTION.read_text())
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


OF_JOBS_THAT_RUN = {
    "PauseJob": "NOT_RUNNING",
    "ResumeJob": "NOT_STANDING_STILL",
    "UpdateTask": "NOT_RUNNING",
    "CreateLiveTicket": "ILLEGAL_STATUS",
}
"""What is asked of jobs that run, and why it is refused of others."""
OF_PEOPLE = {
    "Login": "SIGN_IN_FAILED",
    "Refresh": "REFRESH_TOKEN_INVALID",
    "StartOidc": "OIDC_NOT_SET_UP",
    "ChangePassword": "NOT_A_USER",
}
"""What only a person can do, and why it is refused of others."""


class Things:
    """What there is, one of each kind."""

    def __init__(self, job_id: str) -> None:
        self._ids = {JOBS: job_id, "/api/v1/task-types": TASK}

    async def make(self, rest: httpx.AsyncClient, path: str, *place: str) -> None:
        """Makes a thing as the description shows it; `place`: where the answer has the id."""
        answer = await rest.post(path, json=example(DOCUMENT["paths"][path]["post"]))
        assert answer.status_code == httpx.codes.CREATED, answer.text
        value = answer.json()
        for name in place:
            value = value[name]
        self._ids[path] = str(value)

    async def put(self, rest: httpx.AsyncClient, path: str, name: str) -> None:
        """Stores a thing under a name."""
        answer = await rest.put(f"{path}/{name}", json=example(DOCUMENT["paths"][f"{path}/{{name}}"]["put"]))
        assert answer.is_success, answer.text
        self._ids[path] = name

    async def open_circuit(self, rest: httpx.AsyncClient, path: str, name: str) -> None:
        """Makes a circuit, which is there as soon as somebody has opened it."""
        opening = DOCUMENT["paths"][f"{path}/{{name}}/open"]["post"]
        answer = await rest.post(f"{path}/{name}/open", json=example(opening))
        assert answer.is_success, answer.text
        self._ids[path] = name

    def __contains__(self, path: str) -> bool:
        return path in self._ids

    def within(self, path: str) -> dict[str, str]:
        """The ids that a path asks for, those that there are."""
        ids = {"jobId": self._ids[JOBS], "taskName": TASK}
        ids |= {name: self._ids.get(path.partition(f"/{{{name}}}")[0], "") for name in ("id", "name")}
        return {name: value for name, value in ids.items() if value and f"{{{name}}}" in path}


def loses_its_spaces(case: Any) -> bool:
    """Whether what is wrong is taken off on the way, so that what is left may be right: spaces at the ends of a header,
    by HTTP, and fields that are null, which count as not given.
    """
    if isinstance(case.body, dict) and None in case.body.values():
        return True
    return any(str(value) != str(value).strip() or not value for value in (case.headers or {}).values())


def gives_null(case: Any) -> bool:
    """Whether a field is null, which is taken for one that is not given: what is left may be right. In a query, a list
    or an object without anything in it is not there at all, and a number stands for a word of an enum.
    """
    in_query = (case.query or {}).values()
    if any(value in (None, "", [], {}) or str(value).isdecimal() for value in in_query):
        return True
    return isinstance(case.body, dict) and None in case.body.values()


def removes(operation: Any) -> bool:
    return operation.method == "delete" or operation.path.endswith("/purge")


@pytest.fixture
async def things(rest: httpx.AsyncClient, play: Play) -> Things:
    explored = {"name": "explore", "version": 2, "parameters": {"url": "https://example.com"}}
    things = Things(str(await play(task=explored)))  # as GetExploration asks for
    for kind in ("browsers", "policies", "schedules"):
        await things.make(rest, f"/api/v1/{kind}", "id")
    await things.make(rest, "/api/v1/keys", "apiKey", "id")
    await things.make(rest, "/api/v1/users", "user", "id")
    await things.make(rest, "/api/v1/webhooks", "webhook", "id")
    await things.make(rest, "/api/v1/secrets", "name")
    await things.make(rest, "/api/v1/tasks", "id")
    await things.put(rest, "/api/v1/sessions", "portal")
    await things.put(rest, "/api/v1/profiles", "acme")
    await things.open_circuit(rest, "/api/v1/circuit-breakers", "own-site-shop.example.com")
    return things


async def test_each_request_that_is_shown_succeeds(rest: httpx.AsyncClient, things: Things) -> None:
    for path, verb, operation in operations(DOCUMENT):
        if (body := example(operation)) is not None and (path == JOBS or path not in things):
            waiting = {"waitMs": 1} if operation["operationId"].startswith("Render") else {}
            answer = await rest.request(verb, path.format(**things.within(path)), json=body | waiting)
            # No worker makes these files, or runs the job, and nobody has signed in.
            reason = "JOB_NOT_ENDED" if waiting else (OF_JOBS_THAT_RUN | OF_PEOPLE).get(operation["operationId"])
            assert answer.is_success or (reason and f'"{reason}"' in answer.text), f"{verb} {path}: {answer.text}"


# Schemathesis makes its requests with `random`, as seeded by Hypothesis.
@pytest.mark.filterwarnings("ignore:Do not use the `random` module:hypothesis.errors.HypothesisDeprecationWarning")
@pytest.mark.timeout(300)  # some hundred requests, on a machine that may be busy
async def test_answers_are_as_described(rest: httpx.AsyncClient, things: Things) -> None:
    wrong: list[str] = []
    done: set[str] = set()

    def check(case: Any) -> None:
        checks = [not_a_server_error, status_code_conformance, content_type_conformance]
        checks += [response_headers_conformance, response_schema_conformance, tells_no_insides]
        is_wrong = case.meta.generation.mode.is_negative and not loses_its_spaces(case) and not gives_null(case)
        checks += [negative_data_rejection] if is_wrong else []
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
    for operation in sorted(found, key=removes):  # the others need what they remove
        strategies = [operation.as_strategy(path_parameters=things.within(operation.path))]
        if operation.definition.raw.get("security") != []:  # else there is nothing that could be wrong
            strategies.append(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
        for strategy in strategies:
            await asyncio.to_thread(FEW(given(case=strategy)(check)))
    assert wrong == []
    out_of_reach = {
        "GET /api/v1/auth/sessions",  # of people
        "GET /api/v1/jobs/{jobId}/artifacts/{artifact}",
        "GET /api/v1/webhook-deliveries/{id}",
    }
    assert {one.label for one in found if one.method == "get"} - done == out_of_reach


async def test_who_has_no_key_is_answered_as_described(served: Gateway) -> None:
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as nobody:
        for path, verb, operation in operations(DOCUMENT):
            nothing = {"jobId": NO_JOB, "taskName": "x", "id": "1", "artifact": "x", "name": "x"}
            answer = await nobody.request(verb, path.format(**nothing))
            is_open = operation.get("security") == []
            assert ('"UNAUTHENTICATED"' in answer.text) != is_open, f"{verb} {path}: {answer.text}"
            assert answer.status_code != httpx.codes.UNAUTHORIZED or "401" in operation["responses"]


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


async def test_a_client_that_is_generated_from_it_runs_a_job_and_gets_its_files(
    served: Gateway, api_key: str, database: Database, join: Join, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asyncio.to_thread(generate, tmp_path)
    monkeypatch.syspath_prepend(tmp_path)  # type: ignore[no-untyped-call]  # untyped there
    api = {name: importlib.import_module(f"generated.api.{name}") for name in OPERATIONS}
    models: Any = importlib.import_module("generated.models")
    client = importlib.import_module("generated").AuthenticatedClient(
        served.url, api_key, auth_header_name="X-API-Key", prefix="", raise_on_unexpected_status=True
    )
    step = models.Action(action=models.ActionAction.SCREENSHOT, target="h1", get_target_by=models.GetTargetBy.GETBYCSS)
    steps = [step, models.Action(action=models.ActionAction.PDF)]
    order = models.CreateJobRequest(target_url="https://example.com", actions=steps, wait_until=models.WaitUntil.LOAD)
    async with client:
        created = await api["job.create_job"].asyncio(client=client, body=order)
        await make_file(database, join, PICTURE)
        (job,) = (await api["job.list_jobs"].asyncio(client=client, limit=10)).data
        assert (job.id, job.status, job.actions[0].target) == (created.job_id, models.JobStatus.PROCESSING, "h1")
        (artifact,) = (await api["artifact.list_artifacts"].asyncio(job.id, client=client)).data
        file = await api["artifact.download_artifact"].asyncio(job.id, artifact.name, client=client)
        gone = await api["job.get_job"].asyncio(NO_JOB, client=client)
    assert file.payload.read() == PICTURE
    assert (type(gone), gone.details[0].reason) == (models.Error, "JOB_NOT_FOUND")


PICTURE = b"\x89PNG\r\n\x1a\n\x00\xff"
OPERATIONS = ["job.create_job", "job.list_jobs", "job.get_job", "artifact.list_artifacts", "artifact.download_artifact"]


def generate(folder: Path) -> None:
    """Makes the package `generated`. What the generator does not understand of the description is an error."""
    settings = folder / "settings.json"
    settings.write_text(json.dumps({"post_hooks": []}))
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--fail-on-warning", "--meta", "none"]
    command += ["--config", str(settings), "--path", str(DESCRIPTION), "--output-path", str(folder / "generated")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout + done.stderr


async def make_file(database: Database, join: Join, data: bytes) -> None:
    """Lets the job that waits make a file, as a worker does."""
    worker = await join(browser_type_ids=BROWSER_TYPES)
    (job,) = await claim_jobs(database, worker, browser_type_ids=BROWSER_TYPES, slot_nos=[1])
    file = NewArtifact(
        id=uuid4(),
        artifact_type="screenshot",
        name="screenshot.png",
        file_path=None,
        file_data=data,
        mime_type="image/png",
        size_bytes=len(data),
    )
    await record_step(database, job.lease, job.next_sequence, message="step", data={"actionIndex": 0}, artifacts=[file])


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


def test_the_export_of_the_audit_trail_is_lines_of_events() -> None:
    content = contents("/api/v1/audit-events/export")
    assert content["application/x-ndjson"]["x-itemSchema"] == {"$ref": "#/components/schemas/AuditEvent"}
    assert "headers" not in DOCUMENT["paths"]["/api/v1/audit-events/export"]["get"]["responses"]["200"]


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
        # Another place of the same; and what waits for a worker's file.
        if "Without" in operation["operationId"] or operation["operationId"].startswith("Render"):
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
