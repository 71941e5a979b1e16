"""A server process on a database, and a key to call it with."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import grpc
import psutil

from benchmarks.queueing.ground import CLIENT, Ground
from benchmarks.tabwright import free_ports
from store.clients.keys import NewKey, create_key

START_TIMEOUT_S = 30
ANY_NUMBER = 1_000_000_000
"""A limit that nothing reaches: what is limited is counted all the same, as for any client."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that takes calls."""

    address: str
    key: str
    process: psutil.Process

    def cpu_s(self) -> float:
        """What all of its processes have used."""
        processes = [self.process, *self.process.children()]
        return sum(sum(one.cpu_times()[:2]) for one in processes)


@asynccontextmanager
async def serving(ground: Ground, *, processes: int = 1) -> AsyncIterator[Serving]:
    """Runs a server of so many processes for as long as it is lent."""
    (port,) = free_ports(1)
    address = f"127.0.0.1:{port}"
    async with ground.database(pool_size=1) as database:
        _, key = await create_key(database, NewKey(client_id=CLIENT, name="bench", rate_limit=ANY_NUMBER))
    command = ground.python(
        "server",
        GRPC_PORT=str(port),
        LIVE_PORT="0",
        SERVER_PROCESSES=str(processes),
        ARTIFACT_STORAGE_PATH=str(ground.folder / "artifacts"),
        MAX_QUEUED_JOBS=str(ANY_NUMBER),
        LOG_LEVEL="info",
    )
    async with ground.running("server", command) as child:
        async with grpc.aio.insecure_channel(address) as channel, asyncio.timeout(START_TIMEOUT_S):
            await channel.channel_ready()
        yield Serving(address, key, psutil.Process(child.pid))
