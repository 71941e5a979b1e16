"""Pages that go where their job's client may not: the job ends, and nothing of what is there reaches the client."""

from collections.abc import Awaitable, Callable
from html import escape
from urllib.parse import quote

import pytest

from store.database.connection import Database
from store.job import Status, new_id
from store.urls.url_policies import create_policy
from tests.fixtures.jobs import CLIENT
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.site import TestSite

Forbid = Callable[[str], Awaitable[None]]

READ = {"action": "extract", "target": "body"}
CLICK = {"action": "click", "target": "#go"}
LONG = {"action": "wait", "milliseconds": 60_000}


@pytest.fixture
def forbid(database: Database) -> Forbid:
    """Blacklists a pattern for the client of the jobs."""

    async def forbid(pattern: str) -> None:
        values = {"pattern": pattern, "type": "blacklist", "description": None, "is_active": True, "metadata": None}
        await create_policy(database, CLIENT, new_id(), values)

    return forbid


@pytest.fixture
async def forbidden(site: TestSite, forbid: Forbid) -> str:
    """The site under another name, which its client's jobs may not open."""
    await forbid("localhost")
    return site.url.replace("127.0.0.1", "localhost") + "/form?secret"


def redirect(site: TestSite, url: str) -> str:
    return f"{site.url}/redirect?to={quote(url)}"


def page(site: TestSite, html: str) -> str:
    return f"{site.url}/page?html={quote(html)}"


def assert_blocked(run: Run, site: TestSite) -> None:
    assert run.job.status is Status.FAILED
    assert run.error_type == "URL_BLOCKED"
    assert run.job.error is not None
    assert not run.job.error["details"]["canRetry"]
    assert "is refused by your blacklist policy localhost" in run.job.error["message"]
    assert run.artifacts == []
    assert [path for path in site.requests if path.startswith("/form")] == [], "nothing was asked for there"


async def test_a_redirect_to_a_forbidden_host_is_not_followed(site: TestSite, forbidden: str, run_job: RunJob) -> None:
    run = await run_job(redirect(site, redirect(site, forbidden)), READ)
    assert_blocked(run, site)
    assert len(site.requests) == 2


@pytest.mark.parametrize(
    "html",
    [
        '<meta http-equiv=refresh content="0;url={url}">',
        "<script>location = '{url}'</script>",
        "<script>setTimeout(() => location.replace('{url}'), 50)</script>",
        "<body onload=document.forms[0].submit()><form action='{url}'></form>",
        "<script>open('{url}')</script>",
        "<iframe srcdoc=\"<script>top.location = '{url}'</script>\"></iframe>",
    ],
)
async def test_a_page_that_goes_to_a_forbidden_host_by_itself_ends_the_job(
    site: TestSite, forbidden: str, run_job: RunJob, html: str
) -> None:
    run = await run_job(page(site, html.replace("{url}", forbidden)), LONG, READ)
    assert_blocked(run, site)
    assert run.job.result is not None
    assert run.job.result["actions"] == []


@pytest.mark.parametrize(
    "html",
    [
        "<a id=go href='{url}'>go</a>",
        "<a id=go target=_blank href='{url}'>go</a>",
        "<a id=go target=_blank rel=noopener href='{url}'>go</a>",
        "<form action='{url}'>{inputs}<button id=go>go</button></form>",
        "<form action='{url}' target=other>{inputs}<button id=go>go</button></form>",
        "<button id=go onclick=\"window.open('{url}')\">go</button>",
        "<button id=go onclick=\"window.open('').location = '{url}'\">go</button>",
    ],
)
@pytest.mark.parametrize("redirected", [False, True])
async def test_a_click_that_leads_to_a_forbidden_host_ends_the_job(
    site: TestSite, forbidden: str, run_job: RunJob, html: str, redirected: bool
) -> None:
    url = redirect(site, forbidden) if redirected else forbidden
    inputs = f"<input type=hidden name=to value='{escape(forbidden)}'>"  # a form that is sent replaces the query
    run = await run_job(page(site, html.replace("{url}", escape(url)).replace("{inputs}", inputs)), CLICK, LONG, READ)
    assert_blocked(run, site)


async def test_a_visit_to_what_has_been_forbidden_since_the_job_was_accepted_ends_it(
    site: TestSite, forbidden: str, run_job: RunJob
) -> None:
    assert_blocked(await run_job(forbidden), site)
    assert site.requests == []
    for action in ("visit", "download"):
        step = {"action": action, "url": forbidden, "continueOnError": True}
        assert_blocked(await run_job(site.page("elements.html"), step, READ), site)


async def test_a_redirect_to_a_private_address_is_not_followed(site: TestSite, run_job: RunJob) -> None:
    for url in ("http://10.0.0.1/", "http://0xa.1/", "http://[::ffff:10.0.0.1]/", "http://169.254.169.254/latest"):
        run = await run_job(redirect(site, url), READ)
        assert run.error_type == "URL_BLOCKED", run.job.error


async def test_what_was_done_before_a_page_was_refused_stays(site: TestSite, forbidden: str, run_job: RunJob) -> None:
    run = await run_job(page(site, f"<p>before</p><a id=go href='{forbidden}'>go</a>"), READ, CLICK, READ)
    assert run.error_type == "URL_BLOCKED"
    assert run.job.result is not None
    assert [action["action"] for action in run.job.result["actions"]] == ["extract"]
    assert run.value(0).startswith("before")


async def test_pages_that_are_allowed_are_opened_whatever_way_they_are_reached(
    site: TestSite, forbid: Forbid, run_job: RunJob
) -> None:
    await forbid("blocked.test")
    html = f"<a id=go target=_blank href='{redirect(site, site.page('form?new'))}'>go</a>"
    run = await run_job(
        redirect(site, page(site, html)), CLICK, READ, {"action": "visit", "url": site.page("form?last")}
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    assert run.job.result["finalUrl"] == site.page("form?last")


async def test_jobs_of_two_clients_in_one_browser_have_rules_of_their_own(
    site: TestSite, forbidden: str, run_job: RunJob, database: Database
) -> None:
    assert (await run_job(redirect(site, forbidden))).error_type == "URL_BLOCKED"
    await database.rows("UPDATE url_policies SET client_id = 'other' RETURNING id")
    run = await run_job(redirect(site, forbidden), READ)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.value(0) == "secret"
