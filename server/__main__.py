"""`python -m server`: the gRPC server, alone, against any PostgreSQL."""

import asyncio
import gc
import sys

import structlog

from server.app import PortTaken, Server
from server.settings import AuthSettings, ServerSettings
from store.database.connection import Database
from store.database.schema import wait_until_usable
from store.environment import WrongSetting, read
from store.errors import StoreError
from store.exposition import MetricsPortTaken, MetricsSettings
from store.own_process import keep_to_itself, stop_on_signals, unless
from store.process import LogSettings, configure_logs
from store.records.files import FileStorage
from store.settings import ArtifactSettings, DatabaseSettings

log = structlog.get_logger()

ALLOCATIONS_PER_COLLECTION = 10_000
"""With Python's own 700, thousands of streams have all their objects looked through again and again, and every time
they all wait for half a second."""


async def main() -> str | None:
    """Runs the server until a signal stops it. Returns what kept it from running."""
    keep_to_itself()
    try:
        logs = read(LogSettings)
        configure_logs(logs, "server")
        settings, auth = read(ServerSettings), read(AuthSettings)
        artifacts, where, exposed = read(ArtifactSettings), read(DatabaseSettings), read(MetricsSettings)
    except WrongSetting as error:
        return str(error)
    gc.freeze()  # what is imported stays
    gc.set_threshold(ALLOCATIONS_PER_COLLECTION, *gc.get_threshold()[1:])
    stop = stop_on_signals()
    database = Database(where, application_name="tabwright server")
    try:
        files = FileStorage(artifacts)
        if why := files.why_not_writable():
            log.warning("storage.unavailable", error=f"files of jobs cannot be removed: {why}")
        if await unless(stop, wait_until_usable(database)):
            async with database:
                server = Server(settings, auth, database, files, exposed=exposed, others=(where, artifacts, logs))
                await server.run(stop)
    except (WrongSetting, StoreError, PortTaken, MetricsPortTaken) as error:
        return str(error)
    return None


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
