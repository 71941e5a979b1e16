"""Task types that clients make themselves, through the gateway: put, run, changed and removed."""

from typing import Any

import httpx

from store.job import Json
from tests.acceptance.test_rest import JOBS, watch
from tests.acceptance.test_tasks import TYPES, violations
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker

GREETING: Json = {
    "title": "A greeting",
    "description": "Fills in a name, and reads what the page makes of it.",
    "parameters": {
        "properties": {
            "url": {"type": "string", "format": "uri"},
            "name": {"type": "string", "maxLength": 100},
            "tries": {"type": "integer", "default": 1},
        },
        "required": ["url", "name"],
        "examples": [{"url": "https://example.com/", "name": "Ada"}],
    },
    "job": {
        "targetUrl": "${parameters.url}",
        "waitUntil": "load",
        "maxRetries": "${parameters.tries}",
        "actions": [
            {"action": "extract", "name": "heading", "target": "h1"},
            {"action": "extract", "name": "links", "target": "a", "attribute": "href", "multiple": True},
            {
                "action": "evaluate",
                "name": "said",
                "script": "(said) => said",
                "argument": {"name": "${parameters.name}", "heading": "${heading}", "tries": "${parameters.tries}"},
            },
        ],
    },
    "result": {
        "title": "${heading}",
        "first": "${links[0]}",
        "said": "${said.name}",
        "text": "${said.name}: ${said.heading}, ${said.tries}",
        "author": "${said.author}",
        "status": "${job.httpStatus}",
        "asked": "${parameters.name}",
    },
    "resultSchema": {"type": "object", "required": ["title"], "properties": {"title": {"type": "string"}}},
}


async def put(rest: httpx.AsyncClient, name: str, definition: Json, **more: Any) -> httpx.Response:
    return await rest.put(f"{TYPES}/{name}", json={**definition, **more})


async def test_a_client_makes_a_task_type_and_runs_it(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    made = await put(rest, "greeting", GREETING, expectedVersion=0)
    assert made.status_code == httpx.codes.CREATED, made.text
    assert made.headers["location"] == f"{TYPES}/greeting"
    assert (made.json()["version"], made.json()["own"], made.json()["job"]) == (1, True, GREETING["job"])
    assert made.json()["parametersSchema"]["additionalProperties"] is False
    again = await put(rest, "greeting", GREETING, expectedVersion=0)
    assert (again.status_code, again.json()) == (httpx.codes.OK, made.json())

    name = "${heading} ${secret:portal} $${x} \"'"
    async with start_worker():
        answer = await rest.post(
            "/jobs/greeting", json={"parameters": {"url": site.page("article.html"), "name": name}}
        )
        assert answer.status_code == httpx.codes.CREATED, answer.text
        job_id = answer.json()["jobId"]
        changed = await put(rest, "greeting", {**GREETING, "result": {"only": "${heading}"}}, expectedVersion=1)
        assert changed.json()["version"] == 2
        assert (await rest.delete(f"{TYPES}/greeting")).status_code == httpx.codes.OK
        await watch(rest, job_id)
    job = (await rest.get(f"{JOBS}/{job_id}")).json()
    assert job["status"] == "completed", job
    assert job["task"] == {
        "name": "greeting",
        "version": 1,
        "parameters": {"url": site.page("article.html"), "name": name},
    }
    result = job["result"]["task"]
    heading = job["result"]["actions"][0]["value"]
    assert result["value"]["said"] == result["value"]["asked"] == name
    assert result["value"]["text"] == f"{name}: {heading}, 1"
    assert (result["value"]["title"], result["value"]["status"]) == (heading, 200)
    assert result["missing"][-1] == "author"
    assert result["sources"]["title"] == "css"
    assert result["sources"]["said"] == "script"

    gone = await rest.post("/jobs/greeting", json={"parameters": {}})
    assert gone.status_code == httpx.codes.NOT_FOUND


async def test_what_is_put_is_tried(rest: httpx.AsyncClient) -> None:
    job = GREETING["job"]
    wrong = {**job, "targetUrl": "https://x.example/${parameters.nam}"}
    assert violations(await put(rest, "greeting", {**GREETING, "job": wrong})) == {
        "job.targetUrl": "${parameters.nam}: there is no such parameter; there are: name, tries, url"
    }
    wrong = {**job, "actions": [*job["actions"], {"action": "fill", "valu": "x"}]}
    assert violations(await put(rest, "greeting", {**GREETING, "job": wrong})).keys() == {"job.actions[3].valu"}
    wrong = {**job, "actions": [*job["actions"], {"action": "fill", "target": "#name"}]}
    assert violations(await put(rest, "greeting", {**GREETING, "job": wrong})).keys() == {"job.actions[3]"}
    parameters = {**GREETING["parameters"], "examples": [{"url": "no URL", "name": 5, "x": 1}]}
    assert violations(await put(rest, "greeting", {**GREETING, "parameters": parameters})).keys() == {
        "parameters.examples[0].url",
        "parameters.examples[0].name",
        "parameters.examples[0].x",
    }
    assert "word in a path" in violations(await put(rest, "batch", GREETING))["name"]
    assert (await rest.get(f"{TYPES}/greeting")).status_code == httpx.codes.NOT_FOUND


async def test_parameters_are_checked_before_anything_is_made(rest: httpx.AsyncClient) -> None:
    await put(rest, "greeting", GREETING)
    answer = await rest.post("/jobs/greeting", json={"parameters": {"url": "https://example.com/", "nam": "Ada"}})
    assert violations(answer) == {
        "parameters.nam": "there is no such field: do you mean name?",
        "parameters.name": "is missing",
    }
    second = await put(rest, "greeting", GREETING, title="Another")
    assert (second.json()["version"], second.json()["title"]) == (2, "Another")
    assert (await rest.get(f"{TYPES}/greeting?version=1")).json()["title"] == "A greeting"
    changed = await put(rest, "greeting", GREETING, expectedVersion=1)
    assert (changed.status_code, changed.json()["details"][0]["reason"]) == (409, "TASK_TYPE_CHANGED")
    (listed,) = [one for one in (await rest.get(TYPES)).json()["data"] if one["own"]]
    assert (listed["name"], listed["version"], listed.get("job")) == ("greeting", 2, None)
