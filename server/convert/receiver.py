"""What requests say of the receivers of webhooks."""

from urllib.parse import urlsplit

from tabwright.v1.job_service_pb2 import CreateJobRequest

from server.calls.faults import InvalidRequest
from store.address import MalformedUrl, parse_url, usual_url
from store.job import NewWebhook, new_id
from store.webhooks.receivers import EVENTS


def new_webhook(request: CreateJobRequest) -> NewWebhook | None:
    """The webhook of its own that a job asks for. Raises InvalidRequest."""
    if not request.HasField("webhook"):
        return None
    url, receiver = receiver_address(request.webhook.url, "webhook.url")
    return NewWebhook(id=new_id(), url=url, receiver=receiver, events=list(request.webhook.events) or list(EVENTS))


def receiver_address(url: str, field: str) -> tuple[str, str]:
    """A receiver's URL in its usual form, and its host and port. Raises InvalidRequest."""
    try:
        address, usual = parse_url(url), usual_url(url)
    except MalformedUrl as error:
        raise InvalidRequest([(field, str(error))]) from error
    parts = urlsplit(usual)
    if "@" in parts.netloc:
        raise InvalidRequest([(field, "must not have a user or a password: deliveries are signed instead")])
    if parts.fragment:
        raise InvalidRequest([(field, "must not have a fragment (#…), which is never sent")])
    return usual, f"{address.host}:{address.port}"
