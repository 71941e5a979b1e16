"""Where the API's messages of URL policies and the store's domain meet."""

from typing import Any

from google.protobuf.json_format import MessageToDict
from tabwright.v1.url_policy_pb2 import UrlPolicy as UrlPolicyMessage
from tabwright.v1.url_policy_service_pb2 import CreateUrlPolicyRequest, UpdateUrlPolicyRequest

from server.calls.faults import InvalidRequest
from server.convert.job import time
from store.database import jsonb
from store.urls.url_policies import UrlPolicy
from store.urls.url_rules import BLACKLIST, MalformedPattern, Pattern

MAX_METADATA_BYTES = 16 * 1024


def new_values(request: CreateUrlPolicyRequest) -> dict[str, Any]:
    """What a new policy says, with all defaults filled in. Raises InvalidRequest."""
    values = changed_values(request)
    return {**values, "type": values["type"] or BLACKLIST, "is_active": values["is_active"] is not False}


def changed_values(request: CreateUrlPolicyRequest | UpdateUrlPolicyRequest) -> dict[str, Any]:
    """What the request gives; None for what it does not. Raises InvalidRequest."""
    values = {
        field: getattr(request, field) if request.HasField(field) else None
        for field in ("type", "description", "is_active")
    }
    pattern = request.pattern or None
    metadata = MessageToDict(request.metadata) if request.HasField("metadata") else None
    violations = []
    if pattern is not None:
        try:
            Pattern.parse(pattern)
        except MalformedPattern as error:
            violations.append(("pattern", str(error)))
    if metadata is not None and len(jsonb.dumps(metadata).encode()) > MAX_METADATA_BYTES:
        violations.append(("metadata", f"must not be more than {MAX_METADATA_BYTES} bytes of JSON"))
    if violations:
        raise InvalidRequest(violations)
    return {**values, "pattern": pattern, "metadata": metadata}


def url_policy_message(policy: UrlPolicy) -> UrlPolicyMessage:
    message = UrlPolicyMessage(
        id=str(policy.id),
        pattern=policy.pattern,
        type=policy.type,
        description=policy.description,
        is_active=policy.is_active,
        created_at=time(policy.created_at),
        updated_at=time(policy.updated_at),
        is_global=policy.client_id is None,
    )
    if policy.metadata is not None:
        message.metadata.SetInParent()
        message.metadata.update(dict(policy.metadata))
    return message
