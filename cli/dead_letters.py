"""`tabwright dlq`: the jobs that have failed for good."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import typer
from tabwright.v1.dead_letter_service_pb2 import (
    CountDeadLettersRequest,
    ListDeadLettersRequest,
    RemoveDeadLetterRequest,
    ReplayDeadLettersRequest,
)

from cli.api import Api, command, group
from cli.jobs import JobId, show_jobs
from cli.options import PageToken, moment
from cli.output import when

app = group("List failed jobs, start them again, or remove them. Without a command: list.")

Browser = Annotated[int, typer.Option(help="Only jobs of this browser type.", show_default="all")]
ErrorType = Annotated[str, typer.Option(help="Only jobs with this error type, such as TIMEOUT.", show_default="all")]
After = Annotated[
    datetime | None, typer.Option(help="Only jobs that failed after this time.", parser=moment, metavar="TIME")
]
Before = Annotated[
    datetime | None, typer.Option(help="Only jobs that failed before this time.", parser=moment, metavar="TIME")
]


@command(app, "list")
def list_dead_letters(
    api: Api,
    *,
    browser: Browser = 0,
    error_type: ErrorType = "",
    failed_after: After = None,
    failed_before: Before = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many at most.")] = 20,
    page_token: PageToken = "",
) -> None:
    """List failed jobs, latest failure first."""
    request = ListDeadLettersRequest(
        browser_type_id=browser,
        error_type=error_type,
        failed_after=failed_after,
        failed_before=failed_before,
        limit=limit,
        page_token=page_token,
    )
    is_filtered = any((browser, error_type, failed_after, failed_before))
    empty = "No failed job matches." if is_filtered else "No job has failed."
    show_jobs(api, api.client.dead_letters.ListDeadLetters(request), empty)


@command(app, "count")
def count_dead_letters(
    api: Api, *, browser: Browser = 0, failed_after: After = None, failed_before: Before = None
) -> None:
    """Count failed jobs by the type of their error, most first."""
    answer = api.client.dead_letters.CountDeadLetters(
        CountDeadLettersRequest(browser_type_id=browser, failed_after=failed_after, failed_before=failed_before)
    )
    rows = [(one.error_type, str(one.count), when(one, "last_failed_at")) for one in answer.data]
    api.out.table(answer, ("error type", "jobs", "last"), rows, "No job has failed.")


@command(app, "replay")
def replay(
    api: Api,
    job_ids: Annotated[
        list[UUID] | None,
        typer.Argument(help="The ids of the jobs. Default: those that match the filters.", show_default=False),
    ] = None,
    *,
    browser: Browser = 0,
    error_type: ErrorType = "",
    failed_after: After = None,
    failed_before: Before = None,
    limit: Annotated[int, typer.Option(min=0, max=1000, help="How many at most.", show_default="1000")] = 0,
) -> None:
    """Start failed jobs again: those with the given ids, or those that match the filters."""
    request = ReplayDeadLettersRequest(
        job_ids=[str(job_id) for job_id in job_ids or []],
        browser_type_id=browser,
        error_type=error_type,
        failed_after=failed_after,
        failed_before=failed_before,
        limit=limit,
    )
    answer = api.client.dead_letters.ReplayDeadLetters(request)
    more = "; there are more, so call again" if answer.more else ""
    api.out.done(answer, "\n".join([*answer.job_ids, f"{len(answer.job_ids)} started again{more}"]))


@command(app, "remove")
def remove(api: Api, job_id: JobId) -> None:
    """Remove a failed job, with its files, log and events."""
    answer = api.client.dead_letters.RemoveDeadLetter(RemoveDeadLetterRequest(job_id=str(job_id)))
    api.out.done(answer, f"{job_id} removed")
