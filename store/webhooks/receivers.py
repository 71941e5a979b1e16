"""Who is told of what happens to jobs: a client's webhooks, those of single jobs, and the secrets that sign."""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn
from uuid import UUID

from store.database.connection import Database
from store.job import new_id
from store.secrets.sealing import Keyring
from store.webhooks.errors import WebhookAdminOnly, WebhookLimit, WebhookNotFound, WebhookSecretMissing
from store.webhooks.signing import as_stored

MAX_WEBHOOKS = 100
"""How many a client can have: each event is a delivery to each."""
EVENTS = ("job.completed", "job.failed", "job.cancelled")
"""What is told when nothing else is asked for: how jobs end."""
SECRET_PREFIX = "whsec_"  # noqa: S105 - how Standard Webhooks marks secrets
_SECRET_BYTES = 32

_COLUMNS = "id, client_id, url, events, description, is_active, inactive_reason, created_at, updated_at"

_LIST = f"""
SELECT {_COLUMNS}
FROM webhooks
WHERE client_id = %(client_id)s AND job_id IS NULL AND (%(after)s::uuid IS NULL OR id > %(after)s::uuid)
ORDER BY id
LIMIT %(limit)s
"""  # noqa: S608 - constants

_GET = f"SELECT {_COLUMNS} FROM webhooks WHERE id = %(id)s AND client_id = %(client_id)s AND job_id IS NULL"  # noqa: S608

_CREATE = f"""
WITH webhook AS (
    INSERT INTO webhooks (id, client_id, url, receiver, events, description, is_active)
    SELECT %(id)s, %(client_id)s::varchar, %(url)s, %(receiver)s, %(events)s::text[], %(description)s, %(is_active)s
    WHERE (SELECT count(*) FROM webhooks WHERE client_id = %(client_id)s::varchar AND job_id IS NULL) < %(limit)s
    RETURNING {_COLUMNS}
), secret AS (
    INSERT INTO webhook_secrets (id, client_id, webhook_id, secret, sealed)
    SELECT %(secret_id)s, client_id, id, %(secret)s::text, %(sealed)s::bytea FROM webhook
)
SELECT * FROM webhook
"""  # noqa: S608

# What alerts say is for administrators: nobody else may have them sent elsewhere, or not at all.
_OPEN_TO = "(%(is_admin)s OR NOT events && '{alert.firing,alert.resolved}'::text[])"

# Who turns a webhook on again has mended what had turned it off.
_UPDATE = f"""
UPDATE webhooks
SET
    url = coalesce(%(url)s, url),
    receiver = coalesce(%(receiver)s, receiver),
    events = coalesce(%(events)s::text[], events),
    description = coalesce(%(description)s, description),
    is_active = coalesce(%(is_active)s::boolean, is_active),
    inactive_reason = CASE WHEN %(is_active)s::boolean THEN NULL ELSE inactive_reason END,
    updated_at = now()
WHERE id = %(id)s AND client_id = %(client_id)s AND job_id IS NULL AND {_OPEN_TO}
RETURNING {_COLUMNS}
"""  # noqa: S608

_DELETE = f"""
DELETE FROM webhooks
WHERE id = %(id)s AND client_id = %(client_id)s AND job_id IS NULL AND {_OPEN_TO}
RETURNING id
"""  # noqa: S608

_IN_TURN = "SELECT pg_advisory_xact_lock(hashtextextended('webhook secrets of ' || %(client_id)s::text, 0))"

# One secret of before at most. The new one is written when the one that it replaces has got its end, which the
# unique index on current secrets asks for.
_ROTATE = f"""
WITH owner AS (
    SELECT %(webhook_id)s::uuid AS webhook_id
    WHERE %(webhook_id)s::uuid IS NULL
        OR EXISTS (
            SELECT FROM webhooks
            WHERE id = %(webhook_id)s AND client_id = %(client_id)s::varchar AND job_id IS NULL AND {_OPEN_TO}
        )
), older AS (
    DELETE FROM webhook_secrets AS secret
    USING owner
    WHERE secret.client_id = %(client_id)s::varchar
        AND secret.webhook_id IS NOT DISTINCT FROM owner.webhook_id
        AND secret.expires_at IS NOT NULL
), replaced AS (
    UPDATE webhook_secrets AS secret
    SET expires_at = now() + %(overlap_s)s * interval '1 second'
    FROM owner
    WHERE secret.client_id = %(client_id)s::varchar
        AND secret.webhook_id IS NOT DISTINCT FROM owner.webhook_id
        AND secret.expires_at IS NULL
    RETURNING secret.expires_at
), previous AS (
    SELECT max(expires_at) AS expires_at FROM replaced
), added AS (
    INSERT INTO webhook_secrets (id, client_id, webhook_id, secret, sealed)
    SELECT %(id)s, %(client_id)s::varchar, owner.webhook_id, %(secret)s::text, %(sealed)s::bytea
    FROM owner CROSS JOIN previous
)
SELECT previous.expires_at FROM owner CROSS JOIN previous
"""  # noqa: S608

_IS_SIGNED = "SELECT FROM webhook_secrets WHERE client_id = %(client_id)s AND webhook_id IS NULL AND expires_at IS NULL"


@dataclass(frozen=True, kw_only=True, slots=True)
class Webhook:
    """A receiver that is told of all jobs of its client."""

    id: UUID
    client_id: str
    url: str
    events: list[str]
    description: str | None
    is_active: bool
    inactive_reason: str | None
    created_at: datetime
    updated_at: datetime


async def list_webhooks(database: Database, client_id: str, *, after: UUID | None, limit: int) -> list[Webhook]:
    """The client's webhooks from `after` on, oldest first."""
    rows = await database.client_rows(client_id, _LIST, {"after": after, "limit": limit})
    return [Webhook(**row) for row in rows]


async def get_webhook(database: Database, client_id: str, webhook_id: UUID) -> Webhook:
    """Raises WebhookNotFound."""
    row = await database.client_row(client_id, _GET, {"id": webhook_id})
    if row is None:
        raise WebhookNotFound(webhook_id)
    return Webhook(**row)


async def create_webhook(
    database: Database, keyring: Keyring, client_id: str, webhook_id: UUID, values: Mapping[str, Any]
) -> tuple[Webhook, str]:
    """Adds a webhook. Returns it and its secret, which is shown to nobody again. Raises WebhookLimit or
    SecretUnreadable.
    """
    secret, secret_id = _new_secret(), new_id()
    stored = await as_stored(database, keyring, client_id, secret_id, secret)
    row = await database.client_row(
        client_id, _CREATE, {"id": webhook_id, "limit": MAX_WEBHOOKS, "secret_id": secret_id, **stored, **values}
    )
    if row is None:
        raise WebhookLimit(MAX_WEBHOOKS)
    return Webhook(**row), secret


async def update_webhook(
    database: Database, client_id: str, webhook_id: UUID, values: Mapping[str, Any], *, is_admin: bool = False
) -> Webhook:
    """Changes what `values` has and is not None. Raises WebhookNotFound or, unless for an administrator,
    WebhookAdminOnly.
    """
    row = await database.client_row(client_id, _UPDATE, {"id": webhook_id, "is_admin": is_admin, **values})
    if row is None:
        await _refuse(database, client_id, webhook_id)
    return Webhook(**row)


async def delete_webhook(database: Database, client_id: str, webhook_id: UUID, *, is_admin: bool = False) -> None:
    """Removes a webhook with its secrets and deliveries. Raises WebhookNotFound or, unless for an administrator,
    WebhookAdminOnly.
    """
    if await database.client_row(client_id, _DELETE, {"id": webhook_id, "is_admin": is_admin}) is None:
        await _refuse(database, client_id, webhook_id)


async def rotate_secret(
    database: Database,
    keyring: Keyring,
    client_id: str,
    webhook_id: UUID | None,
    *,
    overlap_s: int,
    is_admin: bool = False,
) -> tuple[str, datetime | None]:
    """Makes a new secret of a webhook, or the client's own. Returns it, which is shown to nobody again, and until when
    the one before signs too. Raises WebhookNotFound, SecretUnreadable or, unless for an administrator,
    WebhookAdminOnly.
    """
    secret, secret_id = _new_secret(), new_id()
    stored = await as_stored(database, keyring, client_id, secret_id, secret)
    parameters = {
        "id": secret_id,
        "webhook_id": webhook_id,
        "overlap_s": overlap_s,
        "is_admin": is_admin,
        **stored,
    }
    changed = [f"webhook/{webhook_id}"] if webhook_id else []
    async with database.client_transaction(client_id, changed=changed) as connection:
        # Before the statement's snapshot: it would not see the secret that one beside it has just made.
        await connection.execute(_IN_TURN, {"client_id": client_id})
        cursor = await connection.execute(_ROTATE, {**parameters, "client_id": client_id})
        row = await cursor.fetchone()
        if row is None and webhook_id is not None:
            cursor = await connection.execute(_GET, {"id": webhook_id, "client_id": client_id})
            raise WebhookAdminOnly(webhook_id) if await cursor.fetchone() else WebhookNotFound(webhook_id)
    return secret, row["expires_at"] if row and overlap_s else None


async def require_client_secret(database: Database, client_id: str) -> None:
    """Raises WebhookSecretMissing unless the webhooks of the client's single jobs can be signed."""
    if await database.client_row(client_id, _IS_SIGNED) is None:
        raise WebhookSecretMissing


async def _refuse(database: Database, client_id: str, webhook_id: UUID) -> NoReturn:
    """Raises what keeps a webhook from being changed."""
    await get_webhook(database, client_id, webhook_id)
    raise WebhookAdminOnly(webhook_id)


def _new_secret() -> str:
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()
