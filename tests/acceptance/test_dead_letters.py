"""Failed jobs over REST: listed, started again, removed; by our paths and by the documented ones."""

from pathlib import Path
from uuid import UUID

import httpx
import pytest

from store.database.connection import Database
from store.records.files import FileStorage
from store.records.retention import remove_files
from tests.fixtures.jobs import CreateJob
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker

JOBS = "/api/v1/jobs"
PREFIXES = pytest.mark.parametrize("prefix", ["/api/v1", ""], ids=["ours", "documented"])
WRONG = {"action": "click", "target": "#x", "timeoutMs": 1500}


async def fail(rest: httpx.AsyncClient, site: TestSite, count: int = 1) -> list[str]:
    """Has jobs fail, after each has made a screenshot."""
    job = {"targetUrl": site.page("elements.html"), "actions": [{"action": "screenshot"}, WRONG]}
    ids = [str((await rest.post(JOBS, json=job)).json()["jobId"]) for _ in range(count)]
    for job_id in ids:
        (await rest.get(f"{JOBS}/{job_id}/events")).raise_for_status()
    return ids


def reason(answer: httpx.Response) -> str:
    return str(answer.json()["details"][0]["reason"])


@PREFIXES
async def test_a_failed_job_is_found_started_again_and_removed(
    rest: httpx.AsyncClient,
    site: TestSite,
    start_worker: StartWorker,
    database: Database,
    files: FileStorage,
    tmp_path: Path,
    prefix: str,
) -> None:
    async with start_worker():
        (job_id,) = await fail(rest, site)
        listed = (await rest.get(f"{prefix}/dlq/jobs", params={"errorType": "SELECTOR_NOT_FOUND"})).json()
        assert [job["id"] for job in listed["data"]] == [job_id]
        assert listed["data"][0]["error"]["details"]["errorType"] == "SELECTOR_NOT_FOUND"
        assert "result" not in listed["data"][0]
        (count,) = (await rest.get("/api/v1/dlq/counts")).json()["data"]
        assert (count["errorType"], count["count"]) == ("SELECTOR_NOT_FOUND", 1)
        assert count["lastFailedAt"] == listed["data"][0]["completedAt"]

        answer = await rest.post(f"{prefix}/dlq/{job_id}/replay")
        assert answer.status_code == 200
        assert answer.json()["status"] in {"pending", "processing"}  # the worker waits for it
        # A watcher that has seen the first end goes on to the second.
        lines = (await rest.get(f"{JOBS}/{job_id}/events", params={"afterSequence": 1})).text.splitlines()
    types = [line.split('"type":"')[1].split('"')[0] for line in lines]
    assert types.count("job.failed") == 2
    assert types[types.index("job.failed") + 1] == "job.replayed"
    assert types[-1] == "job.failed"

    assert len(list((tmp_path / "artifacts").rglob("screenshot.png"))) == 2
    answer = await rest.delete(f"{prefix}/dlq/{job_id}")
    assert (answer.status_code, answer.json()) == (200, {})
    assert (await rest.get(f"{JOBS}/{job_id}")).status_code == 404
    assert (await rest.get(f"{prefix}/dlq/jobs")).json() == {"data": [], "nextPageToken": ""}
    await remove_files(database, files)
    assert list((tmp_path / "artifacts").rglob("*.png")) == []


async def test_a_cancelled_job_is_started_again_by_its_own_path(rest: httpx.AsyncClient, create: CreateJob) -> None:
    job_id = await create()
    await rest.delete(f"{JOBS}/{job_id}")
    answer = await rest.post(f"{JOBS}/{job_id}/retry", json={})
    assert (answer.status_code, answer.json()["status"], answer.json()["retryCount"]) == (200, "pending", 0)
    again = await rest.post(f"{JOBS}/{job_id}/retry")
    assert (again.status_code, reason(again)) == (400, "ILLEGAL_STATUS")


@PREFIXES
async def test_many_failed_jobs_are_listed_by_pages_and_started_again_together(
    rest: httpx.AsyncClient, site: TestSite, start_worker: StartWorker, prefix: str
) -> None:
    async with start_worker():
        ids = await fail(rest, site, 3)
    first = (await rest.get(f"{prefix}/dlq/jobs", params={"limit": 2})).json()
    rest_of_them = (await rest.get(f"{prefix}/dlq/jobs", params={"pageToken": first["nextPageToken"]})).json()
    found = [job["id"] for job in first["data"] + rest_of_them["data"]]
    assert sorted(found) == sorted(ids)
    second_page = (await rest.get(f"{prefix}/dlq/jobs", params={"limit": 2, "page": 2})).json()
    assert second_page == rest_of_them

    some = (await rest.post(f"{prefix}/dlq/replay", json={"errorType": "SELECTOR_NOT_FOUND", "limit": 1})).json()
    assert some == {"jobIds": [found[2]], "more": True}
    named = (await rest.post(f"{prefix}/dlq/replay", json={"jobIds": ids})).json()
    assert named == {"jobIds": [found[1], found[0]], "more": False}
    for job_id in ids:
        assert (await rest.get(f"{JOBS}/{job_id}")).json()["status"] == "pending"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, "say which jobs: jobIds, browserTypeId, errorType, failedAfter or failedBefore"),
        ({"limit": 5}, "say which jobs"),
        ({"jobIds": [str(UUID(int=7))], "errorType": "TIMEOUT"}, "give no filter and no limit"),
        ({"jobIds": ["x"]}, "jobIds[0]"),
        ({"errorType": "TIMEOUT", "limit": 1001}, "limit"),
    ],
)
async def test_a_replay_that_does_not_say_of_what_is_refused(
    rest: httpx.AsyncClient, body: dict[str, object], told: str
) -> None:
    answer = await rest.post("/api/v1/dlq/replay", json=body)
    assert (answer.status_code, told in answer.json()["message"]) == (400, True), answer.json()


async def test_only_a_failed_job_can_be_removed(rest: httpx.AsyncClient, create: CreateJob) -> None:
    answer = await rest.delete(f"/dlq/{await create()}")
    assert (answer.status_code, reason(answer)) == (400, "ILLEGAL_STATUS")
    answer = await rest.delete(f"/dlq/{UUID(int=7)}")
    assert (answer.status_code, reason(answer)) == (404, "JOB_NOT_FOUND")


async def test_a_page_token_of_another_list_is_refused(rest: httpx.AsyncClient, create: CreateJob) -> None:
    for _ in range(2):
        await create()
    token = (await rest.get(JOBS, params={"limit": 1})).json()["nextPageToken"]
    for path in ("/api/v1/dlq/jobs", "/api/v1/schedules", "/api/v1/webhooks"):
        answer = await rest.get(path, params={"pageToken": token})
        assert (answer.status_code, answer.json()["message"].split(":")[0]) == (400, "pageToken"), path
