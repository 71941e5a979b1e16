"""API keys in the database itself: the first key has to come from somewhere."""

from uuid import UUID

from google.protobuf.message import Message
from tabwright.v1.api_key_pb2 import ApiKey
from tabwright.v1.api_key_service_pb2 import (
    CreateApiKeyRequest,
    CreateApiKeyResponse,
    ListApiKeysRequest,
    ListApiKeysResponse,
    RevokeApiKeyRequest,
)

from cli import asynchronous
from cli.database import open_database, operating
from cli.errors import CommandError, ExitCode
from cli.settings import read_settings
from server.calls import validation
from server.convert import job as convert
from server.settings import AuthSettings
from store.clients import keys
from store.database.auditing import calling


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
        async with open_database("keys") as database:
            with calling(operating("ApiKeyService.CreateApiKey", "api_key")):
                key, secret = await keys.create_key(database, convert.new_key(request, read_settings(AuthSettings)))
        return CreateApiKeyResponse(api_key=convert.api_key_message(key), key=secret)

    async def _list(self, request: ListApiKeysRequest) -> ListApiKeysResponse:
        async with open_database("keys") as database:
            found = await keys.list_keys(database, request.client_id or None)
        return ListApiKeysResponse(data=[convert.api_key_message(key) for key in found])

    async def _revoke(self, request: RevokeApiKeyRequest) -> ApiKey:
        async with open_database("keys") as database:
            with calling(operating("ApiKeyService.RevokeApiKey", "api_key")):
                return convert.api_key_message(await keys.revoke_key(database, UUID(request.id)))


def _check(request: Message) -> None:
    """Raises CommandError where a rule in the proto is broken."""
    if broken := validation.violations(request):
        raise CommandError("; ".join(f"{field}: {text}" for field, text in broken), ExitCode.USAGE)
