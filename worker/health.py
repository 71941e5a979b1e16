"""What this worker says of itself, to those who start workers and stop them.

It lives when its event loop turns. It is ready when it is heard by the database and pages open in its browsers.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_health.v1._async import HealthServicer

from store.process import why_not_listening

LIVENESS = "liveness"
"""As of the server: the name under which it is asked whether the worker lives. The name "" asks whether it is ready."""
LOOK_INTERVAL_S = 0.5


class AddressTaken(Exception):
    """The address cannot be listened on."""


@asynccontextmanager
async def answering(address: str | None, is_ready: Callable[[], bool]) -> AsyncIterator[None]:
    """Answers grpc.health.v1 at an address, if there is one, as long as it is entered. Raises AddressTaken."""
    if address is None:
        yield
        return
    servicer = HealthServicer()
    server = grpc.aio.server(options=[("grpc.so_reuseport", 0)])
    health_pb2_grpc.add_HealthServicer_to_server(servicer, server)
    host, _, port = address.rpartition(":")
    if why := why_not_listening(host.strip("[]"), int(port)):
        raise AddressTaken(f"WORKER_HEALTH_ADDRESS={address}: cannot listen there: {why}")
    try:
        server.add_insecure_port(address)
    except RuntimeError as error:
        raise AddressTaken(f"WORKER_HEALTH_ADDRESS={address}: cannot listen there: {error}") from error
    await _say(servicer, "", is_well=False)
    await _say(servicer, LIVENESS, is_well=True)
    await server.start()
    telling = asyncio.create_task(_tell(servicer, is_ready), name="health")
    try:
        yield
    finally:
        telling.cancel()
        await server.stop(None)


async def _tell(servicer: HealthServicer, is_ready: Callable[[], bool]) -> None:
    while True:
        await _say(servicer, "", is_well=is_ready())
        await asyncio.sleep(LOOK_INTERVAL_S)


async def _say(servicer: HealthServicer, name: str, *, is_well: bool) -> None:
    answers = health_pb2.HealthCheckResponse
    await servicer.set(name, answers.SERVING if is_well else answers.NOT_SERVING)
