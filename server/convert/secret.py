"""Where the API's messages of secrets and the store's domain meet."""

from tabwright.v1.secret_pb2 import Secret as SecretMessage
from tabwright.v1.secret_service_pb2 import CreateSecretRequest, ReplaceSecretRequest

from server.calls.faults import InvalidRequest
from server.convert.job import time
from server.convert.origins import usual_origins
from store.secrets.one_time_codes import MalformedTotp, OneTimeCodes
from store.secrets.secrets import Content, Kind, Secret
from store.secrets.stores import RefusedSource, Stores


def content(
    request: CreateSecretRequest | ReplaceSecretRequest, client_id: str, stores: Stores, kind: Kind = Kind.TEXT
) -> Content:
    """What a secret shall be; `kind` is what it is unless the request says it. Raises InvalidRequest."""
    kind = Kind(request.kind) if request.HasField("kind") else kind
    origins, violations = usual_origins(request.origins, "origins")
    if bool(request.value) == bool(request.source):
        violations.append(("value", "either the value or its source must be given, and not both"))
    elif request.source:
        try:
            stores.require(client_id, request.source)
        except RefusedSource as error:
            violations.append(("source", str(error)))
    elif kind is Kind.TOTP:
        try:
            OneTimeCodes.parse(request.value)
        except MalformedTotp as error:
            violations.append(("value", str(error)))
    if violations:
        raise InvalidRequest(violations)
    return Content(
        value=request.value or None,
        source=request.source or None,
        kind=kind,
        origins=origins or None,
        description=request.description if request.HasField("description") else None,
    )


def secret_message(secret: Secret) -> SecretMessage:
    return SecretMessage(
        name=secret.name,
        kind=secret.kind.value,
        origins=secret.origins,
        description=secret.description,
        source=secret.source,
        created_at=time(secret.created_at),
        updated_at=time(secret.updated_at),
        last_used_at=time(secret.last_used_at),
    )
