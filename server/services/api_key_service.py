"""ApiKeyService: making, listing and revoking keys."""

from uuid import UUID

import structlog
from tabwright.v1.api_key_pb2 import ApiKey
from tabwright.v1.api_key_service_pb2 import (
    CreateApiKeyRequest,
    CreateApiKeyResponse,
    GetApiKeyRequest,
    ListApiKeysRequest,
    ListApiKeysResponse,
    RevokeApiKeyRequest,
)
from tabwright.v1.api_key_service_pb2_grpc import ApiKeyServiceServicer

from server.calls.around import Context
from server.calls.caller import require_admin
from server.convert import job as convert
from server.settings import AuthSettings
from store.clients import keys
from store.database.connection import Database

log = structlog.get_logger()


class ApiKeyService(ApiKeyServiceServicer):
    def __init__(self, database: Database, settings: AuthSettings) -> None:
        self._database = database
        self._settings = settings

    async def CreateApiKey(self, request: CreateApiKeyRequest, context: Context) -> CreateApiKeyResponse:
        require_admin()
        key, secret = await keys.create_key(self._database, convert.new_key(request, self._settings))
        log.info("key.created", key_id=str(key.id), client_id=key.client_id)
        await context.send_initial_metadata((("x-http-code", "201"), ("location", f"/api/v1/keys/{key.id}")))
        return CreateApiKeyResponse(api_key=convert.api_key_message(key), key=secret)

    async def GetApiKey(self, request: GetApiKeyRequest, context: Context) -> ApiKey:
        require_admin()
        return convert.api_key_message(await keys.get_key(self._database, UUID(request.id)))

    async def ListApiKeys(self, request: ListApiKeysRequest, context: Context) -> ListApiKeysResponse:
        require_admin()
        found = await keys.list_keys(self._database, request.client_id or None)
        return ListApiKeysResponse(data=[convert.api_key_message(key) for key in found])

    async def RevokeApiKey(self, request: RevokeApiKeyRequest, context: Context) -> ApiKey:
        require_admin()
        key = await keys.revoke_key(self._database, UUID(request.id))
        log.info("key.revoked", key_id=str(key.id), client_id=key.client_id)
        return convert.api_key_message(key)
