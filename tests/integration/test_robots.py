"""Jobs that obey robots.txt, and those that do not."""

from collections.abc import Mapping
from typing import Any

import pytest

from store.database.connection import Database
from store.job import Json
from store.queue.browsers import get_browser_type
from store.records.files import FileStorage
from store.records.listing import get_job
from tests.fixtures.jobs import BROWSER_TYPES, CHROMIUM, CLIENT, ClaimOne, CreateJob, Join
from tests.fixtures.name_server import NameServer
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.wilful_site import PAGE, Reply, WilfulSite
from tests.loopback import INNER
from worker.browsers.browsers import Browsers
from worker.running.executor import Executor, Outside
from worker.running.job import RunningJob
from worker.running.journal import Journal
from worker.sites.verdict import Verdict
from worker.sites.watch import NoSites

OBEY = {"robots": "obey"}
FIREFOX = 2
RULES = b"User-agent: *\nDisallow: /private\nCrawl-delay: 2\n"
REFUSED = ("URL_BLOCKED", False)


def paths(site: WilfulSite) -> list[str]:
    return [url.partition("/")[2].partition("/")[2].partition("/")[2] for url in site.requests]


def failure(run: Run) -> tuple[str, bool]:
    assert run.job.error is not None
    return run.error_type, run.job.error["details"]["canRetry"]


@pytest.fixture
def ruled_site(wilful_site: WilfulSite) -> WilfulSite:
    """A site with a robots.txt, a page with a link to what that does not allow, and a redirect there."""
    answers: Mapping[str, Reply] = {
        "robots.txt": Reply(body=RULES),
        "links": Reply(body=b"<link rel=icon href=data:,><a href=/private/1>go</a>"),
        "moved": Reply(302, b"", {"Location": "/private/2"}),
    }
    wilful_site.answer = lambda url: answers.get(url.rpartition("/")[2], Reply(body=PAGE))
    return wilful_site


async def test_what_robots_txt_allows_is_opened_and_the_rest_is_not_asked_for(
    run_job: RunJob, ruled_site: WilfulSite
) -> None:
    url = ruled_site.url
    run = await run_job(f"{url}/public", {"action": "visit", "url": f"{url}/private"}, options=OBEY)
    assert failure(run) == REFUSED
    assert run.job.error is not None
    assert run.job.error["details"]["actionIndex"] == 0
    assert f"{url}/robots.txt does not allow it to Tabwright" in run.job.error["message"]
    assert paths(ruled_site) == ["robots.txt", "public"]


@pytest.mark.parametrize("page", ["links", "moved"])
async def test_links_and_redirects_lead_nowhere_else(run_job: RunJob, ruled_site: WilfulSite, page: str) -> None:
    clicks = [{"action": "click", "target": "a"}] if page == "links" else []
    run = await run_job(f"{ruled_site.url}/{page}", *clicks, {"action": "wait", "milliseconds": 5000}, options=OBEY)
    assert failure(run) == REFUSED
    assert paths(ruled_site) == ["robots.txt", page]


@pytest.mark.usefixtures("firefox")
async def test_in_firefox_a_job_that_is_led_away_ends_and_shows_nothing_of_it(
    run_job: RunJob, ruled_site: WilfulSite
) -> None:
    run = await run_job(
        f"{ruled_site.url}/moved",
        {"action": "wait", "milliseconds": 5000},
        {"action": "extract", "target": "p"},
        options=OBEY,
        browser_type_id=FIREFOX,
    )
    assert failure(run) == REFUSED


async def test_nobody_asks_for_robots_txt_where_it_is_ignored(run_job: RunJob, ruled_site: WilfulSite) -> None:
    for options in ({}, {"robots": "ignore"}):
        run = await run_job(f"{ruled_site.url}/private", options=options)
        assert run.job.error is None
    assert paths(ruled_site) == ["private", "private"]


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Reply(503), ("SITE_ERROR", True)),
        (Reply(raw=b""), ("NETWORK_ERROR", True)),
        (Reply(429, headers={"Retry-After": "7"}), ("RATE_LIMITED", True)),
    ],
    ids=["503", "nothing", "429"],
)
async def test_a_robots_txt_that_cannot_be_read_is_an_outage_and_no_refusal(
    database: Database,
    browsers: Browsers,
    files: FileStorage,
    create: CreateJob,
    join: Join,
    claim_one: ClaimOne,
    wilful_site: WilfulSite,
    reply: Reply,
    expected: tuple[str, bool],
) -> None:
    wilful_site.answer = lambda _: reply
    sites = Listening()
    executor = Executor(browsers, files, Journal(database), outside=Outside(sites=sites))
    job_id = await create(target_url=f"{wilful_site.url}/", options=OBEY, max_retries=0)
    claimed = await claim_one(await join(browser_type_ids=BROWSER_TYPES))
    await executor.run(RunningJob(claimed), await get_browser_type(database, CHROMIUM))
    assert paths(wilful_site) == ["robots.txt"]
    job = await get_job(database, CLIENT, job_id)
    if expected[0] == "RATE_LIMITED":  # it is not spent
        assert (job.error, job.retry_count) == (None, 0)
        assert [(one.kind, one.retry_after) for one in sites.verdicts] == [("limited", "7")]
        assert sites.told_times == 1
    else:
        assert job.error is not None
        details: Json = job.error["details"]
        assert (details["errorType"], details["canRetry"]) == expected
        assert "robots.txt cannot be read" in job.error["message"]


class Listening(NoSites):
    """What attempts say of sites."""

    def __init__(self) -> None:
        self.verdicts: list[Verdict] = []
        self.delays: list[tuple[str, str, int]] = []
        self.told_times = 0

    def note(self, verdict: Verdict) -> None:
        self.verdicts.append(verdict)

    def wish_delay(self, client_id: str, host: str, delay_ms: int) -> None:
        self.delays.append((client_id, host, delay_ms))

    async def told(self) -> None:
        self.told_times += 1


async def test_it_is_fetched_by_the_proxy_of_the_job_and_its_crawl_delay_is_told(
    database: Database,
    browsers: Browsers,
    files: FileStorage,
    create: CreateJob,
    join: Join,
    claim_one: ClaimOne,
    ruled_site: WilfulSite,
) -> None:
    sites = Listening()
    executor = Executor(browsers, files, Journal(database), outside=Outside(sites=sites))
    options: dict[str, Any] = {**OBEY, "proxy": {"server": ruled_site.url}}
    job_id = await create(target_url="http://far.test/public", options=options, max_retries=0)
    claimed = await claim_one(await join(browser_type_ids=BROWSER_TYPES))
    await executor.run(RunningJob(claimed), await get_browser_type(database, CHROMIUM))
    assert (await get_job(database, CLIENT, job_id)).error is None
    assert ruled_site.requests[:2] == ["http://far.test/robots.txt", "http://far.test/public"]
    assert sites.delays == [(CLIENT, "far.test", 2000)] * len(sites.delays)
    assert sites.delays
    assert {one.kind for one in sites.verdicts} == {"none"}  # nobody knows whose word that is


async def test_the_guard_refuses_a_robots_txt_off_the_public_internet(
    run_job: RunJob, ruled_site: WilfulSite, names: NameServer
) -> None:
    names.names["inner.test"] = [[INNER]]
    run = await run_job(f"http://inner.test:{ruled_site.port}/", options=OBEY)
    assert failure(run) == REFUSED
    assert ruled_site.requests == []
