"""Tasks as people know them: jobs under other words, through the real gateway."""

import json
from typing import Any

import httpx
import pytest

from store.audit.events import Filter, list_events
from store.clients.keys import NewKey, create_key
from store.database.connection import Database
from store.job import Status
from store.queue import pausing
from store.queue.attempts import Outcome, finish_jobs
from store.queue.pausing import NewPause
from tests.acceptance.test_rest import JOBS, NO_JOB, fields, watch
from tests.fixtures.gateway import Gateway
from tests.fixtures.jobs import ClaimOne, CreateJob, Join
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker
from tests.rest import open_rest

TASKS = "/api/v1/tasks"
TAX_ID, PHONE = "XAXX010101000", "+52 55 1234 5678"
COMPANY = {"taxId": TAX_ID, "phone": PHONE}


def reason(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["details"][0]["reason"]


async def steps(rest: httpx.AsyncClient, task_id: str, limit: int = 100) -> list[dict[str, Any]]:
    """All steps of a task, page by page."""
    found: list[dict[str, Any]] = []
    token = ""
    while True:
        answer = await rest.get(f"{TASKS}/{task_id}/steps", params={"limit": limit, "pageToken": token})
        assert answer.is_success, answer.text
        found += answer.json()["data"]
        token = answer.json()["nextPageToken"]
        if not token:
            return found


async def everything(database: Database) -> str:
    """All that there is in the database, but for keys."""
    tables = await database.rows(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
    )
    rows = [
        row["text"]
        for table in tables
        for row in await database.rows(f"SELECT row_to_json(t)::text AS text FROM {table['table_name']} AS t")
    ]
    return "\n".join(rows)


async def test_a_task_of_actions_runs_with_company_details_that_nothing_shows_and_goes_with_them(
    rest: httpx.AsyncClient,
    site: TestSite,
    start_worker: StartWorker,
    gateway_process: Gateway,
    database: Database,
    capfd: pytest.CaptureFixture[str],
) -> None:
    read = {"action": "extract", "name": "code", "target": "#code", "attribute": "value"}
    body = {
        "title": "Invoice 17",
        "targetUrl": site.page("login.html"),
        "companyDetails": COMPANY,
        "labels": {"shop": "a"},
        "requestId": "one",
        "actions": [
            {"action": "fill", "target": "#user", "value": "${profile.phone}"},
            {"action": "fill", "target": "#code", "value": "${profile.taxId}"},
            read,
            {"action": "screenshot"},
        ],
    }
    async with start_worker():
        made = await rest.post(TASKS, json=body)
        assert made.status_code == httpx.codes.CREATED, made.text
        task_id = made.json()["id"]
        assert made.headers["location"] == f"{TASKS}/{task_id}"
        again = await rest.post(TASKS, json=body)
        assert (again.status_code, again.json()["id"]) == (201, task_id)
        other = await rest.post(TASKS, json={**body, "companyDetails": {**COMPANY, "taxId": "XAXX010101001"}})
        assert reason(other) == (409, "REQUEST_ID_TAKEN")
        events = await watch(rest, task_id)
    task = (await rest.get(f"{TASKS}/{task_id}")).json()
    assert task.items() >= {"title": "Invoice 17", "status": "COMPLETED", "labels": {"shop": "a"}}.items()
    assert task["companyFields"] == ["phone", "taxId"]
    assert (task["stepsDone"], task["stepsTotal"], task["output"]) == (5, 5, {"code": "***"})
    assert (task["taskType"], task["liveViewUrl"], "ticketDetails" in task) == ("", "", False)
    (listed,) = (await rest.get(TASKS)).json()["data"]
    assert listed == {name: value for name, value in task.items() if name != "output"}
    found = await steps(rest, task_id, limit=3)
    told = [(step["sequence"], step["stepType"], step["content"]) for step in found]
    assert told == [
        (1000, "created", "Created"),
        (2000, "started", "Attempt 1 began"),
        (3000, "visit", f"Opened {body['targetUrl']} (HTTP 200)"),
        (4000, "fill", "fill #user"),
        (5000, "fill", "fill #code"),
        (6000, "extract", "extract #code"),
        (7000, "screenshot", "screenshot"),
        (8000, "completed", "Completed"),
    ]
    assert [step["by"] for step in found] == ["test", *[""] * 7]
    assert found[6]["artifact"] == "screenshot.png"
    assert all("durationMs" in step for step in found[2:])
    job = (await rest.get(f"{JOBS}/{task_id}")).json()
    assert job["options"] == {"profile": "company_details"}
    logs = (await rest.get(f"{JOBS}/{task_id}/logs")).json()
    assert (await rest.get("/api/v1/profiles")).json()["data"] == []
    # The answers, the database, the logs of all processes.
    texts = [json.dumps([task, found, job, events, logs, listed, made.json()]), await everything(database)]
    texts += [gateway_process.access_log.read_text(), *capfd.readouterr()]
    for value in COMPANY.values():
        assert [text.count(value) for text in texts] == [0] * len(texts)
    assert "sealed" in texts[1]
    assert (await rest.delete(f"{TASKS}/{task_id}")).json() == {}
    assert reason(await rest.get(f"{TASKS}/{task_id}")) == (404, "JOB_NOT_FOUND")
    assert "sealed" not in "".join(
        row["options"] for row in await database.rows("SELECT options::text AS options FROM automation_jobs")
    )


async def test_a_task_of_a_task_type_has_its_details_and_its_result(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker
) -> None:
    details = {"url": site.page("login.html"), "follow": "none"}
    async with start_worker():
        made = await rest.post(TASKS, json={"title": "look", "taskType": "website", "ticketDetails": details})
        assert made.status_code == httpx.codes.CREATED, made.text
        task_id = made.json()["id"]
        await watch(rest, task_id)
    task = (await rest.get(f"{TASKS}/{task_id}")).json()
    assert (task["taskType"], task["status"], task["ticketDetails"]["url"]) == ("website", "COMPLETED", details["url"])
    assert task["output"]
    listed = (await rest.get(TASKS, params={"taskType": "website"})).json()["data"]
    assert [one["id"] for one in listed] == [task_id]
    assert (await rest.get(TASKS, params={"taskType": "explore"})).json()["data"] == []
    none = await rest.post(TASKS, json={"taskType": "webseite", "ticketDetails": {}})
    assert reason(none) == (404, "TASK_TYPE_NOT_FOUND")
    wrong = await rest.post(TASKS, json={"taskType": "website", "ticketDetails": {"url": 5}})
    assert (wrong.status_code, fields(wrong)) == (400, ["ticketDetails.url"])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "taskType"),
        ({"taskType": "website", "targetUrl": "http://a.test/"}, "taskType"),
        ({"targetUrl": "http://a.test/", "ticketDetails": {"a": 1}}, "ticketDetails"),
        ({"targetUrl": "ftp://a.test/"}, "targetUrl"),
        ({"targetUrl": "http://a.test/", "title": "a\nb"}, "title"),
        ({"targetUrl": "http://a.test/", "companyDetails": {"tax.id": "a"}}, "companyDetails"),
        ({"targetUrl": "http://a.test/", "companyDetails": {"taxId": "***"}}, "companyDetails.taxId"),
        ({"targetUrl": "http://a.test/", "companyDetails": {f"a{n}": "x" * 4000 for n in range(20)}}, "companyDetails"),
        (
            {"targetUrl": "http://a.test/", "companyDetails": {"a": "b"}, "options": {"profile": "acme"}},
            "options.profile",
        ),
        (
            {
                "targetUrl": "http://a.test/",
                "companyDetails": {"a": "b"},
                "options": {"fallbacks": [{"kind": "plainFetch"}]},
                "actions": [{"action": "extract", "target": "h1"}],
            },
            "options.fallbacks[0].kind",
        ),
        (
            {
                "targetUrl": "http://a.test/",
                "companyDetails": {"taxId": "secret-value"},
                "actions": [{"action": "fill", "target": "a", "value": "${profile.tax}"}],
            },
            "actions[0].value",
        ),
    ],
)
async def test_what_is_wrong_with_a_task_is_told_by_the_name_of_its_field(
    rest: httpx.AsyncClient, body: dict[str, Any], field: str
) -> None:
    answer = await rest.post(TASKS, json=body)
    assert answer.status_code == httpx.codes.BAD_REQUEST, answer.text
    assert [name.partition("[")[0] if field == "companyDetails" else name for name in fields(answer)] == [field]
    assert "secret-value" not in answer.text


async def test_a_task_is_paused_goes_on_is_cancelled_and_done_again_and_its_steps_say_by_whom(
    rest: httpx.AsyncClient, database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    task_id = await create()
    path = f"{TASKS}/{task_id}"

    async def change(status: str, **more: Any) -> httpx.Response:
        return await rest.patch(path, json={"status": status, **more})

    assert (await rest.get(path)).json()["status"] == "PENDING"
    assert reason(await change("PAUSED")) == (400, "NOT_RUNNING")
    assert (await change("RUNNING")).json()["status"] == "PENDING"
    assert (await change("COMPLETED")).status_code == httpx.codes.BAD_REQUEST
    job = await claim_one(await join())
    assert (await change("RUNNING")).json()["status"] == "RUNNING"
    asked = (await change("PAUSED")).json()
    assert (asked["status"], asked["liveViewUrl"]) == ("RUNNING", f"/live/{task_id}")
    pause = NewPause(reason="PAUSED", timeout_s=900, by="test")
    await pausing.record_pause(database, job.lease, job.next_sequence, pause, left_s=1, max_held=2)
    paused = (await rest.get(path)).json()
    assert (paused["status"], paused["pause"]["by"]) == ("PAUSED", "test")
    assert [one["id"] for one in (await rest.get(TASKS, params={"status": "PAUSED"})).json()["data"]] == [str(task_id)]
    assert (await change("RUNNING", note="looked at")).json()["status"] == "PAUSED"
    await pausing.record_resume(
        database, job.lease, job.next_sequence + 1, resumed_by="call", note="looked at", left_s=1
    )
    assert reason(await rest.delete(path)) == (400, "ILLEGAL_STATUS")
    assert (await rest.post(f"{path}/cancel", json={})).json()["status"] == "RUNNING"
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.CANCELLED)])
    cancelled = (await rest.get(path)).json()
    assert (cancelled["status"], cancelled["isCancelled"]) == ("FAILED", True)
    assert (await rest.get(TASKS, params={"status": "FAILED"})).json()["data"] == [cancelled]
    assert (await change("RUNNING")).json()["status"] == "PENDING"
    found = [
        (one["stepType"], one["content"].partition(": no worker")[0], one["by"])
        for one in await steps(rest, str(task_id), limit=2)
    ]
    assert found == [
        ("created", "Created", ""),
        ("started", "Attempt 1 began", ""),
        ("asked", "Asked that it stand still", "test"),
        ("paused", "Stands still", "test"),
        ("asked", "Asked that it go on", "test"),
        ("resumed", "Goes on: looked at", "test"),
        ("asked", "Asked that it be cancelled", "test"),
        ("cancelled", "Cancelled", "test"),
        ("asked", "Asked that it go on", "test"),
        ("replayed", "Is done again", "test"),
    ]
    (event,) = await list_events(database, None, Filter(action="TaskService.CancelTask"), limit=9)
    assert event.resources == [f"job/{task_id}"]


async def test_no_client_sees_anothers_tasks(
    rest: httpx.AsyncClient, database: Database, create: CreateJob, gateway_process: Gateway
) -> None:
    task_id = await create()
    _, key = await create_key(database, NewKey(client_id="other", name="a", rate_limit=1000))
    async with open_rest(gateway_process.url, key) as other:
        path = f"{TASKS}/{task_id}"
        assert (await other.get(TASKS)).json()["data"] == []
        answers = [
            await other.get(path),
            await other.get(f"{path}/steps"),
            await other.patch(path, json={"status": "PAUSED"}),
            await other.patch(path, json={"status": "RUNNING"}),
            await other.post(f"{path}/cancel", json={}),
            await other.delete(path),
        ]
        assert [reason(answer) for answer in answers] == [(404, "JOB_NOT_FOUND")] * 6
    assert reason(await rest.get(f"{TASKS}/{NO_JOB}")) == (404, "JOB_NOT_FOUND")
    assert (await rest.get(f"{TASKS}/{task_id}")).json()["id"] == str(task_id)
