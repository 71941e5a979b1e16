"""What a person sees of a job while waiting for it."""

from io import StringIO
from typing import Any

import pytest
from google.protobuf.json_format import ParseDict
from rich.console import Console
from tabwright import CreateJobRequest, JobEvent

from cli.progress import JobProgress


def test_a_retry_is_shown_with_its_reason_and_its_time() -> None:
    file = StringIO()
    retrying = {
        "type": "job.retrying",
        "timestamp": "2026-11-29T14:30:00Z",
        "data": {"error": {"message": "the page did not open"}, "retryAt": "2026-11-29T14:30:04Z"},
    }
    with JobProgress(Console(file=file, width=200), CreateJobRequest()) as progress:
        progress.show(ParseDict(retrying, JobEvent()))
        del retrying["data"]["retryAt"]  # type: ignore[attr-defined]
        progress.show(ParseDict(retrying, JobEvent()))
    first, second = file.getvalue().splitlines()
    assert "the page did not open  tried again in 4 s" in first
    assert "tried again at once" in second


def test_no_password_of_a_url_is_shown() -> None:
    file = StringIO()
    url = "http://me:secret@a.test/"
    job = ParseDict({"targetUrl": url, "actions": [{"action": "visit", "url": f"{url}{'x' * 60}"}]}, CreateJobRequest())
    events: list[dict[str, Any]] = [
        {"type": "job.created", "data": {"message": f"at {url}"}},
        {"type": "job.progress", "data": {"action": "visit"}},
        {"type": "job.progress", "data": {"action": "visit", "actionIndex": 0}},
        {"type": "job.retrying", "data": {"error": {"message": f"at {url}"}}},
        {"type": "job.failed", "data": {"error": {"message": f"at {url}"}}},
    ]
    with JobProgress(Console(file=file, width=200), job) as progress:
        for event in events:
            progress.show(ParseDict(event, JobEvent()))
    assert file.getvalue().count("me:***@a.test/") == len(events)
    assert "secret" not in file.getvalue()


@pytest.mark.parametrize(
    ("action", "shown"),
    [
        ({"action": "wait", "milliseconds": 500}, "wait 500 ms"),
        ({"action": "wait", "target": "#late"}, "wait #late"),
        ({"action": "extract", "extractors": [{"name": "title"}, {"name": "link"}], "format": "text"}, "title, link"),
        ({"action": "extract", "target": "h1", "format": "text"}, "extract h1"),
        ({"action": "screenshot", "fullPage": True}, "screenshot full page"),
    ],
)
def test_a_step_is_shown_with_what_it_was_about(action: dict[str, Any], shown: str) -> None:
    file = StringIO()
    job = ParseDict({"actions": [action]}, CreateJobRequest())
    step = {"type": "job.progress", "data": {"action": action["action"], "actionIndex": 0, "durationMs": 7}}
    with JobProgress(Console(file=file, width=200), job) as progress:
        progress.show(ParseDict(step, JobEvent()))
    assert f"{shown}  7 ms" in file.getvalue()


def test_a_job_that_stands_still_says_why_and_how_it_goes_on() -> None:
    file = StringIO()
    pause = {
        "reason": "CAPTCHA",
        "vendor": "recaptcha",
        "instructions": "Solve it,\nthen look at [bold]me[/bold].",
        "by": "Ada",
        "deadline": "2026-11-30T12:15:00Z",
    }
    events: list[dict[str, Any]] = [
        {"type": "job.intervention_needed", "jobId": "one", "data": {"pause": pause}},
        {"type": "job.viewed", "data": {"viewer": "root"}},
        {"type": "job.resumed", "data": {"resumedBy": "solved", "note": "signed in"}},
    ]
    with JobProgress(Console(file=file, width=200), CreateJobRequest()) as progress:
        for event in events:
            progress.show(ParseDict(event, JobEvent()))
    told = file.getvalue()
    assert "CAPTCHA recaptcha by Ada, until 2026-11-30" in told
    assert "then look at [bold]me[/bold]." in told
    assert "tabwright jobs view one --control" in told
    assert "tabwright jobs resume one" in told
    assert "root looks at it" in told
    assert "by itself: it is done: signed in" in told
