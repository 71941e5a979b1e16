"""ApiKeyService: making, listing and revoking keys: those of a client, for its owners, and all, for administrators
(server/calls/roles.py).
"""

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
from server.calls.caller import current
from server.calls.faults import AdminOnly
from server.convert import job as convert
from server.settings import AuthSettings
from store.clients import keys
from store.clients.keys import NewKey
from store.database.connection import Database

log = structlog.get_logger()


class ApiKeyService(ApiKeyServiceServicer):
    def __init__(self, database: Database, settings: AuthSettings) -> None:
        self._database = database
        self._settings = settings

    async def CreateApiKey(self, request: CreateApiKeyRequest, context: Context) -> CreateApiKeyResponse:
        new = convert.new_key(request, self._settings)
        _require_own(new, self._settings.rate_limit_max)
        key, secret = await keys.create_key(self._database, new)
        log.info("key.created", key_id=str(key.id), client_id=key.client_id)
        await context.send_initial_metadata((("x-http-code", "201"), ("location", f"/api/v1/keys/{key.id}")))
        return CreateApiKeyResponse(api_key=convert.api_key_message(key), key=secret)

    async def GetApiKey(self, request: GetApiKeyRequest, context: Context) -> ApiKey:
        return convert.api_key_message(await keys.get_key(self._database, UUID(request.id), whose=_whose()))

    async def ListApiKeys(self, request: ListApiKeysRequest, context: Context) -> ListApiKeysResponse:
        found = await keys.list_keys(self._database, request.client_id or None, whose=_whose())
        return ListApiKeysResponse(data=[convert.api_key_message(key) for key in found])

    async def RevokeApiKey(self, request: RevokeApiKeyRequest, context: Context) -> ApiKey:
        key = await keys.revoke_key(self._database, UUID(request.id), whose=_whose())
        log.info("key.revoked", key_id=str(key.id), client_id=key.client_id)
        return convert.api_key_message(key)


def _whose() -> str | None:
    """Of which client a call sees the keys; None: of all."""
    caller = current()
    return None if caller.is_admin else caller.client_id


def _require_own(new: NewKey, most: int) -> None:
    """Raises AdminOnly: an owner makes keys that may no more than the owner's client. `most`: RATE_LIMIT_MAX."""
    caller = current()
    if caller.is_admin:
        return
    if new.client_id != caller.client_id:
        raise AdminOnly("a key of another client")
    if new.is_admin or new.may_evaluate:
        raise AdminOnly("a key that may administer, or run JavaScript of its own,")
    if most and not 0 < new.rate_limit <= most:
        raise AdminOnly(f"a key that may make more than {most} requests, which is RATE_LIMIT_MAX,")
