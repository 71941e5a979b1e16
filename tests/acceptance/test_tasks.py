"""Tasks through the gateway: found by name, run with parameters, and what comes of them."""

from typing import Any

import httpx
import pytest

from server.rest.paths import words_beside
from server.services.table import DESCRIPTORS
from store.clients.keys import NewKey, create_key
from store.database.connection import Database
from tasks import registry
from tasks.task_type import Found, Json, Model, Readings, Shaped, TaskType
from tests.acceptance.test_rest import JOBS, NO_JOB, watch
from tests.fixtures.jobs import CLIENT
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker

TYPES = "/api/v1/task-types"
PAGE = {"url": "http://example.com/"}


class Parameters(Model):
    url: str
    deep: bool = False


class Result(Model):
    heading: str | None
    author: str | None
    answer: int


class Heading(TaskType[Parameters]):
    """Reads the heading of a page."""

    name, version, title = "heading", 3, "Headings"
    Parameters, Result = Parameters, Result

    def job(self, parameters: Parameters) -> Json:
        return {
            "targetUrl": parameters.url,
            "waitUntil": "load",
            "priority": 7,
            "labels": {"task": "heading"},
            "options": {"locale": "de-DE", "timezoneId": "Europe/Berlin"},
            "actions": [
                {"action": "extract", "name": "heading", "target": "h1"},
                {"action": "evaluate", "name": "answer", "script": "() => 6 * 7"},
                *([{"action": "nonsense"}] if parameters.deep else []),
            ],
        }

    def shape(self, parameters: Parameters, read: Readings) -> Shaped:
        return Shaped.of(
            {
                "heading": Found(read.value("heading"), "css"),
                "author": None,
                "answer": Found(read.value("answer"), "css"),
            }
        )


class Walled(Heading):
    """Reads a site that does not want that."""

    name = "walled"
    restricted = "the terms of the site forbid it"


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers and workers know these tasks."""
    monkeypatch.setattr(registry, "TASK_TYPES", (Heading, Walled))
    monkeypatch.setattr(registry, "installed", registry.load)


async def run(rest: httpx.AsyncClient, parameters: Json = PAGE, name: str = "heading", **more: Any) -> httpx.Response:
    return await rest.post(f"{JOBS}/{name}", json={"parameters": parameters, **more})


def violations(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == httpx.codes.BAD_REQUEST, answer.text
    told = next(one for one in answer.json()["details"] if "fieldViolations" in one)
    return {one["field"]: one["description"] for one in told["fieldViolations"]}


async def test_a_task_makes_a_job_and_a_result_of_it(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    parameters = {"url": site.page("article.html")}
    async with start_worker():
        answer = await rest.post("/jobs/heading", json={"parameters": parameters, "labels": {"run": "1"}})
        assert answer.status_code == httpx.codes.CREATED, answer.text
        job_id = answer.json()["jobId"]
        assert answer.headers["location"] == f"{JOBS}/{job_id}"
        events = await watch(rest, job_id)
    job = (await rest.get(f"{JOBS}/{job_id}")).json()
    assert job["status"] == "completed", job
    task = {"name": "heading", "version": 3, "parameters": parameters}
    assert (job["task"], job["labels"], job["priority"]) == (task, {"task": "heading", "run": "1"}, 7)
    result = job["result"]["task"]
    assert result["value"]["answer"] == 42
    assert result["value"]["heading"] == job["result"]["actions"][0]["value"]
    assert (result["sources"], result["missing"]) == ({"heading": "css", "answer": "css"}, ["author"])
    assert (await rest.get(JOBS)).json()["data"][0]["task"] == task
    assert events[-1]["type"] == "job.completed"


async def test_task_types_say_what_they_take_and_give(rest: httpx.AsyncClient) -> None:
    listed = (await rest.get(TYPES)).json()["data"]
    assert [(one["name"], one["enabled"], "parametersSchema" in one) for one in listed] == [
        ("heading", True, False),
        ("walled", False, False),
    ]
    assert (await rest.get(f"{TYPES}?limit=1")).json()["nextPageToken"]
    one = (await rest.get(f"{TYPES}/heading?version=3")).json()
    assert one["parametersSchema"]["required"] == ["url"]
    assert one["resultSchema"]["properties"].keys() == {"heading", "author", "answer"}
    assert (one["version"], one["description"], one["own"]) == (3, "Reads the heading of a page.", False)
    walled = (await rest.get(f"{TYPES}/walled")).json()
    assert walled["whyNot"].endswith("names it in RESTRICTED_TASKS_ENABLED: the terms of the site forbid it")
    again = await rest.get(f"{TYPES}/heading?version=2")
    assert again.json()["message"] == "the task type heading has no version 2: its newest is 3"


@pytest.mark.parametrize(
    ("body", "field", "told"),
    [
        ({}, "parameters.url", "is missing"),
        ({"parameters": {"url": 5}}, "parameters.url", "must be a text"),
        ({"parameters": {**PAGE, "depth": 1}}, "parameters.depth", "there is no such field"),
        ({"parameters": {"url": "nonsense"}}, "parameters.url", "http"),
        ({"parameters": PAGE, "timeoutMs": 0}, "timeoutMs", "greater"),
        ({"parameters": PAGE, "options": {"device": "Nokia"}}, "options.device", "Nokia"),
        ({"parameters": {**PAGE, "deep": True}}, "parameters", "is not valid: actions[2].action"),
        ({"parameters": {"url": "x" * 65536}}, "parameters", "at most 65536 bytes"),
        (PAGE, "url", "stands in parameters"),
    ],
)
async def test_what_is_wrong_is_told_by_field(rest: httpx.AsyncClient, body: Json, field: str, told: str) -> None:
    found = violations(await rest.post(f"{JOBS}/heading", json=body))
    assert list(found) == [field]
    assert told in found[field]
    assert (await rest.get(JOBS)).json()["data"] == []


async def test_what_a_client_sets_takes_the_place_of_what_the_task_says(rest: httpx.AsyncClient) -> None:
    answer = await run(rest, priority=0, timeoutMs=1234, options={"locale": "ar-SA"}, version=3)
    job = (await rest.get(f"{JOBS}/{answer.json()['jobId']}")).json()
    assert (job.get("priority", 0), job["timeoutMs"]) == (0, 1234)
    assert (job["options"]["locale"], job["options"]["timezoneId"]) == ("ar-SA", "Europe/Berlin")


async def test_unknown_and_restricted_tasks_are_refused_and_say_what_would_help(rest: httpx.AsyncClient) -> None:
    answer = await run(rest, name="headnig")
    assert (answer.status_code, answer.json()["message"]) == (
        httpx.codes.NOT_FOUND,
        "there is no task type headnig: did you mean heading?",
    )
    assert answer.json()["details"][0]["metadata"] == {"name": "headnig", "near": "heading"}
    answer = await run(rest, version=9)
    assert answer.json()["details"][0]["reason"] == "TASK_VERSION_NOT_FOUND"
    answer = await run(rest, name="walled")
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert answer.json()["details"][0]["reason"] == "TASK_RESTRICTED"
    assert "the terms of the site forbid it" in answer.json()["message"]


async def test_a_request_that_comes_again_has_its_job(rest: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = await run(rest, requestId="one")
    monkeypatch.setattr(Heading, "job", lambda *_: {"targetUrl": "nonsense"})
    assert (await run(rest, requestId="one")).json() == first.json()
    answer = await run(rest, {"url": "http://example.com/2"}, requestId="one")
    assert answer.status_code == httpx.codes.CONFLICT


async def test_a_task_may_run_its_scripts_whatever_the_key_allows_and_no_others(
    rest: httpx.AsyncClient, database: Database
) -> None:
    _, rest.headers["x-api-key"] = await create_key(database, NewKey(client_id=CLIENT, name="b", rate_limit=0))
    assert (await run(rest)).status_code == httpx.codes.CREATED
    answer = await run(rest, options={"initScripts": ["1"]})
    assert answer.json()["details"][0]["reason"] == "EVALUATE_NOT_ALLOWED"


async def test_a_job_that_starts_again_and_one_of_the_dead_keep_their_task(
    rest: httpx.AsyncClient, database: Database
) -> None:
    job_id = (await run(rest)).json()["jobId"]
    await rest.delete(f"{JOBS}/{job_id}")
    again = await rest.post(f"{JOBS}/{job_id}/retry", json={})
    assert again.json()["task"]["name"] == "heading"


BESIDE = {
    "batch": {"jobs": [{"targetUrl": "http://example.com/"}]},
    "cancel": {"jobIds": [NO_JOB]},
    "purge": {"jobIds": [NO_JOB]},
    "retry": {"jobIds": [NO_JOB]},
}
"""A request of each path that stands where others have the name of a task."""


async def test_paths_of_the_api_win_over_tasks(rest: httpx.AsyncClient) -> None:
    for word, body in BESIDE.items():
        for path in (f"{JOBS}/{word}", f"{JOBS}/{word}/"):
            answer = await rest.post(path, json=body)
            assert answer.is_success, answer.text
            assert "jobId" not in answer.json()
    assert (await rest.post("/jobs/batch", json=BESIDE["batch"])).status_code == httpx.codes.BAD_REQUEST
    answer = await rest.post("/jobs/batch", json={})
    assert answer.json()["details"][0]["reason"] == "TASK_TYPE_NOT_FOUND"


def test_no_task_has_the_name_of_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    words = words_beside("task_name", DESCRIPTORS)
    assert words == BESIDE.keys()
    monkeypatch.undo()
    assert [task.name for task in registry.load() if task.name in words] == []
