"""The whole benchmark of the queue."""

from dataclasses import dataclass
from functools import partial

from rich.console import Console

from benchmarks.machine import Machine
from benchmarks.queueing.creating import Called, Created, called, in_batches, one_by_one
from benchmarks.queueing.draining import Depth, Drain, Wear, at_depth, wear
from benchmarks.queueing.ground import Cluster, cluster
from benchmarks.queueing.plan import Plan
from benchmarks.queueing.waiting import Crowded, PickUp, Watched, crowded, pick_up, watched

AT_ONCE = 64
"""How many jobs are created at once where many are."""
PROCESSES = 2
"""How many processes a server has that has several: one for each core."""
BATCHES = (100, 1_000, 10_000)
LOADED_AT_ONCE = 50_000
CIRCUITS = 1_000
"""How many sites are down in those drains where some are."""


@dataclass(frozen=True, slots=True)
class Results:
    """All that was measured, and on what."""

    facts: dict[str, str]
    pick_up: PickUp
    created: list[Created]
    called: list[Called]
    by_slots: list[Drain]
    by_depth: list[Depth]
    wear: Wear
    watched: Watched
    crowded: Crowded


async def run(plan: Plan, console: Console) -> Results:
    """Measures all that is planned, and says meanwhile where it is. What it starts has ended when it returns."""
    machine = Machine()
    async with cluster() as running:
        with console.status("How soon a worker has a job…"):
            picked_up = await pick_up(running, jobs=plan.picked_up)
        with console.status("Creating jobs…"):
            created = [
                await one_by_one(running, jobs=plan.created // 10, at_once=1),
                await one_by_one(running, jobs=plan.created, at_once=AT_ONCE),
                *[await in_batches(running, jobs=plan.created, size=size) for size in BATCHES],
            ]
        with console.status("Calling CreateJob…"):
            servers = [(clients, 1) for clients in plan.clients] + [(plan.clients[-1], PROCESSES)]
            calls = [
                await called(running, clients=clients, seconds=plan.called_s, processes=processes)
                for clients, processes in servers
            ]
        with console.status("Draining…"):
            by_slots = [await at_depth(running, slots=slots, jobs=plan.drained, left=0) for slots in plan.slots]
        by_depth = await _by_depth(running, plan, console)
        with console.status(f"What {plan.worn:,} jobs leave behind…"):
            worn = await wear(running, slots=plan.slots[-1], jobs=plan.worn, at_once=min(LOADED_AT_ONCE, plan.worn))
        with console.status(f"{plan.watchers:,} watchers…"):
            seen = await watched(running, watchers=plan.watchers, seconds=plan.watched_s)
        with console.status(f"{plan.watchers:,} watchers of one job…"):
            crowd = await crowded(running, watchers=plan.watchers, seconds=plan.watched_s / 5)
        facts = {**machine.facts(), "PostgreSQL": running.version}
    return Results(facts, picked_up, created, calls, by_slots, by_depth, worn, seen, crowd)


async def _by_depth(running: Cluster, plan: Plan, console: Console) -> list[Depth]:
    """The same drain with more and more jobs behind it; then with half of the most deferred, of many types, and while
    many sites are down. Between all of them it is done with few behind it: the machine's pace changes from minute to
    minute.
    """
    few, *more = plan.pending
    most = min(plan.pending[-1], 1_000_000)
    drain = partial(at_depth, running, slots=plan.slots[-1], jobs=plan.drained)
    deep = [
        *(partial(drain, left=left) for left in more),
        partial(drain, left=most, half_deferred=True),
        partial(drain, left=most, browser_types=5),
        partial(drain, left=most, circuits=CIRCUITS, held_every=CIRCUITS),
        partial(drain, left=most, circuits=CIRCUITS, held_every=10),
    ]
    depths, before = [], await drain(left=few)
    for number, drain_deep in enumerate(deep, 1):
        with console.status(f"Draining before many others, {number} of {len(deep)}…"):
            drained = await drain_deep()
            after = await drain(left=few) if plan.interleaved else before
        depths.append(Depth(drained, (before, after)))
        before = after
    return depths
