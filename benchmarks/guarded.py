"""`python -m benchmarks.guarded`: what the egress guard costs. A plain Playwright loop takes screenshots, in turns with
one whose browsers are launched as the worker launches them, with a gate of the guard.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import psutil
import typer
from playwright.async_api import async_playwright
from rich.console import Console

from benchmarks.contest import Contest, Score
from benchmarks.page_server import page_server
from benchmarks.plain import PlainLoop
from benchmarks.report import Grid, show
from worker.browsers.network import launch_options
from worker.browsers.trial import try_engine
from worker.egress.guard import EgressGuard
from worker.processes.environment import environment
from worker.processes.folder import Folder
from worker.settings import WorkerSettings

LOOPBACK = "127.0.0.0/8"
AIMS = {"small": 0.97, "heavy": 0.95}
MEGABYTE = 2**20


@asynccontextmanager
async def loops(guard: EgressGuard, lanes: int) -> AsyncIterator[tuple[PlainLoop, PlainLoop]]:
    """Lends two sides, without the guard and with it."""
    folder = Folder()
    try:
        with environment(TMPDIR=str(folder.path)):
            playwright = await async_playwright().start()
        try:
            engine, _ = await try_engine(WorkerSettings(), "chromium")
            sides = []
            for is_guarded in (False, True):
                browsers = []
                for _ in range(lanes):
                    options: dict[str, Any] = {}
                    if is_guarded:
                        gate = await guard.open()
                        await gate.admit([], on_failure=lambda _: None)
                        options = {**launch_options("chromium", gate.server)}
                    browsers.append(await playwright.chromium.launch(executable_path=engine.executable, **options))
                sides.append(PlainLoop(engine, browsers, folder.path))
            yield sides[0], sides[1]
        finally:
            await playwright.stop()
    finally:
        folder.remove()


async def measure(lanes: int, rounds: int, seconds: float) -> tuple[list[Score], float]:
    """The scores of both pages, and the memory of the guard at their end, in MB."""
    guard = await EgressGuard.start(WorkerSettings(allow_private_addresses=LOOPBACK), lambda: None)
    try:
        async with page_server() as site, loops(guard, lanes) as (without, through):
            contest = Contest({"without": without, "through": through}, site=site, lanes=lanes)
            scores = [await contest.hold(page, rounds=rounds, seconds=seconds) for page in AIMS]
        return scores, psutil.Process(guard.pid).memory_full_info().uss / MEGABYTE
    finally:
        await guard.close()


def main(
    *,
    lanes: Annotated[int, typer.Option(help="How many screenshots are in the making at once.")] = 2,
    rounds: Annotated[int, typer.Option(help="How many rounds each side has for each page.")] = 6,
    seconds: Annotated[float, typer.Option(help="How long a round takes.")] = 5,
) -> None:
    """Measure a plain Playwright loop through the egress guard beside one without it."""
    scores, memory_mb = asyncio.run(measure(lanes, rounds, seconds))
    rows = [
        [
            score.page,
            f"{score.sides['without'].rate:.2f}",
            f"{score.sides['through'].rate:.2f}",
            f"{score.ratio('through', 'without'):.3f}",
            f"{AIMS[score.page]}",
        ]
        for score in scores
    ]
    header = ["Page", "Without", "Through the guard", "Ratio", "Aim"]
    note = f"Memory of the guard alone: {memory_mb:.0f} MB. Failed: {sum(score.failures for score in scores)}."
    show(Console(highlight=False), Grid(f"Screenshots per second, {lanes} at once", header, rows, note))


if __name__ == "__main__":
    typer.run(main)
