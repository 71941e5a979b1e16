"""What sites answer with, in a real browser: it is told, and what is no page is told from what is."""

from urllib.parse import urlencode

import pytest
from playwright.async_api import Error as PlaywrightError

from store.job import Json, Status
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.site import TestSite
from worker.browsers.fast.page import Page as FastPage

FAIL: Json = {"onHttpError": "fail"}


def answer(site: TestSite, **how: object) -> str:
    return f"{site.url}/answer?{urlencode(how)}"


def visit(site: TestSite, **how: object) -> Json:
    return {"action": "visit", "url": answer(site, **how), "continueOnError": True}


def results(run: Run) -> list[Json]:
    assert run.job.result is not None
    actions: list[Json] = run.job.result["actions"]
    return actions


async def test_each_visit_tells_what_the_site_answered(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        answer(site, status=404, html="<p>no"),
        visit(site, kind="application/json", html="{}"),
        visit(site, status=503, kind="text/plain"),
        {"action": "visit", "url": f"{site.url}/redirect?to=/colours.html"},
        {"action": "extract", "target": "title"},
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    told = [(404, "text/html; charset=utf-8"), (200, "application/json"), (503, "text/plain")]
    told.append((200, "text/html; charset=utf-8"))
    assert run.job.result is not None
    places = [run.job.result, *results(run)[:-1]]
    assert [(one["httpStatus"], one["contentType"]) for one in places] == told
    steps = [event.data for event in run.events if event.type == "job.progress"]
    assert [one.get("httpStatus") for one in steps] == [404, 200, 503, 200, None]


@pytest.mark.parametrize(
    ("status", "error_type", "passes"),
    [
        (404, "HTTP_ERROR", False),
        (401, "HTTP_ERROR", False),
        (408, "HTTP_ERROR", True),
        (429, "RATE_LIMITED", True),
        (500, "SITE_ERROR", True),
        (503, "SITE_ERROR", True),
    ],
)
async def test_an_error_that_is_not_accepted_fails_and_may_pass_where_the_server_is_the_cause(
    run_job: RunJob, site: TestSite, status: int, error_type: str, *, passes: bool
) -> None:
    run = await run_job(answer(site, status=status, html="<p>no"), options=FAIL, max_retries=1)
    assert run.job.status is (Status.PENDING if passes else Status.FAILED)
    error = run.events[-1].data["error"]
    assert (error["details"]["errorType"], error["details"]["canRetry"]) == (error_type, passes)
    assert f"answered {status} " in error["message"]
    if not passes:
        assert run.job.result is not None
        assert run.job.result["httpStatus"] == status


async def test_an_action_says_for_itself_whether_it_accepts_errors(run_job: RunJob, site: TestSite) -> None:
    error = visit(site, status=500)
    run = await run_job(site.page("colours.html"), error, {**error, "onHttpError": "accept"}, options=FAIL)
    refused, accepted = results(run)
    assert refused["error"]["errorType"] == "SITE_ERROR"
    assert "error" not in accepted
    assert refused["httpStatus"] == accepted["httpStatus"] == 500
    run = await run_job(site.page("colours.html"), error, {**error, "onHttpError": "fail"})
    assert ["error" in one for one in results(run)] == [False, True]


async def test_an_error_without_a_body_for_which_chromium_has_its_own_page_is_an_answer(
    run_job: RunJob, site: TestSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    goto = FastPage.goto

    async def raising(page: FastPage, url: str, **how: object) -> None:
        await goto(page, url, **how)  # type: ignore[arg-type]
        raise PlaywrightError(f"Page.goto: net::ERR_HTTP_RESPONSE_CODE_FAILURE at {url}")

    monkeypatch.setattr(FastPage, "goto", raising)
    url = answer(site, status=502)
    run = await run_job(url)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    assert run.job.result["httpStatus"] == 502
    assert (await run_job(url, options=FAIL)).error_type == "SITE_ERROR"


async def test_what_the_browser_can_show_is_a_page(run_job: RunJob, site: TestSite) -> None:
    feed = "<rss><channel><title>news</title></channel></rss>"
    run = await run_job(
        site.page("dot.svg"),
        visit(site, kind="application/rss+xml", html=feed),
        visit(site, kind="application/json", html="[1]"),
        visit(site, kind="text/plain", html="text"),
        {"action": "extract", "target": "body"},
        visit(site, html=""),
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert [one for one in results(run) if "error" in one] == []
    assert run.value(3) == "text"


async def test_what_the_browser_downloads_or_what_has_no_content_is_no_page_and_is_not_tried_again(
    run_job: RunJob, site: TestSite
) -> None:
    pdf = {"kind": "application/pdf", "html": "%PDF-1.4"}
    run = await run_job(
        site.page("colours.html"),
        visit(site, **pdf),
        visit(site, html="<p>", disposition="attachment; filename=a.html"),
        visit(site, status=204),
        visit(site, kind="text/csv", html="a,b"),
        visit(site, status=500, **pdf),
    )
    told = [one["error"] for one in results(run)]
    assert [one["errorType"] for one in told] == ["NOT_A_PAGE"] * 4 + ["SITE_ERROR"]
    words = [
        "application/pdf, which the browser downloads",
        "text/html",
        "answered 204, which has no content",
        "text/csv",
    ]
    for word, one in zip(words, told, strict=False):
        assert word in one["message"]
        assert "action download" in one["message"]
    assert [one["httpStatus"] for one in results(run)] == [200, 200, 204, 200, 500]
    run = await run_job(answer(site, **pdf), max_retries=3)
    assert (run.job.status, run.error_type) == (Status.FAILED, "NOT_A_PAGE")
    assert run.artifacts == []


async def test_a_download_that_has_no_content_is_no_file_and_is_not_tried_again(
    run_job: RunJob, site: TestSite, firefox: None
) -> None:
    for browser_type_id in (1, 2):
        run = await run_job(
            site.page("colours.html"),
            {"action": "download", "url": answer(site, status=204)},
            browser_type_id=browser_type_id,
            max_retries=3,
        )
        assert (run.job.status, run.error_type) == (Status.FAILED, "ACTION_FAILED")
        assert run.job.error is not None
        assert "answered 204, which has no content" in run.job.error["message"]


@pytest.mark.parametrize("browser_type_id", [1, 2])
async def test_a_page_is_used_at_once_where_what_it_leads_to_has_no_content(
    run_job: RunJob, site: TestSite, firefox: None, browser_type_id: int
) -> None:
    none = answer(site, status=204)
    html = f"<h1>Here</h1><a id=none href='{none}'>None</a>"
    read = {"action": "extract", "target": "h1"}
    ready = {"action": "wait", "target": "h1", "state": "visible"}
    run = await run_job(
        answer(site, html=html),
        visit(site, status=204),
        ready,
        {"action": "click", "target": "#none"},
        {"action": "hover", "target": "h1"},
        {"action": "press", "target": "#none", "keys": ["Enter"]},
        {"action": "click", "target": "h1"},
        {"action": "click", "target": "#none", "waitForNavigation": True, "continueOnError": True},
        read,
        {"action": "visit", "url": site.page("colours.html")},
        {"action": "extract", "target": "title"},
        browser_type_id=browser_type_id,
        timeout_ms=20_000,
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert (run.value(7), run.value(9)) == ("Here", "Colours")
    errors = {one["index"]: one["error"] for one in results(run) if "error" in one}
    assert {index: error["errorType"] for index, error in errors.items()} == {0: "NOT_A_PAGE", 6: "ACTION_FAILED"}
    assert "answered 204, which has no content" in errors[6]["message"]


async def test_firefox_shows_a_picture_as_a_page(run_job: RunJob, site: TestSite, firefox: None) -> None:
    run = await run_job(site.page("red.png"), {"action": "screenshot"}, browser_type_id=2, wait_until="networkidle")
    assert run.job.status is Status.COMPLETED, run.job.error


async def test_firefox_tells_the_same(run_job: RunJob, site: TestSite, firefox: None) -> None:
    run = await run_job(
        answer(site, status=404, html="<p>no"),
        visit(site, status=204),
        visit(site, kind="application/zip", html="PK"),
        visit(site, status=500),
        {**visit(site, status=500), "onHttpError": "fail"},
        browser_type_id=2,
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    assert run.job.result["httpStatus"] == 404
    assert [one.get("error", {}).get("errorType") for one in results(run)] == [
        "NOT_A_PAGE",
        "NOT_A_PAGE",
        None,
        "SITE_ERROR",
    ]
