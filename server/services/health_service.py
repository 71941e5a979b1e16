"""HealthService: whether the service can do its work, as documented, and how well it does."""

import time

from tabwright.v1.health_report_pb2 import HealthReport
from tabwright.v1.health_service_pb2 import (
    BrowserPoolHealth,
    DatabaseHealth,
    GetHealthReportRequest,
    GetHealthRequest,
    GetLivenessRequest,
    GetReadinessRequest,
    Health,
    Liveness,
    Readiness,
    StorageHealth,
    WorkersHealth,
)
from tabwright.v1.health_service_pb2_grpc import HealthServiceServicer

from server.background.health_monitor import HealthMonitor
from server.calls import readiness as server_readiness
from server.calls.around import Context
from server.convert import health as convert
from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.queue import workers

_UNAVAILABLE = ("x-http-code", "503")


class HealthService(HealthServiceServicer):
    def __init__(self, database: Database, readiness: server_readiness.Readiness, monitor: HealthMonitor) -> None:
        self._database = database
        self._readiness = readiness
        self._monitor = monitor

    async def GetLiveness(self, request: GetLivenessRequest, context: Context) -> Liveness:
        return Liveness(status="ok")

    async def GetReadiness(self, request: GetReadinessRequest, context: Context) -> Readiness:
        if not self._readiness.is_ready:
            await context.send_initial_metadata((_UNAVAILABLE,))
        return Readiness(status=_status(self._readiness.is_ready))

    async def GetHealth(self, request: GetHealthRequest, context: Context) -> Health:
        started = time.monotonic()
        try:
            totals = await workers.totals(self._database)
        except DatabaseUnavailable:
            await context.send_initial_metadata((_UNAVAILABLE,))
            return Health(status="error", database=DatabaseHealth(status="error"))
        latency_ms = round((time.monotonic() - started) * 1000, 1)
        total = totals.total
        return Health(
            status="ok" if total and not totals.storage_failing else "degraded",
            database=DatabaseHealth(status="ok", latency_ms=latency_ms),
            workers=WorkersHealth(status=_status(total), total=total, idle=totals.idle, busy=totals.busy),
            browser_pool=BrowserPoolHealth(
                status=_status(total),
                browsers=totals.browsers,
                pages=totals.busy,
                sandbox=("off" if totals.sandbox_off else "on") if total else "",
            ),
            storage=StorageHealth(status=_status(not totals.storage_failing)),
        )

    async def GetHealthReport(self, request: GetHealthReportRequest, context: Context) -> HealthReport:
        report = await self._monitor.report()
        return convert.report_message(report.minute, report.trends, is_away=report.is_away)


def _status(is_well: object) -> str:
    return "ok" if is_well else "error"
