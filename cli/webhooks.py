"""`tabwright webhooks`: who is told of what happens to jobs, and of alerts."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

import typer
from tabwright.v1.webhook_pb2 import Webhook, WebhookDelivery
from tabwright.v1.webhook_service_pb2 import (
    CreateWebhookRequest,
    DeleteWebhookRequest,
    ListWebhookDeliveriesRequest,
    ListWebhooksRequest,
    RedeliverWebhookRequest,
    RotateWebhookSecretRequest,
    UpdateWebhookRequest,
)

from cli.api import Api, command, group
from cli.options import PageToken, web_url
from cli.output import status, when
from cli.text import escape

app = group("Notify URLs of what happens to jobs. Without a command: list.")

WebhookId = Annotated[UUID, typer.Argument(help="The webhook's id.", show_default=False)]
Limit = Annotated[int, typer.Option(min=1, max=100, help="How many at most.")]
Event = Annotated[
    list[str] | None,
    typer.Option(
        help="A type of event, such as job.failed or, for administrators, alert.firing; may be repeated.",
        show_default="how jobs end",
    ),
]
Description = Annotated[str | None, typer.Option(help="A description.")]


class DeliveryStatus(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"
    DELIVERING = "delivering"
    DELIVERED = "delivered"
    FAILED = "failed"


@command(app, "list")
def list_webhooks(api: Api, *, limit: Limit = 100, page_token: PageToken = "") -> None:
    """List webhooks."""
    answer = api.client.webhooks.ListWebhooks(ListWebhooksRequest(limit=limit, page_token=page_token))
    rows = [
        (one.id, _state(one), " ".join(one.events), escape(one.url), escape(one.description)) for one in answer.data
    ]
    api.out.table(answer, ("id", "state", "events", "url", "description"), rows, "There is no webhook.")


@command(app, "create")
def create_webhook(
    api: Api,
    url: Annotated[
        str, typer.Argument(help="The URL that is notified.", show_default=False, parser=web_url, metavar="URL")
    ],
    *,
    event: Event = None,
    description: Description = None,
) -> None:
    """Add a webhook. Its secret, with which deliveries are signed, is printed once."""
    answer = api.client.webhooks.CreateWebhook(CreateWebhookRequest(url=url, events=event, description=description))
    api.out.note(f"Webhook {answer.webhook.id}. Its secret, which nobody can show again:")
    api.out.done(answer, answer.secret)


@command(app, "update")
def update_webhook(
    api: Api,
    webhook_id: WebhookId,
    *,
    url: Annotated[str | None, typer.Option(help="The URL that is notified.", parser=web_url, metavar="URL")] = None,
    event: Event = None,
    description: Description = None,
    active: Annotated[bool | None, typer.Option("--active/--inactive", help="Whether it is notified.")] = None,
) -> None:
    """Change a webhook, or activate one that was deactivated."""
    request = UpdateWebhookRequest(id=str(webhook_id), url=url, events=event, description=description, is_active=active)
    answer = api.client.webhooks.UpdateWebhook(request)
    api.out.done(answer, f"{answer.id} {_state(answer)} {escape(answer.url)}")


@command(app, "delete")
def delete_webhook(api: Api, webhook_id: WebhookId) -> None:
    """Remove a webhook."""
    answer = api.client.webhooks.DeleteWebhook(DeleteWebhookRequest(id=str(webhook_id)))
    api.out.done(answer, f"{webhook_id} removed")


@command(app, "rotate-secret")
def rotate_secret(
    api: Api,
    webhook_id: Annotated[
        UUID | None,
        typer.Argument(help="The webhook's id.", show_default="the client's own, for webhooks of single jobs"),
    ] = None,
    *,
    overlap_s: Annotated[
        int | None, typer.Option(help="How long deliveries are also signed with the old secret, in seconds.")
    ] = None,
) -> None:
    """Create a new secret, and print it."""
    request = RotateWebhookSecretRequest(id=str(webhook_id or ""), overlap_s=overlap_s)
    answer = api.client.webhooks.RotateWebhookSecret(request)
    if answer.HasField("previous_expires_at"):
        api.out.note(f"The old secret signs until {when(answer, 'previous_expires_at')}.")
    api.out.done(answer, answer.secret)


@command(app, "deliveries")
def list_deliveries(
    api: Api,
    *,
    webhook: Annotated[UUID | None, typer.Option(help="Only deliveries to this webhook.")] = None,
    job: Annotated[UUID | None, typer.Option(help="Only deliveries about this job.")] = None,
    status: Annotated[
        DeliveryStatus | None, typer.Option(help="Only those with this status.", show_default="all")
    ] = None,
    limit: Limit = 20,
    page_token: PageToken = "",
) -> None:
    """List deliveries."""
    request = ListWebhookDeliveriesRequest(
        webhook_id=str(webhook or ""),
        job_id=str(job or ""),
        status=status.value if status else None,
        limit=limit,
        page_token=page_token,
    )
    answer = api.client.webhooks.ListWebhookDeliveries(request)
    rows = [_row(one) for one in answer.data]
    columns = ("id", "status", "event", "attempts", "next attempt", "about", "url")
    empty = "No delivery matches." if webhook or job or status else "There is no delivery."
    api.out.table(answer, columns, rows, empty)


@command(app, "redeliver")
def redeliver(
    api: Api, delivery_id: Annotated[UUID, typer.Argument(help="The delivery's id.", show_default=False)]
) -> None:
    """Deliver again."""
    answer = api.client.webhooks.RedeliverWebhook(RedeliverWebhookRequest(id=str(delivery_id)))
    api.out.done(answer, f"{answer.id} {WebhookDelivery.Status.Name(answer.status)}")


def _row(one: WebhookDelivery) -> tuple[str, ...]:
    stands = status(WebhookDelivery.Status.Name(one.status))
    next_attempt = when(one, "next_attempt_at")
    about = one.job_id or one.alert_id
    return one.id, stands, one.event_type, str(one.attempt_count), next_attempt, about, escape(one.url)


def _state(webhook: Webhook) -> str:
    return status("active") if webhook.is_active else f"inactive {escape(webhook.inactive_reason)}".strip()
