"""`tabwright up`: everything on this machine, until a signal stops it."""

from cli.settings import UpSettings
from cli.stack import Stack
from store.process import stop_on_signals, unless


async def run_until_interrupted(settings: UpSettings) -> None:
    """Raises CommandError when something cannot start, or not go on."""
    await unless(stop_on_signals(), _run(settings))


async def _run(settings: UpSettings) -> None:
    stack = Stack(settings)
    try:
        await stack.start()
        print(stack.notice, flush=True)
        rest = f"http://127.0.0.1:{settings.port}"
        print(f"ready rest={rest} grpc=127.0.0.1:{settings.grpc_port} docs={rest}/docs", flush=True)
        await stack.wait()
    finally:
        await stack.stop()
