"""`python -m benchmarks`, `make bench`: measures, prints the results, and keeps them if asked to."""

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from benchmarks import benchmark, report
from benchmarks.plan import FULL, QUICK, Plan
from cli.errors import CommandError
from store.own_process import stop_on_signals, unless

RESULTS = Path(__file__).parent / "results"


def main(
    *,
    quick: Annotated[bool, typer.Option("--quick", help="Measure for seconds only, to see that all works.")] = False,
    save: Annotated[bool, typer.Option("--save", help="Keep the results in benchmarks/results.")] = False,
) -> None:
    """Measure Tabwright beside a plain Playwright loop. README.md says what the figures mean."""
    if quick and save:
        sys.exit("benchmarks: the figures of --quick say nothing and are not worth saving")
    try:
        done = asyncio.run(_unless_interrupted(_measure(QUICK if quick else FULL, save=save)))
    except CommandError as error:
        sys.exit(f"benchmarks: {error}")
    if not done:
        sys.exit("benchmarks: interrupted")


async def _unless_interrupted(work: Coroutine[Any, Any, None]) -> bool:
    return await unless(stop_on_signals(), work)


async def _measure(plan: Plan, *, save: bool) -> None:
    console = Console(highlight=False)
    console.print(f"Measuring, for about {plan.takes}…")
    results = await benchmark.run(plan, console)
    grids = report.grids(results)
    for grid in grids:
        report.show(console, grid)
    if save:
        path = RESULTS / f"{results.facts['Date']}-screenshots.md"
        _write(path, report.markdown("Screenshots", grids))
        console.print(f"Saved as {path.relative_to(RESULTS.parent.parent)}.")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


if __name__ == "__main__":
    typer.run(main)
