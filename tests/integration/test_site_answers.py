"""What becomes of jobs whose sites answer with errors, or do not answer, and what that tells of the sites."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import AsyncMock
from urllib.parse import urlencode

import pytest

from store import retry
from store.database.connection import Database
from store.failures import of_guard
from store.job import Json, Status
from store.queue.browsers import get_browser_type
from store.queue.maintenance import promote_jobs
from store.queue.wishes import Wishes, read_wishes
from store.records.files import FileStorage
from store.records.listing import get_job
from tests.fixtures.jobs import BROWSER_TYPES, CHROMIUM, CLIENT, ClaimOne, CreateJob, Join
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.site import TestSite
from tests.integration.test_client_certificates import STRANGER
from worker.browsers.browsers import Browsers
from worker.egress.failure import ConnectionFailure, FailureKind
from worker.egress.guard import Gate
from worker.running.executor import Executor, Outside
from worker.running.job import RunningJob, Slots
from worker.running.journal import Journal
from worker.running.loop import Loop
from worker.running.rest import Rest
from worker.sites.verdict import Verdict
from worker.sites.watch import NoSites

FAIL: Json = {"onHttpError": "fail"}
CHALLENGE = "<title>Attention Required! | Cloudflare</title>"
CHROMIUM_AND_FIREFOX = pytest.mark.parametrize("engine", [1, 2], ids=["chromium", "firefox"])


@pytest.fixture
def verdicts() -> list[Verdict]:
    return []


@pytest.fixture
def executor(browsers: Browsers, files: FileStorage, database: Database, verdicts: list[Verdict]) -> Executor:
    sites = NoSites()
    sites.note = verdicts.append  # type: ignore[method-assign]
    return Executor(browsers, files, Journal(database), outside=Outside(sites=sites))


@pytest.fixture
async def self_signed(tmp_path: Path) -> AsyncIterator[str]:
    """A site whose certificate nobody has signed but itself."""
    (tmp_path / "site.pem").write_bytes(STRANGER.cert_pem + STRANGER.key_pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "site.pem")

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
    yield f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    server.close()


def answer(site: TestSite, **how: object) -> str:
    return f"{site.url}/answer?{urlencode(how)}"


def visit(url: str, **more: object) -> Json:
    return {"action": "visit", "url": url, "continueOnError": True, "onHttpError": "fail", **more}


def kinds(run: Run) -> list[str | None]:
    assert run.job.result is not None
    return [one.get("error", {}).get("errorType") for one in run.job.result["actions"]]


@CHROMIUM_AND_FIREFOX
async def test_what_a_site_answers_is_told_apart_and_says_something_of_it(
    run_job: RunJob, site: TestSite, self_signed: str, verdicts: list[Verdict], firefox: None, engine: int
) -> None:
    cases = [
        (answer(site, html="<p>well"), None, "up"),
        (answer(site, status=404, html="<p>no"), "HTTP_ERROR", "up"),
        (answer(site, status=500, html="<p>broken"), "SITE_ERROR", "down"),
        (answer(site, status=502), "SITE_ERROR", "down"),
        (answer(site, status=429, html="<p>slowly"), "RATE_LIMITED", "limited"),
        (answer(site, status=503, html="<p>later", more="Retry-After: 7"), "RATE_LIMITED", "limited"),
        (answer(site, status=403, html="<p>no", more="X-RateLimit-Remaining: 0"), "RATE_LIMITED", "limited"),
        (answer(site, status=403, html=CHALLENGE), "SITE_BLOCKED", "blocked"),
        (answer(site, status=403, html="<p>ours", more="cf-mitigated: challenge"), "SITE_BLOCKED", "blocked"),
        (answer(site, html=CHALLENGE), None, "up"),
        ("http://nowhere.test/", "NETWORK_ERROR", "down"),
        ("http://127.0.0.1:65535/", "NETWORK_ERROR", None),  # on a port that may be a mistake of the job's
        (self_signed, "TLS_FAILED", None),
        ("http://127.0.0.1:6667/", "INVALID_URL", None),
        (f"{site.url}/circle", "NAVIGATION_FAILED", None),
    ]
    run = await run_job(
        site.page("colours.html"),
        *(visit(url) for url, _, _ in cases),
        browser_type_id=engine,
        timeout_ms=90_000,
        wait_until="load",
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert dict(zip([url for url, _, _ in cases], kinds(run), strict=True)) == {url: kind for url, kind, _ in cases}
    told = [one.kind for one in verdicts if one.kind != "none"]
    assert told == ["up", *(kind for _, _, kind in cases if kind is not None)]
    limited = [one for one in verdicts if one.kind == "limited"]
    assert [one.retry_after for one in limited] == [None, "7", None]
    assert limited[-1].rate_headers == {"x-ratelimit-remaining": "0"}
    assert limited[-1].date is not None
    assert {one.host for one in verdicts} == {"127.0.0.1", "nowhere.test"}
    assert {(one.client_id, one.job_id) for one in verdicts} == {(CLIENT, run.job.id)}


async def test_what_is_accepted_stays_as_it_is_and_is_told_all_the_same(
    run_job: RunJob, site: TestSite, verdicts: list[Verdict]
) -> None:
    for how, kind in [
        ({"status": 429, "html": "<p>slowly", "more": "Retry-After: 3"}, "limited"),
        ({"status": 503}, "down"),
        ({"status": 403, "html": CHALLENGE}, "blocked"),
    ]:
        run = await run_job(answer(site, **how))
        assert run.job.status is Status.COMPLETED, run.job.error
        assert run.job.result is not None
        assert run.job.result["httpStatus"] == how["status"]
        assert verdicts.pop().kind == kind
    assert verdicts == []


async def test_the_pages_that_other_actions_lead_to_tell_of_their_sites_too(
    run_job: RunJob, site: TestSite, verdicts: list[Verdict]
) -> None:
    html = f"<a id=broken href='{answer(site, status=500, html='<p>broken')}'>broken</a>"
    run = await run_job(
        answer(site, html=html), {"action": "click", "target": "#broken", "waitForNavigation": True}, wait_until="load"
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert [one.kind for one in verdicts] == ["up", "down"]


@pytest.mark.parametrize(
    ("url", "error_type"),
    [("{tls}", "TLS_FAILED"), ("{site}/circle", "NAVIGATION_FAILED"), ("http://127.0.0.1:6667/", "INVALID_URL")],
)
async def test_what_will_not_change_is_not_tried_again(
    run_job: RunJob, site: TestSite, self_signed: str, url: str, error_type: str
) -> None:
    run = await run_job(url.format(tls=self_signed, site=site.url), max_retries=3)
    assert (run.job.status, run.error_type, run.job.retry_count) == (Status.FAILED, error_type, 0)


async def test_a_refusal_says_whose_it_is_and_is_not_tried_again(run_job: RunJob, site: TestSite) -> None:
    url = answer(site, status=403, html="<p>who are you", more="cf-mitigated: challenge")
    run = await run_job(url, options=FAIL, max_retries=3)
    assert (run.job.status, run.error_type) == (Status.FAILED, "SITE_BLOCKED")
    assert run.job.error is not None
    assert run.job.error["details"]["canRetry"] is False
    assert "Cloudflare keeps browsers like this one out (cf-mitigated: challenge)" in run.job.error["message"]


async def test_a_job_whose_site_asks_for_fewer_requests_goes_back_without_a_retry(
    run_job: RunJob, site: TestSite
) -> None:
    url = answer(site, status=429, html="<p>slowly", more="Retry-After: 30")
    run = await run_job(url, options=FAIL, max_retries=0)
    assert (run.job.status, run.job.retry_count) == (Status.PENDING, 0)
    error = run.events[-1].data["error"]
    assert (error["details"]["errorType"], error["details"]["canRetry"]) == ("RATE_LIMITED", True)
    assert "asks to wait (Retry-After: 30)" in error["message"]
    assert "retryAt" in run.events[-1].data


async def test_a_job_that_has_acted_is_not_made_again_for_a_site_that_asks_for_fewer_requests(
    run_job: RunJob, site: TestSite
) -> None:
    run = await run_job(
        answer(site, html=f"<form method=post action='{site.url}/order'><button id=go>go</button></form>"),
        {"action": "click", "target": "#go", "waitForNavigation": True},
        {"action": "visit", "url": answer(site, status=429, html="<p>slowly"), "onHttpError": "fail"},
        max_retries=3,
        wait_until="load",
    )
    assert len(site.orders) == 1
    assert (run.job.status, run.error_type) == (Status.FAILED, "RATE_LIMITED")
    assert run.job.error is not None
    assert (run.job.error["details"]["acted"], run.job.error["details"]["canRetry"]) == (True, False)


async def test_an_unknown_host_is_tried_once_more(
    executor: Executor, database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create(target_url="http://nowhere.test/", actions=[], max_retries=3)
    process_id = await join(browser_type_ids=BROWSER_TYPES)
    told = []
    for _ in range(2):
        await database.rows("UPDATE job_deferred SET due_at = now() RETURNING job_id AS id")
        await promote_jobs(database)
        claimed = await claim_one(process_id)
        await executor.run(RunningJob(claimed), await get_browser_type(database, claimed.browser_type_id))
        job = await get_job(database, CLIENT, job_id)
        told.append((job.status, job.retry_count))
    assert told == [(Status.PENDING, 1), (Status.FAILED, 1)]


@pytest.mark.parametrize(("for_s", "status"), [(0.0, Status.PENDING), (retry.PATIENCE_S, Status.FAILED)])
async def test_a_site_that_never_lets_a_job_through_is_a_failure_like_others_after_a_while(
    run_job: RunJob, site: TestSite, monkeypatch: pytest.MonkeyPatch, for_s: float, status: Status
) -> None:
    async def wishes(_: Journal, __: object) -> Wishes:
        return Wishes(count=3, for_s=for_s)

    monkeypatch.setattr(Journal, "wishes", wishes)
    run = await run_job(answer(site, status=429, html="<p>slowly"), options=FAIL, max_retries=0)
    assert run.job.status is status


async def test_it_is_counted_how_often_and_since_when_a_site_has_asked_for_fewer_requests(
    run_job: RunJob, site: TestSite, database: Database
) -> None:
    run = await run_job(answer(site, status=429, html="<p>slowly"), options=FAIL)
    await database.rows(
        "UPDATE job_events SET created_at = now() - interval '1 minute' WHERE job_id = %(id)s RETURNING job_id AS id",
        {"id": run.job.id},
    )
    heard = await read_wishes(database, run.job.id)
    assert heard.count == 1
    assert heard.for_s >= 60


async def test_a_worker_that_has_no_network_rests_and_gives_the_job_back(
    run_job: RunJob, executor: Executor, verdicts: list[Verdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failure(_: Gate, host: str, port: int) -> ConnectionFailure:
        return ConnectionFailure(FailureKind.NO_NETWORK, host, port, "fails: the worker has no network")

    monkeypatch.setattr(Gate, "failure", failure)
    run = await run_job("http://nowhere.test/", max_retries=1)
    assert (run.job.status, run.job.retry_count) == (Status.PENDING, 1)
    error = run.events[-1].data["error"]
    assert error["details"]["errorType"] == "NETWORK_ERROR"
    assert "net::ERR_INTERNET_DISCONNECTED" in error["message"]
    assert [one.kind for one in verdicts] == ["none"]
    assert executor._outside.rest.is_resting


async def test_a_worker_that_rests_claims_nothing_and_one_job_after_its_rest(
    database: Database, create: CreateJob, join: Join
) -> None:
    for _ in range(2):
        await create()
    clock_s = 0.0
    rest = Rest(lambda: clock_s)
    offers: Any = SimpleNamespace(browser_types={CHROMIUM: await get_browser_type(database, CHROMIUM)})
    executor: Any = SimpleNamespace(run=AsyncMock())
    loop = Loop(database, await join(), Slots(2), executor, offers=offers, poll_interval_s=1, rest=rest)
    rest.failed("nowhere.test", of_guard(FailureKind.NO_NETWORK))
    async with asyncio.TaskGroup() as jobs:
        assert await loop.run_once(jobs) == 0
        clock_s = rest.left_s
        assert await loop.run_once(jobs) == 1
