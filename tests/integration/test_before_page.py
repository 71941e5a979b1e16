"""What a job has done before its pages: scripts, and what service workers may."""

from store.job import Status
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite
from tests.fixtures.web_proxy import PASSWORD, USER, WebProxy
from tests.integration.test_options import CHROMIUM, ENGINES, FIREFOX, pytestmark  # noqa: F401
from worker.browsers.ads import pattern
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


@ENGINES
async def test_a_banner_that_asks_for_consent_is_refused_before_the_visit_is_done(
    run_job: RunJob, site: TestSite, engine: int
) -> None:
    read = {"action": "extract", "target": "#chosen"}
    run = await run_job(
        site.page("consent.html"),
        read,
        {"action": "visit", "url": site.page("later.html")},
        options={"cookieBanners": "dismiss"},
        browser_type_id=engine,
        wait_until="load",
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.value(0) == "rejected"
    visits = [event.data for event in run.events if event.data.get("action") == "visit"]
    assert [visit.get("cookieBanners") for visit in visits] == ["Onetrust", None]


async def test_a_banner_stays_where_a_job_does_not_want_it_to_go(run_job: RunJob, site: TestSite) -> None:
    read = {"action": "extract", "target": "#chosen"}
    run = await run_job(
        site.page("consent.html"),
        {"action": "wait", "target": "#onetrust-reject-all-handler"},
        read,
        {"action": "evaluate", "script": "() => Object.keys(window).filter(one => /consent/i.test(one))"},
        wait_until="load",
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert (run.value(1), run.value(2)) == ("nothing", [])


@ENGINES
async def test_nothing_comes_from_hosts_of_advertisements_but_what_the_job_opens_itself(
    run_job: RunJob, web_proxy: WebProxy, engine: int
) -> None:
    proxy = {"server": f"http://127.0.0.1:{web_proxy.port}", "username": USER, "password": PASSWORD}

    async def asked(*urls: str, **options: bool) -> set[str]:
        web_proxy.requests.clear()
        for url in urls:
            run = await run_job(url, options={"proxy": proxy, **options}, browser_type_id=engine, wait_until="load")
            assert run.job.status is Status.COMPLETED, run.job.error
        return {line.split()[1] for line in web_proxy.requests}

    ad, opened = "http://ad.doubleclick.net/a.gif", "http://www.doubleclick.net/"
    own = "http://far.test/own.gif"
    assert {ad, own} <= await asked("http://far.test/")
    blocked = await asked("http://far.test/", blockAds=True)
    assert ad not in blocked
    assert own in blocked
    assert {ad, opened} <= await asked(opened, blockAds=True)


def test_hosts_of_advertisements_are_matched_as_whole_names_with_their_subdomains() -> None:
    for url in ("https://doubleclick.net/", "http://a.b.doubleclick.net:81?x", "https://www.doubleclick.net"):
        assert pattern().search(url)
    for url in ("https://notdoubleclick.net/", "https://doubleclick.net.test/", "https://a.test/doubleclick.net/"):
        assert not pattern().search(url)
