"""`tabwright up`: everything on this machine, until a signal stops it."""

import asyncio

from cli import keeper
from cli.settings import UpSettings, named_database, read_settings
from cli.stack import Stack
from store.exposition import MetricsSettings
from store.own_process import stop_on_signals, unless


async def run_until_interrupted(settings: UpSettings) -> None:
    """Raises CommandError when something cannot start, or not go on."""
    stop = stop_on_signals()
    await unless(stop, _run(settings, stop))


async def _run(settings: UpSettings, stop: asyncio.Event) -> None:
    """Starts everything, and then becomes the program that keeps it."""
    stack = Stack(settings, read_settings(MetricsSettings))
    try:
        await stack.start()
        lines = [
            *stack.notices,
            *(f"{name} has no effect here: `tabwright up` has a database of its own" for name in named_database()),
        ]
        rest = f"http://127.0.0.1:{settings.port}"
        grpc = f"127.0.0.1:{settings.grpc_port}"
        lines.append(f"ready rest={rest} grpc={grpc} docs={rest}/docs console={rest}/console/")
        if stack.sign_in_url:
            lines.append(f"sign in: {stack.sign_in_url}")
        await keeper.become(stack.parts, lines, stack.metrics, stop)
    finally:
        if stop.is_set():
            print("stopping…", flush=True)
        await stack.stop()
