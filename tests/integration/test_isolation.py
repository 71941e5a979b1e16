"""Two jobs, one after the other in the same browser: the second finds nothing of the first.

A worker asks nowhere whose jobs they are: what holds for two jobs holds for two clients.
"""

import asyncio

import pytest
from tabwright.v1.job_options_pb2 import JobOptions, Record

from store.job import Json
from tests.fixtures.lender import Lender
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite
from worker.browsers.browsers import Browsers
from worker.browsers.interruption import Interruption

SECRET = "what the first client has"
BROWSERS = pytest.mark.parametrize(
    ("engine", "browser_type_id"),
    [pytest.param("chromium", 1, id="chromium"), pytest.param("firefox", 2, id="firefox")],
)

BY_KEYS: list[Json] = [
    {"action": "fill", "target": "#one", "value": SECRET},
    {"action": "click", "target": "#one"},
    {"action": "press", "keys": ["Control+A", "Control+C"]},
]
BY_THE_PAGE: list[Json] = [{"action": "click", "target": "#copy"}]
PASTE: list[Json] = [
    {"action": "click", "target": "#one"},
    {"action": "press", "keys": ["Control+V"]},
    {"action": "click", "target": "#other", "button": "middle"},
    {
        "action": "extract",
        "extractors": [
            {"name": "copied", "selector": "#one", "attribute": "value"},
            {"name": "selected", "selector": "#other", "attribute": "value"},
        ],
    },
]
KEEP: list[Json] = [{"action": "evaluate", "script": f"keep('{SECRET}')"}]
FIND: list[Json] = [{"action": "evaluate", "script": "find()"}]


@pytest.mark.usefixtures("firefox")
@BROWSERS
@pytest.mark.parametrize("copy", [BY_KEYS, BY_THE_PAGE], ids=["by keys", "by the page"])
async def test_no_job_pastes_what_another_one_has_copied_or_selected(
    run_job: RunJob, site: TestSite, browsers: Browsers, engine: str, browser_type_id: int, copy: list[Json]
) -> None:
    own = await run_job(site.page("keeper.html"), *copy, *PASTE, browser_type_id=browser_type_id)
    before = _browsers(browsers, engine)
    foreign = await run_job(site.page("keeper.html"), *PASTE, browser_type_id=browser_type_id)
    assert _browsers(browsers, engine) == before  # it was the same one
    assert own.value(-1)["copied"] != ""
    assert foreign.value(-1) == {"copied": "", "selected": ""}


@pytest.mark.usefixtures("firefox")
@BROWSERS
async def test_no_job_finds_what_another_one_has_kept(
    run_job: RunJob, site: TestSite, browsers: Browsers, engine: str, browser_type_id: int
) -> None:
    own = await run_job(site.page("keeper.html"), *KEEP, *FIND, browser_type_id=browser_type_id)
    before = _browsers(browsers, engine)
    foreign = await run_job(site.page("keeper.html"), *FIND, browser_type_id=browser_type_id)
    assert _browsers(browsers, engine) == before
    assert {"localStorage", "cookies", "databases", "caches", "serviceWorkers", "credentials"} <= set(own.value(1))
    assert foreign.value(0) == []


def _browsers(browsers: Browsers, engine: str) -> list[int]:
    return [one.pid for one in browsers._pools[engine].launched]


DOWNLOAD = """() => {
    const link = document.createElement('a');
    link.download = 'file';
    link.href = URL.createObjectURL(new Blob(['x'.repeat(1e6)]));
    document.body.append(link);
    link.click();
}"""


@pytest.mark.slow
@pytest.mark.usefixtures("own_folder")
@pytest.mark.parametrize("lender", ["fast"], indirect=True)
async def test_what_a_page_of_the_fast_lane_downloads_does_not_lie_there_in_the_next_job(lender: Lender) -> None:
    browsers, recording = lender.browsers, lender.browsers.recording(Record())
    lent = browsers.page(lender._browser_type, JobOptions(), recording, Interruption(), downloads=True, fast=True)
    async with lent as page:
        ended = asyncio.Event()
        root = page.context.browser.connection.root  # type: ignore[union-attr]  # it is one of the fast lane
        root.on("Browser.downloadProgress", lambda told: ended.set() if told["state"] != "inProgress" else None)
        await page.evaluate(DOWNLOAD)
        await ended.wait()
        folder = browsers.downloads_of(page)
    assert [*folder.iterdir()] == []
