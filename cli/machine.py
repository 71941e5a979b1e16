"""The commands that are about this machine: everything on it, the demonstration, browsers, the database's schema."""

import asyncio
import os
from pathlib import Path
from typing import Annotated

import typer

from cli.api import reporting
from cli.errors import CommandError, ExitCode

# We fork while gRPC's threads run, but only to exec: its fork handlers have nothing to do there.
os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "0")

app = typer.Typer()


@app.command()
def up() -> None:
    """Run everything on this machine until SIGINT or SIGTERM: PostgreSQL, server, worker and gateway.

    PORT, GRPC_PORT and TABWRIGHT_DATA say where.
    """
    from cli.settings import UpSettings, read_settings
    from cli.up import run_until_interrupted
    from store.process import keep_to_itself

    keep_to_itself()
    with reporting():
        asyncio.run(run_until_interrupted(read_settings(UpSettings)))


@app.command()
def demo(
    url: Annotated[str, typer.Option(help="The page to visit. Default: a shop that comes with Tabwright.")] = "",
    out: Annotated[Path, typer.Option(help="Where to save what the job makes.")] = Path("demo-output"),
) -> None:
    """Start everything, run one real job, show it live, save its files, and stop everything."""
    from cli.demo import Demo
    from cli.settings import UpSettings, read_settings
    from store.process import keep_to_itself

    keep_to_itself()
    with reporting():
        asyncio.run(Demo(read_settings(UpSettings), url, out).run_unless_interrupted())


@app.command()
def install(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="What to get: chromium (the default), firefox, webkit; ffmpeg for videos."),
    ] = None,
) -> None:
    """Make sure that there is a browser: Playwright's own build where it can be had, else the system's."""
    from cli.install import INSTALLABLE, install

    with reporting():
        for name in names or ["chromium"]:
            if name not in INSTALLABLE:
                known = ", ".join(INSTALLABLE)
                raise CommandError(f"{name} cannot be installed with this command; {known} can", ExitCode.USAGE)
            asyncio.run(install(name))


@app.command()
def migrate() -> None:
    """Bring the database at DATABASE_URL (or DB_HOST and so on) to the schema of this release."""
    from cli.settings import read_settings
    from store.database.schema import migrate, newest_revision
    from store.errors import MigrationFailed
    from store.settings import DatabaseSettings

    with reporting():
        try:
            migrate(read_settings(DatabaseSettings).conninfo())
        except MigrationFailed as error:
            raise CommandError(f"{error}; the database is the one of DATABASE_URL, or of DB_HOST and so on") from error
    print(f"The database has the schema of this release: {newest_revision()}")
