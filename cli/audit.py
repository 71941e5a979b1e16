"""`tabwright audit`: who did what, and whether the trail of it is whole."""

import sys
from contextlib import nullcontext
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from tabwright.v1.audit_pb2 import AuditEvent
from tabwright.v1.audit_service_pb2 import ExportAuditEventsRequest, ListAuditEventsRequest

from cli import asynchronous
from cli.api import Api, command, group
from cli.errors import CommandError, ExitCode
from cli.options import PageToken, moment
from cli.output import when
from cli.saving import Overwrite, written
from cli.text import escape

app = group("Show who did what, and check that the audit trail is whole. Without a command: list.")


class Outcome(StrEnum):
    """What became of a call."""

    OK = "ok"
    DENIED = "denied"
    UNAUTHENTICATED = "unauthenticated"


After = Annotated[
    datetime | None, typer.Option(help="Only events at this time or later.", parser=moment, metavar="TIME")
]
Before = Annotated[datetime | None, typer.Option(help="Only events before this time.", parser=moment, metavar="TIME")]
Action = Annotated[str, typer.Option(help="Only this action, such as JobService.CreateJob.", show_default="all")]
By = Annotated[str, typer.Option(help="Only by this actor: its id, or its name.", show_default="all")]
Resource = Annotated[str, typer.Option(help="Only about this resource, such as job/ID.", show_default="all")]
WithOutcome = Annotated[Outcome | None, typer.Option(help="Only with this outcome.", show_default="all")]
Client = Annotated[str, typer.Option(help="Only about things of this client.", show_default="all")]


@command(app, "list")
def list_events(
    api: Api,
    *,
    after: After = None,
    before: Before = None,
    action: Action = "",
    actor: By = "",
    resource: Resource = "",
    outcome: WithOutcome = None,
    client: Client = "",
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many at most.")] = 20,
    page_token: PageToken = "",
) -> None:
    """List events of the audit trail, latest first: yours and, for administrators, all."""
    wanted = _filters(
        after=after, before=before, action=action, actor=actor, resource=resource, outcome=outcome, client=client
    )
    answer = api.client.audit.ListAuditEvents(ListAuditEventsRequest(**wanted, limit=limit, page_token=page_token))
    empty = "No event matches." if any(wanted.values()) else "There is no event."
    columns = ("time", "actor", "client", "action", "outcome", "from", "about")
    api.out.table(answer, columns, [_row(event) for event in answer.data], empty)


@command(app, "export")
def export_events(
    api: Api,
    *,
    after: After = None,
    before: Before = None,
    action: Action = "",
    actor: By = "",
    resource: Resource = "",
    outcome: WithOutcome = None,
    client: Client = "",
    out: Annotated[Path | None, typer.Option(help="The file to write.", show_default="standard output")] = None,
    overwrite: Overwrite = False,
) -> None:
    """Write events of the audit trail as JSON, one on each line, latest first."""
    wanted = _filters(
        after=after, before=before, action=action, actor=actor, resource=resource, outcome=outcome, client=client
    )
    request = ExportAuditEventsRequest(**wanted)
    with written(out, overwrite=overwrite) if out else nullcontext(sys.stdout.buffer) as file:
        for piece in api.client.audit.ExportAuditEvents(request):
            file.write(piece.data)


@command(app, "verify")
def verify(
    api: Api,
    *,
    head: Annotated[
        str, typer.Option(help="A head that was printed before, NUMBER:HASH, which must still be there.")
    ] = "",
) -> None:
    """Check the whole chain of the audit trail, in the database at DATABASE_URL, or in that of the `tabwright up` that
    runs. Prints the chain's head, to be kept elsewhere. Exits with 1 where it is broken.
    """
    verdict = asynchronous.run(_verify(head))
    if api.out.is_json:
        told = {**asdict(verdict), "head": verdict.head.text}
        api.out.json({name: value for name, value in told.items() if value is not None})
    else:
        api.out.results.print(f"{verdict.checked} events are right. The head is {verdict.head.text}", soft_wrap=True)
    if verdict.fault:
        raise CommandError(f"the audit trail is broken: {verdict.fault}")


async def _verify(head: str) -> Any:
    from cli.database import open_database  # it brings the database's library along
    from store.audit import chain

    async with open_database("audit") as database:
        try:
            return await chain.verify(database, noted=head or None)
        except ValueError as error:
            raise CommandError(f"--head {head}: must be NUMBER:HASH, as it was printed", ExitCode.USAGE) from error


def _filters(
    *,
    after: datetime | None,
    before: datetime | None,
    action: str,
    actor: str,
    resource: str,
    outcome: Outcome | None,
    client: str,
) -> dict[str, Any]:
    """What both requests have."""
    return {
        "occurred_after": after,
        "occurred_before": before,
        "action": action,
        "actor": actor,
        "resource": resource,
        "outcome": outcome.value if outcome else "",
        "client_id": client,
    }


def _row(event: AuditEvent) -> tuple[str, ...]:
    first, *others = event.resources or [""]
    outcome = f"[red]{event.outcome}[/red]" if event.reason else event.outcome
    return (
        when(event, "occurred_at"),
        escape(f"{event.actor.type} {event.actor.name or event.actor.id}"),
        escape(event.client_id),
        escape(event.action),
        f"{outcome} {event.reason}".rstrip(),
        escape(event.address),
        escape(f"{first} and {len(others)} more" if others else first),
    )
