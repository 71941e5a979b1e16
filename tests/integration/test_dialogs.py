"""What dialogs said, in the result of the job."""

from urllib.parse import quote

import pytest

from store.job import Status
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite
from tests.integration.test_firefox import FIREFOX

CHROMIUM = 1


def _page(site: TestSite, html: str) -> str:
    return f"{site.url}/page?html={quote(html)}"


@pytest.mark.usefixtures("firefox")
@pytest.mark.parametrize("engine", [CHROMIUM, FIREFOX])
async def test_the_result_tells_what_dialogs_said_without_what_actions_hide(
    run_job: RunJob, site: TestSite, engine: int
) -> None:
    html = (
        "<script>alert('x'.repeat(2000)); document.title = confirm('Sure?')</script><input id=a><input id=b>"
        "<button onclick=\"alert('You are ' + a.value); alert('Code ' + b.value)\">Tell</button>"
        "<p onclick=\"this.textContent = prompt('Name?', 'nobody')\">Ask</p>"
    )
    run = await run_job(
        _page(site, html),
        {"action": "fill", "target": "#a", "value": "Ada Lovelace", "sensitive": True},
        {"action": "fill", "target": "#b", "value": "42", "sensitive": True},
        {"action": "click", "target": "button"},
        {"action": "answerDialogs", "answer": "accept", "promptText": "Bob"},
        {"action": "click", "target": "p"},
        {"action": "extract", "target": "p"},
        browser_type_id=engine,
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.job.result is not None
    assert [(one["type"], one["message"]) for one in run.job.result["dialogs"]] == [
        ("alert", "x" * 1000),
        ("confirm", "Sure?"),
        ("alert", "You are ***"),
        ("alert", "***"),
        ("prompt", "Name?"),
    ]
    assert run.value(5) == "Bob"
    assert run.job.result["title"] == "false"


async def test_a_flood_of_dialogs_is_told_in_part_and_answered_all_the_same(run_job: RunJob, site: TestSite) -> None:
    html = "<script>for (let n = 0; n < 150; n++) alert(n)</script><p>Done</p>"
    run = await run_job(
        _page(site, html),
        {"action": "answerDialogs", "answer": "accept"},
        {"action": "evaluate", "script": "[confirm('more'), prompt('more', 'x')]"},
    )
    assert run.job.result is not None
    assert [one["message"] for one in run.job.result["dialogs"]] == [str(number) for number in range(100)]
    assert run.value(1) == [True, "x"]


async def test_a_job_without_dialogs_tells_none(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(site.page("colours.html"))
    assert run.job.result is not None
    assert "dialogs" not in run.job.result
