"""`tabwright jobs view`: opens the live view of a job for a person at this machine, or prints the link to it."""

import os
import sys
import webbrowser
from typing import Annotated
from uuid import UUID

import typer
from tabwright.v1.live_service_pb2 import CreateLiveTicketRequest

from cli.api import Api
from cli.errors import CommandError, ExitCode
from cli.output import to_json, when

_RIGHTS = {"view": "look at the job's browser", "control": "act in the job's browser"}


def view_job(
    api: Api,
    job_id: Annotated[UUID, typer.Argument(help="The job's id.", show_default=False)],
    *,
    control: Annotated[bool, typer.Option("--control", help="Who opens it may act, too, not only look.")] = False,
    name: Annotated[
        str, typer.Option(help="Who looks, for the other viewers and the audit trail.", show_default="the key's name")
    ] = "",
    opens: Annotated[
        bool, typer.Option("--open/--no-open", help="Open it in this machine's browser, or print the link only.")
    ] = True,
    gateway: Annotated[
        str,
        typer.Option(
            help="The URL of the gateway, as browsers reach it.",
            show_default="TABWRIGHT_GATEWAY, the profile's, or the address, if that is the gateway's",
        ),
    ] = "",
) -> None:
    """Open the live view of a job. Its link can be used once, within 30 seconds."""
    base = gateway or api.target.gateway
    if base is None:
        raise CommandError(
            "where is the gateway? Say --gateway https://…, TABWRIGHT_GATEWAY, or gateway in the profile: "
            f"{api.target.address} is a server, which browsers cannot talk to",
            ExitCode.USAGE,
        )
    if not base.startswith(("http://", "https://")):
        raise CommandError(f"{base!r} is no URL of a gateway: it begins with http:// or https://", ExitCode.USAGE)
    right = "control" if control else "view"
    ticket = api.client.lives.CreateLiveTicket(CreateLiveTicketRequest(job_id=str(job_id), right=right, name=name))
    url = base.rstrip("/") + ticket.path
    has_opened = opens and _has_screen() and webbrowser.open(url)
    if api.out.is_json:
        api.out.json({**to_json(ticket), "url": url})
        return
    print(url)
    told = "Opened. It" if has_opened else "The link"
    api.out.note(f"{told} can be used once, until {when(ticket, 'expires_at')}. Whoever has it may {_RIGHTS[right]}.")


def _has_screen() -> bool:
    """Whether a browser would have a window here: a browser of texts in this terminal is of no use."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
