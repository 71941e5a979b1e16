"""`python -m server`: the gRPC server, alone, against any PostgreSQL."""

import gc

gc.disable()  # what is loaded stays, and to look for garbage in it takes an eighth of the time
import asyncio
import os
import sys

import structlog

from server.settings import AuthSettings, ServerSettings
from server.supervisor import NUMBER, Supervisor
from store.database.connection import Database
from store.database.schema import wait_until_usable
from store.environment import WrongSetting, read
from store.errors import StoreError
from store.exposition import MetricsPortTaken, MetricsSettings
from store.own_process import keep_to_itself, stop_on_signals, unless
from store.process import LogSettings, PortTaken, configure_logs
from store.records.files import FileStorage
from store.settings import ArtifactSettings, DatabaseSettings

log = structlog.get_logger()

ALLOCATIONS_PER_COLLECTION = 10_000
"""With Python's own 700, thousands of streams have all their objects looked through again and again, and every time
they all wait for half a second."""


async def main() -> str | int | None:
    """Runs the server until a signal stops it. Returns what kept it from running."""
    keep_to_itself()
    number = os.environ.get(NUMBER)
    try:
        logs = read(LogSettings)
        configure_logs(logs, "server")
        settings, auth = read(ServerSettings), read(AuthSettings)
        artifacts, where, exposed = read(ArtifactSettings), read(DatabaseSettings), read(MetricsSettings)
        if settings.server_processes > 1 and number is None:
            gc.enable()
            return await Supervisor(settings, exposed).run(stop_on_signals())
    except (WrongSetting, PortTaken, MetricsPortTaken) as error:
        return str(error)
    if number is not None:
        structlog.contextvars.bind_contextvars(process=int(number))
    # What several processes need not have is loaded by those that serve.
    from server.app import Server  # noqa: PLC0415

    gc.enable()
    gc.freeze()
    gc.set_threshold(ALLOCATIONS_PER_COLLECTION, *gc.get_threshold()[1:])
    stop = stop_on_signals()
    database = Database(where, application_name="tabwright server")
    try:
        files = FileStorage(artifacts)
        if why := files.why_not_writable():
            log.warning("storage.unavailable", error=f"files of jobs cannot be removed: {why}")
        if await unless(stop, wait_until_usable(database)):
            async with database:
                server = Server(
                    settings,
                    auth,
                    database,
                    files,
                    exposed=exposed,
                    others=(where, artifacts, logs),
                    shares_ports=number is not None,
                )
                await server.run(stop)
    except (WrongSetting, StoreError, PortTaken, MetricsPortTaken) as error:
        return str(error)
    return None


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
