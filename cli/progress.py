"""Shows a job's events at a terminal, as they happen."""

from types import TracebackType
from typing import Self

import grpc
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from tabwright import Action, CreateJobRequest, Job, JobEvent
from tabwright.v1.job_pb2 import Held

from cli.output import when
from cli.text import escape, escape_lines, without_passwords

_MAX_DETAIL = 60
_STANDS = {"job.paused": "paused", "job.intervention_needed": "waiting for a person"}
_OF_PEOPLE = {*_STANDS, "job.resumed", "job.viewed", "job.controlled"}
_RESUMED = {"call": "at somebody's wish", "solved": "by itself: it is done", "deadline": "its time was over"}
_AWAY = "the server does not answer, trying again…"


class JobProgress:
    """A line per event, and a bar below them; on something that is no terminal, the lines alone."""

    def __init__(self, console: Console, request: CreateJobRequest | Job) -> None:
        self._console = console
        self._request = request
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed}/{task.total}"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("waiting", total=len(request.actions) + 1)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def show(self, event: JobEvent) -> None:
        if event.type == "job.progress":
            # Actions in groups come several times: the bar shows how many of the job's own have been begun.
            index = event.data.action_index if event.data.HasField("action_index") else -1
            self._bar.update(self._task, completed=max(index + 2, self._bar.tasks[self._task].completed))
        if event.type == "job.retrying":
            self._bar.update(self._task, completed=0, description=f"failed, and is tried again {_in_how_long(event)}")
        elif event.type not in {"job.viewed", "job.controlled"}:
            self._bar.update(self._task, description=_STANDS.get(event.type, event.type.removeprefix("job.")))
        text = _of_people(event) if event.type in _OF_PEOPLE else self._text(event)
        self._console.print(f"[dim]{event.sequence:>3}[/dim]  {event.type:<13}  {text}")

    def know(self, job: Job) -> None:
        """Has the steps told by what the job says of them, which was not known at its start."""
        self._request = job
        self._bar.update(self._task, total=len(job.actions) + 1)

    def held(self, held: Held) -> None:
        """Says what the job waits for, and until when at least."""
        until = f" until {when(held, 'until')}" if held.HasField("until") else ""
        why = f"; `tabwright circuits show {held.what}` says why" if held.by == "circuit" else ""
        self._bar.update(self._task, description="waiting")
        self._console.print(f"[yellow]it waits for the {escape(f'{held.by} {held.what}{until}{why}')}[/yellow]")

    def interrupted(self, _: grpc.RpcError) -> None:
        """Says why there is no event for now."""
        self._bar.update(self._task, description=_AWAY)
        self._console.print(f"[yellow]{_AWAY}[/yellow]")

    def _text(self, event: JobEvent) -> str:
        data = event.data
        match event.type:
            case "job.created":
                warning = f"  [yellow]{_shown(data.message)}[/yellow]" if data.message else ""
                return f"{event.job_id}{warning}"
            case "job.started":
                return f"attempt {data.attempt}"
            case "job.progress":
                artifact = f" → [bold]{escape(data.artifact)}[/bold]" if data.artifact else ""
                return f"{self._step(event)}{artifact}  [dim]{data.duration_ms} ms[/dim]"
            case "job.completed":
                return f"[green]in {data.duration_ms / 1000:.1f} s[/green]"
            case "job.retrying":
                again = f"  [dim]tried again {_in_how_long(event)}[/dim]"
                return f"[yellow]{_shown(data.error.message)}[/yellow]{again}"
            case _:
                return f"[red]{_shown(data.error.message)}[/red]" if data.HasField("error") else ""

    def _step(self, event: JobEvent) -> str:
        """What the step was: the action's name, and what it was about."""
        data = event.data
        actions = self._request.actions
        if data.HasField("action_index") and data.action_index < len(actions):
            return f"{data.action} {_about(actions[data.action_index])}"
        return f"{data.action} {_shown(self._request.target_url)}" if data.action == "visit" else data.action


def _of_people(event: JobEvent) -> str:
    """Why a job stands still, until when, and what somebody can do about it; or why it goes on, who looks at it, or who
    has control of it.
    """
    data, pause = event.data, event.data.pause
    if event.type == "job.viewed":
        return f"[yellow]{_shown(data.viewer)} looks at it[/yellow]"
    if event.type == "job.controlled":
        return (
            f"[yellow]{_shown(data.controlled_by)} has control[/yellow]" if data.controlled_by else "nobody has control"
        )
    if event.type == "job.resumed":
        note = f": {_shown(data.note)}" if data.note else ""
        return escape(_RESUMED.get(data.resumed_by, data.resumed_by)) + note
    why = " ".join(filter(None, (pause.reason, pause.vendor, pause.message)))
    by = f" by {_shown(pause.by)}" if pause.by else ""
    instructions = f"\n     {escape_lines(pause.instructions)}" if pause.instructions else ""
    return (
        f"[yellow]{_shown(why)}{by}, until {when(pause, 'deadline')}[/yellow]{instructions}"
        f"\n     [dim]look and act: tabwright jobs view {event.job_id} --control[/dim]"
        f"\n     [dim]go on: tabwright jobs resume {event.job_id}[/dim]"
    )


def _in_how_long(event: JobEvent) -> str:
    """When a job that failed may start again, by the server's clock."""
    if not event.data.HasField("retry_at"):
        return "at once"
    wait = event.data.retry_at.ToDatetime() - event.timestamp.ToDatetime()
    return f"in {max(wait.total_seconds(), 0):.0f} s"


def _about(action: Action) -> str:
    names = ", ".join(one.name for one in action.extractors)
    for text in (action.url, action.target, names, action.format, action.wait_until):
        if text:
            return _shown(text, _MAX_DETAIL)
    if action.HasField("milliseconds"):
        return f"{action.milliseconds} ms"
    return "full page" if action.full_page else ""


def _shown(text: str, length: int | None = None) -> str:
    """What others have written, for a line that may end up in a log: of at most `length` characters."""
    return escape(without_passwords(text)[:length])
