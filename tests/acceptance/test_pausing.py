"""Pausing jobs and letting them go on, over REST; what their worker does is done by hand."""

from typing import Any

import httpx

from store.database.connection import Database
from store.job import Status
from store.queue import pausing
from store.queue.attempts import Outcome, finish_jobs
from store.queue.pausing import NewPause
from tests.acceptance.test_rest import watch
from tests.fixtures.gateway import Gateway
from tests.fixtures.jobs import ClaimOne, CreateJob, Join
from tests.rest import open_rest

JOBS = "/api/v1/jobs"
JOB = {"targetUrl": "http://example.test/"}


def reason(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["details"][0]["reason"]


async def test_a_job_is_paused_seen_as_such_and_goes_on(
    rest: httpx.AsyncClient, database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    path = f"{JOBS}/{job_id}"
    assert reason(await rest.post(f"{path}/pause")) == (400, "NOT_RUNNING")
    job = await claim_one(await join())
    assert reason(await rest.post(f"{path}/resume")) == (400, "NOT_STANDING_STILL")
    assert (await rest.post(f"{path}/pause", json={"timeoutMs": 1})).status_code == 400

    asked = await rest.post(f"{path}/pause", json={"timeoutMs": 600_000})
    assert (asked.status_code, asked.json()["status"]) == (200, "processing")
    pause = NewPause(reason="PAUSED", timeout_s=900, by="test")
    assert await pausing.record_pause(database, job.lease, job.next_sequence, pause, left_s=1, max_held=2)
    (listed,) = (await rest.get(JOBS, params={"status": "paused"})).json()["data"]
    assert listed["pause"].items() >= {"reason": "PAUSED", "by": "test", "looksSolved": False}.items()
    assert (await rest.get(path)).json()["pause"] == listed["pause"]
    longer = (await rest.post(f"{path}/pause")).json()
    assert (longer["status"], longer["pause"]["deadline"] > listed["pause"]["deadline"]) == ("paused", True)

    assert reason(await rest.post(f"{path}/resume", json={"outcome": "failed"})) == (400, "NOT_STANDING_STILL")
    assert (await rest.post(f"{path}/resume", json={"note": "looked at"})).json()["status"] == "paused"
    await pausing.record_resume(
        database, job.lease, job.next_sequence + 1, resumed_by="call", note="looked at", left_s=1
    )
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.COMPLETED, result={})])
    told = {event["type"]: (event["status"], event["data"]) for event in await watch(rest, str(job_id))}
    assert told["job.paused"][0] == "paused"
    assert told["job.paused"][1]["pause"]["reason"] == "PAUSED"
    assert told["job.resumed"] == ("processing", {"resumedBy": "call", "note": "looked at", "by": "test"})


async def test_what_a_key_says_of_blocked_jobs_holds_for_its_jobs_and_for_those_of_its_schedules(
    served: Gateway, rest: httpx.AsyncClient
) -> None:
    made = (await rest.post("/api/v1/keys", json={"clientId": "a", "name": "b", "onBlocked": "intervene"})).json()
    assert made["apiKey"]["onBlocked"] == "intervene"
    async with open_rest(served.url, made["key"]) as attended:
        schedule = {"name": "s", "cron": "@yearly", "job": JOB}
        schedule_id = (await attended.post("/api/v1/schedules", json=schedule)).json()["id"]
        ran = (await attended.post(f"/api/v1/schedules/{schedule_id}/run", json={})).json()
        said = (await attended.post(JOBS, json={**JOB, "options": {"onBlocked": "fail"}})).json()
        silent = (await attended.post(JOBS, json=JOB)).json()
        found: list[Any] = [(await attended.get(f"{JOBS}/{one['jobId']}")).json() for one in (ran, said, silent)]
    assert [one["options"]["onBlocked"] for one in found] == ["intervene", "fail", "intervene"]
