"""AuditService: who did what, when, and from where."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

from google.api.httpbody_pb2 import HttpBody
from tabwright.v1.audit_service_pb2 import (
    ExportAuditEventsRequest,
    ListAuditEventsRequest,
    ListAuditEventsResponse,
)
from tabwright.v1.audit_service_pb2_grpc import AuditServiceServicer

from server.calls.around import Context
from server.calls.caller import current
from server.convert import audit as convert
from server.convert import page_token
from store.audit.events import list_events
from store.database.connection import Database

DEFAULT_LIMIT = 20
EXPORTED_AT_ONCE = 200
"""Events that one message of an export has: with a thousand resources each, about 8 MB in memory."""


class AuditService(AuditServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def ListAuditEvents(self, request: ListAuditEventsRequest, context: Context) -> ListAuditEventsResponse:
        limit = request.limit or DEFAULT_LIMIT
        found = await list_events(
            self._database,
            _seen(),
            convert.event_filter(request),
            before=page_token.decode(request.page_token, UUID, of="audit") if request.page_token else None,
            limit=limit + 1,
        )
        page, more = found[:limit], found[limit:]
        return ListAuditEventsResponse(
            data=[convert.event_message(event) for event in page],
            next_page_token=page_token.encode(page[-1].id, of="audit") if more else "",
        )

    async def ExportAuditEvents(self, request: ExportAuditEventsRequest, context: Context) -> AsyncIterator[HttpBody]:
        wanted, before, kind = convert.event_filter(request), None, "application/x-ndjson"
        while True:
            events = await list_events(self._database, _seen(), wanted, before=before, limit=EXPORTED_AT_ONCE)
            text = await asyncio.to_thread(lambda page: "".join(map(convert.event_line, page)), events)
            yield HttpBody(content_type=kind, data=text.encode())
            if len(events) < EXPORTED_AT_ONCE:
                return
            before, kind = events[-1].id, ""


def _seen() -> str | None:
    """The client whose events the caller sees. None: all."""
    return None if current().is_admin else current().client_id
