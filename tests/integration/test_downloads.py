"""Downloads that do not come the usual way, in a real browser."""

from urllib.parse import quote

import pytest

from store.job import Json, Status
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite

SCRIPT = """<script>
function download() {
    const tab = window.open('');
    tab.location = '/download';
    setTimeout(() => tab.close(), 300);
}
</script>"""
TITLE = {"action": "extract", "target": "title"}


def page(site: TestSite, html: str) -> str:
    return f"{site.url}/page?html={quote('<title>start</title>' + html)}"


@pytest.mark.parametrize(
    "go",
    [
        "<a id=go target=_blank rel=noopener href=/download>go</a>",
        "<button id=go onclick=\"window.open('/download')\">go</button>",
        "<button id=go onclick='download()'>go</button>",
        "<form target=_blank action=/download><button id=go>go</button></form>",
    ],
)
async def test_a_window_may_open_for_a_download_and_close_itself(run_job: RunJob, site: TestSite, go: str) -> None:
    run = await run_job(page(site, SCRIPT + go), {"action": "download", "target": "#go"}, TITLE)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert await run.read("data.bin") == b"data"
    assert run.value(1) == "start"


@pytest.mark.parametrize(
    "how",
    [
        {"target": "#go"},
        {"url": "{site}/broken"},
        {"url": "{site}/broken?kind=text/plain"},
    ],
)
async def test_a_download_that_breaks_off_is_the_networks_failure_and_tried_again(
    run_job: RunJob, site: TestSite, how: Json
) -> None:
    how = {name: value.format(site=site.url) for name, value in how.items()}
    run = await run_job(
        page(site, "<a id=go href=/broken>go</a>"), {"action": "download", "timeoutMs": 9000, **how}, max_retries=1
    )
    assert run.job.status is Status.PENDING
    error = run.events[-1].data["error"]
    assert (error["details"]["errorType"], error["details"]["canRetry"]) == ("NETWORK_ERROR", True)
    assert "/broken" in error["message"]
    assert "broke off" in error["message"]
    assert run.artifacts == []


async def test_a_download_that_breaks_off_in_firefox_is_told_too(
    run_job: RunJob, site: TestSite, firefox: None
) -> None:
    html = "<a id=go href=/broken>go</a><a id=whole href=/download>whole</a>"
    whole, broken = ({"action": "download", "target": target} for target in ("#whole", "#go"))
    run = await run_job(page(site, html), whole, broken, browser_type_id=2)
    assert run.error_type == "NETWORK_ERROR"
    assert await run.read("data.bin") == b"data"
