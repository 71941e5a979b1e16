"""`tabwright circuits`: what is not used for now, because it fails or because somebody says so."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer
from google.protobuf.timestamp_pb2 import Timestamp
from tabwright.v1.circuit_breaker_pb2 import CircuitBreaker
from tabwright.v1.circuit_breaker_service_pb2 import (
    GetCircuitBreakerRequest,
    ListCircuitBreakersRequest,
    OpenCircuitBreakerRequest,
    ResetCircuitBreakerRequest,
)

from cli.api import Api, command, group
from cli.errors import CommandError, ExitCode
from cli.options import PageToken, duration_ms, moment
from cli.output import status, when
from cli.text import escape

app = group("Show and change the circuits of sites, webhook receivers, proxies and storage. Without a command: list.")


class State(StrEnum):
    """How a circuit stands."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


class Kind(StrEnum):
    """What a circuit stands for."""

    SITE = "site"
    RECEIVER = "receiver"
    PROXY = "proxy"
    STORAGE = "storage"


Name = Annotated[str, typer.Argument(help="The circuit's name, such as site-example.com.", show_default=False)]
Client = Annotated[
    str, typer.Option(help="The client whose circuit it is. For administrators.", show_default="your own")
]


@command(app, "list")
def list_circuits(
    api: Api,
    *,
    state: Annotated[State | None, typer.Option(help="Only those with this state.", show_default="all")] = None,
    kind: Annotated[Kind | None, typer.Option(help="Only those of this kind.", show_default="all")] = None,
    name_prefix: Annotated[
        str, typer.Option(help="Only those whose name begins with these characters.", show_default="all")
    ] = "",
    client: Annotated[str, typer.Option(help="Only those of this client.", show_default="all")] = "",
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many at most.")] = 20,
    page_token: PageToken = "",
) -> None:
    """List circuits: yours, those of sites where you have jobs and, for administrators, all."""
    request = ListCircuitBreakersRequest(
        state=state.value if state else None,
        kind=kind.value if kind else None,
        name_prefix=name_prefix,
        client_id=client,
        limit=limit,
        page_token=page_token,
    )
    answer = api.client.circuit_breakers.ListCircuitBreakers(request)
    rows = [
        (
            one.name,
            status(one.state),
            "everybody" if one.is_global else escape(one.client_id),
            when(one, "open_until") or when(one, "limited_until"),
            str(one.held_jobs),
            escape(one.reason),
        )
        for one in answer.data
    ]
    empty = "No circuit matches." if state or kind or name_prefix or client else "There is no circuit: nothing fails."
    api.out.table(answer, ("name", "state", "applies to", "until", "held jobs", "reason"), rows, empty)


@command(app, "show")
def show_circuit(api: Api, name: Name, *, client: Client = "") -> None:
    """Show a circuit."""
    one = api.client.circuit_breakers.GetCircuitBreaker(GetCircuitBreakerRequest(name=name, client_id=client))
    window = one.window
    counted = f"{window.failures} of {window.calls} failed in {window.duration_ms / 1000:g} s"
    facts = [
        ("name", one.name),
        ("kind", one.kind),
        ("subject", escape(one.subject)),
        ("state", status(one.state)),
        ("applies to", "everybody" if one.is_global else escape(one.client_id)),
        ("since", when(one, "since")),
        ("open until", when(one, "open_until")),
        ("limited until", when(one, "limited_until")),
        ("reason", escape(one.reason)),
        ("trips", str(one.trips or "")),
        ("window", counted if one.HasField("window") else ""),
        ("failures in a row", str(one.consecutive_failures or "")),
        ("opened by", escape(one.forced_by)),
        ("opened until", when(one, "forced_until")),
        ("held jobs", str(one.held_jobs)),
    ]
    api.out.record(one, facts)


@command(app, "reset")
def reset_circuit(api: Api, name: Name, *, client: Client = "") -> None:
    """Close a circuit, and forget what it has counted."""
    answer = api.client.circuit_breakers.ResetCircuitBreaker(ResetCircuitBreakerRequest(name=name, client_id=client))
    _tell(api, answer)


@command(app, "open")
def open_circuit(
    api: Api,
    name: Name,
    *,
    lasting: Annotated[
        int | None,
        typer.Option("--for", help="How long, such as 30s, 10min or 2h.", parser=duration_ms, metavar="TIME"),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(help="Until when, instead of --for.", parser=moment, metavar="TIME")
    ] = None,
    reason: Annotated[str, typer.Option(help="Why, for people.", show_default="none")] = "",
    client: Client = "",
) -> None:
    """Open a circuit until a time: nothing goes there, and jobs wait."""
    if (lasting is None) == (until is None):
        raise CommandError("give either --for or --until: a circuit is not opened without an end", ExitCode.USAGE)
    end = None
    if until is not None:
        end = Timestamp()
        end.FromDatetime(until)
    request = OpenCircuitBreakerRequest(name=name, client_id=client, until=end, duration_ms=lasting or 0, reason=reason)
    _tell(api, api.client.circuit_breakers.OpenCircuitBreaker(request))


def _tell(api: Api, one: CircuitBreaker) -> None:
    until = f" until {when(one, 'open_until')}" if one.HasField("open_until") else ""
    api.out.done(one, f"{one.name} {status(one.state)}{until}")
