"""Tasks in the worker: what becomes of what their jobs have read."""

import json
import time
from typing import Any

import pytest

from store.database.connection import Database
from store.job import Status
from store.queue.attempts import Outcome, finish_jobs
from store.records.listing import list_jobs
from tasks import registry
from tasks.registry import Registry
from tasks.task_type import Found, Json, Model, Readings, Shaped, TaskType
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join
from tests.fixtures.receiver import AddWebhook, Deliver, Receiver
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite
from tests.fixtures.wilful_site import Reply, WilfulSite
from tests.integration.test_fallbacks import BUSY, IDLE
from worker.running import results, shaping

LONG = 400_000


class Parameters(Model):
    want: str


class Result(Model):
    found: Any


class Odd(TaskType[Parameters]):
    """Makes what its parameter says."""

    name, version, title = "odd", 2, "Odd"
    Parameters, Result = Parameters, Result

    def job(self, parameters: Parameters) -> Json:
        return {}

    def shape(self, parameters: Parameters, read: Readings) -> Shaped:
        match parameters.want:
            case "error":
                raise LookupError("the page has no table")
            case "wrong":
                return Shaped({"other": 1})
            case "for ever":
                time.sleep(0.2)
            case "length":
                return Shaped.of({"found": Found(len(read.value("text", "")), "text")})
            case "place":
                return Shaped.of({"found": Found([read.title, read.final_url, read.http_status], "title")})
        return Shaped.of({"found": Found(read.values("text"), "text")})


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "installed", lambda: Registry([Odd()]))


def of(want: str, **changes: Any) -> dict[str, Any]:
    return {"task": {"name": "odd", "version": 2, "parameters": {"want": want}, **changes}}


READ = {"action": "extract", "name": "text", "target": "h1"}
LARGE = {"action": "evaluate", "name": "text", "script": f"() => 'x'.repeat({LONG})"}
HALF = {"action": "evaluate", "name": "text", "script": "() => ['\\ud800', NaN, '\\0']"}
LARGER = {"action": "evaluate", "name": "text", "script": f"() => 'x'.repeat({2 * LONG})"}


async def test_a_task_sees_all_that_its_job_has_read_and_where_it_was(
    run_job: RunJob, site: TestSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = site.page("article.html")
    run = await run_job(url, READ, **of("place"))
    assert run.job.status is Status.COMPLETED, run.job.error
    told: Any = run.job.result
    assert told["task"]["value"]["found"] == [told["title"], url, 200]
    for action, length in ((LARGE, LONG), (LARGER, 2 * LONG)):
        told = (await run_job(url, action, **of("length"))).job.result
        assert "value" not in told["actions"][0]
        assert (told["task"]["value"], told["task"]["truncated"]) == ({"found": length}, False)
    monkeypatch.setattr(results, "MAX_WHOLE_BYTES", LONG)
    told = (await run_job(url, LARGE, **of("length"))).job.result
    assert (told["task"]["value"], told["task"]["truncated"]) == ({"found": 0}, True)


async def test_what_json_cannot_say_is_as_it_is_stored(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(site.page("article.html"), HALF, **of("all"))
    told: Any = run.job.result
    assert told["task"]["value"] == {"found": [told["actions"][0]["value"]]} == {"found": [["\ufffd", None, "\ufffd"]]}


async def test_a_large_result_is_a_file(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(site.page("article.html"), LARGE, **of("all"))
    told: Any = run.job.result
    assert (told["task"]["artifact"], "value" in told["task"]) == ("task.json", False)
    assert json.loads(await run.read("task.json")) == {"found": ["x" * LONG]}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (of("error"), "the task odd could not make its result: the page has no table"),
        (of("wrong"), "the task odd made a result that does not obey its schema: found: is missing"),
        (of("for ever"), "the task odd took longer than 0 s to make its result"),
        (of("all", version=3), "made by version 3 of the task odd, and this worker knows version 2"),
        (of("all", name="even"), "this worker knows no task even"),
    ],
)
async def test_a_task_that_makes_no_result_fails_its_job_for_good(
    run_job: RunJob, site: TestSite, monkeypatch: pytest.MonkeyPatch, asked: dict[str, Any], told: str
) -> None:
    monkeypatch.setattr(shaping, "TIMEOUT_S", 0.01 if asked == of("for ever") else 20)
    run = await run_job(site.page("article.html"), READ, max_retries=3, **asked)
    assert run.error_type == "TASK_FAILED"
    error: Any = run.job.error
    assert told in error["message"]
    assert (error["details"]["canRetry"], run.job.status) == (False, Status.FAILED)
    result: Any = run.job.result
    assert (len(result["actions"]), "task" in result) == (1, False)


async def test_an_answer_without_a_browser_is_shaped_too(run_job: RunJob, wilful_site: WilfulSite) -> None:
    wilful_site.answer = lambda _: Reply(body=BUSY)
    options = {"fallbacks": [{"kind": "plainFetch"}], "waitUntilIsSaid": True}
    told: Any = (await run_job(f"{wilful_site.url}/", READ, options=options, **IDLE, **of("place"))).job.result
    assert told["fallback"]["kind"] == "plainFetch"
    assert told["task"]["value"]["found"][2] == 200


async def test_jobs_keep_their_task_in_lists_and_deliveries_without_what_was_made(
    database: Database,
    create: CreateJob,
    join: Join,
    claim_one: ClaimOne,
    add_webhook: AddWebhook,
    receiver: Receiver,
    deliver: Deliver,
) -> None:
    await add_webhook(receiver.url("/one"))
    task = of("all", result={"found": "${text}"})["task"]
    await create(task=task)
    job = await claim_one(await join())
    assert job.task == task
    made = {"value": {"found": 1}, "sources": {"found": "text"}, "missing": [], "truncated": False}
    error = {"message": "no", "details": {"errorType": "TASK_FAILED"}}
    result = {"actions": [], "task": made}
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.FAILED, result=result, error=error)])
    (listed,) = await list_jobs(database, CLIENT, limit=1)
    assert (listed.task or {}).get("parameters") == {"want": "all"}
    await deliver()
    (_, body), *_ = receiver.received
    told = json.loads(body)["data"]["job"]
    assert told["task"] == {"name": "odd", "version": 2, "parameters": {"want": "all"}}
    assert told["result"]["task"] == {"sources": {"found": "text"}, "missing": [], "truncated": False}
