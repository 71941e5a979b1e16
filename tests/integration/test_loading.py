"""When pages count as loaded, in a real browser: what asks for ever holds no job up, unless its client has said so."""

from urllib.parse import quote

import pytest
from playwright.async_api import Page
from tabwright.v1.job_service_pb2 import CreateJobRequest

from server.convert import job as convert
from server.convert.options import shown_options
from server.settings import ServerSettings
from store.job import WAIT_UNTIL_IS_SAID, Status
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite
from worker.page import loading
from worker.step import Step, WaitUntil

SAID = {"wait_until": "networkidle", "options": {WAIT_UNTIL_IS_SAID: True}}
NOT_SAID = {"wait_until": "networkidle"}
POLLING = "<title>polling</title><script>fetch('/slow?s=30&secret=x')</script><a id=go href='/busy'>go</a>"


def page(site: TestSite, html: str) -> str:
    return f"{site.url}/page?html={quote(html)}"


async def test_where_nobody_said_so_a_page_that_is_never_idle_counts_as_loaded_and_the_result_says_so(
    run_job: RunJob, site: TestSite
) -> None:
    run = await run_job(
        page(site, POLLING),
        {"action": "extract", "target": "title"},
        {"action": "click", "target": "#go"},
        {"action": "visit", "url": site.page("colours.html")},
        {"action": "visit", "url": f"{site.url}/busy"},
        timeout_ms=14_000,
        **NOT_SAID,
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.value(0) == "polling"
    assert run.job.result is not None
    assert run.job.result["notIdle"] is True
    assert [one.get("notIdle") for one in run.job.result["actions"]] == [None, True, None, True]
    steps = [event.data for event in run.events if event.type == "job.progress"]
    assert [one.get("notIdle") for one in steps] == [True, None, True, None, True]


async def test_a_page_may_take_ten_seconds_to_be_idle_and_less_than_half_of_what_is_left(
    run_job: RunJob, site: TestSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []
    comes_to = loading._comes_to

    async def come_to(step: Step, page: Page, state: WaitUntil, within_ms: float) -> bool | None:
        if state == "networkidle":
            asked.append(within_ms)
        return await comes_to(step, page, state, 300 if state == "networkidle" else within_ms)

    monkeypatch.setattr(loading, "_comes_to", come_to)
    for timeout_ms in (60_000, 20_000):
        run = await run_job(f"{site.url}/busy", timeout_ms=timeout_ms, **NOT_SAID)
        assert run.job.status is Status.COMPLETED, run.job.error
    assert asked[0] == 10_000
    assert asked[1] < 10_000


@pytest.mark.parametrize(
    ("html", "told"),
    [
        (POLLING, "still under way: {site}/slow"),
        ("<script>setInterval(() => fetch('/ping?1'), 50)</script>", "/ping"),
    ],
)
async def test_where_it_was_said_the_failure_names_the_option_and_what_was_under_way(
    run_job: RunJob, site: TestSite, html: str, told: str
) -> None:
    run = await run_job(page(site, html), timeout_ms=1500, **SAID)
    assert run.error_type == "TIMEOUT"
    assert run.job.error is not None
    assert run.job.result is not None
    assert "did not come to load state networkidle (waitUntil); " in run.job.error["message"]
    assert told.format(site=site.url) in run.job.error["message"]
    assert "secret" not in run.job.error["message"].rpartition("(waitUntil)")[2]
    assert run.job.result["httpStatus"] == 200


async def test_an_action_that_says_when_its_page_has_loaded_means_it(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("colours.html"),
        {"action": "visit", "url": f"{site.url}/busy", "waitUntil": "networkidle", "timeoutMs": 1000},
        **NOT_SAID,
    )
    assert run.error_type == "TIMEOUT"


async def test_a_site_that_does_not_answer_is_told_as_such(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(f"{site.url}/slow?s=30", timeout_ms=1000, **NOT_SAID)
    assert run.job.error is not None
    assert "/slow?s=30 has not answered" in run.job.error["message"]


@pytest.mark.parametrize(("said", "is_said"), [("networkidle", True), (None, False), ("load", False)])
def test_what_a_client_says_of_waiting_is_kept_beside_its_options_and_not_shown_among_them(
    *, said: str | None, is_said: bool
) -> None:
    request = CreateJobRequest(target_url="https://example.test", wait_until=said)
    job = convert.new_job(request, "client", ServerSettings())
    assert job.wait_until == (said or "networkidle")
    assert (WAIT_UNTIL_IS_SAID in job.options) is is_said
    assert shown_options(job.options) is None
