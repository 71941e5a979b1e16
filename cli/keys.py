"""`tabwright keys`: makes, lists and revokes API keys."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

import typer
from rich.markup import escape
from tabwright.v1.api_key_pb2 import ApiKey
from tabwright.v1.api_key_service_pb2 import CreateApiKeyRequest, ListApiKeysRequest, RevokeApiKeyRequest

from cli.api import Api, command, group
from cli.output import status, when, when_briefly

app = group("Make, list and revoke API keys. For administrators. Alone: list.")

InDatabase = Annotated[
    bool,
    typer.Option(
        "--database",
        help="Without the API, in the database at DATABASE_URL, or in that of the `tabwright up` that runs in "
        "TABWRIGHT_DATA: for the first key.",
    ),
]


@command(app, "create")
def create_key(
    api: Api,
    *,
    client: Annotated[str, typer.Option(help="The client that the key calls for.", show_default=False)],
    name: Annotated[str, typer.Option(help="What to call it: who holds it, what for.")] = "key",
    rate_limit: Annotated[
        int | None, typer.Option(min=0, help="Requests per window, 0 without a limit.", show_default="RATE_LIMIT_MAX")
    ] = None,
    admin: Annotated[bool, typer.Option("--admin", help="It may administer the installation.")] = False,
    evaluate: Annotated[bool, typer.Option("--evaluate", help="Its jobs may run JavaScript of their own.")] = False,
    expires_days: Annotated[float | None, typer.Option(min=0, help="Days until it stops working.")] = None,
    database: InDatabase = False,
) -> None:
    """Make a key. Its secret is printed once, and stored nowhere."""
    expires_at = datetime.now(UTC) + timedelta(days=expires_days) if expires_days is not None else None
    if database:
        from cli import key_store
        from cli.settings import read_settings
        from server.settings import AuthSettings
        from store.keys import NewKey

        limit = AuthSettings().rate_limit_max if rate_limit is None else rate_limit
        new = NewKey(
            client_id=client, name=name, rate_limit=limit, is_admin=admin, may_evaluate=evaluate, expires_at=expires_at
        )
        asyncio.run(key_store.create(read_settings(), new))
        return
    request = CreateApiKeyRequest(
        client_id=client, name=name, rate_limit=rate_limit, is_admin=admin, may_evaluate=evaluate
    )
    if expires_at is not None:
        request.expires_at.FromDatetime(expires_at)
    answer = api.client.api_keys.CreateApiKey(request)
    api.out.note(f"Key {answer.api_key.id} of client {escape(client)}. Its secret, which nobody can show again:")
    api.out.done(answer, answer.key)


@command(app, "list")
def list_keys(
    api: Api,
    *,
    client: Annotated[str, typer.Option(help="Only this client's keys.", show_default="all")] = "",
    database: InDatabase = False,
) -> None:
    """List keys, revoked ones too."""
    if database:
        from cli import key_store
        from cli.settings import read_settings

        asyncio.run(key_store.show(read_settings(), client or None))
        return
    answer = api.client.api_keys.ListApiKeys(ListApiKeysRequest(client_id=client))
    columns = ("id", "client", "name", "status", "limit", "rights", "last used", "expires")
    api.out.table(answer, columns, [_row(key) for key in answer.data], "There is no such key.")


@command(app, "revoke")
def revoke_key(
    api: Api,
    key_id: Annotated[UUID, typer.Argument(help="The key's id, see `keys list`.", show_default=False)],
    *,
    database: InDatabase = False,
) -> None:
    """Revoke a key for good. Within 5 s no server takes it any more."""
    if database:
        from cli import key_store
        from cli.settings import read_settings

        asyncio.run(key_store.revoke(read_settings(), key_id))
        return
    answer = api.client.api_keys.RevokeApiKey(RevokeApiKeyRequest(id=str(key_id)))
    api.out.done(answer, f"{answer.id} {answer.status}")


def _row(key: ApiKey) -> tuple[str, ...]:
    rights = " ".join(name for name, has in (("admin", key.is_admin), ("evaluate", key.may_evaluate)) if has)
    return (
        key.id,
        escape(key.client_id),
        escape(key.name),
        status(key.status),
        str(key.rate_limit or "none"),
        rights,
        when_briefly(key, "last_used_at") or "never",
        when(key, "expires_at") or "never",
    )
