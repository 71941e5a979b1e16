"""A job's proxy: what goes through it, how it fails, and that nothing shows its password."""

import io
from zipfile import ZipFile

import pytest
from structlog.testing import capture_logs

from store.database.connection import Database
from store.job import Status
from tests.fixtures.jobs import CLIENT
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.site import TestSite
from tests.fixtures.web_proxy import PASSWORD, USER, WebProxy
from tests.integration.test_options import CHROMIUM, ENGINES
from worker.running.away import Away

pytestmark = pytest.mark.usefixtures("firefox")

FROM_PAGE = {"action": "extract", "target": "#by"}


def message(run: Run) -> str:
    assert run.job.error is not None
    return str(run.job.error["message"])


@ENGINES
async def test_all_requests_of_a_job_go_through_its_proxy_those_to_this_machine_too(
    run_job: RunJob, site: TestSite, web_proxy: WebProxy, engine: int
) -> None:
    proxy = {"server": f"http://127.0.0.1:{web_proxy.port}", "username": USER, "password": PASSWORD}
    run = await run_job(
        "http://far.test/a",
        FROM_PAGE,
        {"action": "visit", "url": site.url},
        FROM_PAGE,
        options={"proxy": proxy},
        browser_type_id=engine,
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert (run.value(0), run.value(2)) == ("the proxy", "the proxy")
    assert {"GET http://far.test/a HTTP/1.1", f"GET {site.url}/ HTTP/1.1"} <= set(web_proxy.requests)
    assert site.requests == []


@ENGINES
async def test_a_socks_proxy_serves_too(run_job: RunJob, web_proxy: WebProxy, engine: int) -> None:
    options = {"proxy": {"server": f"socks5://127.0.0.1:{web_proxy.port}"}}
    run = await run_job("http://far.test/a", FROM_PAGE, options=options, browser_type_id=engine)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert "GET /a HTTP/1.1" in web_proxy.requests


@ENGINES
@pytest.mark.parametrize("url", ["http://far.test/", "https://far.test/"])
async def test_a_proxy_that_refuses_the_password_fails_the_job_at_once_for_good(
    run_job: RunJob, web_proxy: WebProxy, engine: int, url: str
) -> None:
    proxy = {"server": f"http://127.0.0.1:{web_proxy.port}", "username": USER, "password": "wrong-word"}
    with capture_logs() as logs:
        run = await run_job(url, options={"proxy": proxy}, browser_type_id=engine, timeout_ms=30_000)
    assert run.error_type == "AUTHENTICATION_FAILED", run.job.error
    assert "the proxy refuses the username and the password" in message(run)
    told = str([run.job.error, run.events, logs])
    assert "wrong-word" not in told
    assert str(web_proxy.port) not in told


@ENGINES
async def test_a_proxy_that_fails_is_told_apart_from_the_site(
    run_job: RunJob, web_proxy: WebProxy, engine: int, away: Away, database: Database
) -> None:
    proxy = {"server": f"http://127.0.0.1:{web_proxy.port}", "username": USER, "password": PASSWORD}
    run = await run_job("https://far.test/", options={"proxy": proxy}, browser_type_id=engine)
    assert run.error_type == "PROXY_FAILED", run.job.error
    await away.tell()
    assert await database.rows("SELECT subject FROM circuit_runs") == [], "it has answered that it cannot"
    gone = {"server": "http://127.0.0.1:65535"}
    run = await run_job("http://far.test/", options={"proxy": gone}, browser_type_id=engine)
    assert run.error_type == "PROXY_FAILED", run.job.error
    await away.tell()
    told = await database.rows("SELECT kind, subject, client_id, in_a_row FROM circuit_runs")
    assert told == [{"kind": "proxy", "subject": "127.0.0.1:65535", "client_id": CLIENT, "in_a_row": 1}]


async def test_a_proxy_on_a_private_address_is_refused_by_the_worker_too(run_job: RunJob) -> None:
    run = await run_job("http://far.test/", options={"proxy": {"server": "socks5://10.0.0.1:1080"}})
    assert run.error_type == "URL_BLOCKED"
    assert "the job's proxy may not be used: its URL leads to 10.0.0.1" in message(run)


async def test_recordings_show_nothing_of_the_proxys_password(run_job: RunJob, web_proxy: WebProxy) -> None:
    proxy = {"server": f"http://127.0.0.1:{web_proxy.port}", "username": USER, "password": PASSWORD}
    record = {"trace": True, "har": True, "networkLog": True}
    run = await run_job("http://far.test/a", options={"proxy": proxy, "record": record}, browser_type_id=CHROMIUM)
    assert run.job.status is Status.COMPLETED, run.job.error
    trace = ZipFile(io.BytesIO(await run.read("trace.zip")))
    assert trace.testzip() is None
    kept = b"".join([*map(trace.read, trace.namelist()), await run.read("network.har"), await run.read("network.log")])
    assert b'"goto"' in kept
    for secret in (PASSWORD.encode(), b"YW5uOnBhc3Mtd29yZA"):
        assert secret not in kept
