"""HealthService: whether the service can do its work, as documented."""

import time

from tabwright.v1.health_service_pb2 import (
    BrowserPoolHealth,
    DatabaseHealth,
    GetHealthRequest,
    Health,
    WorkersHealth,
)
from tabwright.v1.health_service_pb2_grpc import HealthServiceServicer

from server.around import Context
from store import workers
from store.database import Database
from store.errors import DatabaseUnavailable


class HealthService(HealthServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def GetHealth(self, request: GetHealthRequest, context: Context) -> Health:
        started = time.monotonic()
        try:
            totals = await workers.totals(self._database)
        except DatabaseUnavailable:
            await context.send_initial_metadata((("x-http-code", "503"),))
            return Health(status="error", database=DatabaseHealth(status="error"))
        latency_ms = round((time.monotonic() - started) * 1000, 1)
        total = totals.idle + totals.busy
        return Health(
            status="ok" if total else "degraded",
            database=DatabaseHealth(status="ok", latency_ms=latency_ms),
            workers=WorkersHealth(status="ok" if total else "error", total=total, idle=totals.idle, busy=totals.busy),
            browser_pool=BrowserPoolHealth(
                status="ok" if total else "error", browsers=totals.browsers, pages=totals.busy
            ),
        )
