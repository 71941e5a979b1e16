"""SecretService: what jobs use by name, and nobody gets back."""

from google.protobuf.empty_pb2 import Empty
from tabwright.v1.secret_pb2 import Secret
from tabwright.v1.secret_service_pb2 import (
    CreateSecretRequest,
    DeleteSecretRequest,
    GetSecretRequest,
    ListSecretsRequest,
    ListSecretsResponse,
    ReplaceSecretRequest,
)
from tabwright.v1.secret_service_pb2_grpc import SecretServiceServicer

from server.calls.around import Context
from server.calls.caller import client_id
from server.convert import page_token
from server.convert import secret as convert
from store.database.connection import Database
from store.errors import SecretsKeysMissing
from store.secrets import secrets
from store.secrets.sealing import Keyring
from store.secrets.stores import Stores

DEFAULT_LIMIT = 20


class SecretService(SecretServiceServicer):
    def __init__(self, database: Database, keyring: Keyring, stores: Stores) -> None:
        self._database = database
        self._keyring = keyring
        self._stores = stores

    async def ListSecrets(self, request: ListSecretsRequest, context: Context) -> ListSecretsResponse:
        limit = request.limit or DEFAULT_LIMIT
        found = await secrets.list_secrets(
            self._database,
            client_id(),
            after=page_token.decode(request.page_token, str, of="secrets") if request.page_token else None,
            limit=limit + 1,
        )
        page, more = found[:limit], found[limit:]
        return ListSecretsResponse(
            data=[convert.secret_message(secret) for secret in page],
            next_page_token=page_token.encode(page[-1].name, of="secrets") if more else "",
        )

    async def GetSecret(self, request: GetSecretRequest, context: Context) -> Secret:
        return convert.secret_message(await secrets.get_secret(self._database, client_id(), request.name))

    async def CreateSecret(self, request: CreateSecretRequest, context: Context) -> Secret:
        self._require_keys()
        content = convert.content(request, client_id(), self._stores)
        secret = await secrets.create_secret(self._database, self._keyring, client_id(), request.name, content)
        await context.send_initial_metadata((("x-http-code", "201"), ("location", f"/api/v1/secrets/{secret.name}")))
        return convert.secret_message(secret)

    async def ReplaceSecret(self, request: ReplaceSecretRequest, context: Context) -> Secret:
        self._require_keys()
        before = await secrets.get_secret(self._database, client_id(), request.name)
        content = convert.content(request, client_id(), self._stores, before.kind)
        return convert.secret_message(
            await secrets.replace_secret(self._database, self._keyring, client_id(), request.name, content)
        )

    async def DeleteSecret(self, request: DeleteSecretRequest, context: Context) -> Empty:
        await secrets.delete_secret(self._database, client_id(), request.name)
        return Empty()

    def _require_keys(self) -> None:
        """Raises SecretsKeysMissing, whatever else is wrong with the request."""
        if not self._keyring:
            raise SecretsKeysMissing
