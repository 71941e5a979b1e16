"""`tabwright up`: everything on this machine, until a signal stops it."""

import asyncio

from cli.running import announced
from cli.settings import UpSettings, named_database, read_settings
from cli.stack import Stack
from store.exposition import MetricsSettings
from store.process import stop_on_signals, unless


async def run_until_interrupted(settings: UpSettings) -> None:
    """Raises CommandError when something cannot start, or not go on."""
    stop = stop_on_signals()
    await unless(stop, _run(settings, stop))


async def _run(settings: UpSettings, stop: asyncio.Event) -> None:
    stack = Stack(settings, read_settings(MetricsSettings))
    try:
        await stack.start()
        with announced(settings.tabwright_data):
            print(*stack.notices, sep="\n", flush=True)
            for name in named_database():
                print(f"{name} has no effect here: `tabwright up` has a database of its own", flush=True)
            rest = f"http://127.0.0.1:{settings.port}"
            grpc = f"127.0.0.1:{settings.grpc_port}"
            print(f"ready rest={rest} grpc={grpc} docs={rest}/docs console={rest}/console/", flush=True)
            if stack.sign_in_url:
                print(f"sign in: {stack.sign_in_url}", flush=True)
            await stack.wait()
    finally:
        if stop.is_set():
            print("stopping…", flush=True)
        await stack.stop()
