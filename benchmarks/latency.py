"""How long an idle Tabwright keeps its clients waiting."""

import asyncio
import random
from dataclasses import dataclass, field

from benchmarks.tabwright import Run, Tabwright

PAUSE_S = (0.03, 0.08)
"""Between two jobs. Long enough for the worker to be idle and for no wake-up to be held back any more; never
the same, lest the jobs fall into step with something that ticks."""


@dataclass(slots=True)
class Latencies:
    """Seconds, one per job; of events, one per event."""

    create: list[float] = field(default_factory=list)
    """CreateJob, from the call to its return."""
    pick_up: list[float] = field(default_factory=list)
    """From CreateJob's return to job.started; 0 where that came before."""
    event: list[float] = field(default_factory=list)
    """From the moment that a job.progress was written to its arrival here."""
    early: int = 0
    """How often the worker had the job before its client knew that it was accepted."""

    def add(self, run: Run) -> None:
        (started,) = (seen for seen in run.events if seen.event.type == "job.started")
        waited = started.happened - run.created
        self.create.append(run.created - run.called)
        self.pick_up.append(max(0.0, waited))
        self.early += waited < 0
        self.event += [seen.arrived - seen.happened for seen in run.events if seen.event.type == "job.progress"]


async def measure(tabwright: Tabwright, url: str, *, samples: int) -> Latencies:
    """Runs jobs that only open the page at `url`, one after the other, with a pause between."""
    latencies = Latencies()
    await tabwright.run(url)  # the first one opens the connections
    for _ in range(samples):
        await asyncio.sleep(random.uniform(*PAUSE_S))  # noqa: S311 - a pause needs no cryptography
        latencies.add(await tabwright.run(url))
    return latencies
