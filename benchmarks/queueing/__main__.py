"""`python -m benchmarks.queueing`, `make bench-queue`: measures, prints the results, and keeps them if asked to."""

import asyncio
import sys
from typing import Annotated

import typer
from rich.console import Console

from benchmarks.__main__ import RESULTS
from benchmarks.queueing import benchmark, report
from benchmarks.queueing.plan import DEFAULT, FULL, QUICK, Plan
from benchmarks.report import markdown, show
from cli.errors import CommandError
from store.own_process import stop_on_signals, unless


def main(
    *,
    quick: Annotated[bool, typer.Option("--quick", help="Measure for seconds only, to see that all works.")] = False,
    full: Annotated[bool, typer.Option("--full", help="With five million jobs that wait, too.")] = False,
    save: Annotated[bool, typer.Option("--save", help="Keep the results in benchmarks/results.")] = False,
) -> None:
    """Measure the queue by itself. README.md says what the figures mean."""
    if quick and (save or full):
        sys.exit("benchmarks: --quick goes alone: its figures say nothing and are not worth saving")
    plan = QUICK if quick else FULL if full else DEFAULT
    try:
        done = asyncio.run(_unless_interrupted(plan, save=save))
    except CommandError as error:
        sys.exit(f"benchmarks: {error}")
    if not done:
        sys.exit("benchmarks: interrupted")


async def _unless_interrupted(plan: Plan, *, save: bool) -> bool:
    return await unless(stop_on_signals(), _measure(plan, save=save))


async def _measure(plan: Plan, *, save: bool) -> None:
    console = Console(highlight=False)
    console.print(f"Measuring, for about {plan.takes}…")
    results = await benchmark.run(plan, console)
    grids = report.grids(results)
    for grid in grids:
        show(console, grid)
    if save:
        path = RESULTS / f"{results.facts['Date']}-queue.md"
        path.write_text(markdown("The queue", grids, made_by="make bench-queue"))
        console.print(f"Saved as {path.relative_to(RESULTS.parent.parent)}.")


if __name__ == "__main__":
    typer.run(main)
