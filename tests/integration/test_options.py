"""A job's options: what pages see of them, and what is recorded."""

import io
import json
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from PIL import Image
from structlog.testing import capture_logs

from store.database.connection import Database
from store.job import Json, Status
from store.queue.workers import list_workers
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.site import TestSite
from worker.browsers.browsers import Browsers
from worker.running.executor import Executor

CHROMIUM, FIREFOX, MOBILE_CHROME = 1, 2, 4
ENGINES = pytest.mark.parametrize("engine", [CHROMIUM, FIREFOX], ids=["chromium", "firefox"])
READ = [{"action": "extract", "target": "#size"}, {"action": "extract", "target": "#seen"}]
RECORD_ALL = {"trace": True, "har": True, "consoleLog": True, "networkLog": True}

pytestmark = pytest.mark.usefixtures("firefox")


async def visit(run_job: RunJob, site: TestSite, options: Json, browser_type_id: int = CHROMIUM) -> tuple[str, Any]:
    """What a page sees: its size, and the rest."""
    run = await run_job(site.page("visitor.html"), *READ, options=options, browser_type_id=browser_type_id)
    assert run.job.status is Status.COMPLETED, run.job.error
    return run.value(0), json.loads(run.value(1))


@ENGINES
async def test_pages_have_the_language_the_time_zone_and_the_user_agent_of_the_job(
    run_job: RunJob, site: TestSite, engine: int
) -> None:
    options = {"locale": "de-DE", "timezoneId": "Asia/Tokyo", "userAgent": "Probe/1.0"}
    _, seen = await visit(run_job, site, options, engine)
    assert (seen["language"], seen["timezone"], seen["time"]) == ("de-DE", "Asia/Tokyo", 9)
    assert seen["userAgent"] == "Probe/1.0"


async def test_pages_have_the_media_features_of_the_job(run_job: RunJob, site: TestSite) -> None:
    _, plain = await visit(run_job, site, {})
    assert (plain["dark"], plain["still"]) == (False, False)
    _, seen = await visit(run_job, site, {"colorScheme": "dark", "reducedMotion": "reduce"})
    assert (seen["dark"], seen["still"]) == (True, True)


@pytest.mark.parametrize(
    ("options", "browser_type_id", "size", "touch"),
    [
        ({"viewport": {"width": 500, "height": 400}}, CHROMIUM, "500x400@1", False),
        ({"viewport": {"width": 500, "height": 400, "deviceScaleFactor": 2.5}}, FIREFOX, "500x400@2.5", False),
        ({"viewport": {"width": 500, "height": 400, "isMobile": True, "hasTouch": True}}, CHROMIUM, "500x400@1", True),
        ({"device": "Pixel 7"}, CHROMIUM, "412x839@2.625", True),
        ({"device": "Pixel 7"}, FIREFOX, "412x839@2.625", False),
        ({"device": "Desktop Chrome"}, MOBILE_CHROME, "1280x720@1", False),
        ({"device": "Pixel 7", "viewport": {"width": 300, "height": 200}}, CHROMIUM, "300x200@2.625", True),
    ],
)
async def test_pages_have_the_screen_of_the_job(
    run_job: RunJob, site: TestSite, options: Json, browser_type_id: int, size: str, *, touch: bool
) -> None:
    seen_size, seen = await visit(run_job, site, options, browser_type_id)
    assert (seen_size, seen["touch"]) == (size, touch)


@ENGINES
async def test_extra_headers_go_with_every_request(run_job: RunJob, site: TestSite, engine: int) -> None:
    run = await run_job(
        f"{site.url}/headers",
        {"action": "extract", "target": "#x-probe"},
        options={"extraHttpHeaders": {"X-Probe": "a b"}},
        browser_type_id=engine,
    )
    assert run.value(0) == "a b"


@ENGINES
@pytest.mark.parametrize("ours", [True, False], ids=["to its site", "to no other"])
async def test_http_credentials_go(run_job: RunJob, site: TestSite, engine: int, *, ours: bool) -> None:
    credentials = {"username": "ann", "password": "pass", "origin": site.url if ours else "http://other.test"}
    run = await run_job(
        f"{site.url}/private",
        {"action": "extract", "target": "p"},
        options={"httpCredentials": credentials},
        browser_type_id=engine,
    )
    assert run.value(0) == ("ann:pass" if ours else "who?")


async def test_pages_with_the_permission_see_the_geolocation_of_the_job(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("place.html"),
        {"action": "wait", "target": "#place.known"},
        {"action": "extract", "target": "#place"},
        options={"geolocation": {"latitude": 48.1, "longitude": 11.5}, "permissions": ["geolocation"]},
    )
    assert run.value(1) == "48.1 11.5"


async def test_pages_of_a_job_without_scripts_run_none(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("visitor.html"), {"action": "extract", "target": "#script"}, options={"javaScriptEnabled": False}
    )
    assert run.value(0) == "without script"


@pytest.mark.parametrize(
    ("options", "wish"),
    [
        ({"colorScheme": "dark"}, "colorScheme"),
        ({"reducedMotion": "reduce"}, "reducedMotion"),
        ({"javaScriptEnabled": False}, "javaScriptEnabled"),
        ({"viewport": {"width": 1, "height": 1, "isMobile": True}}, "viewport.isMobile"),
        ({"permissions": ["camera"]}, "permissions"),
        ({"record": {"video": True}}, "record.video"),
    ],
)
async def test_what_the_systems_firefox_cannot_do_fails_the_job_and_is_not_left_out(
    run_job: RunJob, site: TestSite, browsers: Browsers, options: Json, wish: str
) -> None:
    if not browsers.engines["firefox"].is_stock_firefox:
        pytest.skip("this is Playwright's own Firefox")
    run = await run_job(site.page("visitor.html"), options=options, browser_type_id=FIREFOX)
    assert run.error_type == "UNSUPPORTED"
    assert run.job.error is not None
    assert f"cannot do {wish};" in run.job.error["message"]


@ENGINES
@pytest.mark.parametrize(
    ("options", "told"),
    [({"timezoneId": "Mars/Olympus"}, "Mars/Olympus"), ({"locale": "xx-klingonisch"}, "")],
    ids=["time zone", "locale"],
)
async def test_options_that_the_browser_refuses_fail_the_job_at_once_and_harm_no_other(
    run_job: RunJob, site: TestSite, engine: int, options: Json, told: str
) -> None:
    await visit(run_job, site, {}, engine)
    with capture_logs() as logs:
        run = await run_job(site.page("visitor.html"), options=options, browser_type_id=engine)
    assert (run.job.status, run.error_type) == (Status.FAILED, "VALIDATION_ERROR")
    assert run.job.error is not None
    assert told in run.job.error["message"]
    assert "browser.killed" not in [line["event"] for line in logs]


async def test_a_device_that_the_workers_playwright_does_not_know_fails_the_job(
    run_job: RunJob, site: TestSite
) -> None:
    run = await run_job(site.page("visitor.html"), options={"device": "Pixel 99"})
    assert run.error_type == "VALIDATION_ERROR"


@ENGINES
async def test_what_is_recorded_becomes_artifacts(run_job: RunJob, site: TestSite, engine: int) -> None:
    run = await run_job(
        site.page("noisy.html"),
        {"action": "extract", "target": "h1"},
        options={"record": RECORD_ALL},
        browser_type_id=engine,
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert [(one.name, one.artifact_type, one.mime_type) for one in run.artifacts] == [
        ("trace.zip", "trace", "application/zip"),
        ("network.har", "har", "application/json"),
        ("console.log", "log", "application/x-ndjson"),
        ("network.log", "log", "application/x-ndjson"),
    ]
    kept = [event.data["artifact"] for event in run.events if event.data.get("action") == "record"]
    assert kept == [one.name for one in run.artifacts]

    trace = ZipFile(io.BytesIO(await run.read("trace.zip")))
    assert trace.testzip() is None
    steps = b"".join(trace.read(name) for name in trace.namelist() if name.endswith(".trace"))
    assert b'"method":"goto"' in steps
    archive = json.loads(await run.read("network.har"))
    assert site.page("noisy.html") in [entry["request"]["url"] for entry in archive["log"]["entries"]]
    console = await _lines(run, "console.log")
    assert ("log", "hello 1") in [(line["type"], line["text"]) for line in console]
    assert ("exception", True) in [(line["type"], "out of order" in line["text"]) for line in console]
    network = await _lines(run, "network.log")
    assert {"event": "response", "method": "GET", "url": site.page("noisy.html"), "status": 200}.items() <= next(
        line for line in network if line["event"] == "response"
    ).items()


async def test_a_video_shows_the_page(run_job: RunJob, site: TestSite, tmp_path: Path) -> None:
    run = await run_job(
        site.page("colours.html"),
        {"action": "wait", "milliseconds": 1000},
        options={"record": {"video": True}},
    )
    assert [(one.name, one.artifact_type) for one in run.artifacts] == [("video.webm", "video")], run.job.error
    video, picture = tmp_path / "video.webm", tmp_path / "last.png"
    video.write_bytes(await run.read("video.webm"))
    command = ["ffmpeg", "-loglevel", "error", "-i", video, "-update", "1", picture]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)  # noqa: ASYNC221, S603
    image = Image.open(picture).convert("RGB")
    assert image.size == (800, 450)
    red, green, blue = image.getpixel((400, 100))  # type: ignore[misc]
    assert (red > 200, green < 60, blue < 60) == (True, True, True)


async def test_recordings_of_a_job_that_fails_are_kept(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("noisy.html"),
        {"action": "click", "target": "#missing", "timeoutMs": 1500},
        options={"record": RECORD_ALL},
    )
    assert run.error_type == "SELECTOR_NOT_FOUND"
    recorded = {"trace.zip", "network.har", "console.log", "network.log"}
    assert {one.name for one in run.artifacts} == recorded | {"failure.png"}
    assert run.events[-1].type == "job.failed"


async def test_a_recording_over_the_limit_fails_a_job_that_had_done_all_else(
    run_job: RunJob, site: TestSite, executor: Executor
) -> None:
    executor._files.max_bytes = 2000
    run = await run_job(site.page("noisy.html"), options={"record": {"trace": True, "consoleLog": True}})
    assert run.error_type == "ARTIFACT_TOO_LARGE"
    assert run.job.error is not None
    assert run.job.error["message"].startswith("recording: ")
    assert [one.name for one in run.artifacts] == ["console.log"]


async def test_nothing_of_a_recording_is_left_in_the_workers_folder(
    run_job: RunJob, site: TestSite, browsers: Browsers
) -> None:
    await run_job(site.page("noisy.html"), options={"record": {**RECORD_ALL, "video": True}})
    assert list(browsers._folder.path.glob("job-*")) == []


async def test_a_job_that_no_worker_runs_is_accepted_and_its_first_event_says_so(
    run_job: RunJob, site: TestSite, database: Database
) -> None:
    run = await run_job(site.page("visitor.html"))
    assert run.events[0].data["warning"] == "WorkerUnavailable"  # it was accepted before its worker came
    assert "browser type 1" in run.events[0].data["message"]
    assert len(await list_workers(database)) > 0
    following = await run_job(site.page("visitor.html"))
    assert following.events[0].data == {}


async def _lines(run: Run, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (await run.read(name)).splitlines()]
