"""`python -m benchmarks.queueing.watcher`: watches jobs, each by a stream of its own, and says how late events come.

Says `watching` when all streams are open; ends on SIGTERM. Its last line says what it has seen.
"""

import asyncio
import json
import time
from pathlib import Path
from typing import Annotated

import grpc
import typer
from tabwright.v1.event_pb2 import JobEvent
from tabwright.v1.job_service_pb2 import WatchJobRequest

from store.own_process import stop_on_signals

METHOD = "/tabwright.v1.JobService/WatchJob"
CHANNELS = 20
OPENING = 100
"""So many streams are opened at once."""


async def watch(address: str, key: str, job_ids: list[str]) -> list[float]:
    """Watches until it is stopped. Returns of each job.progress how long after it was written it has come."""
    stop = stop_on_signals()
    channels = [grpc.aio.insecure_channel(address, options=[("bench.channel", no)]) for no in range(CHANNELS)]
    opening = asyncio.Semaphore(OPENING)
    delays: list[float] = []

    async def one(no: int, job_id: str) -> None:
        watch_job = channels[no % CHANNELS].unary_stream(METHOD, WatchJobRequest.SerializeToString, JobEvent.FromString)
        async with opening:
            events = watch_job(WatchJobRequest(job_id=job_id), metadata=(("x-api-key", key),))
            await events.read()  # job.created
        opened[no].set()
        while isinstance(event := await events.read(), JobEvent):
            if event.type == "job.progress":
                delays.append(time.time() - event.timestamp.ToNanoseconds() / 1e9)

    opened = [asyncio.Event() for _ in job_ids]
    async with asyncio.TaskGroup() as tasks:
        watching = [tasks.create_task(one(no, job_id)) for no, job_id in enumerate(job_ids)]
        for stream in opened:
            await stream.wait()
        print("watching", flush=True)
        await stop.wait()
        for task in watching:
            task.cancel()
    return delays


def main(
    *,
    address: Annotated[str, typer.Option()],
    key: Annotated[str, typer.Option()],
    jobs: Annotated[Path, typer.Option(help="A file with the ids of the jobs, one a line.")],
) -> None:
    """Watch."""
    print(json.dumps(asyncio.run(watch(address, key, jobs.read_text().split()))), flush=True)


if __name__ == "__main__":
    typer.run(main)
