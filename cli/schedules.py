"""`tabwright schedules`: jobs at the times of a cron expression."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from tabwright.v1.schedule_pb2 import Schedule
from tabwright.v1.schedule_service_pb2 import (
    CreateScheduleRequest,
    DeleteScheduleRequest,
    GetScheduleRequest,
    ListSchedulesRequest,
    PauseScheduleRequest,
    ResumeScheduleRequest,
    RunScheduleRequest,
)

from cli.api import Api, command, group
from cli.job_file import requested_job
from cli.options import PageToken
from cli.output import when
from cli.page import Page, page
from cli.text import escape

app = group("Create jobs at the times of a cron expression. Without a command: list.")

ScheduleId = Annotated[UUID, typer.Argument(help="The schedule's id.", show_default=False)]


@command(app, "list")
def list_schedules(
    api: Api,
    *,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many at most.")] = 100,
    page_token: PageToken = "",
) -> None:
    """List schedules."""
    answer = api.client.schedules.ListSchedules(ListSchedulesRequest(limit=limit, page_token=page_token))
    rows = [
        (one.id, escape(one.name), escape(one.cron), one.time_zone, _next(one), escape(one.job.target_url))
        for one in answer.data
    ]
    api.out.table(answer, ("id", "name", "cron", "time zone", "next run", "url"), rows, "There is no schedule.")


@command(app, "get")
def get_schedule(api: Api, schedule_id: ScheduleId) -> None:
    """Show a schedule."""
    one = api.client.schedules.GetSchedule(GetScheduleRequest(id=str(schedule_id)))
    facts = [
        ("id", one.id),
        ("name", escape(one.name)),
        ("cron", f"{escape(one.cron)}  ({one.time_zone})"),
        ("url", escape(one.job.target_url)),
        ("actions", escape(", ".join(action.action for action in one.job.actions))),
        ("missed runs", one.missed_runs),
        ("overlap", one.overlap),
        ("next run", _next(one)),
        ("last run", when(one, "last_run_at")),
        ("last job", one.last_job_id),
        ("last error", f"[red]{escape(one.last_error.message)}[/red]" if one.HasField("last_error") else ""),
    ]
    api.out.record(one, facts)


@command(app, "create")
def create_schedule(
    api: Api,
    url: Annotated[
        Page | None,
        typer.Argument(help="The page that its jobs open.", show_default=False, parser=page, metavar="URL"),
    ] = None,
    *,
    name: Annotated[str, typer.Option(help="Its name.", show_default=False)],
    cron: Annotated[str, typer.Option(help="When, such as '*/15 * * * *' or @daily.", show_default=False)],
    time_zone: Annotated[
        str | None, typer.Option(help="The time zone, such as Europe/Berlin.", show_default="UTC")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", help="The job as YAML or JSON, as in `tabwright run`.")
    ] = None,
    action: Annotated[
        list[str] | None, typer.Option("--action", "-a", help="An action, as in `tabwright run`.")
    ] = None,
    missed_runs: Annotated[
        str | None,
        typer.Option(
            help="What to do about times while no server ran: skip, run_once, run_all.", show_default="run_once"
        ),
    ] = None,
    overlap: Annotated[
        str | None,
        typer.Option(help="What to do while the previous job has not ended: allow or skip.", show_default="allow"),
    ] = None,
    paused: Annotated[bool, typer.Option("--paused", help="Create it paused.")] = False,
) -> None:
    """Add a schedule."""
    request = CreateScheduleRequest(
        name=name,
        cron=cron,
        time_zone=time_zone,
        job=requested_job(url, file, action),
        missed_runs=missed_runs,
        overlap=overlap,
        is_paused=paused,
    )
    _tell(api, api.client.schedules.CreateSchedule(request))


@command(app, "pause")
def pause_schedule(api: Api, schedule_id: ScheduleId) -> None:
    """Pause a schedule."""
    _tell(api, api.client.schedules.PauseSchedule(PauseScheduleRequest(id=str(schedule_id))))


@command(app, "resume")
def resume_schedule(api: Api, schedule_id: ScheduleId) -> None:
    """Resume a paused schedule."""
    _tell(api, api.client.schedules.ResumeSchedule(ResumeScheduleRequest(id=str(schedule_id))))


@command(app, "run")
def run_schedule(api: Api, schedule_id: ScheduleId) -> None:
    """Create a schedule's job now, and print its id."""
    answer = api.client.schedules.RunSchedule(RunScheduleRequest(id=str(schedule_id)))
    api.out.done(answer, answer.job_id)


@command(app, "delete")
def delete_schedule(api: Api, schedule_id: ScheduleId) -> None:
    """Remove a schedule. Its jobs remain."""
    answer = api.client.schedules.DeleteSchedule(DeleteScheduleRequest(id=str(schedule_id)))
    api.out.done(answer, f"{schedule_id} removed")


def _tell(api: Api, answer: Schedule) -> None:
    api.out.done(answer, f"{answer.id} {escape(answer.name)} {_next(answer)}")


def _next(schedule: Schedule) -> str:
    return "[yellow]paused[/yellow]" if schedule.is_paused else when(schedule, "next_run_at") or "never"
