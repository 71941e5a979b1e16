"""The commands that are about this machine: everything on it, the demonstration, browsers, the database's schema."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from cli import asynchronous
from cli.api import reporting
from cli.errors import CommandError, ExitCode
from cli.options import web_url

app = typer.Typer()
_PORTS = range(1, 65536)


@app.command()
def up() -> None:
    """Run everything on this machine until SIGINT or SIGTERM: PostgreSQL, server, worker and gateway.

    PORT, GRPC_PORT and TABWRIGHT_DATA set ports and folder (docs/settings.md).
    """
    from cli.settings import UpSettings, read_settings
    from cli.up import run_until_interrupted
    from store.own_process import keep_to_itself

    keep_to_itself()
    with reporting():
        asyncio.run(run_until_interrupted(read_settings(UpSettings)))


@app.command()
def demo(
    url: Annotated[
        str,
        typer.Option(
            help="The page to visit. Default: a shop that comes with Tabwright.", parser=web_url, metavar="URL"
        ),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option(
            help="The folder for the job's files.", show_default="demo-output, or the next free name of this form"
        ),
    ] = None,
    *,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Overwrite existing files.")] = False,
) -> None:
    """Start everything, run one real job, show it live, save its files, and stop everything."""
    from cli.demo import Demo
    from cli.settings import UpSettings, read_settings
    from store.own_process import keep_to_itself

    keep_to_itself()
    with reporting():
        asyncio.run(Demo(read_settings(UpSettings), url, out, overwrite=overwrite).run_unless_interrupted())


@app.command()
def install(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="What to install: chromium (the default), firefox, webkit; ffmpeg for videos."),
    ] = None,
) -> None:
    """Install a browser: Playwright's own build if it can be downloaded, else that of the system."""
    from cli.install import INSTALLABLE, install

    with reporting():
        for name in names or ["chromium"]:
            if name not in INSTALLABLE:
                known = ", ".join(INSTALLABLE)
                raise CommandError(f"{name} cannot be installed with this command; {known} can", ExitCode.USAGE)
            asynchronous.run(install(name))


@app.command()
def gateway_config(
    *,
    listen: Annotated[str, typer.Option(help="host:port where the gateway listens.")] = "0.0.0.0:3000",
    server: Annotated[
        str, typer.Option(help="host:port of the gRPC server. Where the name has several addresses: of all servers.")
    ] = "127.0.0.1:50051",
    live: Annotated[
        str | None,
        typer.Option(help="host:port of the server's port for viewers, LIVE_PORT. Default: port 50052 of --server."),
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option(help="The TLS certificate with its chain, in PEM. Default: no TLS.")
    ] = None,
    key: Annotated[Path | None, typer.Option(help="The private key of the certificate, in PEM.")] = None,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(help="An origin whose web pages may call the API, such as https://app.example.com; repeatable."),
    ] = None,
    access_log: Annotated[Path, typer.Option(help="Where the gateway writes its access log.", readable=False)] = Path(
        "/dev/stdout"
    ),
) -> None:
    """Print the configuration of the gateway, for `envoy --config-path`."""
    from cli.gateway import Certificate, configuration
    from server.settings import LIVE_PORT

    with reporting():
        if (certificate is None) != (key is None):
            raise CommandError("--certificate and --key are given together", ExitCode.USAGE)
        where = _host_and_port("--server", server)
        print(
            configuration(
                listen=_host_and_port("--listen", listen),
                server=where,
                live=_host_and_port("--live", live) if live is not None else (where[0], LIVE_PORT),
                access_log=access_log.absolute(),
                allowed_origins=allow_origin or (),
                certificate=Certificate(certificate.absolute(), key.absolute()) if certificate and key else None,
            ),
            end="",
        )


def _host_and_port(option: str, value: str) -> tuple[str, int]:
    host, _, port = value.rpartition(":")
    if not (host and port.isascii() and port.isdigit() and int(port) in _PORTS):
        raise CommandError(f"{option} {value!r}: it must be host:port, such as 0.0.0.0:3000", ExitCode.USAGE)
    return host.strip("[]"), int(port)


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
