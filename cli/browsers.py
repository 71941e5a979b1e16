"""`tabwright browsers` and `tabwright workers`: what jobs can run in, and who runs them."""

from typing import Annotated

import typer
from google.protobuf.json_format import MessageToDict
from tabwright.v1.browser_pb2 import BrowserType
from tabwright.v1.browser_service_pb2 import (
    CreateBrowserRequest,
    DeleteBrowserRequest,
    ListBrowsersRequest,
    PauseBrowserRequest,
    ResumeBrowserRequest,
    UpdateBrowserRequest,
)
from tabwright.v1.worker_pb2 import Worker
from tabwright.v1.worker_service_pb2 import GetWorkerStatsRequest, ListWorkersRequest

from cli.api import Api, command, group
from cli.output import status, when
from cli.text import escape

app = group("List, add, pause and remove browser types. Without a command: list.")
workers = group("Show workers and what they run. Without a command: list.")

BrowserId = Annotated[int, typer.Argument(help="The browser type's id.", show_default=False)]
Name = Annotated[str | None, typer.Option(help="Its name.")]
Device = Annotated[str | None, typer.Option(help="One of Playwright's devices, such as 'iPhone 15'.")]
Active = Annotated[bool | None, typer.Option("--active/--inactive", help="Whether it takes new jobs.")]


@command(app, "list")
def list_browsers(api: Api) -> None:
    """List browser types."""
    answer = api.client.browsers.ListBrowsers(ListBrowsersRequest())
    slots = {} if api.out.is_json else _slots(api)
    rows = [
        (
            str(one.id),
            escape(one.name),
            one.type,
            escape(one.device or one.device_type),
            _state(one),
            str(slots.get(one.name, 0)) if slots.get(one.name) else "[yellow]none[/yellow]",
        )
        for one in answer.data
    ]
    columns = ("id", "name", "engine", "device", "state", "worker slots")
    api.out.table(answer, columns, rows, "There is no browser type.")
    idle = [one.name for one in answer.data if not slots.get(one.name)]
    if idle and not api.out.is_json:
        api.out.note(escape(f"No worker runs {', '.join(idle)}: jobs for it wait until one does."))


@command(app, "create")
def create_browser(
    api: Api,
    name: Annotated[str, typer.Option(help="Its name.", show_default=False)],
    engine: Annotated[str, typer.Option(help="chromium, firefox or webkit.")] = "chromium",
    *,
    device: Device = None,
    active: Active = None,
) -> None:
    """Add a browser type. For administrators."""
    request = CreateBrowserRequest(name=name, type=engine, device=device, is_active=active)
    _tell(api, api.client.browsers.CreateBrowser(request))


@command(app, "update")
def update_browser(
    api: Api, browser_id: BrowserId, *, name: Name = None, device: Device = None, active: Active = None
) -> None:
    """Change a browser type. For administrators."""
    request = UpdateBrowserRequest(id=browser_id, name=name, device=device, is_active=active)
    _tell(api, api.client.browsers.UpdateBrowser(request))


@command(app, "delete")
def delete_browser(api: Api, browser_id: BrowserId) -> None:
    """Remove a browser type that no job refers to. For administrators."""
    answer = api.client.browsers.DeleteBrowser(DeleteBrowserRequest(id=browser_id))
    api.out.done(answer, f"{browser_id} removed")


@command(app, "pause")
def pause_browser(api: Api, browser_id: BrowserId) -> None:
    """Pause a browser type: no job of it starts, running jobs continue. For administrators."""
    _tell(api, api.client.browsers.PauseBrowser(PauseBrowserRequest(id=browser_id)))


@command(app, "resume")
def resume_browser(api: Api, browser_id: BrowserId) -> None:
    """Resume a paused browser type. For administrators."""
    _tell(api, api.client.browsers.ResumeBrowser(ResumeBrowserRequest(id=browser_id)))


@command(workers, "list")
def list_workers(api: Api) -> None:
    """List the workers' slots. Each runs one job at a time."""
    answer = api.client.workers.ListWorkers(ListWorkersRequest())
    names = {} if api.out.is_json else _names(api)
    rows = [
        (
            one.id,
            status(one.status),
            escape(", ".join(names.get(number, str(number)) for number in one.browser_type_ids)),
            when(one, "last_heartbeat"),
            one.current_job_id,
        )
        for one in answer.data
    ]
    api.out.table(
        answer, ("id", "status", "browser types", "last heartbeat", "job"), rows, "No worker runs: start one."
    )
    for note in sorted({_held(one) for one in answer.data if one.status == "held"}):
        api.out.note(escape(note))


@command(workers, "stats")
def show_stats(api: Api) -> None:
    """Show how many workers there are, and how many jobs wait."""
    answer = api.client.workers.GetWorkerStats(GetWorkerStatsRequest())
    total = (answer.total_workers, answer.idle_workers, answer.held_workers, answer.busy_workers, answer.pending_jobs)
    rows = [("all", *_numbers(*total))]
    rows += [
        (escape(name), *_numbers(one.total, one.idle, one.held, one.busy, one.pending_jobs))
        for name, one in sorted(answer.by_browser_type.items())
    ]
    api.out.table(answer, ("browser type", "slots", "idle", "held", "busy", "waiting jobs"), rows, "")


def _held(worker: Worker) -> str:
    """What is told of a worker that runs fewer jobs than it has slots; who may know it, is also told why."""
    told = MessageToDict(worker.metadata)
    load = told.get("load", {})
    where = f"The worker on {told['host']} (process {told['pid']:.0f})" if told else "A worker"
    why = f": {load['reason']}" if "reason" in load else ""
    return f"{where} runs at most {worker.slots_limit} jobs at once now{why}."


def _names(api: Api) -> dict[int, str]:
    """The browser types' names by their ids."""
    return {one.id: one.name for one in api.client.browsers.ListBrowsers(ListBrowsersRequest()).data}


def _slots(api: Api) -> dict[str, int]:
    """How many workers' slots take jobs of a browser type, by its name."""
    answer = api.client.workers.GetWorkerStats(GetWorkerStatsRequest())
    return {name: one.total for name, one in answer.by_browser_type.items()}


def _tell(api: Api, answer: BrowserType) -> None:
    api.out.done(answer, f"{answer.id} {escape(answer.name)} {_state(answer)}")


def _state(browser: BrowserType) -> str:
    if browser.HasField("paused_at"):
        return "[yellow]paused[/yellow]"
    return status("active" if browser.is_active else "inactive")


def _numbers(*numbers: int) -> list[str]:
    return [str(number) for number in numbers]
