"""Tabs and dialogs, in a real browser."""

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
