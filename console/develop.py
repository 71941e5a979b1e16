"""`make console`: a stack with sample data, and the console's pages from their sources, which follow each change there.

PORT, GRPC_PORT and CONSOLE_PORT say where. Ctrl-C ends it all.
"""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from console import sample
from store.process import stop_on_signals, unless

ROOT = Path(__file__).parents[1]
GATEWAY = f"http://127.0.0.1:{os.environ.get('PORT', '3000')}"
CONSOLE_PORT = os.environ.get("CONSOLE_PORT", "5173")
PAGES = f"http://127.0.0.1:{CONSOLE_PORT}"
DATA = Path(os.environ.get("TABWRIGHT_DATA", ".tabwright/console"))
SHOP = (sys.executable, "examples/site/serve.py")
STACK = (sys.executable, "-m", "cli", "up")
VITE = (
    "node",
    "node_modules/vite/bin/vite.js",
    "console",
    "--host",
    "127.0.0.1",
    "--port",
    CONSOLE_PORT,
    "--strictPort",
)
STOP_S = 40


async def main() -> None:
    await unless(stop_on_signals(), _run())


async def _run() -> None:
    async with _child(SHOP) as shop, _child(STACK, TABWRIGHT_DATA=str(DATA)) as stack:
        shop_url = await anext(_lines(shop))
        async for line in _lines(stack):
            print(line.replace(GATEWAY, PAGES), flush=True)
            if line.startswith("ready "):
                break
        await asyncio.to_thread(_fill, shop_url)
        async with _child(VITE, out=None, TABWRIGHT_URL=GATEWAY):
            print(f"console: {PAGES}/console/, or with the key in {DATA}/api-key", flush=True)
            async for line in _lines(stack):
                print(line.replace(GATEWAY, PAGES), flush=True)


def _fill(shop_url: str) -> None:
    sample.fill(GATEWAY, (DATA / "api-key").read_text().strip(), shop_url)


async def _lines(child: Process) -> AsyncIterator[str]:
    """What it says, to its end."""
    while child.stdout and (line := await child.stdout.readline()):
        yield line.decode().rstrip()


@asynccontextmanager
async def _child(command: Sequence[str], out: int | None = PIPE, **env: str) -> AsyncIterator[Process]:
    """A program of a session of its own, so that Ctrl-C ends it once, and by us."""
    process = await asyncio.create_subprocess_exec(
        *command, stdout=out, cwd=ROOT, env=os.environ | env, start_new_session=True
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
            await asyncio.wait_for(process.wait(), STOP_S)


if __name__ == "__main__":
    asyncio.run(main())
