"""Tabs and dialogs, in a real browser."""

from urllib.parse import urlencode

import pytest

from store.job import Json, Status
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite

TITLE = {"action": "evaluate", "script": "document.title"}
OPEN = {"action": "click", "target": "#open"}


async def test_actions_go_on_in_the_tab_that_was_switched_to_and_back(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("workshop.html"),
        OPEN,
        TITLE,
        {"action": "switchTab"},
        TITLE,
        {"action": "switchTab", "tab": 0},
        TITLE,
        {"action": "switchTab", "tab": 1},
        {"action": "closeTab"},
        TITLE,
    )
    assert [run.value(index) for index in (1, 3, 5, 8)] == ["Workshop", "Colours", "Workshop", "Workshop"]
    assert run.job.result is not None
    assert run.job.result["finalUrl"] == site.page("workshop.html")


async def test_a_tab_that_closes_itself_gives_way_to_the_one_before_it(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("workshop.html"),
        OPEN,
        {"action": "switchTab"},
        {"action": "evaluate", "script": "setTimeout(() => window.close(), 0)"},
        {"action": "wait", "milliseconds": 300},
        TITLE,
        {"action": "switchTab", "tab": 1, "continueOnError": True},
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.value(4) == "Workshop"
    assert run.job.result is not None
    assert run.job.result["actions"][5]["error"]["message"] == "tab 1 has been closed"


async def test_switching_waits_for_a_tab_that_is_still_to_open(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("workshop.html"),
        {"action": "evaluate", "script": "() => { setTimeout(() => window.open('colours.html'), 300) }"},
        {"action": "switchTab"},
        TITLE,
    )
    assert run.value(2) == "Colours"


@pytest.mark.parametrize(
    ("how", "asked", "sure"),
    [
        ([], "", "false"),
        ([{"answer": "accept"}], "nobody", "true"),
        ([{"answer": "accept", "promptText": ""}], "", "true"),
        ([{"answer": "accept", "promptText": "Ada"}], "Ada", "true"),
        ([{"answer": "accept"}, {"answer": "dismiss"}], "", "false"),
    ],
)
async def test_dialogs_are_answered_as_was_said_last_and_dismissed_when_nothing_was(
    run_job: RunJob, site: TestSite, how: list[Json], asked: str, sure: str
) -> None:
    run = await run_job(
        site.page("workshop.html"),
        *({"action": "answerDialogs", **one} for one in how),
        {"action": "click", "target": "#ask"},
        {"action": "click", "target": "#sure"},
        {"action": "extract", "name": "asked", "target": "#ask"},
        {"action": "extract", "name": "sure", "target": "#sure"},
    )
    assert (run.value(-2), run.value(-1)) == (asked, sure)


def opening(site: TestSite, html: str) -> str:
    """A page that opens another one with this HTML, and shows what that tells it."""
    popup = f"/page?{urlencode({'html': html})}"
    page = f"""
        <title>Opener</title><p id=told></p><button id=open onclick="window.open('{popup}')">Open</button>
        <script>onmessage = event => {{ told.textContent += event.data }}</script>
    """
    return f"{site.url}/page?{urlencode({'html': page})}"


CLOSING = {
    "switched to": ("<script>setTimeout(close, 300)</script><img src='/slow?s=2'>", None),
    "read": ("<script>setTimeout(close, 300)</script>", {"action": "extract", "target": "#nothing"}),
    "waited for": ("<script>setTimeout(close, 300)</script>", {"action": "click", "target": "#nothing"}),
    "leaving": (
        "<button id=go onclick='window.close()'>Go</button>",
        {"action": "click", "target": "#go", "waitForNavigation": True},
    ),
}


@pytest.mark.parametrize("browser_type_id", [1, 2])
async def test_a_tab_that_closes_itself_fails_the_action_and_is_no_crash(
    run_job: RunJob, site: TestSite, firefox: None, browser_type_id: int
) -> None:
    for html, action in CLOSING.values():
        switch = {"action": "switchTab", **({} if action else {"waitUntil": "load", "continueOnError": True})}
        run = await run_job(
            opening(site, html),
            OPEN,
            switch,
            *([{**action, "continueOnError": True}] if action else []),
            TITLE,
            browser_type_id=browser_type_id,
        )
        assert run.job.status is Status.COMPLETED, run.job.error
        assert run.job.result is not None
        error = run.job.result["actions"][-2]["error"]
        assert (error["errorType"], run.value(-1)) == ("ACTION_FAILED", "Opener")
        assert "the tab closed itself before" in error["message"]


@pytest.mark.parametrize("browser_type_id", [1, 2])
async def test_what_closes_its_own_tab_is_done_and_the_job_goes_on_in_the_tab_before(
    run_job: RunJob, site: TestSite, firefox: None, browser_type_id: int
) -> None:
    html = """
        <button id=go onclick="opener.postMessage('.', '*'); window.close()">Go</button>
        <a id=leave href="/page?html=<script>window.close()</script>">Leave</a>
        <input id=in onkeydown="opener.postMessage('.', '*'); window.close()">
    """
    ways = [
        {"action": "click", "target": "#go"},
        {"action": "click", "target": "#leave"},
        {"action": "press", "target": "#in", "keys": ["a"], "pressCount": 3},
        {"action": "evaluate", "script": "new Promise(() => { opener.postMessage('.', '*'); close() })"},
    ] * 2
    opened = [one for way in ways for one in (OPEN, {"action": "switchTab"}, way)]
    run = await run_job(opening(site, html), *opened, TITLE, browser_type_id=browser_type_id)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.value(-1) == "Opener"
    told = await run_job(opening(site, html), *opened[:3], {"action": "extract", "target": "#told"})
    assert told.value(-1) == "."


async def test_a_job_whose_last_tab_has_closed_itself_is_done_or_fails_with_the_next_action(
    run_job: RunJob, site: TestSite
) -> None:
    leave = [OPEN, {"action": "switchTab"}, {"action": "switchTab", "tab": 0}, {"action": "closeTab"}]
    html = "<button id=go onclick='window.close()'>Go</button>"
    go = {"action": "click", "target": "#go"}
    run = await run_job(opening(site, html), *leave, go, max_retries=3)
    assert run.job.status is Status.COMPLETED, run.job.error
    run = await run_job(opening(site, html), *leave, go, TITLE, max_retries=3)
    assert (run.job.status, run.error_type) == (Status.FAILED, "ACTION_FAILED")
    assert run.job.error is not None
    assert "there is no other tab" in run.job.error["message"]
