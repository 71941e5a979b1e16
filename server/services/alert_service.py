"""AlertService: what a person should look at."""

from uuid import UUID

from tabwright.v1.alert_service_pb2 import ListAlertsRequest, ListAlertsResponse
from tabwright.v1.alert_service_pb2_grpc import AlertServiceServicer

from server.calls.around import Context
from server.calls.caller import require_admin
from server.convert import health as convert
from server.convert import page_token
from store.database.connection import Database
from store.health.alerts import list_alerts

DEFAULT_LIMIT = 20


class AlertService(AlertServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def ListAlerts(self, request: ListAlertsRequest, context: Context) -> ListAlertsResponse:
        require_admin()
        limit = request.limit or DEFAULT_LIMIT
        found = await list_alerts(
            self._database,
            state=request.state or None,
            severity=request.severity or None,
            before=page_token.decode(request.page_token, UUID, of="alerts") if request.page_token else None,
            limit=limit + 1,
        )
        page, more = found[:limit], found[limit:]
        return ListAlertsResponse(
            data=[convert.alert_message(alert) for alert in page],
            next_page_token=page_token.encode(page[-1].id, of="alerts") if more else "",
        )
