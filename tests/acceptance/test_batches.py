"""Many jobs in one call, over REST and gRPC."""

from typing import Any

import grpc
import httpx
import pytest
from tabwright.v1.job_pb2 import Job
from tabwright.v1.job_service_pb2 import BatchCreateJobsRequest, CreateJobRequest, GetJobRequest
from tabwright.v1.job_service_pb2_grpc import JobServiceStub

from server.intake import quota
from store.database.connection import Database

JOBS = "/api/v1/jobs"
BATCH = "/api/v1/jobs/batch"


def job(number: int, **more: Any) -> dict[str, Any]:
    return {"targetUrl": f"http://127.0.0.1:1/{number}", **more}


async def count(database: Database) -> int:
    (row,) = await database.rows("SELECT count(*) AS jobs FROM automation_jobs")
    return int(row["jobs"])


async def test_a_batch_of_all_kinds_of_jobs_lines_up_in_its_order(rest: httpx.AsyncClient, database: Database) -> None:
    answer = await rest.post(
        BATCH,
        json={
            "jobs": [
                job(0),
                {"actionType": "screenshot", "payload": {"url": "http://127.0.0.1:1/1"}},
                job(2, notBefore="2001-01-01T00:00:00Z", actions=[{"action": "pdf"}]),
                job(3, browserTypeId=2),
            ]
        },
    )
    assert answer.status_code == 201
    accepted = answer.json()["jobs"]
    assert [one["status"] for one in accepted] == ["pending"] * 4
    shown = [(await rest.get(f"{JOBS}/{one['jobId']}")).json() for one in accepted]
    assert [one["targetUrl"] for one in shown] == [f"http://127.0.0.1:1/{number}" for number in range(4)]
    assert [one.get("actionType") for one in shown] == ["visit", "screenshot", "pdf", "visit"]
    line = await database.rows("SELECT job_id FROM job_ready ORDER BY seq")
    assert [str(row["job_id"]) for row in line] == [one["jobId"] for one in accepted]


WRONG: list[tuple[dict[str, Any], int, str]] = [
    ({"targetUrl": "ftp://x"}, 400, "jobs[1].targetUrl"),
    ({"targetUrl": "http://127.0.0.1:1/", "priority": 101}, 400, "jobs[1].priority"),
    (job(1, actions=[{"action": "click"}]), 400, "jobs[1].actions[0].target"),
    (job(1, actions=[{"action": "clack"}]), 400, "jobs[1].actions[0].action"),
    (job(1, actions=[{"action": "click", "targett": "#x"}]), 400, "jobs[1].actions[0].targett"),
    ({"actionType": "pdf", "payload": {"url": "http://a.test/", "format": "A9"}}, 400, "jobs[1].payload.format"),
    ({}, 400, "jobs[1].targetUrl: targetUrl is needed"),
    ({"targetUrl": "http://10.0.0.1/"}, 403, "jobs[1].targetUrl"),
    (job(1, browserTypeId=999), 404, "999"),
    (job(1, requestId="a"), 400, "jobs[1].requestId: jobs[0] has the same"),
]


async def test_one_wrong_job_lets_none_be_accepted_and_the_error_names_it(
    rest: httpx.AsyncClient, database: Database
) -> None:
    for wrong, status, told in WRONG:
        answer = await rest.post(BATCH, json={"jobs": [job(0, requestId="a"), wrong, job(2)]})
        assert (answer.status_code, told in answer.json()["message"]) == (status, True), answer.json()
    assert await count(database) == 0


async def test_a_batch_that_comes_again_makes_only_what_is_new(rest: httpx.AsyncClient, database: Database) -> None:
    jobs = [job(number, requestId=str(number)) for number in range(5)]
    first = (await rest.post(BATCH, json={"jobs": jobs[:3]})).json()["jobs"]
    again = (await rest.post(BATCH, json={"jobs": jobs})).json()["jobs"]
    assert again[:3] == first
    assert await count(database) == 5
    single = (await rest.post(JOBS, json=jobs[4])).json()
    assert single == again[4]

    other = await rest.post(BATCH, json={"jobs": [job(7), job(8, requestId="1")]})
    assert (other.status_code, other.json()["details"][0]["reason"]) == (409, "REQUEST_ID_TAKEN")
    assert await count(database) == 5


async def test_the_header_names_all_jobs_of_a_batch(rest: httpx.AsyncClient, database: Database) -> None:
    body = {"jobs": [job(0), job(1), job(2, requestId="own")]}
    first, again = [await rest.post(BATCH, json=body, headers={"Idempotency-Key": "a"}) for _ in range(2)]
    assert (first.status_code, again.json()) == (201, first.json())
    assert await count(database) == 3
    long = await rest.post(BATCH, json=body, headers={"Idempotency-Key": "a" * 254})
    assert (long.status_code, "1 to 253 printable" in long.json()["message"]) == (400, True)


async def test_a_batch_of_none_or_of_too_many_is_refused(rest: httpx.AsyncClient) -> None:
    for jobs in (0, 10_001):
        answer = await rest.post(BATCH, json={"jobs": [job(0)] * jobs})
        assert (answer.status_code, answer.json()["message"].partition(":")[0]) == (400, "jobs")


async def test_a_batch_beyond_what_may_wait_is_refused_whole(
    rest: httpx.AsyncClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def waiting(*_: object, limit: int, **__: object) -> int:
        return limit - 3

    monkeypatch.setattr(quota, "waiting_jobs", waiting)
    answer = await rest.post(BATCH, json={"jobs": [job(number) for number in range(4)]})
    assert (answer.status_code, answer.json()["details"][0]["reason"]) == (429, "LIMIT_REACHED")
    assert await count(database) == 0


async def test_thousands_of_jobs_are_accepted_in_one_call(channel: grpc.aio.Channel, database: Database) -> None:
    stub = JobServiceStub(channel)
    action = {"action": "screenshot", "full_page": True}
    jobs = [CreateJobRequest(target_url=f"http://127.0.0.1:1/{number}", actions=[action]) for number in range(2_000)]
    accepted = (await stub.BatchCreateJobs(BatchCreateJobsRequest(jobs=jobs), timeout=100)).jobs
    assert len({one.job_id for one in accepted}) == await count(database) == 2_000
    last = await stub.GetJob(GetJobRequest(job_id=accepted[-1].job_id))
    assert (last.target_url, last.status) == ("http://127.0.0.1:1/1999", Job.pending)
