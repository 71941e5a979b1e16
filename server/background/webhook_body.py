"""What the receivers of webhooks are sent. docs/webhooks.md shows it."""

import json
from typing import Any

from google.protobuf.json_format import ParseDict
from tabwright.v1.job_pb2 import Job

from server.convert.health import stored_alert
from server.convert.job import add_urls, event_message
from server.rest.printing import printed
from store.health.alerts import RESOLVED
from store.job import Json
from store.records.events import Event
from store.webhooks.attempts import ClaimedDelivery

MAX_CHARS = 8192
"""Longer texts are cut: what pages say of themselves (titles, errors) has no end of its own."""


def body(delivery: ClaimedDelivery) -> str:
    """What the receiver is sent: the same text for each attempt."""
    value = _of_alert(delivery) if delivery.event is None else _of_job(delivery, delivery.event)
    return json.dumps(_cut(value), ensure_ascii=False, separators=(",", ":"))


def _of_job(delivery: ClaimedDelivery, told: Event) -> dict[str, Any]:
    event = printed(event_message(told))
    data = {"event": event, "job": _job(delivery.job or {})}
    return {"type": told.type, "timestamp": event["timestamp"], "data": data}


def _of_alert(delivery: ClaimedDelivery) -> dict[str, Any]:
    alert = printed(stored_alert(delivery.alert or {}))
    time = alert["resolvedAt" if delivery.event_type == RESOLVED else "firedAt"]
    return {"type": delivery.event_type, "timestamp": time, "data": {"alert": alert}}


def _job(columns: Json) -> dict[str, Any]:
    """The job as GetJob answers it, without what is bulky. The columns have the names of the message's fields."""
    message = ParseDict(dict(columns), Job(), ignore_unknown_fields=True)
    if message.HasField("result"):
        add_urls(message.id, message.result)
    shown = printed(message)
    del shown["actions"]
    if "result" in shown:
        del shown["result"]["actions"]
    return shown


def _cut(value: Any) -> Any:
    match value:
        case str() if len(value) > MAX_CHARS:
            return value[:MAX_CHARS] + "…"
        case dict():
            return {name: _cut(one) for name, one in value.items()}
        case list():
            return [_cut(one) for one in value]
        case _:
            return value
