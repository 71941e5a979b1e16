"""FallbackService: at which level the service works, and how often fallbacks were used."""

from tabwright.v1.fallback_service_pb2 import (
    FallbackMetrics,
    GetFallbackMetricsRequest,
    GetServiceLevelRequest,
    SetServiceLevelRequest,
)
from tabwright.v1.fallback_service_pb2_grpc import FallbackServiceServicer
from tabwright.v1.service_level_pb2 import ServiceLevel

from server.calls.around import Context
from server.calls.caller import current, require_admin
from server.convert.service_level import metrics_message, service_level_message
from server.intake.service_level import CurrentLevel
from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.fallbacks.counts import total_counts
from store.levels import state
from store.levels.levels import Level

DEFAULT_HOURS = 24
DEFAULT_DURATION_MS = 3_600_000


class FallbackService(FallbackServiceServicer):
    def __init__(self, database: Database, level: CurrentLevel) -> None:
        self._database = database
        self._level = level

    async def GetFallbackMetrics(self, request: GetFallbackMetricsRequest, context: Context) -> FallbackMetrics:
        caller = current()
        whose = None if caller.is_admin else caller.client_id
        return metrics_message(await total_counts(self._database, whose, hours=request.hours or DEFAULT_HOURS))

    async def GetServiceLevel(self, request: GetServiceLevelRequest, context: Context) -> ServiceLevel:
        try:
            self._level.know(await state.read_state(self._database))
            changes = await state.list_changes(self._database)
        except DatabaseUnavailable:
            return service_level_message(Level.EMERGENCY, self._level.known, [], is_away=True)
        return service_level_message(self._level.level, self._level.known, changes, is_away=self._level.is_away)

    async def SetServiceLevel(self, request: SetServiceLevelRequest, context: Context) -> ServiceLevel:
        require_admin()
        duration_ms = request.duration_ms if request.HasField("duration_ms") else DEFAULT_DURATION_MS
        reading = await state.force(
            self._database,
            Level(request.level) if request.level else None,
            duration_s=duration_ms / 1000,
            reason=request.reason,
        )
        self._level.know(reading)
        changes = await state.list_changes(self._database)
        return service_level_message(self._level.level, reading, changes, is_away=self._level.is_away)
