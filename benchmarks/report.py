"""The results as tables: for the terminal, and as Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from rich import box, table
from rich.console import Console
from rich.padding import Padding

from benchmarks.benchmark import Results
from benchmarks.contest import Score

LEAST_RATIO = 0.85
"""How much of the plain loop's speed Tabwright is to reach with the small page."""
MOST_PICK_UP_MS = 20
MOST_EVENT_MS = 10
"""Within what the medians of an idle Tabwright's latencies are to stay."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, before it is drawn."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


def grids(results: Results) -> list[Grid]:
    """The results, as they are printed and saved."""
    latencies = results.latencies
    return [
        Grid("Measured on", ["What", "Which"], list(results.facts.items())),
        Grid(
            f"Screenshots per second: median (least-most) of {len(results.scores[0].plain)} rounds",
            ["Page", "At once", "Plain loop", "Tabwright", "Ratio", "Aim"],
            [_score(score) for score in results.scores],
            "Ratio: Tabwright / plain loop. "
            f"Screenshots that failed, on either side: {sum(score.failures for score in results.scores)}.",
        ),
        Grid(
            "Latency of an idle Tabwright, in milliseconds",
            ["What", "Samples", "Least", "p50", "p99", "Most", "Aim for p50"],
            [
                _latency("CreateJob", latencies.create),
                _latency("Pick-up", latencies.pick_up, MOST_PICK_UP_MS),
                _latency("Event", latencies.event, MOST_EVENT_MS),
            ],
            "CreateJob: until it returns. Pick-up: from there until job.started, 0 where that came first, as it did "
            f"{latencies.early} of {len(latencies.pick_up)} times. Event: from when job.progress was written until it "
            "has arrived.",
        ),
    ]


def show(console: Console, grid: Grid) -> None:
    """Prints a table for people at a terminal."""
    drawn = table.Table(box=box.SIMPLE_HEAD, pad_edge=False, title=grid.title, title_justify="left", title_style="bold")
    for number, name in enumerate(grid.header):
        drawn.add_column(name, justify="left" if number == 0 else "right", no_wrap=True)
    for row in grid.rows:
        drawn.add_row(*row)
    console.print(drawn)
    if grid.note:
        console.print(Padding(grid.note, (0, 0, 1, 2)))


def markdown(title: str, grids: Sequence[Grid], *, made_by: str = "make bench") -> str:
    """Writes the tables for a file."""
    parts = [f"# {title}", f"Made by `{made_by}`; benchmarks/README.md says what the figures mean."]
    for grid in grids:
        lines = [grid.header, ["---", *["---:"] * (len(grid.header) - 1)], *grid.rows]
        parts += [f"## {grid.title}", "\n".join(f"| {' | '.join(line)} |" for line in lines), grid.note]
    return "\n\n".join(filter(None, parts)) + "\n"


def _score(score: Score) -> list[str]:
    plain, tabwright = (
        f"{median(rounds):.2f} ({min(rounds):.2f}-{max(rounds):.2f})" for rounds in (score.plain, score.tabwright)
    )
    aim = said_aim(f"≥ {LEAST_RATIO}", met=score.ratio >= LEAST_RATIO) if score.page == "small" else ""
    return [score.page, str(score.lanes), plain, tabwright, f"{score.ratio:.2f}", aim]


def _latency(name: str, seconds: Sequence[float], most_ms: float | None = None) -> list[str]:
    ms = [value * 1000 for value in seconds]
    aim = "" if most_ms is None else said_aim(f"≤ {most_ms}", met=median(ms) <= most_ms)
    return [name, str(len(ms)), *(f"{value:.1f}" for value in (min(ms), median(ms), p99(ms), max(ms))), aim]


def p99(values: Sequence[float]) -> float:
    """What all but a hundredth of them stay below."""
    return quantiles(values, n=100, method="inclusive")[98]


def said_aim(aim: str, *, met: bool) -> str:
    return f"{aim} {'met' if met else 'missed'}"
