"""Makes messages of what is stored as JSON."""

from typing import Any, cast

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.json_format import ParseDict
from google.protobuf.message import Message

from store.job import Json

LONG_CHARS = 10_000
_WELL_KNOWN = "google.protobuf."

_Path = tuple[str | int, ...]


def parse(stored: Json, message: Message) -> None:
    """Reads what was stored by this release or by one before or after it: unknown fields are left out.

    Long texts go into their fields as they are. protobuf looks through each for lone surrogates, which no stored text
    has, and nothing else in the process runs while it does: 100 ms for 4 MB.
    """
    texts: list[tuple[_Path, str]] = []
    ParseDict(
        _without_texts(stored, cast(Descriptor, message.DESCRIPTOR), (), texts), message, ignore_unknown_fields=True
    )
    for (*path, name), text in texts:
        place: Any = message
        for step in path:
            place = place[step] if isinstance(step, int) else getattr(place, step)
        setattr(place, str(name), text)


def _without_texts(stored: Json, descriptor: Descriptor, path: _Path, texts: list[tuple[_Path, str]]) -> dict[str, Any]:
    """A copy without the long texts of string fields, which are put into `texts` with where they belong."""
    rest = {}
    for name, value in stored.items():
        field = descriptor.fields_by_camelcase_name.get(name)
        here = (*path, field.name) if field else path
        if field is None:
            rest[name] = value
        elif isinstance(value, str) and len(value) > LONG_CHARS and field.type == FieldDescriptor.TYPE_STRING:
            texts.append((here, value))
        elif isinstance(value, dict) and (kind := _kind(field)):
            rest[name] = _without_texts(value, kind, here, texts)
        elif isinstance(value, list) and (kind := _kind(field)):
            rest[name] = [
                _without_texts(one, kind, (*here, index), texts) if isinstance(one, dict) else one
                for index, one in enumerate(value)
            ]
        else:
            rest[name] = value
    return rest


def _kind(field: FieldDescriptor) -> Descriptor | None:
    """The message that the field has, unless it is one with a JSON form of its own."""
    kind: Descriptor | None = field.message_type
    if kind is None or kind.full_name.startswith(_WELL_KNOWN) or kind.GetOptions().map_entry:
        return None
    return kind
