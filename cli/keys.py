"""`tabwright keys`: makes, lists and revokes API keys."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

import typer
from tabwright.v1.api_key_pb2 import ApiKey
from tabwright.v1.api_key_service_pb2 import CreateApiKeyRequest, ListApiKeysRequest, RevokeApiKeyRequest

from cli.api import Api, command, group
from cli.output import status, when
from cli.text import escape

app = group("Create, list and revoke API keys. For owners and administrators. Without a command: list.")


class JobRepeat(StrEnum):
    """`repeat` of a job."""

    WHEN_SAFE = "whenSafe"
    ALWAYS = "always"


class OnBlocked(StrEnum):
    """`onBlocked` of a job's options."""

    FAIL = "fail"
    INTERVENE = "intervene"


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
    client: Annotated[str, typer.Option(help="The client whose calls are made with the key.", show_default=False)],
    name: Annotated[str, typer.Option(help="Its name: who uses it, and for what.")] = "key",
    rate_limit: Annotated[
        int | None, typer.Option(min=0, help="Requests per window, 0 without a limit.", show_default="RATE_LIMIT_MAX")
    ] = None,
    admin: Annotated[bool, typer.Option("--admin", help="The key may administer the installation.")] = False,
    evaluate: Annotated[bool, typer.Option("--evaluate", help="Jobs of the key may run their own JavaScript.")] = False,
    repeat: Annotated[
        JobRepeat | None,
        typer.Option(
            help="Whether jobs of the key that do not say it run again by themselves after they have acted.",
            show_default="DEFAULT_JOB_REPEAT",
        ),
    ] = None,
    on_blocked: Annotated[
        OnBlocked | None,
        typer.Option(
            help="Whether jobs of the key that do not say it wait for a person where a page asks for one.",
            show_default="DEFAULT_ON_BLOCKED",
        ),
    ] = None,
    expires_days: Annotated[float | None, typer.Option(min=0, max=36_500, help="Days until it expires.")] = None,
    database: InDatabase = False,
) -> None:
    """Create a key. Its secret is printed once, and not stored."""
    request = CreateApiKeyRequest(
        client_id=client,
        name=name,
        rate_limit=rate_limit,
        is_admin=admin,
        may_evaluate=evaluate,
        repeat=repeat and repeat.value,
        on_blocked=on_blocked and on_blocked.value,
        expires_at=datetime.now(UTC) + timedelta(days=expires_days) if expires_days is not None else None,
    )
    answer = _service(api, database=database).CreateApiKey(request)
    api.out.note(f"Key {answer.api_key.id} of client {escape(client)}. Its secret, which nobody can show again:")
    api.out.done(answer, answer.key)


@command(app, "list")
def list_keys(
    api: Api,
    *,
    client: Annotated[str, typer.Option(help="Only this client's keys.", show_default="all")] = "",
    database: InDatabase = False,
) -> None:
    """List keys, including revoked ones."""
    answer = _service(api, database=database).ListApiKeys(ListApiKeysRequest(client_id=client))
    empty = "No key matches." if client else "There is no key."
    columns = ("id", "client", "name", "status", "rate limit", "rights", "last used", "expires")
    api.out.table(answer, columns, [_row(key) for key in answer.data], empty)


@command(app, "revoke")
def revoke_key(
    api: Api,
    key_id: Annotated[UUID, typer.Argument(help="The key's id, see `keys list`.", show_default=False)],
    *,
    database: InDatabase = False,
) -> None:
    """Revoke a key permanently. Within 5 s no server accepts it any more."""
    answer = _service(api, database=database).RevokeApiKey(RevokeApiKeyRequest(id=str(key_id)))
    api.out.done(answer, f"{answer.id} {answer.status}")


def _service(api: Api, *, database: bool) -> Any:
    """What takes the calls of ApiKeyService."""
    if not database:
        return api.client.api_keys
    from cli.key_store import KeyStore  # it brings the database's library along, which takes longer than a call

    return KeyStore()


def _row(key: ApiKey) -> tuple[str, ...]:
    rights = " ".join(name for name, has in (("admin", key.is_admin), ("evaluate", key.may_evaluate)) if has)
    return (
        key.id,
        escape(key.client_id),
        escape(key.name),
        status(key.status),
        str(key.rate_limit or "none"),
        rights,
        when(key, "last_used_at") or "never",
        when(key, "expires_at") or "never",
    )
