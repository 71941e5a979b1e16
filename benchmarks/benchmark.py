"""The whole benchmark: what is started, and what is measured while it runs."""

from dataclasses import dataclass

from rich.console import Console

from benchmarks import latency
from benchmarks.contest import Contest, Score
from benchmarks.latency import Latencies
from benchmarks.machine import Machine
from benchmarks.page_server import page_server
from benchmarks.plain import plain_loop
from benchmarks.plan import Plan
from benchmarks.tabwright import tabwright


@dataclass(frozen=True, slots=True)
class Results:
    """All that was measured, and on what."""

    facts: dict[str, str]
    scores: list[Score]
    latencies: Latencies


async def run(plan: Plan, console: Console) -> Results:
    """Measures all that is planned, and says meanwhile where it is. What it starts has ended when it returns."""
    machine = Machine()
    scores = []
    async with page_server() as site:
        with console.status("Latency of an idle Tabwright…"):
            async with tabwright(slots=1) as ours:
                latencies = await latency.measure(ours, f"{site}/tiny.html", samples=plan.samples)
        for lanes in plan.lanes:
            async with plain_loop(lanes=lanes) as plain, tabwright(slots=lanes) as ours:
                contest = Contest(plain, ours, site=site, lanes=lanes)
                for page, seconds in plan.round_s.items():
                    with console.status(f"Screenshots per second: {page} page, {lanes} at once…"):
                        scores.append(await contest.hold(page, rounds=plan.rounds, seconds=seconds))
                browser = plain.browser
    return Results({**machine.facts(), "Browser": browser}, scores, latencies)
