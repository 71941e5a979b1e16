"""What this server says of itself: that it lives, and whether it can do its work.

It lives when its event loop turns; nobody answers if it does not, so nothing is looked at for that. It is ready when
its database has answered lately, which is found out here, and not by those who ask.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import structlog
from grpc_health.v1 import health_pb2
from grpc_health.v1._async import HealthServicer

from store.database.connection import Database
from store.errors import DatabaseUnavailable

log = structlog.get_logger()

LIVENESS = "liveness"
"""The name under which grpc.health.v1 is asked whether the server lives. All other names ask whether it is ready."""
PROBE_INTERVAL_S = 1.0
SILENT_S = 5.0
"""How long the database may be silent until the server is not ready."""


class Readiness:
    """The health of one server, as grpc.health.v1 tells it."""

    def __init__(self, database: Database, services: Sequence[str]) -> None:
        self._database = database
        self._names = ["", *services]
        self._is_leaving = False
        self.is_ready = False
        self.servicer = HealthServicer()

    async def run(self) -> None:
        """Asks the database for a sign of life, for ever."""
        await self.servicer.set(LIVENESS, health_pb2.HealthCheckResponse.SERVING)
        await self._say(is_ready=False)
        while True:
            with suppress(DatabaseUnavailable):
                await self._database.ping(answer_s=SILENT_S)
            is_ready = self._database.availability.silent_s < SILENT_S
            if is_ready != self.is_ready and not self._is_leaving:
                log.info("server.ready" if is_ready else "server.not_ready")
                await self._say(is_ready=is_ready)
            await asyncio.sleep(PROBE_INTERVAL_S)

    async def leave(self) -> None:
        """Is ready no more, and lives on until the last call has ended."""
        self._is_leaving = True
        await self._say(is_ready=False)

    async def _say(self, *, is_ready: bool) -> None:
        self.is_ready = is_ready
        answers = health_pb2.HealthCheckResponse
        for name in self._names:
            await self.servicer.set(name, answers.SERVING if is_ready else answers.NOT_SERVING)
