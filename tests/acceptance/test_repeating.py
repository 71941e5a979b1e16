"""Requests that come again, and jobs that are to wait, over REST."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

JOBS = "/api/v1/jobs"
JOB = {"targetUrl": "http://127.0.0.1:1/"}


def reason(answer: httpx.Response) -> str:
    return str(answer.json()["details"][0]["reason"])


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (JOBS, JOB),
        (JOBS, {"actionType": "screenshot", "payload": {"url": "http://127.0.0.1:1/"}}),
        ("/api/v1/actions/pdf", {"url": "http://127.0.0.1:1/"}),
    ],
    ids=["actions", "payload", "endpoint"],
)
@pytest.mark.parametrize("how", ["field", "header", "quoted header"])
async def test_a_request_that_comes_again_gets_the_same_job(
    rest: httpx.AsyncClient, path: str, body: dict[str, Any], how: str
) -> None:
    headers = {} if how == "field" else {"Idempotency-Key": '"a-1"' if how == "quoted header" else "a-1"}
    asked = {**body, "requestId": "a-1"} if how == "field" else body
    first, again = [await rest.post(path, json=asked, headers=headers) for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["location"] == first.headers["location"]

    other = await rest.post(path, json={**asked, "priority": 5}, headers=headers)
    assert (other.status_code, reason(other)) == (409, "REQUEST_ID_TAKEN")
    assert first.json()["jobId"] in other.json()["message"]


async def test_the_header_and_the_field_are_one_name(rest: httpx.AsyncClient) -> None:
    first = await rest.post(JOBS, json={**JOB, "requestId": "a-1"})
    again = await rest.post(JOBS, json={**JOB, "requestId": "a-1"}, headers={"Idempotency-Key": "a-1"})
    assert again.json() == first.json()
    both = await rest.post(JOBS, json={**JOB, "requestId": "a-1"}, headers={"Idempotency-Key": "a-2"})
    assert (both.status_code, both.json()["details"][1]["fieldViolations"][0]["field"]) == (400, "requestId")


@pytest.mark.parametrize("key", ["a b", "x" * 256])
async def test_a_name_that_cannot_be_one_is_refused(rest: httpx.AsyncClient, key: str) -> None:
    for answer in (
        await rest.post(JOBS, json={**JOB, "requestId": key}),
        await rest.post(JOBS, json=JOB, headers={"Idempotency-Key": key}),
    ):
        assert (answer.status_code, "printable ASCII" in answer.json()["message"]) == (400, True)


async def test_a_payload_has_no_request_id(rest: httpx.AsyncClient) -> None:
    payload = {"url": "http://127.0.0.1:1/", "requestId": "a-1"}
    answer = await rest.post(JOBS, json={"actionType": "visit", "payload": payload})
    assert (answer.status_code, answer.json()["message"]) == (400, "payload.requestId: does not belong into payload")


async def test_a_job_shows_when_it_may_start(rest: httpx.AsyncClient) -> None:
    at = (datetime.now(UTC) + timedelta(days=300)).isoformat(timespec="seconds").replace("+00:00", "Z")
    later = (await rest.post(JOBS, json={**JOB, "notBefore": at})).json()
    assert (await rest.get(f"{JOBS}/{later['jobId']}")).json()["notBefore"] == at
    now = (await rest.post(JOBS, json={**JOB, "notBefore": "2001-01-01T00:00:00Z"})).json()
    assert "notBefore" not in (await rest.get(f"{JOBS}/{now['jobId']}")).json()


async def test_a_job_cannot_wait_for_more_than_a_year(rest: httpx.AsyncClient) -> None:
    answer = await rest.post(JOBS, json={**JOB, "notBefore": "2999-01-01T00:00:00Z"})
    assert (answer.status_code, answer.json()["message"]) == (400, "notBefore: must be at most 366 days from now")
