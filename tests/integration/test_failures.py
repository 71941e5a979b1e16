"""How jobs fail: each failure is typed, names its step, and keeps what came before it."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Error as PlaywrightError

from store.job import Json, Status
from store.records.files import FileStorage
from store.settings import ArtifactSettings
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite
from worker.browsers.fast.page import Page as FastPage
from worker.running.executor import Executor


@pytest.mark.parametrize(
    ("action", "error_type", "message"),
    [
        (
            {"action": "click", "target": "#missing"},
            "SELECTOR_NOT_FOUND",
            "no element matches getBySelector '#missing'",
        ),
        ({"action": "wait", "target": "#missing"}, "SELECTOR_NOT_FOUND", "no element matches"),
        ({"action": "click", "target": ".twin"}, "SELECTOR_NOT_FOUND", "strict mode violation"),
        ({"action": "fill", "target": "h1", "value": "x"}, "ACTION_FAILED", "not an <input>"),
        ({"action": "click", "target": "p[["}, "VALIDATION_ERROR", "p[["),
        ({"action": "visit", "url": "http://unresolvable.invalid/"}, "NETWORK_ERROR", "ERR_NAME_NOT_RESOLVED"),
        ({"action": "visit", "url": "http://127.0.0.1:65535/"}, "NETWORK_ERROR", "ERR_CONNECTION_REFUSED"),
        (
            {"action": "extract", "extractors": [{"name": "price", "selector": "#nope"}]},
            "SELECTOR_NOT_FOUND",
            "extractor price",
        ),
    ],
)
async def test_a_failing_step_fails_the_job_with_a_typed_error_that_names_it(
    run_job: RunJob, site: TestSite, action: Json, error_type: str, message: str
) -> None:
    run = await run_job(
        site.page("elements.html"),
        {"action": "extract", "target": "h1"},
        {"action": "screenshot"},
        {**action, "timeoutMs": 2000},
        {"action": "pdf"},
    )
    assert run.job.status is Status.FAILED
    assert run.job.error is not None
    assert run.error_type == error_type
    assert message in run.job.error["message"]
    assert run.job.error["details"]["actionIndex"] == 2
    assert run.job.error["details"]["action"] == action["action"]
    assert (run.job.error["statusCode"], run.job.error["error"]) == (500, "JobExecutionError")
    # What the steps before it have made is kept.
    assert run.value(0) == "Elements"
    pictures = ["screenshot.png"] if error_type == "NETWORK_ERROR" else ["screenshot.png", "failure.png"]
    assert [artifact.name for artifact in run.artifacts] == pictures
    assert (run.events[-1].type, run.events[-1].data["error"]) == ("job.failed", run.job.error)


@pytest.mark.parametrize(
    ("path", "error_type"),
    [
        ("/never", "TIMEOUT"),
        ("/slow?s=30", "TIMEOUT"),
        ("/download", "NOT_A_PAGE"),
    ],
)
async def test_a_page_that_cannot_be_opened_fails_the_job_and_the_error_says_so(
    run_job: RunJob, site: TestSite, path: str, error_type: str
) -> None:
    run = await run_job(site.url + path, {"action": "screenshot"}, timeout_ms=1500)
    assert run.job.status is Status.FAILED
    assert run.error_type == error_type
    assert run.job.error is not None
    assert run.job.error["details"]["action"] == "visit"
    assert "actionIndex" not in run.job.error["details"]


async def test_a_page_with_an_error_status_is_a_page(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(f"{site.url}/nothing-here", {"action": "screenshot"})
    assert run.job.status is Status.COMPLETED


async def test_a_page_that_blocks_its_own_thread_times_out_and_the_browser_goes_on(
    run_job: RunJob, site: TestSite
) -> None:
    run = await run_job(
        site.page("elements.html"),
        {"action": "visit", "url": site.page("endless.html"), "waitUntil": "domcontentloaded"},
        {"action": "extract", "target": "body"},
        timeout_ms=3000,
    )
    assert run.error_type == "TIMEOUT"
    assert (await run_job(site.page("elements.html"))).job.status is Status.COMPLETED


async def test_a_file_over_the_limit_fails_the_job(
    run_job: RunJob, site: TestSite, executor: Executor, tmp_path: Path
) -> None:
    executor._files = FileStorage(ArtifactSettings(artifact_storage_path=str(tmp_path)))
    executor._files.max_bytes = 100
    run = await run_job(site.page("elements.html"), {"action": "screenshot"})
    assert run.error_type == "ARTIFACT_TOO_LARGE"
    assert run.artifacts == []


async def test_a_storage_that_fails_lets_the_job_try_again(
    run_job: RunJob, site: TestSite, executor: Executor, tmp_path: Path
) -> None:
    (tmp_path / "blocked").mkdir()
    executor._files = FileStorage(ArtifactSettings(artifact_storage_path=str(tmp_path / "blocked")))
    (tmp_path / "blocked").rmdir()
    (tmp_path / "blocked").write_text("a file where the folder was")
    run = await run_job(site.page("elements.html"), {"action": "screenshot"}, max_retries=3)
    assert (run.job.status, run.job.retry_count) == (Status.PENDING, 1)
    assert run.events[-1].data["error"]["details"]["errorType"] == "STORAGE_UNAVAILABLE"


@pytest.mark.parametrize(
    ("action", "status"),
    [
        ({"action": "visit", "url": "http://unresolvable.invalid/"}, Status.PENDING),
        ({"action": "wait", "milliseconds": 20_000, "timeoutMs": 1500}, Status.PENDING),
        ({"action": "visit", "url": "{site}/download"}, Status.FAILED),
        ({"action": "click", "target": "#missing", "timeoutMs": 1500}, Status.FAILED),
        ({"action": "click", "target": "p[["}, Status.FAILED),
    ],
    ids=lambda value: value.get("url") or value.get("target") or value["action"] if isinstance(value, dict) else value,
)
async def test_a_failure_that_may_pass_is_tried_again_and_one_that_cannot_fails_at_once(
    run_job: RunJob, site: TestSite, action: Json, status: Status
) -> None:
    action = {key: value.replace("{site}", site.url) if key == "url" else value for key, value in action.items()}
    run = await run_job(
        site.page("elements.html"),
        action,
        max_retries=1,
    )
    (told,) = run.events[-1:]
    assert (run.job.status, told.type) == (status, "job.retrying" if status is Status.PENDING else "job.failed")
    assert told.data["error"]["details"]["canRetry"] is (status is Status.PENDING)
    assert ("retryAt" in told.data) is (status is Status.PENDING)


async def test_a_jobs_own_time_running_out_counts_as_a_failure_that_may_pass(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(f"{site.url}/never", timeout_ms=300, max_retries=1)
    assert (run.job.status, run.job.retry_count) == (Status.PENDING, 1)
    assert run.events[-1].data["error"]["details"]["errorType"] == "TIMEOUT"


@pytest.mark.parametrize(("refusals", "error_type"), [(1, None), (2, "BROWSER_CRASHED")])
async def test_a_picture_that_the_browser_refuses_is_taken_again_and_then_by_another_browser(
    run_job: RunJob, site: TestSite, monkeypatch: pytest.MonkeyPatch, refusals: int, error_type: str | None
) -> None:
    take, refused = FastPage.screenshot, 0

    async def screenshot(page: FastPage, **options: Any) -> bytes:
        nonlocal refused
        if refused < refusals:
            refused += 1
            raise PlaywrightError(
                "Page.screenshot: Protocol error (Page.captureScreenshot): Unable to capture screenshot"
            )
        return await take(page, **options)

    monkeypatch.setattr(FastPage, "screenshot", screenshot)
    run = await run_job(site.page("colours.html"), {"action": "screenshot"})
    told = run.job.error["details"] if run.job.error else {}
    assert (told.get("errorType"), told.get("canRetry")) == (error_type, True if error_type else None)
