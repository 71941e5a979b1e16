"""Jobs in Firefox: the same actions, and clear words where it can do less."""

import io
import json
from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest
from PIL import Image

from store.database.connection import Database
from store.job import Status, new_id
from store.records.listing import get_job
from store.urls.url_policies import create_policy
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite
from tests.fixtures.watch import UntilEvent
from tests.fixtures.worker import StartWorker
from tests.integration.test_acts import ACTING, PASSING
from tests.integration.test_worker import _find, _left_alive, _processes_of
from worker.app import Worker
from worker.browsers.browsers import Browsers

FIREFOX, MOBILE_FIREFOX = 2, 5

pytestmark = pytest.mark.usefixtures("firefox")


async def test_a_job_in_firefox_fills_clicks_reads_and_takes_a_picture(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("colours.html"),
        {"action": "screenshot", "fullPage": True},
        {"action": "screenshot", "format": "jpeg"},
        {"action": "visit", "url": site.page("elements.html")},
        {"action": "extract", "target": "h1"},
        browser_type_id=FIREFOX,
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.value(3) == "Elements"
    image = Image.open(io.BytesIO(await run.read("screenshot.png"))).convert("RGB")
    assert image.size == (1920, 1800)
    assert [image.getpixel((7, y)) for y in (599, 600, 1200)] == [(255, 0, 0), (0, 128, 0), (0, 0, 255)]


async def test_a_picture_in_firefox_is_cut_styled_and_has_what_it_is_scrolled_for(
    run_job: RunJob, site: TestSite
) -> None:
    run = await run_job(
        site.page("lazy.html"),
        {"action": "setViewport", "viewport": {"width": 300, "height": 900}},
        {"action": "screenshot", "fullPage": True, "style": "#seen { width: 300px !important }", "pixelScale": "css"},
        {"action": "screenshot", "clip": {"x": 5, "y": 6, "width": 70, "height": 80}, "animations": "disabled"},
        browser_type_id=FIREFOX,
    )
    whole, part = [Image.open(io.BytesIO(await run.read(one.name))).convert("RGB") for one in run.artifacts]
    assert part.size == (70, 80)
    assert [whole.getpixel(at) for at in ((50, 5050), (250, 5150), (50, 12250))] == [
        (0, 255, 0),
        (0, 0, 255),
        (0, 255, 0),
    ]


@pytest.mark.parametrize(
    ("browser_type_id", "size", "user_agent"),
    [(FIREFOX, "1920x1080@1", "X11; Linux"), (MOBILE_FIREFOX, "375x667@2", "Android 14; Mobile; rv:")],
)
async def test_each_firefox_presents_itself_as_its_type_says(
    run_job: RunJob, site: TestSite, browser_type_id: int, size: str, user_agent: str
) -> None:
    run = await run_job(
        site.page("visitor.html"),
        {"action": "extract", "target": "#size"},
        {"action": "extract", "target": "#seen"},
        browser_type_id=browser_type_id,
    )
    assert run.value(0) == size
    agent = json.loads(run.value(1))["userAgent"]
    assert user_agent in agent
    assert "Firefox/" in agent


async def test_a_form_in_firefox_is_not_sent_twice_and_a_beacon_is_no_form(run_job: RunJob, site: TestSite) -> None:
    page = site.page("shop.html?quiet")  # Firefox may tell of what a page sends as it opens after the job has begun
    ended = [
        (await run_job(page, *actions, PASSING, browser_type_id=FIREFOX, max_retries=3)).job.status
        for actions in (ACTING["form"], ACTING["fetch"], [{"action": "click", "target": "#beacon"}])
    ]
    assert ended == [Status.FAILED, Status.FAILED, Status.PENDING]


async def test_a_transparent_picture_in_firefox_is_refused_with_a_reason(run_job: RunJob, site: TestSite) -> None:
    shot = {"action": "screenshot", "omitBackground": True}
    run = await run_job(site.page("colours.html"), shot, browser_type_id=FIREFOX)
    assert run.error_type == "UNSUPPORTED"
    assert run.job.error is not None
    assert "remove omitBackground" in run.job.error["message"]


async def test_a_pdf_in_firefox_is_refused_with_a_reason(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(site.page("colours.html"), {"action": "pdf"}, browser_type_id=FIREFOX)
    assert run.error_type == "UNSUPPORTED"
    assert run.job.error is not None
    assert run.job.error["message"] == "action 0 (pdf): only Chromium prints pages, this job runs in firefox"


@pytest.mark.parametrize(
    ("url", "error_type", "timeout_ms"),
    [
        ("http://unresolvable.invalid/", "NETWORK_ERROR", 30_000),
        ("http://127.0.0.1:65535/", "NETWORK_ERROR", 30_000),
        ("{site}/never", "TIMEOUT", 2500),
        ("{site}/download", "NOT_A_PAGE", 30_000),
    ],
)
async def test_a_page_that_cannot_be_opened_in_firefox_fails_the_job_with_the_same_types(
    run_job: RunJob, site: TestSite, url: str, error_type: str, timeout_ms: int
) -> None:
    run = await run_job(url.format(site=site.url), browser_type_id=FIREFOX, timeout_ms=timeout_ms)
    assert run.error_type == error_type, run.job.error


@pytest.fixture
async def worker(start_worker: StartWorker) -> AsyncIterator[Worker]:
    async with start_worker(browser_engines=["firefox"]) as worker:
        yield worker


@pytest.mark.parametrize("victim", ["renderer", "driver"])  # with a renderer the whole Firefox goes
async def test_a_job_whose_firefox_is_killed_runs_again_and_nothing_of_the_old_one_is_left(
    database: Database, create: CreateJob, site: TestSite, worker: Worker, until_event: UntilEvent, victim: str
) -> None:
    job_id = await create(
        target_url=site.page("colours.html"),
        actions=[{"action": "wait", "milliseconds": 1000}, {"action": "screenshot"}],
        browser_type_id=FIREFOX,
    )
    await until_event(job_id, "job.progress")
    old = _processes_of(worker, "firefox")
    _find(old, victim).kill()
    retrying = await until_event(job_id, "job.retrying")
    assert retrying.data["error"]["details"]["errorType"] == "BROWSER_CRASHED"
    await until_event(job_id, "job.completed")
    assert (await get_job(database, CLIENT, job_id)).retry_count == 1
    assert await _left_alive(old) == []


async def test_a_firefox_is_replaced_before_it_has_grown_too_large(browsers: Browsers) -> None:
    assert browsers.engines["firefox"].max_pages < browsers.engines["chromium"].max_pages


async def test_a_page_in_firefox_that_goes_where_it_may_not_ends_the_job_and_no_recording_shows_it(
    run_job: RunJob, site: TestSite, database: Database
) -> None:
    values = {"pattern": "localhost", "type": "blacklist", "description": None, "is_active": True, "metadata": None}
    await create_policy(database, CLIENT, new_id(), values)
    forbidden = site.url.replace("127.0.0.1", "localhost") + "/form?secret"
    leaves = quote(f"<script>setTimeout(() => location = '{forbidden}', 50)</script>")
    for url, step in [
        (f"{site.url}/redirect?to={quote(forbidden)}", {"action": "wait", "milliseconds": 20_000}),
        (f"{site.url}/page?html={leaves}", {"action": "wait", "milliseconds": 20_000}),
        (site.page("colours.html"), {"action": "visit", "url": forbidden}),
    ]:
        run = await run_job(
            url,
            step,
            {"action": "extract", "target": "body"},
            browser_type_id=FIREFOX,
            options={"record": {"har": True, "networkLog": True}},
            timeout_ms=90_000,
        )
        assert run.job.status is Status.FAILED, (url, run.events)
        assert run.error_type == "URL_BLOCKED", (url, run.job.error)
        assert run.job.result is not None
        assert run.job.result["actions"] == []
        for artifact in run.artifacts:  # a visit is refused before it begins: what came before it is kept
            assert b"secret" not in await run.read(artifact.name)
        assert step["action"] == "visit" or run.artifacts == []
