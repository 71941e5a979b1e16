"""Where the API's messages of webhooks and the store's domain meet."""

from typing import Any

from google.protobuf.json_format import ParseDict
from tabwright.v1.webhook_pb2 import Webhook as WebhookMessage
from tabwright.v1.webhook_pb2 import WebhookDelivery as DeliveryMessage
from tabwright.v1.webhook_service_pb2 import CreateWebhookRequest, UpdateWebhookRequest

from server.convert.job import time
from server.convert.receiver import receiver_address
from store.webhooks.deliveries import Delivery, DeliveryStatus
from store.webhooks.receivers import EVENTS, Webhook


def new_values(request: CreateWebhookRequest) -> dict[str, Any]:
    """What a new webhook shall be, with all defaults filled in. Raises InvalidRequest."""
    values = changed_values(request)
    return {**values, "events": values["events"] or list(EVENTS), "is_active": values["is_active"] is not False}


def changed_values(request: CreateWebhookRequest | UpdateWebhookRequest) -> dict[str, Any]:
    """What the request gives; None for what it does not. Raises InvalidRequest."""
    given = {
        field: getattr(request, field) if request.HasField(field) else None for field in ("description", "is_active")
    }
    url, receiver = receiver_address(request.url, "url") if request.url else (None, None)
    return {**given, "url": url, "receiver": receiver, "events": list(request.events) or None}


def webhook_message(webhook: Webhook) -> WebhookMessage:
    return WebhookMessage(
        id=str(webhook.id),
        url=webhook.url,
        events=webhook.events,
        description=webhook.description,
        is_active=webhook.is_active,
        inactive_reason=webhook.inactive_reason,
        created_at=time(webhook.created_at),
        updated_at=time(webhook.updated_at),
    )


def delivery_message(delivery: Delivery) -> DeliveryMessage:
    message = DeliveryMessage(
        id=str(delivery.id),
        webhook_id=str(delivery.webhook_id),
        job_id=str(delivery.job_id or ""),
        alert_id=str(delivery.alert_id or ""),
        event_type=delivery.event_type,
        event_sequence=delivery.sequence or 0,
        url=delivery.url,
        status=DeliveryMessage.Status.Value(delivery.status.value),  # type: ignore[arg-type]  # stubs say int
        attempt_count=delivery.attempt_no,
        next_attempt_at=time(delivery.due_at) if delivery.status is DeliveryStatus.PENDING else None,
        created_at=time(delivery.created_at),
        completed_at=time(delivery.completed_at),
    )
    for attempt in delivery.attempts:
        ParseDict(dict(attempt), message.attempts.add(), ignore_unknown_fields=True)
    return message


def status_filter(value: DeliveryMessage.Status) -> DeliveryStatus | None:
    """The status to list, None for any."""
    return DeliveryStatus(DeliveryMessage.Status.Name(value)) if value else None
