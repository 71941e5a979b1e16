"""The results as tables: for the terminal, and as Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from rich import box, table
from rich.console import Console
from rich.padding import Padding

from benchmarks.benchmark import BARE, PLAIN, TABWRIGHT, Results
from benchmarks.contest import Result, Score
from benchmarks.memory import AT_ONCE, Memory

LEAST_RATIOS = {"small": 1.25, "heavy": 1.4}
"""How much faster than the plain loop Tabwright is to be, with each page."""
MOST_BEYOND_MS = 40
"""What all but the browser is to compute for a screenshot of the small page, at most."""
MOST_PICK_UP_MS = 2
MOST_EVENT_MS = 5
MOST_CALL_MS = 160
"""Within what the medians of an idle Tabwright's latencies are to stay."""
MOST_IDLE_MIB = 400
MOST_BUSY_MIB = 450
PARTS = ("browser", "driver", "worker", "egress guard", "server", "database", "gateway", "client")
"""In the order of a screenshot's way."""
ALONE = {PLAIN: ("browser", "driver", "client"), BARE: ("browser", "client")}
"""What the sides consist of that have no installation: one that idles beside them is none of theirs."""


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
            f"Screenshots per second: median (least-most) of {len(results.scores[0].sides[PLAIN].rates)} rounds",
            ["Page", "At once", *results.scores[0].sides, "Tabwright / plain", "Aim", "Bare / plain"],
            [_score(score) for score in results.scores],
            f"Screenshots that failed, on any side: {sum(score.failures for score in results.scores)}.",
        ),
        Grid(
            "CPU by process, in milliseconds for each screenshot: median of the rounds",
            ["Page", "At once", "Side", *(name.capitalize() for name in PARTS), "All", "All but browser", "Aim"],
            [_computed(score, *side) for score in results.scores for side in score.sides.items()],
            "Browser: all of its processes. Client: whoever asks for the pictures; of the plain loop and of bare CDP, "
            "the program that they are.",
        ),
        Grid(
            "Latency of an idle Tabwright, in milliseconds",
            ["What", "Samples", "Least", "p50", "p95", "p99", "Most", "Aim for p50"],
            [
                _latency("CreateJob", latencies.create),
                _latency("Pick-up", latencies.pick_up, MOST_PICK_UP_MS),
                _latency("Event", latencies.event, MOST_EVENT_MS),
                _latency("One call, one file", results.calls, MOST_CALL_MS),
            ],
            "CreateJob: until it returns. Pick-up: from there until job.started, 0 where that came first, as it did "
            f"{latencies.early} of {len(latencies.pick_up)} times. Event: from when job.progress was written until it "
            "has arrived. One call, one file: a picture of the small page by REST, all of it.",
        ),
        *_memory(results.memory),
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
    least, ratio = LEAST_RATIOS[score.page], score.ratio(TABWRIGHT, PLAIN)
    return [
        score.page,
        str(score.lanes),
        *(f"{side.rate:.2f} ({min(side.rates):.2f}-{max(side.rates):.2f})" for side in score.sides.values()),
        f"{ratio:.2f}",
        said_aim(f"≥ {least}", met=ratio >= least),
        f"{score.ratio(BARE, PLAIN):.2f}",
    ]


def _computed(score: Score, name: str, side: Result) -> list[str]:
    """What one side has computed for a screenshot."""
    parts = {part: side.part_ms(part) if part in ALONE.get(name, PARTS) else 0.0 for part in PARTS}
    beyond = sum(parts.values()) - parts["browser"]
    aim = ""
    if name == TABWRIGHT and score.page == "small":
        aim = said_aim(f"≤ {MOST_BEYOND_MS}", met=beyond <= MOST_BEYOND_MS)
    told = [*parts.values(), sum(parts.values()), beyond]
    return [score.page, str(score.lanes), name, *(f"{ms:.1f}" if ms else "" for ms in told), aim]


def _memory(memory: Memory) -> list[Grid]:
    idle = said_aim(f"≤ {MOST_IDLE_MIB}", met=memory.idle_mib <= MOST_IDLE_MIB)
    busy = said_aim(f"≤ {MOST_BUSY_MIB}", met=memory.busy_mib <= MOST_BUSY_MIB)
    return [
        Grid(
            "Memory of `tabwright up`, in MiB (PSS)",
            ["Part", "Idle", f"{AT_ONCE} small jobs at once"],
            [
                [name, f"{mib:.0f}", f"{memory.busy_part_mib(name):.0f}"]
                for name, mib in sorted(memory.idle.items(), key=lambda one: -one[1])
            ],
        ),
        Grid(
            "Memory in all, in MiB (PSS)",
            ["What", "MiB", "Aim"],
            [
                ["Idle, all processes", f"{memory.idle_mib:.0f}", idle],
                [f"{AT_ONCE} at once: worker, browsers, driver, guard and server", f"{memory.busy_mib:.0f}", busy],
                [f"{AT_ONCE} at once: plain loop", f"{memory.plain_mib:.0f}", ""],
            ],
        ),
    ]


def _latency(name: str, seconds: Sequence[float], most_ms: float | None = None) -> list[str]:
    ms = [value * 1000 for value in seconds]
    aim = "" if most_ms is None else said_aim(f"≤ {most_ms}", met=median(ms) <= most_ms)
    told = (min(ms), median(ms), p95(ms), p99(ms), max(ms))
    return [name, str(len(ms)), *(f"{value:.1f}" for value in told), aim]


def p95(values: Sequence[float]) -> float:
    """What all but a twentieth of them stay below."""
    return quantiles(values, n=100, method="inclusive")[94]


def p99(values: Sequence[float]) -> float:
    """What all but a hundredth of them stay below."""
    return quantiles(values, n=100, method="inclusive")[98]


def said_aim(aim: str, *, met: bool) -> str:
    return f"{aim} {'met' if met else 'missed'}"
