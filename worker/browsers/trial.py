"""One launch of a browser, as a worker would launch it, to see whether and how it works."""

from worker.browsers.browsers import MESSAGE_BYTES
from worker.browsers.engines import Engine
from worker.browsers.launching import Launcher
from worker.processes.folder import Folder
from worker.settings import WorkerSettings


async def try_engine(settings: WorkerSettings, name: str) -> tuple[Engine, str]:
    """Launches a browser of an engine, and closes it. Returns what was launched, and its version. Raises NoBrowser."""
    folder = Folder()
    try:
        launcher = Launcher(folder, MESSAGE_BYTES, lambda: None, needs_sandbox=settings.needs_sandbox)
        engine, launched = await launcher.find(name, settings.path_of(name))
        version = launched.browser.version
        await launched.close()
    finally:
        folder.remove()
    return engine, version
