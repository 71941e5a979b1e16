"""`tabwright sessions`: what jobs begin with so that they need not sign in, and nobody gets back."""

from pathlib import Path
from typing import Annotated, Any, cast

import typer
from google.protobuf.json_format import ParseDict, ParseError
from google.protobuf.struct_pb2 import Struct
from tabwright import CreateJobRequest
from tabwright.v1.job_service_pb2 import GetJobRequest
from tabwright.v1.session_pb2 import Session
from tabwright.v1.session_service_pb2 import (
    CaptureSessionRequest,
    DeleteSessionRequest,
    GetSessionRequest,
    ImportSessionRequest,
    ListSessionsRequest,
)

from cli.api import Api, command, group
from cli.errors import CommandError, ExitCode
from cli.following import Follower, must_have_completed
from cli.job_file import read_object, requested_job
from cli.options import PageToken
from cli.output import when
from cli.page import Page, page
from cli.text import escape

app = group("Keep browser sessions, so that jobs need not sign in again. Without a command: list.")

_STATE = "a storage state: cookies and origins"
Name = Annotated[str, typer.Argument(help="The session's name, such as portal.", show_default=False)]
Origin = Annotated[
    list[str] | None,
    typer.Option(
        help="What is kept of it, such as https://portal.example.com or https://*.example.com; may be repeated.",
        show_default="that of the URL",
    ),
]
_NOT_CAPTURED = ("html", "base_url", "referer", "not_before", "webhook", "action_type", "payload")
"""What a job in a file may have, and one that captures a session has not."""


@command(app, "list")
def list_sessions(
    api: Api,
    *,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many at most.")] = 100,
    page_token: PageToken = "",
) -> None:
    """List sessions, without what is in them."""
    answer = api.client.sessions.ListSessions(ListSessionsRequest(limit=limit, page_token=page_token))
    rows = [
        (
            one.name,
            " ".join(map(escape, one.origins)),
            when(one, "updated_at"),
            when(one, "expires_at"),
            when(one, "last_used_at") or "never",
            "yes" if one.in_use else "",
        )
        for one in answer.data
    ]
    columns = ("name", "origins", "saved", "expires", "last used", "in use")
    api.out.table(answer, columns, rows, "There is no session.")


@command(app, "show")
def show_session(api: Api, name: Name) -> None:
    """Show a session without what is in it, which nobody can show."""
    _show(api, api.client.sessions.GetSession(GetSessionRequest(name=name)))


@command(app, "capture")
def capture_session(
    api: Api,
    name: Name,
    url: Annotated[
        Page | None,
        typer.Argument(help="The page to open first.", show_default=False, parser=page, metavar="URL"),
    ] = None,
    *,
    file: Annotated[
        Path | None,
        typer.Option("--file", "-f", help="What to do as YAML or JSON, as in `tabwright run`; - reads standard input."),
    ] = None,
    action: Annotated[
        list[str] | None,
        typer.Option("--action", "-a", help="What to do to be signed in, as in `tabwright run`; may be repeated."),
    ] = None,
    origin: Origin = None,
    detach: Annotated[bool, typer.Option("--detach", "-d", help="Do not wait: print the job's id.")] = False,
) -> None:
    """Sign in by a job, and save the session when all of its actions are done.

    Begins with the session of this name, if there is one, and replaces it.
    """
    request = _capture(name, requested_job(url, file, action), origin or [])
    created = api.client.sessions.CaptureSession(request)
    if detach:
        api.out.done(created, created.job_id)
        return
    job = api.client.jobs.GetJob(GetJobRequest(job_id=created.job_id))
    must_have_completed(Follower(api).watch(job, is_result=False))
    _show(api, api.client.sessions.GetSession(GetSessionRequest(name=name)))


@command(app, "import")
def import_session(
    api: Api,
    name: Name,
    file: Annotated[
        Path, typer.Argument(help="A storage state as Playwright writes it; - is standard input.", show_default=False)
    ],
    *,
    origin: Annotated[
        list[str],
        typer.Option(
            help="What is kept of it, such as https://portal.example.com or https://*.example.com; may be repeated.",
            show_default=False,
        ),
    ],
) -> None:
    """Store a session that you have from elsewhere. One with this name is replaced."""
    try:
        state = ParseDict(read_object(file, _STATE), Struct())
    except ParseError as error:
        raise CommandError(f"{file} must hold {_STATE}", ExitCode.USAGE) from error
    answer = api.client.sessions.ImportSession(ImportSessionRequest(name=name, storage_state=state, origins=origin))
    api.out.done(answer, f"{answer.name} {' '.join(map(escape, answer.origins))}")


@command(app, "delete")
def delete_session(api: Api, name: Name) -> None:
    """Remove a session for good. The site is not told."""
    answer = api.client.sessions.DeleteSession(DeleteSessionRequest(name=name))
    api.out.done(answer, f"{escape(name)} deleted")


def _capture(name: str, job: CreateJobRequest, origins: list[str]) -> CaptureSessionRequest:
    """Raises CommandError."""
    for field, _ in job.ListFields():
        if field.name in _NOT_CAPTURED:
            raise CommandError(f"{field.json_name} is nothing for a job that captures a session", ExitCode.USAGE)
    request = CaptureSessionRequest(name=name, url=job.target_url, actions=job.actions, origins=origins)
    for field, value in job.ListFields():
        if field.name in {"target_url", "actions"}:
            continue
        if field.name == "labels":
            request.labels.update(dict(job.labels))
        elif field.message_type:
            cast(Any, getattr(request, field.name)).CopyFrom(value)
        else:
            setattr(request, field.name, value)
    return request


def _show(api: Api, session: Session) -> None:
    facts = [
        ("name", session.name),
        ("origins", "\n".join(map(escape, session.origins))),
        ("version", str(session.version)),
        ("size", f"{session.size_bytes:,} bytes"),
        ("created", when(session, "created_at")),
        ("saved", when(session, "updated_at")),
        ("expires", when(session, "expires_at")),
        ("last used", when(session, "last_used_at") or "never"),
        ("in use", "yes" if session.in_use else "no"),
    ]
    api.out.record(session, facts)
