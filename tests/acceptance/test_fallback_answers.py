"""How an answer from a fallback is told, through the gateway."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import httpx

from store.database.connection import Database
from store.job import Json, Status, new_id
from store.queue.attempts import NewArtifact, Outcome, finish_jobs, record_step
from store.queue.claim import claim_jobs
from tests.acceptance.test_rest import JOBS, fields
from tests.fixtures.jobs import CreateJob, Join

PICTURE = b"\x89PNG of an earlier job"
ACTIONS = [{"index": 0, "action": "screenshot", "artifact": "screenshot.png"}]


async def complete(database: Database, join: Join, result: Json, artifacts: Sequence[NewArtifact] = ()) -> UUID:
    """Runs the job that waits to its end, with this result."""
    (job,) = await claim_jobs(database, await join(), browser_type_ids=[1], slot_nos=[1])
    await record_step(database, job.lease, job.next_sequence, message="done", data={}, artifacts=artifacts)
    data = {"fallback": result["fallback"]} if "fallback" in result else {}
    assert await finish_jobs(database, [Outcome(lease=job.lease, status=Status.COMPLETED, result=result, data=data)])
    return job.lease.job_id


async def test_an_earlier_result_leads_to_its_own_files_and_says_so_wherever_it_is_answered(
    rest: httpx.AsyncClient, database: Database, create: CreateJob, join: Join
) -> None:
    picture = NewArtifact(
        id=new_id(),
        artifact_type="screenshot",
        name="screenshot.png",
        file_path=None,
        file_data=PICTURE,
        mime_type="image/png",
        size_bytes=len(PICTURE),
    )
    await create()
    earlier = await complete(database, join, {"actions": ACTIONS}, [picture])
    request = {"url": "http://example.test/", "requestId": "picture", "waitMs": 1}
    assert (await rest.post("/api/v1/screenshot", json=request)).status_code == httpx.codes.GATEWAY_TIMEOUT
    mark = {"kind": "cached", "errorType": "TIMEOUT", "message": "late", "cachedJobId": str(earlier)}
    job_id = await complete(database, join, {"actions": ACTIONS, "fallback": mark})
    answer = await rest.post("/api/v1/screenshot", json=request)
    assert (answer.content, answer.headers["x-tabwright-fallback"]) == (PICTURE, "cached")
    assert answer.headers["x-tabwright-job-id"] == str(job_id)
    told = (await rest.get(f"{JOBS}/{job_id}")).json()["result"]
    assert told["fallback"] == mark
    assert (await rest.get(told["screenshotUrl"])).content == PICTURE
    events = (await rest.get(f"{JOBS}/{job_id}/events")).text
    assert f'"cachedJobId":"{earlier}"' in events.replace('": "', '":"')


async def test_a_fallback_that_cannot_be_is_refused_by_its_name(rest: httpx.AsyncClient) -> None:
    async def refused(**options: Any) -> list[str]:
        answer = await rest.post(JOBS, json={"targetUrl": "http://example.test/", "options": options})
        assert answer.status_code == httpx.codes.BAD_REQUEST
        return fields(answer)

    assert await refused(fallbacks=[{"kind": "browserType", "browserTypeId": 99}]) == [
        "options.fallbacks[0].browserTypeId"
    ]
    assert await refused(fallbacks=[{"kind": "plainFetch"}]) == ["options.fallbacks[0].kind"]
    assert await refused(fallbacks=[{"kind": "cached", "maxAgeMs": 5}]) == ["options.fallbacks[0].maxAgeMs"]
    batch = {"jobs": [{"targetUrl": "http://example.test/", "options": {"fallbacks": [{"kind": "plainFetch"}]}}]}
    assert fields(await rest.post("/api/v1/jobs/batch", json=batch)) == ["jobs[0].options.fallbacks[0].kind"]
