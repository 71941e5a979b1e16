"""WebhookService: who is told of what happens to jobs, and what became of telling them."""

from collections.abc import Sequence
from uuid import UUID

from google.protobuf.empty_pb2 import Empty
from tabwright.v1.webhook_pb2 import Webhook, WebhookDelivery
from tabwright.v1.webhook_service_pb2 import (
    CreateWebhookRequest,
    CreateWebhookResponse,
    DeleteWebhookRequest,
    GetWebhookDeliveryRequest,
    GetWebhookRequest,
    ListWebhookDeliveriesRequest,
    ListWebhookDeliveriesResponse,
    ListWebhooksRequest,
    ListWebhooksResponse,
    RedeliverWebhookRequest,
    RotateWebhookSecretRequest,
    UpdateWebhookRequest,
    WebhookSecret,
)
from tabwright.v1.webhook_service_pb2_grpc import WebhookServiceServicer

from server.calls.around import Context
from server.calls.caller import client_id, current
from server.calls.faults import AdminOnly
from server.convert import page_token
from server.convert import webhook as convert
from server.convert.job import time
from server.intake.url_check import check_url
from store.database.connection import Database
from store.health import alerts
from store.job import new_id
from store.secrets.sealing import Keyring
from store.urls.url_policies import RuleBook
from store.webhooks import deliveries
from store.webhooks import receivers as webhooks

DEFAULT_LIMIT = 20
DEFAULT_OVERLAP_S = 86_400


class WebhookService(WebhookServiceServicer):
    def __init__(self, database: Database, rule_book: RuleBook, keyring: Keyring) -> None:
        self._database = database
        self._rule_book = rule_book
        self._keyring = keyring

    async def ListWebhooks(self, request: ListWebhooksRequest, context: Context) -> ListWebhooksResponse:
        limit = request.limit or DEFAULT_LIMIT
        found = await webhooks.list_webhooks(
            self._database,
            client_id(),
            after=page_token.decode(request.page_token, UUID, of="webhooks") if request.page_token else None,
            limit=limit + 1,
        )
        page, more = found[:limit], found[limit:]
        return ListWebhooksResponse(
            data=[convert.webhook_message(webhook) for webhook in page],
            next_page_token=page_token.encode(page[-1].id, of="webhooks") if more else "",
        )

    async def GetWebhook(self, request: GetWebhookRequest, context: Context) -> Webhook:
        return convert.webhook_message(await webhooks.get_webhook(self._database, client_id(), UUID(request.id)))

    async def CreateWebhook(self, request: CreateWebhookRequest, context: Context) -> CreateWebhookResponse:
        values = convert.new_values(request)
        _check_events(request.events)
        await self._check(values["url"])
        webhook, secret = await webhooks.create_webhook(self._database, self._keyring, client_id(), new_id(), values)
        await context.send_initial_metadata((("x-http-code", "201"), ("location", f"/api/v1/webhooks/{webhook.id}")))
        return CreateWebhookResponse(webhook=convert.webhook_message(webhook), secret=secret)

    async def UpdateWebhook(self, request: UpdateWebhookRequest, context: Context) -> Webhook:
        values = convert.changed_values(request)
        _check_events(request.events)
        await self._check(values["url"])
        return convert.webhook_message(
            await webhooks.update_webhook(
                self._database, client_id(), UUID(request.id), values, is_admin=current().is_admin
            )
        )

    async def DeleteWebhook(self, request: DeleteWebhookRequest, context: Context) -> Empty:
        await webhooks.delete_webhook(self._database, client_id(), UUID(request.id), is_admin=current().is_admin)
        return Empty()

    async def RotateWebhookSecret(self, request: RotateWebhookSecretRequest, context: Context) -> WebhookSecret:
        secret, previous_expires_at = await webhooks.rotate_secret(
            self._database,
            self._keyring,
            client_id(),
            UUID(request.id) if request.id else None,
            overlap_s=request.overlap_s if request.HasField("overlap_s") else DEFAULT_OVERLAP_S,
            is_admin=current().is_admin,
        )
        return WebhookSecret(secret=secret, previous_expires_at=time(previous_expires_at))

    async def ListWebhookDeliveries(
        self, request: ListWebhookDeliveriesRequest, context: Context
    ) -> ListWebhookDeliveriesResponse:
        limit = request.limit or DEFAULT_LIMIT
        found = await deliveries.list_deliveries(
            self._database,
            client_id(),
            webhook_id=UUID(request.webhook_id) if request.webhook_id else None,
            job_id=UUID(request.job_id) if request.job_id else None,
            status=convert.status_filter(request.status),
            before=page_token.decode(request.page_token, UUID, of="deliveries") if request.page_token else None,
            limit=limit + 1,
        )
        page, more = found[:limit], found[limit:]
        return ListWebhookDeliveriesResponse(
            data=[convert.delivery_message(delivery) for delivery in page],
            next_page_token=page_token.encode(page[-1].id, of="deliveries") if more else "",
        )

    async def GetWebhookDelivery(self, request: GetWebhookDeliveryRequest, context: Context) -> WebhookDelivery:
        return convert.delivery_message(await deliveries.get_delivery(self._database, client_id(), UUID(request.id)))

    async def RedeliverWebhook(self, request: RedeliverWebhookRequest, context: Context) -> WebhookDelivery:
        return convert.delivery_message(await deliveries.redeliver(self._database, client_id(), UUID(request.id)))

    async def _check(self, url: str | None) -> None:
        """Raises UrlBlocked unless the client's rules let its jobs open the URL."""
        if url is not None:
            check_url(url, await self._rule_book.rules(client_id()), "url")


def _check_events(events: Sequence[str]) -> None:
    """Raises AdminOnly when it is alerts that a webhook shall be notified of, and the caller is no administrator."""
    for index, event in enumerate(events):
        if event in alerts.EVENTS and not current().is_admin:
            raise AdminOnly(f"events[{index}]: {event}")
