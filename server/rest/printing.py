"""The JSON of an answer: by REST, in server-sent events, in a webhook's body, by the command line.

An answer has all its fields, also zeros and empty lists. What a client has sent, and is shown in an answer, has only
what is set: an action has 13 lists, of which it takes two or three.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message
from tabwright.v1.action_pb2 import Action
from tabwright.v1.job_options_pb2 import JobOptions
from tabwright.v1.job_service_pb2 import CreateJobRequest
from tabwright.v1.webhook_pb2 import JobWebhook

SENT: frozenset[str] = frozenset(
    kind.DESCRIPTOR.full_name for kind in (Action, CreateJobRequest, JobOptions, JobWebhook)
)
"""Messages that clients send and answers show."""


def printed(message: Message) -> dict[str, Any]:
    """The JSON of an answer, or of a part of one."""
    kind = cast(Descriptor, message.DESCRIPTOR)
    if kind.full_name in SENT:
        sent: dict[str, Any] = whole(MessageToDict(message))
        return sent
    leading = fields_to_sent(kind)
    rest = message
    if leading:
        rest = type(message)()
        rest.CopyFrom(message)
        for field in leading:
            rest.ClearField(field.name)
    shown: dict[str, Any] = whole(MessageToDict(rest, always_print_fields_with_no_presence=True))
    for field in leading:
        value = getattr(message, field.name)
        if field.is_repeated:
            shown[field.json_name] = [printed(one) for one in value]
        elif message.HasField(field.name):
            shown[field.json_name] = printed(value)
    if leading:
        shown = {field.json_name: shown[field.json_name] for field in kind.fields if field.json_name in shown}
    return shown


def whole(value: Any) -> Any:
    """The same JSON with 1 in place of 1.0, as the gateway prints it."""
    match value:
        case dict():
            return {name: whole(one) for name, one in value.items()}
        case list():
            return [whole(one) for one in value]
        case float() if value.is_integer():
            return int(value)
        case _:
            return value


@cache
def fields_to_sent(kind: Descriptor) -> Sequence[FieldDescriptor]:
    """The fields of a message that are what clients send, or have it in them."""
    return [field for field in kind.fields if field.message_type and _has_sent(field.message_type, frozenset())]


def _has_sent(kind: Descriptor, above: frozenset[str]) -> bool:
    if kind.full_name in SENT:
        return True
    if kind.full_name in above:
        return False
    above |= {kind.full_name}
    return any(_has_sent(field.message_type, above) for field in kind.fields if field.message_type)
