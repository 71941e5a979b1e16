"""What answers a job whose last attempt has failed, with real pages and, where one is needed, a real browser."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

import pytest

from store.database.connection import Database
from store.fallbacks import counts
from store.fallbacks.counts import Kind, Tried, total_counts
from store.job import Status
from store.queue.browsers import get_browser_type
from store.queue.replay import replay_job
from store.records.events import read_events
from store.records.listing import get_job, list_logs
from tests.fixtures.jobs import BROWSER_TYPES, CHROMIUM, CLIENT, ClaimOne, CreateJob, Join
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.wilful_site import PAGE, Reply, WilfulSite
from worker.running.executor import Executor
from worker.running.job import RunningJob

MOBILE = 4
CACHED = {"kind": "cached", "maxAgeMs": "60000"}
PLAIN_FETCH = {"kind": "plainFetch"}
ANOTHER = {"kind": "browserType", "browserTypeId": MOBILE}
READ = {"action": "extract", "name": "text", "target": "p"}
BROKEN = Reply(raw=b"what?\r\n\r\n")
"""No HTTP: the browser cannot open it."""
BREAKS = {"NAVIGATION_FAILED", "NETWORK_ERROR"}
BUSY = b"""<!doctype html><title> A  shop </title><base href="/goods/"><link rel=icon href=data:,>
<h1 id=top class="a b">Bread &amp; <em>butter</em></h1><script>setInterval(() => fetch('/ping'), 50)</script>
<ul><li><a href="rye?x=1">Rye</a> <i>2.10</i><li hidden>Secret<li><a href="//other.test/">Spelt</a></ul>"""
"""Never idle: a job that waits for that fails, and its source has what the job asks for."""
IDLE = {"wait_until": "networkidle", "timeout_ms": 2_500}


@pytest.fixture
def flush(executor: Executor) -> Callable[[], Any]:
    return cast(Any, executor)._fallbacks.counter.flush  # what a worker does every two seconds


class Attempts:
    """Runs a job attempt by attempt."""

    def __init__(self, database: Database, executor: Executor, claim_one: ClaimOne, worker: UUID) -> None:
        self._database = database
        self._executor = executor
        self._claim_one = claim_one
        self._worker = worker

    async def __call__(self) -> int:
        """One more attempt. Returns in which browser type."""
        claimed = await self._claim_one(self._worker)
        await self._executor.run(RunningJob(claimed), await get_browser_type(self._database, claimed.browser_type_id))
        return claimed.browser_type_id


@pytest.fixture
async def attempts(database: Database, executor: Executor, claim_one: ClaimOne, join: Join) -> Attempts:
    """Of a worker that takes jobs of all browser types."""
    return Attempts(database, executor, claim_one, await join(browser_type_ids=BROWSER_TYPES))


def fallback(run: Run) -> dict[str, Any]:
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    told: dict[str, Any] = run.job.result["fallback"]
    assert run.events[-1].data["fallback"] == {name: value for name, value in told.items() if name != "message"}
    return told


async def lines(database: Database, run: Run) -> list[str]:
    page = await list_logs(database, CLIENT, run.job.id, after=0, limit=100)
    return [line.message for line in page if line.message.startswith("fallback")]


async def counted(database: Database, client_id: str | None = CLIENT) -> dict[tuple[Kind, Tried], int]:
    return dict((await total_counts(database, client_id, hours=1)).times)


async def test_an_earlier_result_answers_for_the_same_request_and_says_whose_it_is(
    run_job: RunJob, wilful_site: WilfulSite, database: Database, flush: Callable[[], Any]
) -> None:
    options = {"fallbacks": [CACHED]}
    first = await run_job(f"{wilful_site.url}/", READ, options=options)
    assert first.value(0) == "fine"
    wilful_site.answer = lambda _: BROKEN
    second = await run_job(f"{wilful_site.url}/", READ, options=options)
    told = fallback(second)
    assert (told["kind"], told["cachedJobId"]) == ("cached", str(first.job.id))
    assert told["errorType"] in BREAKS
    assert first.job.completed_at is not None
    assert told["cachedAt"] == first.job.completed_at.isoformat()
    assert second.value(0) == "fine"
    (line,) = await lines(database, second)
    assert str(first.job.id) in line
    for url, actions, changes in (
        ("/?other", [READ], {}),
        ("/", [{**READ, "multiple": True}], {}),
        ("/", [READ], {"options": {**options, "locale": "de-DE"}}),
        ("/", [READ], {"browser_type_id": MOBILE}),
    ):
        other = await run_job(wilful_site.url + url, *actions, **{"options": options, **changes})
        assert other.job.status is Status.FAILED
        assert await lines(database, other) == ["fallback cached found no earlier result that is new enough"]
    await flush()
    assert await counted(database) == {(Kind.CACHED, Tried.ANSWERED): 1, (Kind.CACHED, Tried.EMPTY): 4}


async def test_no_client_is_answered_with_anothers_result_and_none_with_an_old_one(
    run_job: RunJob,
    wilful_site: WilfulSite,
    database: Database,
    attempts: Attempts,
    create: CreateJob,
) -> None:
    options = {"fallbacks": [CACHED]}
    job: dict[str, Any] = {"target_url": f"{wilful_site.url}/", "actions": [READ], "max_retries": 0, "options": options}
    first = await run_job(f"{wilful_site.url}/", READ, options=options)
    wilful_site.answer = lambda _: BROKEN
    for client, status in ((CLIENT, Status.COMPLETED), ("another", Status.FAILED)):
        job_id = await create(client_id=client, **job)
        await attempts()
        assert (await get_job(database, client, job_id)).status is status
    await database.rows(
        "UPDATE automation_jobs SET completed_at = now() - interval '61 s' WHERE id = %(id)s RETURNING id",
        {"id": first.job.id},
    )
    assert (await run_job(f"{wilful_site.url}/", READ, options=options)).job.status is Status.FAILED


async def test_a_failure_that_an_earlier_result_would_hide_stays_one(
    run_job: RunJob, wilful_site: WilfulSite, database: Database
) -> None:
    options = {"fallbacks": [CACHED], "onHttpError": "fail"}
    await run_job(f"{wilful_site.url}/", READ, options=options)
    wilful_site.answer = lambda _: Reply(status=404)
    gone = await run_job(f"{wilful_site.url}/", READ, options=options)
    assert gone.job.status is Status.FAILED
    assert await lines(database, gone) == ["fallback cached is not for HTTP_ERROR"]


async def test_without_fallbacks_nothing_is_remembered_and_nothing_answers(
    run_job: RunJob, wilful_site: WilfulSite, database: Database
) -> None:
    await run_job(f"{wilful_site.url}/", READ)
    assert await database.rows("SELECT FROM fallback_results") == []
    wilful_site.answer = lambda _: BROKEN
    assert (await run_job(f"{wilful_site.url}/", READ)).job.status is Status.FAILED


async def test_a_plain_fetch_reads_what_is_in_the_source(
    run_job: RunJob, wilful_site: WilfulSite, flush: Callable[[], Any], database: Database
) -> None:
    wilful_site.answer = lambda _: Reply(body=BUSY)
    options = {"fallbacks": [CACHED, PLAIN_FETCH], "waitUntilIsSaid": True}
    run = await run_job(
        f"{wilful_site.url}/shop#top",
        {"action": "extract", "target": "h1"},
        {"action": "extract", "target": "#top", "attribute": "class"},
        {"action": "extract", "target": "ul", "format": "links"},
        {"action": "extract", "target": "h1", "format": "html"},
        {"action": "extract", "name": "goods", "extractors": [
            {"name": "all", "selector": "li", "multiple": True, "extractors": [
                {"name": "price", "selector": "i"}, {"name": "url", "selector": "a", "attribute": "href"},
            ]},
        ]},
        options=options,
        **IDLE,
    )  # fmt: skip
    told = fallback(run)
    assert (told["kind"], told["errorType"]) == ("plainFetch", "TIMEOUT")
    base = f"{wilful_site.url}/goods/"
    assert [run.value(index) for index in range(5)] == [
        "Bread & butter",
        "a b",
        [{"text": "Rye", "url": f"{base}rye?x=1"}, {"text": "Spelt", "url": "http://other.test/"}],
        '<h1 class="a b" id="top">Bread &amp; <em>butter</em></h1>',
        {"all": [
            {"price": "2.10", "url": f"{base}rye?x=1"},
            {"price": None, "url": None},
            {"price": None, "url": "http://other.test/"},
        ]},
    ]  # fmt: skip
    assert run.job.result is not None
    assert (run.job.result["title"], run.job.result["httpStatus"]) == ("A shop", 200)
    await flush()
    assert await counted(database) == {(Kind.CACHED, Tried.EMPTY): 1, (Kind.PLAIN_FETCH, Tried.ANSWERED): 1}
    assert await counted(database, "another") == {}
    assert await counted(database, None) == await counted(database)


@pytest.mark.parametrize(
    ("replies", "why"),
    [
        ([Reply(status=500)], "answered 500"),
        ([Reply(headers={"Content-Type": "application/pdf"})], "is application/pdf, and no page of HTML"),
        ([Reply(body=b"<p>a<p>b")], "2 elements match 'p'"),
        ([Reply(status=302, headers={"Location": "http://10.0.0.1/"})], "private"),
        ([Reply(status=302, headers={"Location": "/again"})], "led elsewhere more than 5 times"),
        ([Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\n<p>")], "broke off"),
    ],
    ids=["status", "kind", "ambiguous", "private", "circle", "half"],
)
async def test_a_plain_fetch_that_has_no_honest_answer_leaves_the_failure_as_it_was(
    run_job: RunJob, wilful_site: WilfulSite, database: Database, replies: list[Reply], why: str
) -> None:
    asked = iter([BROKEN])
    (then,) = replies
    wilful_site.answer = lambda _: next(asked, then)
    run = await run_job(f"{wilful_site.url}/", READ, options={"fallbacks": [PLAIN_FETCH]})
    assert run.job.status is Status.FAILED
    assert run.error_type in BREAKS
    (line,) = await lines(database, run)
    assert line.startswith("fallback plainFetch has no answer")
    assert why in line


async def test_a_plain_fetch_goes_the_way_of_the_job_and_its_policies(
    run_job: RunJob, wilful_site: WilfulSite, database: Database
) -> None:
    asked = iter([BROKEN])
    wilful_site.answer = lambda _: next(asked, Reply(status=302, headers={"Location": "http://shut.test/"}))
    await database.rows(
        """
        INSERT INTO url_policies (id, client_id, pattern, type)
        VALUES (gen_random_uuid(), %(client_id)s, 'shut.test', 'blacklist')
        RETURNING id
        """,
        {"client_id": CLIENT},
    )
    run = await run_job(f"{wilful_site.url}/", READ, options={"fallbacks": [PLAIN_FETCH]})
    (line,) = await lines(database, run)
    assert "http://shut.test/ may not be opened" in line
    assert all("shut.test" not in url for url in wilful_site.requests)


async def test_another_browser_type_makes_one_more_attempt_and_a_replay_begins_with_the_first(
    database: Database, attempts: Attempts, create: CreateJob, wilful_site: WilfulSite, flush: Callable[[], Any]
) -> None:
    wilful_site.answer = lambda _: BROKEN
    options = {"fallbacks": [ANOTHER, CACHED]}
    job_id = await create(target_url=f"{wilful_site.url}/", actions=[READ], max_retries=0, options=options)
    assert await attempts() == CHROMIUM
    job = await get_job(database, CLIENT, job_id)
    assert (job.status, job.browser_type_id, job.retry_count) == (Status.PENDING, MOBILE, 0)
    assert await attempts() == MOBILE
    job = await get_job(database, CLIENT, job_id)
    assert job.status is Status.FAILED
    await replay_job(database, CLIENT, job_id)
    assert await attempts() == CHROMIUM
    wilful_site.answer = lambda _: Reply(body=PAGE)
    assert await attempts() == MOBILE
    job = await get_job(database, CLIENT, job_id)
    assert job.status is Status.COMPLETED
    assert job.result is not None
    told = job.result["fallback"]
    assert (told["kind"], told["browserTypeId"]) == ("browserType", MOBILE)
    assert told["errorType"] in BREAKS
    types = [event.type for event in await read_events(database, {job_id: 0}) if event.type != "job.progress"]
    assert types == [
        *("job.created", "job.started", "job.retrying", "job.started", "job.failed"),
        *("job.replayed", "job.started", "job.retrying", "job.started", "job.completed"),
    ]
    await flush()
    assert await counted(database) == {
        (Kind.BROWSER_TYPE, Tried.FAILED): 1,
        (Kind.BROWSER_TYPE, Tried.ANSWERED): 1,
        (Kind.CACHED, Tried.EMPTY): 1,
    }


async def test_a_browser_type_that_no_worker_runs_is_passed_over(
    database: Database,
    executor: Executor,
    create: CreateJob,
    join: Join,
    claim_one: ClaimOne,
    wilful_site: WilfulSite,
) -> None:
    attempt = Attempts(database, executor, claim_one, await join(browser_type_ids=(CHROMIUM,)))
    asked = iter([BROKEN])
    wilful_site.answer = lambda _: next(asked, Reply())
    job_id = await create(
        target_url=f"{wilful_site.url}/", actions=[READ], max_retries=0, options={"fallbacks": [ANOTHER, PLAIN_FETCH]}
    )
    await attempt()
    job = await get_job(database, CLIENT, job_id)
    assert job.result is not None
    assert (job.browser_type_id, job.result["fallback"]["kind"]) == (CHROMIUM, "plainFetch")
    assert job.result["actions"][0]["value"] == "fine"


async def test_counts_that_are_old_are_forgotten(database: Database) -> None:
    await counts.add_counts(database, {(CLIENT, Kind.CACHED, Tried.EMPTY): 2})
    await counts.add_counts(database, {(CLIENT, Kind.CACHED, Tried.EMPTY): 3})
    assert await counted(database) == {(Kind.CACHED, Tried.EMPTY): 5}
    await database.rows("UPDATE fallback_counts SET hour = hour - interval '15 days' RETURNING kind")
    assert await counts.forget_counts(database) == 1
