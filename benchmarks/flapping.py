"""`python -m benchmarks.flapping`: what a site in trouble is asked for, with circuits and without.

Two workers share a real queue, and all that decides is the store's own: claims, circuits, retries. Only the visits are
played, so that the figures say nothing of browsers: each takes 0.2 s, and the site answers 200 or 503.
"""

import asyncio
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated

import typer
from rich.console import Console

from benchmarks.__main__ import RESULTS
from benchmarks.machine import Machine
from benchmarks.queueing.ground import Ground, cluster
from benchmarks.report import Grid, markdown, show
from cli.errors import CommandError
from store.database.connection import Database
from store.failures import Failure, of_status
from store.job import ClaimedJob, NewJob, Status, new_id
from store.own_process import stop_on_signals, unless
from store.queue import maintenance, workers
from store.queue.attempts import Outcome, finish_jobs
from store.queue.claim import claim_jobs
from store.queue.intake import create_jobs
from store.queue.parking import NO_LIMITS
from store.retry import delay_s, is_due_again
from worker.sites.verdict import Verdict
from worker.sites.watch import NoSites, Sites, SiteWatch

HOST = "flapping.test"
CLIENTS = ("ann", "bob")
CHROMIUM = 1
WORKERS, SLOTS = 2, 8
VISIT_S = 0.2
POLL_S = 0.5
BEAT_S = 2.0
HALF_S = 30.0
MAX_RETRIES = 3
LEAST_RATIO = 10
"""How many times fewer requests there are to be with circuits."""


@dataclass
class Site:
    """What is visited. `is_up` says at each moment of its trouble whether it answers."""

    trouble_s: float
    is_up: Callable[[float], bool]
    began: float = field(default_factory=time.monotonic)
    asked: int = 0
    """In its trouble."""
    asked_later: int = 0

    def answer(self) -> int:
        age_s = time.monotonic() - self.began
        if age_s >= self.trouble_s:
            self.asked_later += 1
            return 200
        self.asked += 1
        return 200 if self.is_up(age_s) else 503


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a run."""

    site: str
    circuits: bool
    asked: int
    asked_later: int
    ended: Counter[str]
    seconds: float
    """Until the last job had ended."""
    longest_after_s: float
    """How long after the trouble that was."""


class Player:
    """A worker without browsers."""

    def __init__(self, database: Database, site: Site, sites: Sites) -> None:
        self._database = database
        self._site = site
        self._sites = sites
        self._id = new_id()
        self._free = set(range(1, SLOTS + 1))
        self._wake = asyncio.Event()

    async def run(self) -> None:
        """Works for ever."""
        await workers.join(
            self._database, self._id, browser_type_ids=[CHROMIUM], slots=SLOTS, ttl_s=86_400, metadata={}
        )
        async with asyncio.TaskGroup() as visits:
            while True:
                self._wake.clear()
                claimed = await claim_jobs(
                    self._database, self._id, browser_type_ids=[CHROMIUM], slot_nos=sorted(self._free)
                )
                for job in claimed:
                    self._free.discard(job.slot_no)
                    visits.create_task(self._visit(job))
                try:
                    async with asyncio.timeout(POLL_S):
                        await self._wake.wait()
                except TimeoutError:
                    continue

    async def _visit(self, job: ClaimedJob) -> None:
        await asyncio.sleep(VISIT_S)
        failure = of_status(self._site.answer())
        self._sites.note(
            Verdict(
                host=HOST,
                client_id=job.client_id or "",
                job_id=job.lease.job_id,
                kind="down" if failure else "up",
            )
        )
        await finish_jobs(self._database, [_outcome(job, failure)])
        self._free.add(job.slot_no)
        self._wake.set()


def _outcome(job: ClaimedJob, failure: Failure | None) -> Outcome:
    if failure is None:
        return Outcome(lease=job.lease, status=Status.COMPLETED, result={}, site_verdict="up")
    error = {"message": failure.name, "details": {"errorType": failure.error_type.value}}
    if not is_due_again(failure.recovery, job.retry_count, job.max_retries):
        return Outcome(lease=job.lease, status=Status.FAILED, error=error, site_verdict="down")
    wait_s = delay_s(failure.recovery, job.retry_count)
    return Outcome(lease=job.lease, status=Status.PENDING, error=error, retries=1, delay_s=wait_s, site_verdict="down")


def _new_job(number: int) -> NewJob:
    return NewJob(
        id=new_id(),
        client_id=CLIENTS[number % len(CLIENTS)],
        browser_type_id=CHROMIUM,
        target_url=f"http://{HOST}/",
        actions=[],
        wait_until="load",
        priority=0,
        timeout_ms=30_000,
        max_retries=MAX_RETRIES,
    )


async def _play(ground: Ground, name: str, site: Site, jobs: int, *, circuits: bool) -> Run:
    async with ground.database() as database:
        for client in range(len(CLIENTS)):
            made = [_new_job(number) for number in range(jobs) if number % len(CLIENTS) == client]
            await create_jobs(database, made)
        site.began = time.monotonic()
        background = [
            asyncio.create_task(maintenance.run_forever(database, NO_LIMITS)),
            asyncio.create_task(maintenance.let_go_forever(database)),
        ]
        for _ in range(WORKERS):
            sites = SiteWatch(database, interval_s=BEAT_S) if circuits else NoSites()
            background.append(asyncio.create_task(Player(database, site, sites).run()))
            if isinstance(sites, SiteWatch):
                background.append(asyncio.create_task(sites.run()))
        try:
            ended = await _ended(database)
        finally:
            for task in background:
                task.cancel()
            await asyncio.gather(*background, return_exceptions=True)
    seconds = time.monotonic() - site.began
    return Run(name, circuits, site.asked, site.asked_later, ended, seconds, max(0.0, seconds - site.trouble_s))


async def _ended(database: Database) -> Counter[str]:
    """How the jobs have ended, when all have."""
    while True:
        rows = await database.rows("SELECT status, count(*)::integer AS jobs FROM automation_jobs GROUP BY status")
        found = Counter({row["status"]: row["jobs"] for row in rows})
        if not found["pending"] and not found["processing"]:
            return found
        await asyncio.sleep(1)


async def _measure(trouble_s: float, jobs: int, *, save: bool) -> None:
    console = Console(highlight=False)
    coin = random.Random(1)  # noqa: S311 - it keeps no secret
    kinds: dict[str, Callable[[float], bool]] = {
        "503 to every other request": lambda _: coin.random() < 0.5,  # noqa: PLR2004 - half
        f"down for {HALF_S:g} s, up for {HALF_S:g} s": lambda age_s: age_s % (2 * HALF_S) >= HALF_S,
        "down all the time": lambda _: False,
    }
    machine = Machine()
    async with cluster() as running:

        async def one(name: str, *, circuits: bool) -> Run:
            async with running.ground() as ground:
                return await _play(ground, name, Site(trouble_s, kinds[name]), jobs, circuits=circuits)

        with console.status("A site in trouble…"):
            runs = await asyncio.gather(*(one(name, circuits=with_) for name in kinds for with_ in (False, True)))
        grids = [
            Grid("Measured on", ["What", "Which"], list({**machine.facts(), "PostgreSQL": running.version}.items())),
            _grid(runs, trouble_s, jobs),
        ]
    for grid in grids:
        show(console, grid)
    if save:
        path = RESULTS / f"{machine.facts()['Date']}-flapping.md"
        path.write_text(markdown("A site in trouble", grids, made_by="python -m benchmarks.flapping --save"))


def _grid(runs: list[Run], trouble_s: float, jobs: int) -> Grid:
    rows = []
    for without, within in zip(runs[::2], runs[1::2], strict=True):
        for run in (without, within):
            ratio = f"{without.asked / max(1, run.asked):.1f}" if run.circuits else ""
            rows.append(
                [
                    run.site,
                    "yes" if run.circuits else "no",
                    str(run.asked),
                    ratio,
                    str(run.asked_later),
                    str(run.ended["completed"]),
                    str(run.ended["failed"]),
                    f"{run.longest_after_s:.0f}",
                ]
            )
    return Grid(
        f"A site in trouble for {trouble_s:g} s, and {jobs} jobs of {len(CLIENTS)} clients",
        ["Site", "Circuits", "Requests in trouble", "Ratio", "Later", "Completed", "Failed", "All ended (s)"],
        rows,
        f"Ratio: requests without circuits / with them; aim: {LEAST_RATIO} at least. {WORKERS} workers with {SLOTS} "
        f"slots each, visits of {VISIT_S} s that are played, {MAX_RETRIES} retries. All ended: after the trouble.",
    )


async def _unless_interrupted(trouble_s: float, jobs: int, *, save: bool) -> bool:
    return await unless(stop_on_signals(), _measure(trouble_s, jobs, save=save))


def main(
    *,
    seconds: Annotated[float, typer.Option(help="How long the site is in trouble.")] = 300,
    jobs: Annotated[int, typer.Option(help="How many jobs wait for it.")] = 4000,
    save: Annotated[bool, typer.Option("--save", help="Keep the results in benchmarks/results.")] = False,
) -> None:
    """Count what a site in trouble is asked for. README.md says what the figures mean."""
    try:
        done = asyncio.run(_unless_interrupted(seconds, jobs, save=save))
    except CommandError as error:
        sys.exit(f"benchmarks: {error}")
    if not done:
        sys.exit("benchmarks: interrupted")


if __name__ == "__main__":
    typer.run(main)
