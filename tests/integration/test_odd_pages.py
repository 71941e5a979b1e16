"""Pages that behave oddly, in a real browser: a job opens them, reads them and leaves them all the same."""

from urllib.parse import quote, urlencode

import pytest

from store.job import Status
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite

HEAD = {"action": "extract", "target": "h1"}


def page(site: TestSite, html: str) -> str:
    return f"{site.url}/page?html={quote(html)}"


async def test_a_page_that_asks_whether_to_leave_it_is_left(run_job: RunJob, site: TestSite) -> None:
    html = """<h1>stay</h1><button id=touch>touch</button><a id=go href=/colours.html>go</a>
    <script>window.addEventListener('beforeunload', event => { event.preventDefault(); event.returnValue = 'x'; })
    </script>"""
    touch, title = {"action": "click", "target": "#touch"}, {"action": "evaluate", "script": "document.title"}
    run = await run_job(page(site, html), touch, {"action": "visit", "url": site.page("elements.html")}, title)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.value(2) == "Elements"


async def test_a_flood_of_dialogs_is_dismissed_and_the_page_read(run_job: RunJob, site: TestSite) -> None:
    html = """<h1>flood</h1><script>
    for (let i = 0; i < 100; i++) { alert(i); confirm(i); prompt(i); }
    document.title = 'over';
    </script>"""
    run = await run_job(page(site, html), HEAD)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.value(0) == "flood"
    assert run.job.result is not None
    assert run.job.result["title"] == "over"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("windows-1251", "Привет"), ("shift_jis", "日本語"), ("iso-8859-1", "Grüße"), ("gbk", "中文")],
)
@pytest.mark.parametrize("is_in_header", [True, False])
async def test_old_encodings_are_read(
    run_job: RunJob, site: TestSite, encoding: str, text: str, *, is_in_header: bool
) -> None:
    meta = "" if is_in_header else f"<meta charset={encoding}>"
    kind = f"text/html; charset={encoding}" if is_in_header else "text/html"
    query = urlencode({"html": f"{meta}<h1>{text}</h1>", "encoding": encoding, "kind": kind})
    run = await run_job(f"{site.url}/answer?{query}", HEAD)
    assert run.value(0) == text


async def test_an_endless_loop_that_a_click_begins_ends_at_the_actions_time(run_job: RunJob, site: TestSite) -> None:
    html = "<button id=go onclick='setTimeout(() => { for (;;); })'>go</button>"
    run = await run_job(
        page(site, html), {"action": "click", "target": "#go"}, {**HEAD, "timeoutMs": 2000}, timeout_ms=8000
    )
    assert run.error_type == "TIMEOUT"
    assert (await run_job(page(site, "<h1>next</h1>"), HEAD)).value(0) == "next"


async def test_a_window_that_closes_itself_at_once_leaves_the_page_it_came_from(
    run_job: RunJob, site: TestSite
) -> None:
    html = """<h1>opener</h1><button id=go onclick="window.open('/page?html=' +
    encodeURIComponent('<script>window.close()<' + '/script>'))">go</button>"""
    run = await run_job(page(site, html), {"action": "click", "target": "#go"}, HEAD)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert run.value(1) == "opener"
