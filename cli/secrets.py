"""`tabwright secrets`: what jobs use by name, and nobody gets back."""

import sys
from enum import StrEnum
from typing import Annotated

import typer
from tabwright.v1.secret_pb2 import Secret
from tabwright.v1.secret_service_pb2 import (
    CreateSecretRequest,
    DeleteSecretRequest,
    GetSecretRequest,
    ListSecretsRequest,
    ReplaceSecretRequest,
)

from cli import asynchronous
from cli.api import Api, command, group, reporting
from cli.errors import CommandError, ExitCode
from cli.options import PageToken
from cli.output import when
from cli.text import escape

app = group("Keep passwords and other secrets that jobs use by name. Without a command: list.")

Name = Annotated[str, typer.Argument(help="The secret's name, such as portal-password.", show_default=False)]
Description = Annotated[str | None, typer.Option(help="A description.")]
Source = Annotated[
    str | None,
    typer.Option(
        help="Where its value is, instead of here: file:///… or env:…, as far as the operator allows it.",
        metavar="URL",
    ),
]


class Kind(StrEnum):
    """What a secret is."""

    TEXT = "text"
    TOTP = "totp"


@command(app, "list")
def list_secrets(
    api: Api,
    *,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many at most.")] = 100,
    page_token: PageToken = "",
) -> None:
    """List secrets, without their values."""
    answer = api.client.secrets.ListSecrets(ListSecretsRequest(limit=limit, page_token=page_token))
    rows = [
        (one.name, one.kind, " ".join(map(escape, one.origins)), when(one, "last_used_at") or "never")
        for one in answer.data
    ]
    api.out.table(answer, ("name", "kind", "origins", "last used"), rows, "There is no secret.")


@command(app, "show")
def show_secret(api: Api, name: Name) -> None:
    """Show a secret without its value, which nobody can show."""
    answer = api.client.secrets.GetSecret(GetSecretRequest(name=name))
    facts = [
        ("name", answer.name),
        ("kind", answer.kind),
        ("origins", "\n".join(map(escape, answer.origins))),
        ("source", escape(answer.source)),
        ("description", escape(answer.description)),
        ("created", when(answer, "created_at")),
        ("replaced", when(answer, "updated_at")),
        ("last used", when(answer, "last_used_at") or "never"),
    ]
    api.out.record(answer, facts)


@command(app, "set")
def set_secret(
    api: Api,
    name: Name,
    *,
    origin: Annotated[
        list[str],
        typer.Option(
            help="Where it may be used, such as https://portal.example.com or https://*.example.com; may be repeated.",
            show_default=False,
        ),
    ],
    kind: Annotated[Kind, typer.Option(help="totp: it gives one-time codes.")] = Kind.TEXT,
    description: Description = None,
    source: Source = None,
) -> None:
    """Add a secret. Its value is asked for, or read from standard input, without a line end behind it."""
    request = CreateSecretRequest(
        name=name, kind=kind.value, value=_value(source), source=source, origins=origin, description=description
    )
    _tell(api, api.client.secrets.CreateSecret(request))


@command(app, "replace")
def replace_secret(
    api: Api,
    name: Name,
    *,
    origin: Annotated[
        list[str] | None,
        typer.Option(help="Where it may be used from now on; may be repeated.", show_default="as before"),
    ] = None,
    kind: Annotated[Kind | None, typer.Option(help="What it is from now on.", show_default="as before")] = None,
    description: Description = None,
    source: Source = None,
) -> None:
    """Give a secret another value, which jobs use from now on. It is asked for, or read from standard input."""
    request = ReplaceSecretRequest(
        name=name,
        kind=kind and kind.value,
        value=_value(source),
        source=source,
        origins=origin,
        description=description,
    )
    _tell(api, api.client.secrets.ReplaceSecret(request))


@command(app, "remove")
def remove_secret(api: Api, name: Name) -> None:
    """Remove a secret. Jobs that use it fail."""
    answer = api.client.secrets.DeleteSecret(DeleteSecretRequest(name=name))
    api.out.done(answer, f"{escape(name)} removed")


@app.command("rewrap")
def rewrap() -> None:
    """Wrap all clients' keys with the first key of SECRETS_KEYS, and seal the secrets of webhooks. For operators.

    Works in the database at DATABASE_URL, or in that of the `tabwright up` that runs, while servers and workers run.
    """
    from cli import sealing  # it brings the database's library along

    with reporting():
        print(asynchronous.run(sealing.rewrap()))


@app.command("erase")
def erase(
    client: Annotated[str, typer.Argument(help="The client, all of whose secrets go.", show_default=False)],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove a client's key and all that it seals: secrets, those of webhooks too, sessions, profiles. For operators.

    Works in the database at DATABASE_URL, or in that of the `tabwright up` that runs.
    """
    from cli import sealing

    with reporting():
        if not yes:
            typer.confirm(f"Remove secrets, sessions and profiles of client {client} for good?", abort=True, err=True)
        gone = asynchronous.run(sealing.erase(client))
        counts = f"{gone.secrets} secrets, {gone.sessions} sessions, {gone.profiles} profiles"
        print(f"{counts}, {gone.webhook_secrets} secrets of webhooks and {gone.keys} data keys removed")


def _value(source: str | None) -> str:
    """The value, which is never on the command line: other users see that, and shells remember it."""
    if source is not None:
        return ""
    if sys.stdin.isatty():
        value: str = typer.prompt("Value", hide_input=True, confirmation_prompt=True, err=True)
        return value
    try:
        value = sys.stdin.buffer.read().decode()
    except UnicodeDecodeError:
        raise CommandError("the value on standard input is not UTF-8", ExitCode.USAGE) from None
    value = value.removesuffix("\n").removesuffix("\r")
    if not value:
        raise CommandError("there is no value: write it to standard input, or run this at a terminal", ExitCode.USAGE)
    return value


def _tell(api: Api, answer: Secret) -> None:
    api.out.done(answer, f"{answer.name} {answer.kind} {' '.join(map(escape, answer.origins))}")
