"""The `tabwright` command. Each subcommand imports what it needs, so that all of them start fast."""

import asyncio
import os
import sys
from collections.abc import Coroutine
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, NoReturn
from uuid import UUID

import typer
from pydantic import ValidationError

from cli.errors import CommandError
from cli.settings import UpSettings

# We fork while gRPC's threads run, but only to exec: its fork handlers have nothing to do there.
os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "0")

app = typer.Typer(
    help="Tabwright runs browser jobs.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def main(*, show_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if show_version:
        print(version("tabwright"))
        raise typer.Exit


@app.command()
def up() -> None:
    """Run everything on this machine until SIGINT or SIGTERM: PostgreSQL, server, worker and gateway.

    PORT, GRPC_PORT and TABWRIGHT_DATA say where.
    """
    from cli.up import run_until_interrupted

    _run(run_until_interrupted(_settings()))


@app.command()
def demo(
    url: Annotated[str, typer.Option(help="The page to visit. Default: a shop that comes with Tabwright.")] = "",
    out: Annotated[Path, typer.Option(help="Where to save what the job makes.")] = Path("demo-output"),
) -> None:
    """Start everything, run one real job, show it live, save its files, and stop everything."""
    from cli.demo import Demo

    _run(Demo(_settings(), url, out).run_unless_interrupted())


@app.command()
def install(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="What to get: chromium (the default), firefox, webkit; ffmpeg for videos."),
    ] = None,
) -> None:
    """Make sure that there is a browser: Playwright's own build where it can be had, else the system's."""
    from cli.install import INSTALLABLE, install

    for name in names or ["chromium"]:
        if name not in INSTALLABLE:
            _fail(f"{name} cannot be installed with this command; {', '.join(INSTALLABLE)} can")
        _run(install(name))


@app.command()
def migrate() -> None:
    """Bring the database at DATABASE_URL (or DB_HOST and so on) to the schema of this release."""
    from store.schema import migrate
    from store.settings import DatabaseSettings

    migrate(DatabaseSettings().conninfo())


keys = typer.Typer(help="Make, list and revoke API keys, in the database at DATABASE_URL or of `tabwright up`.")
app.add_typer(keys, name="keys", no_args_is_help=True)


@keys.command("create")
def create_key(
    client: Annotated[str, typer.Option(help="The client that the key calls for.")],
    name: Annotated[str, typer.Option(help="What to call it: who holds it, what for.")] = "key",
    *,
    rate_limit: Annotated[
        int | None, typer.Option(min=0, help="Requests per window, 0 without a limit. Default: RATE_LIMIT_MAX.")
    ] = None,
    admin: Annotated[bool, typer.Option("--admin", help="It may administer the installation.")] = False,
    evaluate: Annotated[bool, typer.Option("--evaluate", help="Its jobs may run JavaScript of their own.")] = False,
    expires_days: Annotated[float | None, typer.Option(min=0, help="Days until it stops working.")] = None,
) -> None:
    """Make a key. Its secret is printed once, and stored nowhere."""
    from cli import keys as commands
    from server.settings import AuthSettings
    from store.keys import NewKey

    limit = AuthSettings().rate_limit_max if rate_limit is None else rate_limit
    new = NewKey(client_id=client, name=name, rate_limit=limit, is_admin=admin, may_evaluate=evaluate)
    _run(commands.create(_settings(), new, expires_days))


@keys.command("list")
def list_keys(client: Annotated[str | None, typer.Option(help="Only this client's keys.")] = None) -> None:
    """List keys, revoked ones too."""
    from cli import keys as commands

    _run(commands.show(_settings(), client))


@keys.command("revoke")
def revoke_key(
    key_id: Annotated[UUID, typer.Argument(help="The key's id, see `keys list`.")],
) -> None:
    """Revoke a key for good. Within 5 s no server takes it any more."""
    from cli import keys as commands

    _run(commands.revoke(_settings(), key_id))


def _settings() -> UpSettings:
    try:
        return UpSettings()
    except ValidationError as error:
        _fail(f"a setting is wrong: {error}")


def _run(work: Coroutine[Any, Any, object]) -> None:
    try:
        asyncio.run(work)
    except CommandError as error:
        _fail(str(error))


def _fail(message: str) -> NoReturn:
    print(f"tabwright: {message}", file=sys.stderr)
    raise typer.Exit(1)


if __name__ == "__main__":
    app()
