"""Schedules as an HTTP client manages them through the real gateway, and the jobs that they make."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import httpx
import pytest

from store.clients.keys import NewKey, create_key
from store.database.connection import Database
from store.schedules import schedules
from tests.acceptance.test_rest import JOBS, fields, watch
from tests.fixtures.gateway import Gateway
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker
from tests.rest import open_rest

SCHEDULES = "/api/v1/schedules"
JOB = {"targetUrl": "http://example.test/"}


class Calls(Protocol):
    async def __call__(self, client_id: str) -> httpx.AsyncClient: ...


@pytest.fixture
async def calls(served: Gateway, database: Database) -> AsyncIterator[Calls]:
    """HTTP clients of the gateway with ordinary keys."""
    async with AsyncExitStack() as stack:

        async def calls(client_id: str) -> httpx.AsyncClient:
            new = NewKey(client_id=client_id, name="test", rate_limit=0, is_admin=False, may_evaluate=False)
            _, secret = await create_key(database, new)
            return await stack.enter_async_context(open_rest(served.url, secret))

        yield calls


async def add(rest: httpx.AsyncClient, name: str = "nightly", **more: Any) -> dict[str, Any]:
    answer = await rest.post(SCHEDULES, json={"name": name, "cron": "30 4 * * *", "job": JOB, **more})
    assert answer.status_code == httpx.codes.CREATED, answer.text
    schedule: dict[str, Any] = answer.json()
    assert answer.headers["location"] == f"{SCHEDULES}/{schedule['id']}"
    return schedule


def reason(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["details"][0]["reason"]


def time(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def test_a_schedule_is_made_read_changed_paused_resumed_listed_and_removed(rest: httpx.AsyncClient) -> None:
    schedule = await add(rest, timeZone="Asia/Kathmandu", job={**JOB, "priority": 7})
    path = f"{SCHEDULES}/{schedule['id']}"
    assert (await rest.get(path)).json() == schedule
    assert schedule.keys().isdisjoint({"lastRunAt", "lastJobId", "lastError"})
    assert {name: schedule[name] for name in ("name", "cron", "timeZone", "missedRuns", "overlap", "isPaused")} == {
        "name": "nightly",
        "cron": "30 4 * * *",
        "timeZone": "Asia/Kathmandu",
        "missedRuns": "run_once",
        "overlap": "allow",
        "isPaused": False,
    }
    assert schedule["job"].items() >= {"targetUrl": "http://example.test/", "priority": 7}.items()
    next_run = time(schedule["nextRunAt"])
    assert (next_run.astimezone(UTC).hour, next_run.minute) == (22, 45)
    assert timedelta() < next_run - time(schedule["createdAt"]) <= timedelta(days=1)
    assert [time(run) for run in schedule["nextRunTimes"]] == [next_run + timedelta(days=day) for day in range(3)]

    renamed = (await rest.patch(path, json={"name": "renamed", "overlap": "skip"})).json()
    assert renamed == {**schedule, "name": "renamed", "overlap": "skip", "updatedAt": renamed["updatedAt"]}
    utc = (await rest.put(path, json={"timeZone": "UTC"})).json()
    assert (time(utc["nextRunAt"]).hour, time(utc["nextRunAt"]).minute) == (4, 30)

    paused = (await rest.post(f"{path}/pause")).json()
    assert (paused["isPaused"], "nextRunAt" in paused) == (True, False)
    assert (await rest.post(f"{path}/pause", json={})).json() == paused
    changed = (await rest.patch(path, json={"cron": "15 5 * * *"})).json()
    assert (changed["isPaused"], "nextRunAt" in changed) == (True, False)
    resumed = (await rest.post(f"{path}/resume")).json()
    assert (resumed["isPaused"], time(resumed["nextRunAt"]).minute) == (False, 15)
    assert (await rest.post(f"{path}/resume")).json() == resumed

    other = await add(rest, "other", isPaused=True)
    assert "nextRunAt" not in other
    first = (await rest.get(SCHEDULES, params={"limit": 1})).json()
    second = (await rest.get(SCHEDULES, params={"limit": 1, "pageToken": first["nextPageToken"]})).json()
    assert [first["data"], second["data"], second["nextPageToken"]] == [[resumed], [other], ""]

    assert (await rest.delete(path)).json() == {}
    for answer in (
        await rest.get(path),
        await rest.patch(path, json={"name": "x"}),
        await rest.post(f"{path}/pause"),
        await rest.post(f"{path}/resume"),
        await rest.post(f"{path}/run"),
        await rest.delete(path),
    ):
        assert reason(answer) == (404, "SCHEDULE_NOT_FOUND")


@pytest.mark.parametrize(
    ("body", "field", "told"),
    [
        ({"name": ""}, "name", "1"),
        ({"name": "x" * 201}, "name", "200"),
        ({"cron": ""}, "cron", "1"),
        ({"cron": "61 * * * *"}, "cron", "0 to 59"),
        ({"cron": "* * * * * *"}, "cron", "five fields"),
        ({"cron": "@reboot"}, "cron", "@hourly"),
        ({"cron": "0 0 31 2 *"}, "cron", "day-of-month"),
        ({"timeZone": "Europe/Berln"}, "timeZone", "Europe/Berlin"),
        ({"timeZone": ""}, "timeZone", "UTC"),
        ({"missedRuns": "all"}, "missedRuns", "run_all"),
        ({"overlap": "wait"}, "overlap", "skip"),
        ({"overlap": "skip", "missedRuns": "run_all"}, "overlap", "run_all"),
        ({"job": {}}, "job", "targetUrl is needed"),
        ({"job": {"targetUrl": "ftp://x"}}, "job.targetUrl", "http"),
        ({"job": {"targetUrl": "http://a\0b/"}}, "job.targetUrl", "NUL"),
        ({"job": {**JOB, "priority": 101}}, "job.priority", "100"),
        ({"job": {**JOB, "fullpage": True}}, "job.fullpage", "no such field"),
        ({"job": {**JOB, "actions": [{"action": "click"}]}}, "job.actions[0].target", "needs it"),
        ({"job": {"actionType": "visit", "payload": {"url": "nonsense"}}}, "job.payload.url", "http"),
        ({"job": {**JOB, "requestId": "x"}}, "job.requestId", "leave it out"),
        ({"job": {**JOB, "notBefore": "2020-01-01T00:00:00Z"}}, "job.notBefore", "leave it out"),
        ({"job": {**JOB, "options": {"device": "iPhone 15 Por"}}}, "job.options.device", "iPhone 15 Pro"),
        (
            {"job": {**JOB, "options": {"extraHttpHeaders": {"X-Key": "***"}}}},
            "job.options.extraHttpHeaders[X-Key]",
            "give it itself",
        ),
    ],
)
async def test_what_is_no_schedule_is_refused_by_the_name_of_its_field(
    rest: httpx.AsyncClient, body: dict[str, Any], field: str, told: str
) -> None:
    schedule = await add(rest)
    for answer in (
        await rest.post(SCHEDULES, json={"name": "another", "cron": "@daily", "job": JOB, **body}),
        await rest.patch(f"{SCHEDULES}/{schedule['id']}", json=body),
    ):
        assert (answer.status_code, fields(answer)) == (400, [field])
        assert told in answer.json()["message"]
    assert (await rest.get(SCHEDULES)).json()["data"] == [schedule]


async def test_what_a_schedule_needs_is_asked_for(rest: httpx.AsyncClient) -> None:
    assert fields(await rest.post(SCHEDULES, json={})) == ["name", "cron", "job"]


async def test_a_schedules_job_is_refused_as_create_job_would(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    client = await calls("careful")
    await client.post("/api/v1/policies", json={"pattern": "blocked.test"})

    async def refused(**job: Any) -> dict[str, Any]:
        answer = await client.post(SCHEDULES, json={"name": "x", "cron": "@daily", "job": {**JOB, **job}})
        details: dict[str, Any] = answer.json()["details"][0]
        return {"status": answer.status_code, "reason": details["reason"], **details["metadata"]}

    blocked = await refused(actions=[{"action": "visit", "url": "http://blocked.test/"}])
    assert (blocked["status"], blocked["reason"], blocked["field"]) == (403, "URL_BLOCKED", "job.actions[0].url")
    assert (await refused(targetUrl="http://10.0.0.1/"))["field"] == "job.targetUrl"
    script = await refused(actions=[{"action": "evaluate", "script": "1"}])
    assert (script["reason"], script["field"]) == ("EVALUATE_NOT_ALLOWED", "job.actions[0]")
    script = await refused(options={"initScripts": ["1"]})
    assert (script["reason"], script["field"]) == ("EVALUATE_NOT_ALLOWED", "job.options.initScripts")
    assert (await refused(browserTypeId=99))["reason"] == "BROWSER_TYPE_NOT_FOUND"

    await add(client, "taken")
    twice = await client.post(SCHEDULES, json={"name": "taken", "cron": "@daily", "job": JOB})
    assert reason(twice) == (409, "SCHEDULE_NAME_TAKEN")
    monkeypatch.setattr(schedules, "MAX_SCHEDULES", 1)
    more = await client.post(SCHEDULES, json={"name": "more", "cron": "@daily", "job": JOB})
    assert reason(more) == (400, "SCHEDULE_LIMIT")


async def test_a_client_sees_and_changes_its_own_schedules_only(calls: Calls) -> None:
    one, two = await calls("one"), await calls("two")
    own, others = await add(one, "same name"), await add(two, "same name")
    assert (await one.get(SCHEDULES)).json()["data"] == [own]
    path = f"{SCHEDULES}/{own['id']}"
    for answer in (
        await two.get(path),
        await two.patch(path, json={"name": "x"}),
        await two.post(f"{path}/pause"),
        await two.post(f"{path}/run"),
        await two.delete(path),
    ):
        assert reason(answer) == (404, "SCHEDULE_NOT_FOUND")
    assert (await one.get(path)).json() == own
    job_id = (await one.post(f"{path}/run")).json()["jobId"]
    assert (await two.get(f"{JOBS}/{job_id}")).status_code == httpx.codes.NOT_FOUND
    assert (await two.get(JOBS, params={"scheduleId": own["id"]})).json()["data"] == []
    assert (await two.get(SCHEDULES)).json()["data"] == [others]


async def test_what_is_secret_in_a_schedules_job_is_not_shown_and_reaches_its_jobs(
    rest: httpx.AsyncClient, database: Database
) -> None:
    options = {"extraHttpHeaders": {"X-Key": "secret-1"}, "httpCredentials": {"username": "u", "password": "secret-2"}}
    schedule = await add(rest, job={**JOB, "options": options})
    shown = schedule["job"]["options"]
    assert (shown["extraHttpHeaders"], shown["httpCredentials"]["password"]) == ({"X-Key": "***"}, "***")
    assert "secret" not in (await rest.get(SCHEDULES)).text
    assert (await rest.post(f"{SCHEDULES}/{schedule['id']}/run")).status_code == httpx.codes.CREATED
    (job,) = await database.rows("SELECT options::text AS text FROM automation_jobs")
    assert "secret-1" in job["text"]
    assert "secret-2" in job["text"]


async def test_a_run_that_is_asked_for_twice_under_one_name_makes_one_job(rest: httpx.AsyncClient) -> None:
    schedule, other = await add(rest), await add(rest, "other")
    path = f"{SCHEDULES}/{schedule['id']}/run"
    first = await rest.post(path, json={"requestId": "r-1"})
    again = await rest.post(path, headers={"Idempotency-Key": "r-1"})
    assert (again.status_code, again.json()) == (201, first.json())
    assert reason(await rest.post(f"{SCHEDULES}/{other['id']}/run", json={"requestId": "r-1"})) == (
        409,
        "REQUEST_ID_TAKEN",
    )
    assert (await rest.post(path)).json()["jobId"] != first.json()["jobId"]


async def test_a_schedule_that_comes_due_makes_a_job_that_completes(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker, database: Database
) -> None:
    job = {"actionType": "screenshot", "payload": {"url": site.page("colours.html"), "waitUntil": "load"}}
    schedule = await add(rest, cron="* * * * *", job=job)
    path = f"{SCHEDULES}/{schedule['id']}"
    async with start_worker():
        await database.rows("UPDATE schedules SET next_run_at = now() RETURNING id")
        while "lastJobId" not in (fired := (await rest.get(path)).json()):
            pass
        events = await watch(rest, fired["lastJobId"])
    assert events[-1]["type"] == "job.completed"
    made = (await rest.get(f"{JOBS}/{fired['lastJobId']}")).json()
    assert (made["status"], made["actionType"], made["scheduleId"]) == ("completed", "screenshot", schedule["id"])
    assert time(made["scheduledAt"]) < time(made["createdAt"])
    assert time(fired["nextRunAt"]) > time(fired["lastRunAt"])

    beside = (await rest.post(f"{path}/run")).json()["jobId"]
    by_call = (await rest.post(JOBS, json=JOB)).json()["jobId"]
    answer = await rest.get(JOBS, params={"scheduleId": schedule["id"]})
    listed = {one["id"]: one for one in answer.json()["data"]}
    assert {beside, fired["lastJobId"]} <= listed.keys()
    assert by_call not in listed
    assert "scheduledAt" not in listed[beside]
    assert (await rest.delete(path)).status_code == httpx.codes.OK
    assert (await rest.get(f"{JOBS}/{beside}")).json()["scheduleId"] == schedule["id"]
