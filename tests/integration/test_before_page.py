"""What a job has done before its pages: scripts, and what service workers may."""

from store.job import Status
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite
from tests.integration.test_options import CHROMIUM, ENGINES, FIREFOX, pytestmark  # noqa: F401
from worker.browsers.browsers import Browsers

SERVED = {"action": "wait", "target": "#served.known"}
READ = {"action": "extract", "target": "#served"}


@ENGINES
async def test_scripts_run_before_those_of_each_page_and_frame_in_their_order(
    run_job: RunJob, site: TestSite, engine: int
) -> None:
    run = await run_job(
        site.page("served.html"),
        {"action": "extract", "target": "#before"},
        {"action": "extract", "target": "#framed", "frame": [{"target": "iframe"}]},
        SERVED,
        READ,
        options={"initScripts": ["window.early = 'a'", "window.early += 'b'"], "serviceWorkers": "block"},
        browser_type_id=engine,
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert (run.value(0), run.value(1), run.value(3)) == ("ab", "ab", "no service worker")
    assert "/served.js" not in site.requests


async def test_service_workers_send_the_headers_of_the_job(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("served.html"),
        SERVED,
        {"action": "extract", "target": "#x-probe"},
        options={"extraHttpHeaders": {"X-Probe": "a b"}, "serviceWorkers": "allow"},
        browser_type_id=CHROMIUM,
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.value(1) == "a b"


async def test_where_service_workers_send_no_headers_a_job_that_wants_both_says_so(
    run_job: RunJob, site: TestSite, browsers: Browsers
) -> None:
    run = await run_job(
        site.page("served.html"),
        options={"extraHttpHeaders": {"X-Probe": "a b"}, "serviceWorkers": "allow"},
        browser_type_id=FIREFOX,
    )
    assert run.error_type == "UNSUPPORTED"
    assert run.job.error is not None
    assert "extraHttpHeaders of service workers" in run.job.error["message"]
