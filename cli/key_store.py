"""API keys in the database itself: the first key has to come from somewhere."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import structlog
from google.protobuf.message import Message
from pydantic import SecretStr
from tabwright.v1.api_key_pb2 import ApiKey
from tabwright.v1.api_key_service_pb2 import (
    CreateApiKeyRequest,
    CreateApiKeyResponse,
    ListApiKeysRequest,
    ListApiKeysResponse,
    RevokeApiKeyRequest,
)

from cli import asynchronous
from cli.errors import CommandError, ExitCode
from cli.postgres import Postgres
from cli.settings import named_database, read_settings, settings_of_running
from server.calls import validation
from server.convert import job as convert
from server.settings import AuthSettings
from store.clients import keys
from store.database.connection import Database
from store.database.schema import check_usable
from store.errors import NotFound, StoreError
from store.settings import DatabaseSettings


class KeyStore:
    """Takes the calls of ApiKeyService, and needs neither a server nor a key. Raises CommandError.

    The database is the one that the environment names, else that of the `tabwright up` that runs.
    """

    def CreateApiKey(self, request: CreateApiKeyRequest) -> CreateApiKeyResponse:  # noqa: N802 - the method's name
        _check(request)
        return asynchronous.run(self._create(request))

    def ListApiKeys(self, request: ListApiKeysRequest) -> ListApiKeysResponse:  # noqa: N802
        _check(request)
        return asynchronous.run(self._list(request))

    def RevokeApiKey(self, request: RevokeApiKeyRequest) -> ApiKey:  # noqa: N802
        _check(request)
        return asynchronous.run(self._revoke(request))

    async def _create(self, request: CreateApiKeyRequest) -> CreateApiKeyResponse:
        async with _database() as database:
            key, secret = await keys.create_key(database, convert.new_key(request, read_settings(AuthSettings)))
        return CreateApiKeyResponse(api_key=convert.api_key_message(key), key=secret)

    async def _list(self, request: ListApiKeysRequest) -> ListApiKeysResponse:
        async with _database() as database:
            found = await keys.list_keys(database, request.client_id or None)
        return ListApiKeysResponse(data=[convert.api_key_message(key) for key in found])

    async def _revoke(self, request: RevokeApiKeyRequest) -> ApiKey:
        async with _database() as database:
            return convert.api_key_message(await keys.revoke_key(database, UUID(request.id)))


@asynccontextmanager
async def _database() -> AsyncIterator[Database]:
    # What goes wrong is told by an exception, to people.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    database = Database(_where(), application_name="tabwright keys", pool_size=1)
    try:
        await check_usable(database)
        async with database:
            yield database
    except NotFound as error:
        raise CommandError(str(error), ExitCode.NOT_FOUND) from error
    except StoreError as error:
        told = str(error).partition("\n")[0]
        raise CommandError(f"{told}; the database is the one of DATABASE_URL, or of DB_HOST and so on") from error


def _where() -> DatabaseSettings:
    """Raises CommandError."""
    if not named_database():
        folder = settings_of_running().tabwright_data.absolute()
        postgres = Postgres(folder / "database", folder / "logs" / "postgres.log")
        if not postgres.find_running():
            raise CommandError(
                f"no Tabwright runs in {folder}: start one with `tabwright up`, or set DATABASE_URL or TABWRIGHT_DATA"
            )
        return DatabaseSettings(database_url=SecretStr(postgres.conninfo()))
    return read_settings(DatabaseSettings)


def _check(request: Message) -> None:
    """Raises CommandError where a rule in the proto is broken."""
    if broken := validation.violations(request):
        raise CommandError("; ".join(f"{field}: {text}" for field, text in broken), ExitCode.USAGE)
