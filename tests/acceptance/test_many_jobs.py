"""Labels, and many jobs in one call, over REST."""

from typing import Any

import httpx
import pytest

from tests.fixtures.story import Play

JOBS = "/api/v1/jobs"
JOB = {"targetUrl": "https://example.test/shop"}


async def create(rest: httpx.AsyncClient, **changes: Any) -> str:
    answer = await rest.post(JOBS, json=JOB | changes)
    assert answer.status_code == httpx.codes.CREATED, answer.text
    return str(answer.json()["jobId"])


async def listed(rest: httpx.AsyncClient, query: str) -> list[str]:
    answer = await rest.get(f"{JOBS}?{query}")
    assert answer.status_code == httpx.codes.OK, answer.text
    return [job["id"] for job in answer.json()["data"]]


async def test_jobs_are_listed_cancelled_started_again_and_removed_by_their_labels(rest: httpx.AsyncClient) -> None:
    first = await create(rest, labels={"team": "web", "run": "a=b c"})
    second = await create(
        rest, targetUrl="", actionType="visit", payload={"url": "https://a.test"}, labels={"team": "web"}
    )
    other = await create(rest, targetUrl="https://other.test/")
    assert (await rest.get(f"{JOBS}/{first}")).json()["labels"] == {"team": "web", "run": "a=b c"}
    assert await listed(rest, "label=team=web") == [second, first]
    assert await listed(rest, "label=team&label=run%3Da%3Db%20c") == [first]
    assert await listed(rest, "urlPrefix=https://other.&status=pending") == [other]

    web = {"filter": {"label": ["team=web"]}}
    answer = (await rest.post(f"{JOBS}/cancel", json=web | {"limit": 1})).json()
    assert answer == {"jobIds": [first], "more": True}
    assert (await rest.post(f"{JOBS}/cancel", json=web)).json() == {"jobIds": [second], "more": False}
    assert (await rest.post(f"{JOBS}/retry", json={"jobIds": [first, other]})).json()["jobIds"] == [first]
    assert (await rest.post(f"{JOBS}/purge", json=web)).json()["jobIds"] == [second]
    assert await listed(rest, "label=team") == [first]


async def test_a_job_that_has_ended_is_purged_and_one_that_has_not_is_not(rest: httpx.AsyncClient, play: Play) -> None:
    ended, waiting = await play(), await create(rest)
    assert (await rest.post(f"{JOBS}/{ended}/purge")).status_code == httpx.codes.OK
    assert (await rest.get(f"{JOBS}/{ended}")).status_code == httpx.codes.NOT_FOUND
    refused = await rest.post(f"{JOBS}/{waiting}/purge", json={})
    assert refused.status_code == httpx.codes.BAD_REQUEST
    assert "has not ended" in refused.json()["message"]


async def test_a_job_of_an_action_endpoint_has_labels_and_says_whether_it_is_repeated(rest: httpx.AsyncClient) -> None:
    body = {"url": "https://example.test/", "labels": {"team": "web"}, "repeat": "always"}
    job_id = (await rest.post("/api/v1/actions/screenshot", json=body)).json()["jobId"]
    job = (await rest.get(f"{JOBS}/{job_id}")).json()
    assert (job["labels"], job["repeat"]) == ({"team": "web"}, "always")
    refused = await rest.post("/api/v1/actions/visit", json=body | {"labels": {"": ""}})
    assert "labels" in refused.json()["message"]


@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        ("cancel", {}, "jobIds or filter"),
        ("purge", {"filter": {}}, "filter: is empty"),
        ("purge", {"filter": {"status": "pending"}}, "filter.status: must be one of cancelled, completed, failed"),
        ("retry", {"filter": {"status": "completed"}}, "filter.status: must be one of cancelled, failed"),
        ("cancel", {"filter": {"label": ["=x"]}}, "filter.label[0]"),
        ("cancel", {"jobIds": ["x"]}, "jobIds[0]"),
        ("retry", {"jobIds": ["01a22877-6d5f-721c-b556-bcc709213b37"], "limit": 3}, "give no filter and no limit"),
        ("", {**JOB, "labels": {" ": ""}}, "labels"),
        ("", {**JOB, "labels": {f"k{i}": "" for i in range(21)}}, "labels"),
        ("", {**JOB, "labels": {"a": "x" * 256}}, "labels"),
    ],
)
async def test_what_is_wrong_with_labels_and_filters_is_told(
    rest: httpx.AsyncClient, path: str, body: dict[str, Any], told: str
) -> None:
    answer = await rest.post(f"{JOBS}/{path}".rstrip("/"), json=body)
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert told in answer.json()["message"]
