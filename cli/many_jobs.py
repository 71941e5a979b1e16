"""Which jobs a command is about, and what is done to all of them."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer
from tabwright import Job
from tabwright.v1.job_filter_pb2 import JobFilter

from cli.api import Api
from cli.errors import CommandError, ExitCode

Labels = Annotated[
    list[str] | None,
    typer.Option("--label", help="Jobs with this label: KEY=VALUE, or KEY. Several: with all of them."),
]
UrlPrefix = Annotated[str, typer.Option(help="Only jobs whose URL begins so.")]
Host = Annotated[
    str, typer.Option(help="Only jobs of this host: shop.example.com; or of those below one: *.example.com.")
]
TaskName = Annotated[str, typer.Option("--task", help="Only jobs that this task has made.")]
IdPrefix = Annotated[str, typer.Option(help="Only jobs whose id begins so: 4 characters or more.")]


class Status(StrEnum):
    """Where a job stands."""

    PENDING = "pending"
    PROCESSING = "processing"
    PAUSED = "paused"
    INTERVENTION_NEEDED = "intervention_needed"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


Statuses = Annotated[
    list[Status] | None,
    typer.Option("--status", help="Only those with this status. Several: with one of them.", show_default="all"),
]


def status_fields(statuses: Sequence[Status] | None) -> dict[str, Any]:
    """Of a filter of jobs. One status goes into the field that earlier servers know, too."""
    values = [Job.Status.Value(status.value) for status in dict.fromkeys(statuses or ())]
    return {"status": values[0]} if len(values) == 1 else {"statuses": values}


def change_all(api: Api, call: Callable[[Any], Any], request: Any, wanted: JobFilter, done: str) -> None:
    """Calls until no job that matches is left to be changed. Raises CommandError."""
    if wanted == JobFilter():
        raise CommandError(
            "say which jobs: the id of one, or --label, --status, --host, --task, --id-prefix or --url-prefix",
            ExitCode.USAGE,
        )
    changed = 0
    while True:
        answer = call(request(filter=wanted))
        changed += len(answer.job_ids)
        if api.out.is_json:
            api.out.json_line(answer)
        if not (answer.more and answer.job_ids):
            break
    if not api.out.is_json:
        api.out.results.print(f"{changed} {'job' if changed == 1 else 'jobs'} {done}")


def one_alone(wanted: JobFilter) -> None:
    """Raises CommandError if options say which jobs, beside the id of one."""
    if wanted != JobFilter():
        raise CommandError("the id says which job already: give no --label, --status and the like", ExitCode.USAGE)


def job_filter(
    *,
    status: list[Status] | None,
    label: list[str] | None,
    host: str,
    task: str,
    id_prefix: str,
    url_prefix: str,
) -> JobFilter:
    """Which jobs the options mean."""
    return JobFilter(
        **status_fields(status),
        label=label or (),
        host=host,
        task=task,
        id_prefix=id_prefix,
        url_prefix=url_prefix,
    )
