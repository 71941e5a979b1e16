"""The whole benchmark: what is started, and what is measured while it runs."""

from dataclasses import dataclass

from rich.console import Console

from benchmarks import latency, memory, one_call
from benchmarks.bare import bare_cdp
from benchmarks.contest import Contest, Score
from benchmarks.latency import Latencies
from benchmarks.machine import Machine
from benchmarks.memory import AT_ONCE, Memory
from benchmarks.page_server import page_server
from benchmarks.plain import plain_loop
from benchmarks.plan import Plan
from benchmarks.tabwright import tabwright

PLAIN, TABWRIGHT, BARE = "Plain loop", "Tabwright", "Bare CDP"
"""The sides."""


@dataclass(frozen=True, slots=True)
class Results:
    """All that was measured, and on what."""

    facts: dict[str, str]
    scores: list[Score]
    latencies: Latencies
    calls: list[float]
    """Seconds, one per call that answers with a file."""
    memory: Memory


async def run(plan: Plan, console: Console) -> Results:
    """Measures all that is planned, and says meanwhile where it is. What it starts has ended when it returns."""
    machine = Machine()
    scores = []
    taken = Memory()
    async with page_server() as site:
        small = f"{site}/small.html"
        with console.status("Memory of an installation…"):
            await memory.measure_installation(taken, small, idle_s=plan.idle_s, seconds=plan.busy_s)
        async with tabwright(slots=1) as ours:
            with console.status("Latency of an idle Tabwright…"):
                latencies = await latency.measure(ours, f"{site}/tiny.html", samples=plan.samples)
            with console.status("One call, one file…"):
                calls = await one_call.measure(ours, small, samples=plan.calls)
        async with plain_loop(lanes=AT_ONCE) as plain:
            with console.status("Memory of a plain loop…"):
                taken.plain = await memory.look(plain, small, plan.busy_s)
        for lanes in plan.lanes:
            async with (
                plain_loop(lanes=lanes) as plain,
                bare_cdp(plain.executable, lanes=lanes) as bare,
                tabwright(slots=lanes) as ours,
            ):
                contest = Contest({PLAIN: plain, TABWRIGHT: ours, BARE: bare}, site=site, lanes=lanes)
                for page, seconds in plan.round_s.items():
                    with console.status(f"Screenshots per second: {page} page, {lanes} at once…"):
                        scores.append(await contest.hold(page, rounds=plan.rounds, seconds=seconds))
                browser = plain.browser
    return Results({**machine.facts(), "Browser": browser}, scores, latencies, calls, taken)
