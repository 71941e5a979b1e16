"""back, forward and reload."""

import pytest

from store.job import Status
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite
from tests.integration.test_firefox import FIREFOX

PLACE = {"action": "evaluate", "script": "location.pathname + location.hash"}


async def test_back_and_forward_go_through_the_pages_of_the_tab_and_no_further(run_job: RunJob, site: TestSite) -> None:
    goes_on = {"continueOnError": True}
    run = await run_job(
        site.page("colours.html"),
        {"action": "back", **goes_on},
        PLACE,
        {"action": "forward", **goes_on},
        {"action": "evaluate", "script": "void (location.hash = 'here')"},
        {"action": "visit", "url": site.page("later.html")},
        {"action": "back"},
        PLACE,
        {"action": "back", "waitUntil": "domcontentloaded"},
        PLACE,
        {"action": "forward"},
        PLACE,
        {"action": "reload"},
        PLACE,
        {"action": "forward"},
        PLACE,
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    errors = [run.job.result["actions"][number]["error"] for number in (0, 2)]
    assert [error["errorType"] for error in errors] == ["ACTION_FAILED"] * 2
    assert errors[0]["message"] == f"there is no page to go back to from {site.page('colours.html')}"
    assert errors[1]["message"].startswith("there is no page to go forward to from ")
    places = [run.value(number) for number in (1, 6, 8, 10, 12, 14)]
    here = "/colours.html#here"
    assert places == ["/colours.html", here, "/colours.html", here, here, "/later.html"]


async def test_reload_waits_for_the_load_state_that_it_names(run_job: RunJob, site: TestSite) -> None:
    reload = {"action": "reload", "waitUntil": "networkidle", "timeoutMs": 700}
    run = await run_job(f"{site.url}/busy", reload, max_retries=0, wait_until="load")
    assert run.error_type == "TIMEOUT"


@pytest.mark.usefixtures("firefox")
async def test_firefox_reloads_but_goes_neither_back_nor_forward(run_job: RunJob, site: TestSite) -> None:
    for step in ("back", "forward"):
        actions = [{"action": "reload"}, PLACE, {"action": step}]
        run = await run_job(site.page("colours.html"), *actions, browser_type_id=FIREFOX)
        assert run.error_type == "UNSUPPORTED"
        assert run.value(1) == "/colours.html"
