"""`tabwright jobs`: what there is, how it is going, and what it has made."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from tabwright import Job
from tabwright.v1.artifact_service_pb2 import ListArtifactsRequest
from tabwright.v1.browser_service_pb2 import ListBrowsersRequest
from tabwright.v1.dead_letter_service_pb2 import ListDeadLettersResponse
from tabwright.v1.job_pb2 import JobLog
from tabwright.v1.job_service_pb2 import (
    CancelJobRequest,
    CancelJobsRequest,
    CountJobsRequest,
    GetJobRequest,
    ListJobLogsRequest,
    ListJobsRequest,
    ListJobsResponse,
    PauseJobRequest,
    PurgeJobRequest,
    PurgeJobsRequest,
    ResumeJobRequest,
    RetryJobRequest,
    RetryJobsRequest,
)

from cli.api import Api, command, group
from cli.following import Follower, must_have_completed, shown
from cli.live import view_job
from cli.many_jobs import (
    Host,
    IdPrefix,
    Labels,
    Statuses,
    TaskName,
    UrlPrefix,
    change_all,
    job_filter,
    one_alone,
    status_fields,
)
from cli.options import PageToken
from cli.output import status, to_json, when
from cli.saving import Overwrite, save
from cli.text import escape, escape_lines, without_passwords

app = group("List, watch, cancel and restart jobs, and download their files. Without a command: list.")

JobId = Annotated[UUID, typer.Argument(help="The job's id.", show_default=False)]
JobIdOrFilter = Annotated[
    UUID | None, typer.Argument(help="The job's id, unless options say which jobs.", show_default=False)
]
_LOG_PAGE = 1000


@command(app, "list")
def list_jobs(
    api: Api,
    *,
    status: Statuses = None,
    browser: Annotated[int, typer.Option(help="Only jobs of this browser type.", show_default="all")] = 0,
    schedule: Annotated[UUID | None, typer.Option(help="Only jobs of this schedule.")] = None,
    label: Labels = None,
    host: Host = "",
    task: TaskName = "",
    id_prefix: IdPrefix = "",
    url_prefix: UrlPrefix = "",
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many at most.")] = 20,
    page_token: PageToken = "",
) -> None:
    """List jobs, newest first."""
    request = ListJobsRequest(
        **status_fields(status),
        browser_type_id=browser,
        schedule_id=str(schedule or ""),
        label=label or (),
        host=host,
        task=task,
        id_prefix=id_prefix,
        url_prefix=url_prefix,
        limit=limit,
        page_token=page_token,
    )
    is_filtered = any((status, browser, schedule, label, host, task, id_prefix, url_prefix))
    empty = "No job matches." if is_filtered else "There is no job."
    show_jobs(api, api.client.jobs.ListJobs(request), empty)


@command(app, "count")
def count_jobs(
    api: Api,
    *,
    browser: Annotated[int, typer.Option(help="Only jobs of this browser type.", show_default="all")] = 0,
    schedule: Annotated[UUID | None, typer.Option(help="Only jobs of this schedule.")] = None,
    label: Labels = None,
    host: Host = "",
    task: TaskName = "",
    id_prefix: IdPrefix = "",
    url_prefix: UrlPrefix = "",
) -> None:
    """Count jobs by status, up to 10,000 of each."""
    answer = api.client.jobs.CountJobs(
        CountJobsRequest(
            browser_type_id=browser,
            schedule_id=str(schedule or ""),
            label=label or (),
            host=host,
            task=task,
            id_prefix=id_prefix,
            url_prefix=url_prefix,
        )
    )
    rows = [(status(Job.Status.Name(one.status)), f"{one.count}{'+' if one.more else ''}") for one in answer.data]
    api.out.table(answer, ("status", "jobs"), rows, "There is no job.")
    if answer.HasField("oldest_pending_at") and not api.out.is_json:
        api.out.note(f"The oldest that waits and may start is of {when(answer, 'oldest_pending_at')}.")


@command(app, "get")
def get_job(api: Api, job_id: JobId) -> None:
    """Show a job."""
    job = api.client.jobs.GetJob(GetJobRequest(job_id=str(job_id)))
    result = job.result
    facts = [
        ("id", job.id),
        ("status", status(Job.Status.Name(job.status))),
        ("url", escape(job.target_url)),
        ("actions", escape(", ".join(one.action for one in job.actions))),
        ("browser type", _browser(api, job.browser_type_id)),
        ("priority", str(job.priority or "")),
        ("retries", f"{job.retry_count} of {job.max_retries}"),
        ("created", when(job, "created_at")),
        ("not before", when(job, "not_before")),
        ("held", _held(job)),
        ("started", when(job, "started_at")),
        *_pause(job),
        ("ended", when(job, "completed_at")),
        ("schedule", job.schedule_id),
        ("task", f"{escape(job.task.name)} {job.task.version}" if job.HasField("task") else ""),
        ("labels", escape(", ".join(f"{key}={value}" for key, value in sorted(job.labels.items())))),
        ("error", f"[red]{escape(job.error.message)}[/red]" if job.HasField("error") else ""),
        ("final url", escape(result.final_url)),
        ("title", escape(result.title)),
        *(
            (one.name or one.action, escape_lines(shown(to_json(one)["value"])))
            for one in result.actions
            if one.HasField("value")
        ),
        ("artifacts", escape(", ".join(one.artifact for one in result.actions if one.artifact))),
    ]
    api.out.record(job, facts)


def _pause(job: Job) -> list[tuple[str, str]]:
    """Why a job stands still, for whom it waits, and until when."""
    if not job.HasField("pause"):
        return []
    pause = job.pause
    return [
        ("stands still", escape(f"{pause.reason} {pause.vendor}".strip())),
        ("asked by", escape(pause.by)),
        ("what failed", escape(without_passwords(pause.message))),
        ("what to do", escape_lines(pause.instructions)),
        ("looks solved", "yes" if pause.looks_solved else ""),
        ("until", when(pause, "deadline")),
    ]


def _held(job: Job) -> str:
    """What a job waits for beyond its turn."""
    if not job.HasField("held"):
        return ""
    until = when(job.held, "until")
    return escape(f"{job.held.by} {job.held.what}, since {when(job.held, 'since')}") + (
        f", until {until}" if until else ""
    )


@command(app, "watch")
def watch_job(
    api: Api,
    job_id: JobId,
    *,
    after: Annotated[int, typer.Option(min=0, help="Only events after this sequence number.", show_default="all")] = 0,
    cancel_on_interrupt: Annotated[
        bool, typer.Option("--cancel-on-interrupt", help="Ctrl-C and SIGTERM cancel the job.")
    ] = False,
) -> None:
    """Show the events of a job until it ends; as JSON one per line. Ctrl-C stops watching, but not the job."""
    job = api.client.jobs.GetJob(GetJobRequest(job_id=str(job_id)))
    must_have_completed(Follower(api, cancels=cancel_on_interrupt).watch(job, after))


command(app, "view")(view_job)


@command(app, "cancel")
def cancel_job(
    api: Api,
    job_id: JobIdOrFilter = None,
    *,
    status: Statuses = None,
    label: Labels = None,
    host: Host = "",
    task: TaskName = "",
    id_prefix: IdPrefix = "",
    url_prefix: UrlPrefix = "",
) -> None:
    """Cancel a job that has not ended, or all that the options mean."""
    wanted = job_filter(status=status, label=label, host=host, task=task, id_prefix=id_prefix, url_prefix=url_prefix)
    if job_id is None:
        change_all(api, api.client.jobs.CancelJobs, CancelJobsRequest, wanted, "cancelled or asked to stop")
        return
    one_alone(wanted)
    job = api.client.jobs.CancelJob(CancelJobRequest(job_id=str(job_id)))
    told = "cancelled" if job.status == Job.cancelled else "is asked to stop: it may still complete or fail"
    api.out.done(job, f"{job.id} {told}")


@command(app, "pause")
def pause_job(
    api: Api,
    job_id: JobId,
    *,
    minutes: Annotated[
        float | None, typer.Option(min=0.02, max=240, help="For how long at most.", show_default="15")
    ] = None,
) -> None:
    """Have a running job stand still, with its page open, so that somebody can look at it, or act in it."""
    timeout_ms = None if minutes is None else round(minutes * 60_000)
    job = api.client.jobs.PauseJob(PauseJobRequest(job_id=str(job_id), timeout_ms=timeout_ms))
    if job.HasField("pause"):
        told = f"stands still until {when(job.pause, 'deadline')}"
    else:
        told = "is asked to stand still: it does between two steps"
    api.out.done(job, f"{job.id} {told}")


@command(app, "resume")
def resume_job(
    api: Api,
    job_id: JobId,
    *,
    failed: Annotated[
        bool, typer.Option("--failed", help="What it waited for cannot be done: the job fails as it would have.")
    ] = False,
    note: Annotated[str, typer.Option(help="Why, or what was done, for the job's events.")] = "",
) -> None:
    """Have a job go on that is paused or waits for a person."""
    outcome = "failed" if failed else "done"
    job = api.client.jobs.ResumeJob(ResumeJobRequest(job_id=str(job_id), outcome=outcome, note=note))
    api.out.done(job, f"{job.id} {'is asked to fail' if failed else 'goes on'}")


@command(app, "retry")
def retry_job(
    api: Api,
    job_id: JobIdOrFilter = None,
    *,
    status: Statuses = None,
    label: Labels = None,
    host: Host = "",
    task: TaskName = "",
    id_prefix: IdPrefix = "",
    url_prefix: UrlPrefix = "",
) -> None:
    """Start a failed or cancelled job again, or all such jobs that the options mean."""
    wanted = job_filter(status=status, label=label, host=host, task=task, id_prefix=id_prefix, url_prefix=url_prefix)
    if job_id is None:
        change_all(api, api.client.jobs.RetryJobs, RetryJobsRequest, wanted, "started again")
        return
    one_alone(wanted)
    job = api.client.jobs.RetryJob(RetryJobRequest(job_id=str(job_id)))
    api.out.done(job, f"{job.id} {Job.Status.Name(job.status)}")


@command(app, "purge")
def purge_job(
    api: Api,
    job_id: JobIdOrFilter = None,
    *,
    status: Statuses = None,
    label: Labels = None,
    host: Host = "",
    task: TaskName = "",
    id_prefix: IdPrefix = "",
    url_prefix: UrlPrefix = "",
) -> None:
    """Remove a job that has ended, with its files, or all such jobs that the options mean."""
    wanted = job_filter(status=status, label=label, host=host, task=task, id_prefix=id_prefix, url_prefix=url_prefix)
    if job_id is None:
        change_all(api, api.client.jobs.PurgeJobs, PurgeJobsRequest, wanted, "removed")
        return
    one_alone(wanted)
    done = api.client.jobs.PurgeJob(PurgeJobRequest(job_id=str(job_id)))
    api.out.done(done, f"{job_id} removed")


@command(app, "logs")
def show_logs(api: Api, job_id: JobId) -> None:
    """Print a job's log; with --output json, one log entry per line."""
    token = ""
    while True:
        page = api.client.jobs.ListJobLogs(ListJobLogsRequest(job_id=str(job_id), limit=_LOG_PAGE, page_token=token))
        for line in page.data:
            if api.out.is_json:
                api.out.json_line(line)
            else:
                api.out.results.print(_log_line(line))
        token = page.next_page_token
        if not token or not page.data:
            return


@command(app, "artifacts")
def list_artifacts(api: Api, job_id: JobId) -> None:
    """List the files that a job made."""
    answer = api.client.artifacts.ListArtifacts(ListArtifactsRequest(job_id=str(job_id)))
    rows = [(escape(one.name), one.mime_type, f"{one.size_bytes:,}", when(one, "created_at")) for one in answer.data]
    api.out.table(answer, ("name", "type", "bytes", "made"), rows, "The job has made no file.")


@command(app, "download")
def download_artifacts(
    api: Api,
    job_id: JobId,
    names: Annotated[list[str] | None, typer.Argument(help="Which files.", show_default="all")] = None,
    *,
    out: Annotated[Path, typer.Option(help="The folder to save them in.")] = Path(),
    overwrite: Overwrite = False,
) -> None:
    """Save the files that a job made."""
    saved = save(api, str(job_id), out, names, overwrite=overwrite)
    if api.out.is_json:
        api.out.json([str(path) for path in saved])
    elif not saved:
        api.out.note("The job has made no file.")
    else:
        print(*saved, sep="\n")


def show_jobs(api: Api, answer: ListJobsResponse | ListDeadLettersResponse, empty: str) -> None:
    """Prints a page of jobs."""
    rows = [
        (
            one.id,
            status(Job.Status.Name(one.status)),
            when(one, "created_at"),
            f"[red]{one.error.details.error_type}[/red]" if one.HasField("error") else "",
            escape(one.target_url),
        )
        for one in answer.data
    ]
    api.out.table(answer, ("id", "status", "created", "error", "url"), rows, empty)


def _browser(api: Api, browser_type_id: int) -> str:
    """A browser type by its id and its name."""
    if api.out.is_json:
        return ""
    named = {one.id: one.name for one in api.client.browsers.ListBrowsers(ListBrowsersRequest()).data}
    return escape(f"{browser_type_id} {named.get(browser_type_id, '')}".strip())


def _log_line(line: JobLog) -> str:
    more = " ".join(f"{name}={shown(value)}" for name, value in to_json(line).get("metadata", {}).items())
    return f"[dim]{when(line, 'created_at')}[/dim] {line.level:<5} {escape(line.message)} [dim]{escape(more)}[/dim]"
