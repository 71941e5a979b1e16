"""What becomes of jobs that are watched, paused and acted in, when what shows them is killed, or hangs.

    .venv/bin/python -m tests.chaos.watched [FAULT…]      all of them: some eight minutes

Seven jobs at once, each at another moment of its life and with somebody who watches it, meet one fault; then all are
led to their ends. What is measured is printed; what is broken is WRONG.
"""

import argparse
import asyncio
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx
import psutil

from store.database.connection import Database
from store.live.relay import find_relay
from store.queue.invariant import broken_jobs
from store.records.events import Event, read_events
from tests.chaos.cluster import SERVERS, WORKERS, Cluster
from tests.chaos.load import ENDS
from tests.chaos.spectator import DEADLINE_S, Spectator
from tests.fixtures.site import TestSite, serve_site

SLOTS = 12
LEASE_MS = 10_000
PAGE = (
    "<title>{0}</title><body style='margin:0'>"
    "<input id=t style='position:fixed;left:10px;top:10px;width:200px;height:30px'>"
    "<input id=f type=file style='position:fixed;left:10px;top:60px;width:300px;height:40px'>"
)
ASK: Mapping[str, object] = {"action": "askHuman", "instructions": "Say that you are there."}
WAIT: Mapping[str, object] = {"action": "wait", "milliseconds": 6000}
MOMENTS: Mapping[str, Sequence[Mapping[str, object]]] = {
    "waiting": [{"action": "wait", "milliseconds": 200}],
    "running": [WAIT, WAIT],
    "paused": [WAIT, WAIT],
    "asked": [ASK],
    "typing": [ASK],
    "uploading": [ASK],
    "resuming": [ASK],
}
STILL = frozenset({"paused", "intervention_needed"})
HELD = frozenset({"asked", "typing", "uploading", "paused"})
HANGS_S = 16.0
RECOVERS_S = 5.0
"""How long parts that were killed have until the next fault."""
SOON_S = 12.0
"""How long after the fault a job waits that is to wait during it."""
NOTICED_S = 2.0
"""Within this, who watches is told of what has been killed."""
AFTER_S = 4.0
"""How long nobody does anything afterwards: nothing may go on by itself."""
FAULTS = tuple(
    f"{what} {which}" for what in ("kill", "hang") for which in ("worker", "server", "servers", "gateway", "viewers")
)


@dataclass
class Story:
    """One job, and who watches it."""

    moment: str
    job_id: UUID
    spectator: Spectator
    is_hit: bool = False
    """Whether its own worker was."""
    events: list[Event] = field(default_factory=list)


class Watched:
    """All that is tried with one cluster."""

    def __init__(self, cluster: Cluster, site: TestSite, database: Database) -> None:
        self._cluster = cluster
        self._site = site
        self._database = database
        self.wrong: list[str] = []
        self.told: list[str] = []

    async def meet(self, fault: str, moments: Sequence[str] = tuple(MOMENTS)) -> None:
        """Jobs at these moments meet a fault."""
        async with AsyncExitStack() as stack:
            stories = [await self._begin(stack, moment) for moment in moments]
            await asyncio.gather(*(self._bring(one) for one in stories))
            await asyncio.sleep(1)
            at = await self._strike(fault, stories)
            await self._settle(fault, stories)
            for one in stories:
                self._judge(fault, one, at)
            await self._end(fault, stories)
            for one in stories:
                await self._look(fault, one, at)
        self.wrong += [f"{fault}: breaks the queue's promise: {row}" for row in await broken_jobs(self._database)]

    # -- before

    async def _begin(self, stack: AsyncExitStack, moment: str) -> Story:
        job: dict[str, Any] = {
            "targetUrl": f"{self._site.url}/page?html={quote(PAGE.format(moment))}",
            "actions": MOMENTS[moment],
            "timeoutMs": 120_000,
            "maxRetries": 5,
        }
        if moment == "waiting":
            job["notBefore"] = (datetime.now(UTC) + timedelta(seconds=2 * SOON_S)).isoformat()
        job_id = (await self._call("POST", "/api/v1/jobs", job))["jobId"]
        ticket = await self._call("POST", f"/api/v1/jobs/{job_id}/live-tickets", {"right": "control"})
        spectator = Spectator(self._cluster.url, UUID(job_id), ticket["ticket"], self._cluster.key)
        return Story(moment, UUID(job_id), await stack.enter_async_context(spectator))

    async def _bring(self, one: Story) -> None:
        """To its moment."""
        person = one.spectator
        if one.moment == "waiting":
            await person.until(lambda: person.state == "waiting", "waits")
            return
        await person.until(lambda: bool(person.frames), "is seen")
        if one.moment == "paused":
            await self._call("POST", f"/api/v1/jobs/{one.job_id}/pause", {})
        if one.moment != "running":
            await person.until(lambda: person.state in STILL, "stands still")
        if one.moment in {"typing", "uploading"}:
            await person.take()
            await person.click(50, 25 if one.moment == "typing" else 80)
        if one.moment == "typing":
            person.type()
        if one.moment == "uploading":
            await person.until(lambda: bool(person.chooser), "has a chooser")
            person.upload()

    # -- the fault

    async def _strike(self, fault: str, stories: Sequence[Story]) -> float:
        """Returns when it was."""
        what, _, which = fault.partition(" ")
        resuming = [
            asyncio.create_task(self._resume(one.job_id, "resuming")) for one in stories if one.moment == "resuming"
        ]
        await asyncio.sleep(0)
        if which == "viewers":
            at = time.monotonic()
            for one in stories:
                if what == "kill":
                    one.spectator.cut()
                else:
                    one.spectator.is_stalled = True
            if what == "hang":
                await asyncio.sleep(HANGS_S)
            for one in stories:
                one.spectator.is_stalled = False
        else:
            names = await self._names(which, stories)
            at = time.monotonic()
            number = signal.SIGKILL if what == "kill" else signal.SIGSTOP
            pids = {name: self._cluster.parts[name].send(number) for name in names}
            if what == "hang":
                await asyncio.sleep(HANGS_S)
                for name, pid in pids.items():
                    child = self._cluster.parts[name].child
                    if child is not None and child.pid == pid:
                        self._cluster.parts[name].send(signal.SIGCONT)
        await asyncio.gather(*resuming)
        return at

    async def _names(self, which: str, stories: Sequence[Story]) -> Sequence[str]:
        if which == "gateway":
            return ["envoy"]
        if which == "servers":
            return SERVERS
        if which == "server":
            return SERVERS[:1]
        where = {one.job_id: await self._worker(one.job_id) for one in stories}
        names = [name for name in where.values() if name]
        name = max(set(names), key=names.count)
        for one in stories:
            one.is_hit = where[one.job_id] == name
        return [name]

    async def _worker(self, job_id: UUID) -> str | None:
        found = await find_relay(self._database, None, job_id)
        if found is None or found.where is None:
            return None
        port = int(found.where.address.rpartition(":")[2])
        for name in WORKERS:
            child = self._cluster.parts[name].child
            with suppress(psutil.Error):
                if child is not None and any(
                    one.laddr.port == port
                    for one in psutil.Process(child.pid).net_connections()
                    if one.status == "LISTEN"
                ):
                    return name
        return None

    # -- after

    async def _settle(self, fault: str, stories: Sequence[Story]) -> None:
        """Until each person sees the job again as it must be."""

        def is_back(one: Story) -> bool:
            person = one.spectator
            if person.state == "ended":
                return True
            if not person.has_link:
                return False
            if one.moment in {"asked", "typing", "uploading"} or (one.moment == "paused" and not one.is_hit):
                return person.state in STILL
            return person.state in {"live", "still", "waiting", *STILL}

        await asyncio.sleep(2 * NOTICED_S)
        backs = (one.spectator.until(lambda one=one: is_back(one), "is back") for one in stories)
        for one, error in zip(stories, await asyncio.gather(*backs, return_exceptions=True), strict=True):
            if error is not None:
                self.wrong.append(f"{fault}: {one.moment}: never came back: {error}")
        await asyncio.sleep(AFTER_S)

    def _judge(self, fault: str, one: Story, at: float) -> None:
        person = one.spectator
        since = [heard for heard in person.heard if heard.at >= at]
        line = " ".join(f"{heard.at - at:.1f}:{heard.what}" for heard in since)
        self.told.append(f"{fault:14} {one.moment:10} {'HIT ' if one.is_hit else ''}tickets={person.tickets} {line}")
        if one.moment == "typing":
            self.told[-1] += f" | holder={person.is_holder} refused={person.refused}"
            if not one.is_hit and not person.is_holder:
                self.wrong.append(f"{fault}: {one.moment}: control was not kept")
        if one.moment in {"asked", "typing", "uploading"} and person.state != "intervention_needed":
            self.wrong.append(f"{fault}: {one.moment}: is {person.state}")
        if one.moment == "paused" and not one.is_hit and person.state != "paused":
            self.wrong.append(f"{fault}: paused: is {person.state}")

    async def _end(self, fault: str, stories: Sequence[Story]) -> None:
        """Leads all to their ends."""

        async def end(one: Story) -> None:
            one.spectator.stop()
            async with asyncio.timeout(DEADLINE_S):
                while (await self._types(one))[-1] not in ENDS:
                    if one.spectator.state in STILL:
                        await self._resume(one.job_id, "end")
                    await asyncio.sleep(1)
            await one.spectator.until(lambda: one.spectator.state == "ended", "is told the end")

        done = await asyncio.gather(*(end(one) for one in stories), return_exceptions=True)
        for one, error in zip(stories, done, strict=True):
            if isinstance(error, BaseException):
                self.wrong.append(f"{fault}: {one.moment}: has no end: {error!r} {await self._types(one)}")

    async def _types(self, one: Story) -> list[str]:
        one.events = list(await read_events(self._database, {one.job_id: 0}, limit=1000))
        return [event.type for event in one.events]

    async def _look(self, fault: str, one: Story, at: float) -> None:
        types = [kind for kind in await self._types(one) if kind != "job.progress"]
        began = time.time() - time.monotonic() + at
        events = (f"{event.created_at.timestamp() - began:.1f}:{event.type[4:]}" for event in one.events)
        self.told.append(f"{fault:14} {one.moment:10} {' '.join(line for line in events if 'progress' not in line)}")
        if types[-1] != "job.completed" or sum(kind in ENDS for kind in types) != 1:
            self.wrong.append(f"{fault}: {one.moment}: ended as {types}")
        if not one.is_hit and types.count("job.started") != 1:
            self.wrong.append(f"{fault}: {one.moment}: was begun again: {types}")
        if [event.sequence for event in one.events] != [*range(1, len(one.events) + 1)]:
            self.wrong.append(f"{fault}: {one.moment}: events with a gap")
        by = [event.data.get("resumedBy") for event in one.events if event.type == "job.resumed"]
        if one.moment in HELD and not one.is_hit and len(by) != 1:
            self.wrong.append(f"{fault}: {one.moment}: was resumed by {by}")

    async def _resume(self, job_id: UUID, note: str) -> None:
        with suppress(httpx.HTTPError, AssertionError):
            await self._call("POST", f"/api/v1/jobs/{job_id}/resume", {"outcome": "done", "note": note})

    async def _call(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        headers = {"X-API-Key": self._cluster.key}
        async with httpx.AsyncClient(base_url=self._cluster.url, headers=headers, timeout=20) as client:
            answer = await client.request(method, path, json=body)
        assert answer.is_success, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()


async def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faults", nargs="*", default=FAULTS, help=f"of {', '.join(FAULTS)}")
    os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "0"
    faults = parser.parse_args().faults
    folder = Path(mkdtemp(prefix="tabwright-watched-"))
    cluster = Cluster(folder, LEASE_MS, SLOTS)
    async with AsyncExitStack() as stack:
        site = stack.enter_context(serve_site())
        await stack.enter_async_context(cluster)
        database = await stack.enter_async_context(cluster.database())
        watched = Watched(cluster, site, database)
        for fault in faults:
            before = len(watched.told)
            await watched.meet(fault)
            print("\n".join(watched.told[before:]), flush=True)  # noqa: T201 - a command
            await asyncio.sleep(RECOVERS_S)
    watched.wrong += [f"still runs: {line}" for line in cluster.left_processes()]
    print("\n".join([f"WRONG: {one}; see {folder}" for one in watched.wrong] or ["nothing lost, nothing twice"]))  # noqa: T201
    if not watched.wrong:
        cluster.remove()
    return len(watched.wrong)


if __name__ == "__main__":
    sys.exit(1 if asyncio.run(main()) else 0)
