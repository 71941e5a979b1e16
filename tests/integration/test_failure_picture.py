"""A step that fails keeps a picture of its page, and fails no worse for it."""

import asyncio
import io

import pytest
from PIL import Image
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from tabwright.v1.action_pb2 import Action

from store.errors import StorageUnavailable
from store.job import Json, Status
from store.records.files import FileStorage
from tests.fixtures.runs import Run, RunJob
from tests.fixtures.site import TestSite
from worker.running import attempt, clock, failure_picture
from worker.step import File

FIREFOX = 2
IMPOSSIBLE = {"action": "click", "target": "#missing", "timeoutMs": 1500}
LIGHTLY = {**IMPOSSIBLE, "continueOnError": True}


async def picture(run: Run, name: str = "failure.png") -> Image.Image:
    return Image.open(io.BytesIO(await run.read(name))).convert("RGB")


def names(run: Run) -> list[str]:
    return [artifact.name for artifact in run.artifacts]


def error_of(run: Run) -> Json:
    """Why the job failed or is to be tried again."""
    error: Json = run.events[-1].data["error"]
    return error


def assert_failed_without_picture(run: Run, error_type: str = "SELECTOR_NOT_FOUND") -> None:
    assert run.job.status is Status.FAILED
    assert run.error_type == error_type
    assert "artifact" not in error_of(run)["details"]
    assert names(run) == []


async def test_a_job_that_fails_keeps_a_picture_of_its_page_and_names_it(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(site.page("colours.html"), IMPOSSIBLE)
    (artifact,) = run.artifacts
    assert (artifact.artifact_type, artifact.name, artifact.mime_type) == ("failure", "failure.png", "image/png")
    seen = await picture(run)
    assert seen.size == (1920, 1080)
    assert [seen.getpixel((5, y)) for y in (5, 605)] == [(255, 0, 0), (0, 128, 0)]
    assert error_of(run)["details"]["artifact"] == "failure.png"
    assert error_of(run)["details"]["errorType"] == "SELECTOR_NOT_FOUND"
    kept, failed = run.events[-2:]
    assert (kept.type, failed.type) == ("job.progress", "job.failed")
    assert kept.data == {"action": "record", "actionCount": 1, "artifact": "failure.png"}


async def test_each_failure_that_a_job_allows_keeps_a_picture_of_its_own(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("colours.html"), LIGHTLY, {"action": "screenshot"}, LIGHTLY, {"action": "extract", "target": "title"}
    )
    assert run.job.status is Status.COMPLETED, run.job.error
    assert names(run) == ["failure.png", "screenshot.png", "failure-2.png"]
    assert run.job.result is not None
    told = [action.get("error", {}).get("artifact") for action in run.job.result["actions"]]
    assert told == ["failure.png", None, "failure-2.png", None]
    assert [event.data["error"]["artifact"] for event in run.events if "error" in event.data] == [told[0], told[2]]


async def test_an_attempt_that_will_be_made_again_keeps_its_picture_too(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(
        site.page("colours.html"), {"action": "wait", "milliseconds": 9000, "timeoutMs": 100}, max_retries=1
    )
    assert run.job.status is Status.PENDING
    assert names(run) == ["failure.png"]


async def test_a_page_that_has_not_loaded_is_pictured_as_it_is(
    run_job: RunJob, site: TestSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "OVERTIME_S", 20.0)
    monkeypatch.setattr(attempt, "OVERTIME_S", 20.0)  # it is the order of things that counts here
    run = await run_job(f"{site.url}/never", timeout_ms=1500)
    assert run.error_type == "TIMEOUT"
    assert names(run) == ["failure.png"]
    assert error_of(run)["details"]["artifact"] == "failure.png"


async def test_a_failure_in_firefox_is_pictured_too(run_job: RunJob, site: TestSite, firefox: None) -> None:
    run = await run_job(site.page("colours.html"), IMPOSSIBLE, browser_type_id=FIREFOX)
    assert (await picture(run)).getpixel((5, 605)) == (0, 128, 0)


async def test_a_job_may_do_without_pictures_of_failures(run_job: RunJob, site: TestSite) -> None:
    run = await run_job(site.page("colours.html"), IMPOSSIBLE, options={"failureScreenshot": False})
    assert_failed_without_picture(run)


@pytest.mark.parametrize("url", ["http://unresolvable.invalid/", "http://127.0.0.1:65535/"])
async def test_where_no_page_was_opened_there_is_no_picture(run_job: RunJob, url: str) -> None:
    assert_failed_without_picture(await run_job(url), "NETWORK_ERROR")


@pytest.mark.parametrize("what", ["the browser refuses", "nothing comes", "the storage is away", "it is too large"])
async def test_a_picture_that_cannot_be_had_changes_nothing_about_the_failure(
    run_job: RunJob, site: TestSite, files: FileStorage, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    async def take(_: Page) -> File:
        if what == "nothing comes":
            await asyncio.Event().wait()
        raise PlaywrightError("Target crashed")

    async def put(path: str, _: bytes) -> None:
        raise StorageUnavailable(path, OSError("no space left"))

    match what:
        case "the storage is away":
            monkeypatch.setattr(files, "put", put)
        case "it is too large":
            files.max_bytes = 100
        case _:
            monkeypatch.setattr(failure_picture, "take", take)
            monkeypatch.setattr(failure_picture, "TIMEOUT_S", 0.2)
    assert_failed_without_picture(await run_job(site.page("colours.html"), IMPOSSIBLE))


async def test_a_picture_takes_a_part_only_of_the_time_of_a_job_that_goes_on(
    run_job: RunJob, site: TestSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def take(_: Page) -> File:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(failure_picture, "take", take)
    monkeypatch.setattr(failure_picture, "TIMEOUT_S", 60.0)
    run = await run_job(site.page("colours.html"), LIGHTLY, {"action": "extract", "target": "title"}, timeout_ms=10_000)
    assert run.job.status is Status.COMPLETED, run.job.error
    assert names(run) == []


@pytest.mark.parametrize(
    ("actions", "pictured"),
    [
        ([{**IMPOSSIBLE, "name": "secret"}], False),
        ([{"action": "press", "keys": ["a"], "name": "secret"}, IMPOSSIBLE], False),
        ([{"action": "setHeaders", "headers": {"a": "b"}, "name": "secret"}, IMPOSSIBLE], True),
        ([IMPOSSIBLE, {"action": "press", "keys": ["a"], "name": "secret"}], True),
    ],
    ids=["of itself", "of what was entered before", "of headers", "not yet"],
)
async def test_no_picture_shows_what_a_sensitive_action_has_entered(
    run_job: RunJob, site: TestSite, monkeypatch: pytest.MonkeyPatch, actions: list[Json], pictured: bool
) -> None:
    def may_be_pictured(action: Action) -> bool:
        return action.name != "secret"

    monkeypatch.setattr(failure_picture, "may_be_pictured", may_be_pictured)
    run = await run_job(site.page("colours.html"), *actions)
    assert names(run) == (["failure.png"] if pictured else [])
