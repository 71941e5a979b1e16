"""`python -m worker`: a worker process, alone, against any PostgreSQL."""

import gc

gc.disable()  # what is loaded stays, and to look for garbage in it takes an eighth of the time
import asyncio
import sys

from store.database.connection import Database
from store.database.schema import wait_until_usable
from store.environment import WrongSetting, read
from store.errors import StoreError
from store.exposition import MetricsPortTaken, MetricsSettings
from store.own_process import keep_to_itself, stop_on_signals, unless
from store.process import LogSettings, configure_logs
from store.records.files import FileStorage
from store.settings import ArtifactSettings, DatabaseSettings
from worker.app import Worker
from worker.browsers.engines import NoBrowser
from worker.health import AddressTaken
from worker.live.relay import RelayAddressTaken
from worker.settings import WorkerSettings


async def main() -> str | None:
    """Runs the worker until a signal stops it. Returns what kept it from running."""
    keep_to_itself()
    gc.enable()
    gc.freeze()
    try:
        configure_logs(read(LogSettings), "worker")
        settings, artifacts, where = read(WorkerSettings), read(ArtifactSettings), read(DatabaseSettings)
        exposed = read(MetricsSettings)
    except WrongSetting as error:
        return str(error)
    stop = stop_on_signals()
    database = Database(where, application_name="tabwright worker")
    try:
        files = FileStorage(artifacts)
        if why := files.why_not_writable():
            return why
        if await unless(stop, wait_until_usable(database)):
            async with database:
                await Worker(settings, database, files, exposed).run(stop)
    except (WrongSetting, StoreError, NoBrowser, AddressTaken, RelayAddressTaken, MetricsPortTaken) as error:
        return str(error)
    return None


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
