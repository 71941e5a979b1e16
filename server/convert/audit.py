"""Where the API's messages of the audit trail and the store's domain meet."""

from google.protobuf.json_format import MessageToJson
from tabwright.v1.audit_pb2 import AuditActor, AuditEvent
from tabwright.v1.audit_service_pb2 import ExportAuditEventsRequest, ListAuditEventsRequest

from server.convert.job import moment, time
from store.audit.events import Event, Filter


def event_filter(request: ListAuditEventsRequest | ExportAuditEventsRequest) -> Filter:
    return Filter(
        action=request.action or None,
        actor=request.actor or None,
        resource=request.resource or None,
        outcome=request.outcome or None,
        client_id=request.client_id or None,
        occurred_after=moment(request, "occurred_after"),
        occurred_before=moment(request, "occurred_before"),
    )


def event_message(event: Event) -> AuditEvent:
    return AuditEvent(
        id=str(event.id),
        occurred_at=time(event.occurred_at),
        actor=AuditActor(
            type=event.actor_type,
            id=event.actor_id,
            name=event.actor_name or "",
            client_id=event.actor_client_id or "",
            is_admin=event.is_admin,
        ),
        action=event.action,
        resources=event.resources,
        resource_count=len(event.resources),
        outcome=event.outcome,
        reason=event.reason or "",
        client_id=event.client_id or "",
        request_id=event.request_id or "",
        address=event.address or "",
        details=event.details,
        sequence=event.seq,
        previous_hash=(event.previous_hash or b"").hex(),
        hash=(event.hash or b"").hex(),
    )


def event_line(event: Event) -> str:
    """A line of an export."""
    message = event_message(event)
    return MessageToJson(message, indent=None, always_print_fields_with_no_presence=True, ensure_ascii=False) + "\n"
