"""What can go wrong with webhooks."""

from uuid import UUID

from store.errors import NotFound, StoreError, TooMany


class WebhookNotFound(NotFound):
    def __init__(self, webhook_id: UUID) -> None:
        super().__init__(f"there is no webhook {webhook_id}", webhook_id=str(webhook_id))


class WebhookDeliveryNotFound(NotFound):
    def __init__(self, delivery_id: UUID) -> None:
        super().__init__(f"there is no webhook delivery {delivery_id}", delivery_id=str(delivery_id))


class WebhookLimit(TooMany):
    what = "webhooks"


class WebhookSecretMissing(StoreError):
    """A job has a webhook, and its client nothing to sign it with."""

    def __init__(self) -> None:
        super().__init__(
            "webhook: there is no secret yet to sign it with: create one with RotateWebhookSecret "
            "(POST /api/v1/webhook-secret), which shows it once"
        )


class WebhookInactive(StoreError):
    """Nothing is delivered to this webhook."""

    def __init__(self, webhook_id: UUID) -> None:
        super().__init__(f"webhook {webhook_id} is not active: activate it first", webhook_id=str(webhook_id))


class WebhookAdminOnly(StoreError):
    """The webhook is told of alerts, and the call is no administrator's."""

    def __init__(self, webhook_id: UUID) -> None:
        super().__init__(
            f"webhook {webhook_id} is notified of alerts, so only administrators can change or remove it: it needs a "
            "key with the admin right",
            webhook_id=str(webhook_id),
        )
