"""`python -m benchmarks.queueing.caller`: clients that call CreateJob as fast as they are answered.

In a process of its own, and with a request that is written once: what it costs to be a client is not what is
measured, but it runs on the same cores. Its last line says what came of it.
"""

import asyncio
import json
import time
from typing import Annotated, Any

import grpc
import typer
from tabwright.v1.action_pb2 import Action
from tabwright.v1.job_service_pb2 import CreateJobRequest

METHOD = "/tabwright.v1.JobService/CreateJob"
CHANNELS = 4
WARM_UP_S = 1.0
CALL_TIMEOUT_S = 30


async def call(address: str, key: str, clients: int, seconds: float) -> dict[str, Any]:
    """So many clients, each of which calls again when it has its answer. Any error ends it."""
    request = CreateJobRequest(
        target_url="https://example.com/", actions=[Action(action="screenshot")], wait_until="load"
    ).SerializeToString()
    # Channels with an option of their own have connections of their own.
    channels = [grpc.aio.insecure_channel(address, options=[("bench.channel", no)]) for no in range(CHANNELS)]
    begin = time.perf_counter() + WARM_UP_S
    latencies: list[float] = []

    async def client(no: int) -> None:
        create: Any = channels[no % CHANNELS].unary_unary(METHOD)
        while (called := time.perf_counter()) < begin + seconds:
            await create(request, metadata=(("x-api-key", key),), timeout=CALL_TIMEOUT_S)
            if called >= begin:
                latencies.append(time.perf_counter() - called)

    async with asyncio.TaskGroup() as tasks:
        for no in range(clients):
            tasks.create_task(client(no))
    elapsed = time.perf_counter() - begin
    for channel in channels:
        await channel.close()
    return {"seconds": elapsed, "latencies": latencies}


def main(
    *,
    address: Annotated[str, typer.Option()],
    key: Annotated[str, typer.Option()],
    clients: Annotated[int, typer.Option()],
    seconds: Annotated[float, typer.Option()],
) -> None:
    """Call."""
    print(json.dumps(asyncio.run(call(address, key, clients, seconds))), flush=True)


if __name__ == "__main__":
    typer.run(main)
