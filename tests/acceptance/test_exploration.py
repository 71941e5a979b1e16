"""Explorations through the gateway: asked for, and what comes of them."""

import httpx

from store.database.connection import Database
from tests.acceptance.test_rest import JOBS, NO_JOB, watch
from tests.fixtures.jobs import CreateJob
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker

EXPLORE = "/api/v1/explore"


async def test_a_page_is_explored_by_an_ordinary_job(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    page = site.page("explorable.html")
    async with start_worker():
        asked = await rest.post(EXPLORE, json={"url": page, "find": "e-mail", "options": {"locale": "de-DE"}})
        assert asked.status_code == httpx.codes.CREATED, asked.text
        job_id = asked.json()["jobId"]
        await watch(rest, job_id)
    told = (await rest.get(f"{EXPLORE}/{job_id}")).json()
    assert (told["jobId"], told["status"], told.get("error")) == (job_id, "completed", None)
    found = told["exploration"]
    assert (found["title"], found["url"], told["truncated"]) == ("Register", page, False)
    assert {one["label"] for one in found["forms"][0]["fields"]} >= {"E-mail", "Password", "Country"}
    assert found["matches"][0]["action"] == {
        "action": "fill",
        "target": 'textbox[name="E-mail"]',
        "getTargetBy": "getByRole",
        "value": "name@example.com",
    }
    assert 'textbox "Password"' in found["snapshot"]
    assert "hunter2" not in str(told)
    job = (await rest.get(f"{JOBS}/{job_id}")).json()
    assert job["task"] == {"name": "explore", "version": 2, "parameters": {"url": page, "find": "e-mail"}}
    assert job["result"]["task"]["value"] == found


async def test_wrong_fields_are_called_what_the_client_calls_them(rest: httpx.AsyncClient) -> None:
    for body, field in [
        ({}, "url"),
        ({"url": "ftp://a.test"}, "url"),
        ({"url": "http://a.test", "pattern": "("}, "pattern"),
        ({"url": "http://a.test", "options": {"robots": "hope"}}, "options.robots"),
    ]:
        answer = await rest.post(EXPLORE, json=body)
        assert answer.status_code == httpx.codes.BAD_REQUEST, answer.text
        (told,) = [one for one in answer.json()["details"] if "fieldViolations" in one]
        assert [one["field"] for one in told["fieldViolations"]] == [field]


async def test_another_job_is_no_exploration(rest: httpx.AsyncClient, database: Database, create: CreateJob) -> None:
    own = {"name": "explore", "version": 2, "parameters": {}, "result": {"a": "b"}}
    for job_id in (NO_JOB, await create(), await create(task=own)):
        answer = await rest.get(f"{EXPLORE}/{job_id}")
        assert (answer.status_code, answer.json()["details"][0]["reason"]) == (404, "EXPLORATION_NOT_FOUND")
