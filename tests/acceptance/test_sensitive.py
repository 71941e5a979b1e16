"""Sensitive actions, as clients meet them: no answer, stream or file has what they enter, and jobs can be run again."""

import json
from typing import Any

import grpc
import httpx
import pytest
from tabwright.v1.job_service_pb2 import GetJobRequest, ListJobsRequest, WatchJobRequest
from tabwright.v1.job_service_pb2_grpc import JobServiceStub

from store.database.connection import Database
from tests.acceptance.test_rest import JOBS, create, fields, watch
from tests.fixtures.leaks import SECRET, TOKEN, leaks
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker

FILL = {"action": "fill", "target": "#password", "value": SECRET, "sensitive": True}
THROW = {"action": "evaluate", "script": "one => { throw new Error(one) }", "argument": SECRET, "sensitive": True}
SCHEDULES = "/api/v1/schedules"
FORM = "/api/v1/actions/form-fill"


@pytest.mark.parametrize("channel", ["server"], indirect=True)
async def test_no_call_answers_what_a_sensitive_action_enters_and_the_job_still_has_it_when_it_is_run_again(
    rest: httpx.AsyncClient,
    channel: grpc.aio.Channel,
    site: TestSite,
    start_worker: StartWorker,
    capfd: pytest.CaptureFixture[str],
) -> None:
    options = {"record": {"trace": True, "har": True, "consoleLog": True, "networkLog": True}}
    headers = {"action": "setHeaders", "headers": {"X-Token": TOKEN}, "sensitive": True}
    async with start_worker():
        job_id = await create(rest, site.page("login.html"), headers, FILL, THROW, options=options, maxRetries=0)
        told: list[Any] = await watch(rest, job_id)
        letters = await rest.get("/api/v1/dlq/jobs")
        assert job_id in letters.text
        again = await rest.post(f"{JOBS}/{job_id}/retry")
        told += [letters.text, again.text, await watch(rest, job_id)]
    job = (await rest.get(f"{JOBS}/{job_id}")).json()
    assert [action["sensitive"] for action in job["actions"]] == [True, True, True]
    assert (job["actions"][0]["headers"], job["actions"][1]["value"]) == ({"X-Token": "***"}, "***")
    assert "Error: ***" in job["error"]["message"]  # the second time too: a fill of *** would have told itself
    artifacts = (await rest.get(f"{JOBS}/{job_id}/artifacts")).json()["data"]
    assert len(artifacts) == 2 * len(options["record"])
    for artifact in artifacts:
        assert leaks((await rest.get(artifact["url"])).content) == [], artifact["name"]
    for path in (f"{JOBS}/{job_id}", JOBS, f"{JOBS}/{job_id}/logs", f"{JOBS}/{job_id}/events", "/api/v1/dlq/jobs"):
        told.append((await rest.get(path)).text)
    stub = JobServiceStub(channel)
    told += [str(await stub.GetJob(GetJobRequest(job_id=job_id))), str(await stub.ListJobs(ListJobsRequest()))]
    told += [str(event) async for event in stub.WatchJob(WatchJobRequest(job_id=job_id))]
    assert leaks(json.dumps(told, ensure_ascii=False)) == []
    assert leaks("".join(capfd.readouterr())) == []


async def test_a_schedule_shows_nothing_of_it_and_its_jobs_have_it(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker, database: Database
) -> None:
    form = {"url": site.page("login.html"), "actions": [{"type": "fill", "selector": "#user", "value": SECRET}]}
    form["actions"][0]["sensitive"] = True  # type: ignore[index]
    read = {"action": "extract", "target": "#password", "attribute": "value"}
    jobs = [
        {"targetUrl": site.page("login.html"), "waitUntil": "load", "actions": [FILL, read]},
        {"actionType": "form-fill", "payload": form},
    ]
    answers = [
        await rest.post(SCHEDULES, json={"name": str(n), "cron": "@yearly", "job": job}) for n, job in enumerate(jobs)
    ]
    answers += [await rest.get(f"{SCHEDULES}/{answer.json()['id']}") for answer in answers]
    answers.append(await rest.get(SCHEDULES))
    assert [answer.is_success for answer in answers] == [True] * 5, [answer.text for answer in answers]
    assert leaks("\n".join(answer.text for answer in answers)) == []
    schedule = answers[0].json()
    async with start_worker():
        made = await rest.post(f"{SCHEDULES}/{schedule['id']}/run")
        await watch(rest, made.json()["jobId"])
    job = (await rest.get(f"{JOBS}/{made.json()['jobId']}")).json()
    assert job["result"]["actions"][1]["value"] == SECRET  # what the client itself reads is its own
    copied = await rest.patch(f"{SCHEDULES}/{schedule['id']}", json={"job": schedule["job"]})
    assert (copied.status_code, fields(copied)) == (httpx.codes.BAD_REQUEST, ["job.actions[0].value"])
    copied = await rest.patch(f"{SCHEDULES}/{schedule['id']}", json={"job": answers[1].json()["job"]})
    assert (copied.status_code, fields(copied)) == (httpx.codes.BAD_REQUEST, ["job.payload.actions[0].value"])


async def test_a_form_is_filled_in_without_showing_what_with(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    step = {"type": "fill", "selector": "#code", "value": SECRET, "sensitive": True}
    async with start_worker():
        answer = await rest.post(FORM, json={"url": site.page("login.html"), "actions": [step], "waitMs": 30_000})
    assert (answer.json()["status"], answer.json()["job"]["actions"][0]["value"]) == ("completed", "***")
    assert leaks(answer.text) == []


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        (JOBS, {"targetUrl": "http://a.test/", "actions": [{**FILL, "value": "***"}]}, "actions[0].value"),
        (
            FORM,
            {"url": "http://a.test/", "actions": [{"type": "click", "selector": "a", "sensitive": True}]},
            "actions[0]",
        ),
        (
            JOBS,
            {"targetUrl": "http://a.test/", "actions": [{"action": "click", "target": "a", "sensitive": True}]},
            "actions[0].sensitive",
        ),
        (
            JOBS,
            {"targetUrl": "http://a.test/", "actions": [FILL], "options": {"record": {"video": True}}},
            "options.record.video",
        ),
    ],
)
async def test_what_cannot_be_hidden_is_refused_and_not_repeated(
    rest: httpx.AsyncClient, path: str, body: dict[str, Any], field: str
) -> None:
    answer = await rest.post(path, json=body)
    assert (answer.status_code, fields(answer)) == (httpx.codes.BAD_REQUEST, [field])
    assert leaks(answer.text) == []
