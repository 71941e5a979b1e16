"""Service levels as callers meet them, through the gateway: what each refuses, and what goes on at all of them."""

from collections.abc import Sequence
from typing import Any

import httpx
import pytest

from store.clients.keys import NewKey, create_key
from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.job import Status
from store.queue.attempts import Outcome, finish_jobs
from store.queue.claim import claim_jobs
from tests.acceptance.test_rest import JOBS, reason
from tests.fixtures.gateway import Gateway
from tests.fixtures.jobs import CreateJob, Join
from tests.rest import open_rest

LEVEL = "/api/v1/fallback/service-level"
URL = "http://example.test/"
JOB = {"targetUrl": URL}
VIDEO = {**JOB, "options": {"record": {"video": True}}}
IMPORTANT = 50

Call = tuple[str, dict[str, Any]]


async def set_level(rest: httpx.AsyncClient, level: str, **fields: Any) -> dict[str, Any]:
    answer = await rest.put(LEVEL, json={"level": level, **fields})
    assert answer.status_code == httpx.codes.OK, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def refused(rest: httpx.AsyncClient, calls: Sequence[Call]) -> list[bool]:
    """Which calls the service level refuses, each in the same words; the others are answered."""
    found = []
    for path, body in calls:
        answer = await rest.post(path, json=body)
        if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            assert reason(answer) == "SERVICE_LEVEL"
            assert int(answer.headers["retry-after"]) >= 30
        else:
            assert answer.is_success, answer.text
        found.append(answer.status_code == httpx.codes.SERVICE_UNAVAILABLE)
    return found


@pytest.fixture
async def failed(database: Database, create: CreateJob, join: Join) -> dict[int, list[str]]:
    """Failed jobs, by priority, eight of each."""
    ids: dict[int, list[str]] = {0: [], IMPORTANT: []}
    worker = await join()
    for priority, found in ids.items():
        for _ in range(8):
            found.append(str(await create(priority=priority)))
            (job,) = await claim_jobs(database, worker, browser_type_ids=[1], slot_nos=[1])
            error = {"message": "it took too long", "details": {"errorType": "TIMEOUT"}}
            await finish_jobs(database, [Outcome(lease=job.lease, status=Status.FAILED, error=error)])
    return ids


async def test_each_level_refuses_its_list_whichever_way_jobs_come(
    rest: httpx.AsyncClient, failed: dict[int, list[str]]
) -> None:
    schedule = {"name": "a", "cron": "@yearly", "job": JOB}
    runs = []
    for name, job in (("ordinary", JOB), ("important", {**JOB, "priority": IMPORTANT})):
        made = await rest.post("/api/v1/schedules", json={**schedule, "name": name, "job": job})
        runs.append((f"/api/v1/schedules/{made.json()['id']}/run", {}))
    ordinary, important = failed[0], failed[IMPORTANT]

    def calls() -> list[Call]:
        return [
            (JOBS, JOB),
            (JOBS, {**JOB, "priority": IMPORTANT}),
            (JOBS, VIDEO),
            (JOBS, {**VIDEO, "priority": IMPORTANT}),
            ("/api/v1/actions/visit", {"url": URL}),
            ("/api/v1/actions/visit", {"url": URL, "priority": IMPORTANT}),
            ("/api/v1/jobs/batch", {"jobs": [{**JOB, "priority": IMPORTANT}, JOB]}),
            ("/api/v1/jobs/batch", {"jobs": [{**JOB, "priority": IMPORTANT}] * 501}),
            *runs,
            (f"{JOBS}/{ordinary.pop()}/retry", {}),
            (f"{JOBS}/{important.pop()}/retry", {}),
            ("/api/v1/dlq/replay", {"jobIds": [ordinary.pop()]}),
            ("/dlq/replay", {"jobIds": [important.pop()]}),
        ]

    expected = {
        "full": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "degraded": [0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0],
        "minimal": [1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0],
        "emergency": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    }
    for level, told in expected.items():
        await set_level(rest, level)
        assert await refused(rest, calls()) == list(map(bool, told)), level


async def test_what_was_asked_before_is_answered_at_each_level(rest: httpx.AsyncClient) -> None:
    asked: list[Call] = [
        (JOBS, {**JOB, "requestId": "job"}),
        ("/api/v1/jobs/batch", {"jobs": [{**JOB, "requestId": "one"}, {**JOB, "requestId": "two"}]}),
        ("/api/v1/actions/visit", {"url": URL, "requestId": "visit"}),
        ("/api/v1/screenshot", {"url": URL, "requestId": "picture", "waitMs": 1}),
    ]
    schedule = {"name": "a", "cron": "@yearly", "job": JOB}
    made = await rest.post("/api/v1/schedules", json=schedule)
    asked.append((f"/api/v1/schedules/{made.json()['id']}/run", {"requestId": "run"}))
    first = [named(await rest.post(path, json=body)) for path, body in asked]
    for level in ("degraded", "minimal", "emergency"):
        await set_level(rest, level)
        assert [named(await rest.post(path, json=body)) for path, body in asked] == first
    more = {"jobs": [{**JOB, "requestId": "one"}, {**JOB, "requestId": "three"}]}
    assert reason(await rest.post("/api/v1/jobs/batch", json=more)) == "SERVICE_LEVEL"


def named(answer: httpx.Response) -> Any:
    """The jobs that a call has made, whatever else it answers."""
    body = answer.json()
    if "x-tabwright-job-id" in answer.headers:  # of a call that waits for a file
        return answer.headers["x-tabwright-job-id"]
    return [one["jobId"] for one in body.get("jobs", [body])]


async def test_reading_watching_and_cancelling_go_on_in_an_emergency(
    rest: httpx.AsyncClient, create: CreateJob
) -> None:
    job_id = await create()
    told = await set_level(rest, "emergency", reason="the disk is full", durationMs=60_000)
    assert (told["level"], told["cause"], told["measuredLevel"]) == ("emergency", "override", "full")
    assert told["override"]["reason"] == "the disk is full"
    assert told["refuses"]
    async with rest.stream("GET", f"{JOBS}/{job_id}/events") as watched:
        lines = watched.aiter_lines()
        assert "job.created" in await anext(lines)
        for path in ("", f"/{job_id}", f"/{job_id}/logs", f"/{job_id}/artifacts"):
            assert (await rest.get(JOBS + path)).status_code == httpx.codes.OK
        for path in ("/health", "/api/v1/workers", "/fallback/service-level", "/fallback/metrics"):
            assert (await rest.get(path)).status_code == httpx.codes.OK
        assert (await rest.delete(f"{JOBS}/{job_id}")).status_code == httpx.codes.OK
        assert "job.cancelled" in await anext(lines)


async def test_the_level_is_told_to_all_and_set_by_administrators(
    rest: httpx.AsyncClient, served: Gateway, database: Database
) -> None:
    _, key = await create_key(database, NewKey(client_id="another", name="plain", rate_limit=0))
    async with open_rest(served.url, key) as another:
        answer = await another.put(LEVEL, json={"level": "emergency"})
        assert (answer.status_code, reason(answer)) == (403, "ADMIN_ONLY")
        told = (await another.get("/fallback/service-level")).json()
    assert (told["level"], told["cause"], told["workerCeiling"]) == ("full", "measured", 1)
    assert [one["level"] for one in told["levels"]] == ["full", "degraded", "minimal", "emergency"]
    assert all(one["refuses"] and one["conditions"] for one in told["levels"][1:])
    await set_level(rest, "degraded")
    told = await set_level(rest, "")
    assert (told["level"], "override" in told) == ("full", False)
    assert [(one["before"], one["after"], one["cause"]) for one in told["changes"]] == [
        ("degraded", "full", "override"),
        ("full", "degraded", "override"),
    ]
    for body in ({"level": "low"}, {"level": "full", "durationMs": 999}, {"level": "full", "durationMs": 86_400_001}):
        answer = await rest.put(LEVEL, json=body)
        assert (answer.status_code, reason(answer)) == (400, "INVALID_ARGUMENT")
    events = (await rest.get("/api/v1/audit-events?action=FallbackService.SetServiceLevel")).json()["data"]
    assert [event["resources"] for event in events if event["outcome"] == "ok"] == [["service_level/level"]] * 2


async def test_without_its_database_a_server_is_at_emergency_at_once_and_without_asking(
    rest: httpx.AsyncClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await rest.get(LEVEL)).json()["level"] == "full"

    async def away(*_: object, **__: object) -> None:
        gone = OSError("connection refused")
        database.availability.failed(gone)
        raise DatabaseUnavailable(gone)

    with monkeypatch.context() as patch:
        patch.setattr(database, "rows", away)
        told = (await rest.get(LEVEL)).json()
        assert (told["level"], told["cause"], "since" in told) == ("emergency", "database", False)
        answer = await rest.post(JOBS, json={**JOB, "priority": 100})
        assert (answer.status_code, reason(answer)) == (503, "SERVICE_LEVEL")
        assert int(answer.headers["retry-after"]) < 10


async def test_fallbacks_are_counted_for_each_client(rest: httpx.AsyncClient) -> None:
    answer = (await rest.get("/api/v1/fallback/metrics?hours=1")).json()
    assert answer["byKind"].keys() == {"browserType", "cached", "plainFetch"}
    assert {answer["total"], answer["answered"]} <= {0, "0"}
