"""The API's messages as JSON Schemas: what the gateway takes and prints, with the rules in the protos as bounds."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import protovalidate
from buf.validate import validate_pb2
from google.protobuf.descriptor import Descriptor, EnumDescriptor, FieldDescriptor
from google.protobuf.message_factory import GetMessageClass
from tabwright.v1.action_pb2 import Action
from tabwright.v1.action_rule_pb2 import action_rule

Schema: TypeAlias = dict[str, Any]

_SCALARS: dict[int, Schema] = {
    FieldDescriptor.TYPE_BOOL: {"type": "boolean"},
    FieldDescriptor.TYPE_BYTES: {"type": "string", "contentEncoding": "base64"},
    FieldDescriptor.TYPE_DOUBLE: {"type": "number", "format": "double"},
    FieldDescriptor.TYPE_INT32: {"type": "integer", "format": "int32"},
    # Printed as text, since JavaScript cannot hold them.
    FieldDescriptor.TYPE_INT64: {"type": "string", "format": "int64", "pattern": "^-?[0-9]+$"},
    FieldDescriptor.TYPE_STRING: {"type": "string"},
}
_WELL_KNOWN: dict[str, Schema] = {
    "google.protobuf.Struct": {"type": "object", "additionalProperties": True},
    "google.protobuf.Timestamp": {"type": "string", "format": "date-time"},
    "google.protobuf.Value": {},
}
_NOTHING: Schema = {"type": "object", "description": "Nothing: an object without fields.", "maxProperties": 0}
_BOUNDS = {
    "gt": "exclusiveMinimum",
    "gte": "minimum",
    "in": "enum",
    "lt": "exclusiveMaximum",
    "lte": "maximum",
    "max_bytes": "maxLength",  # a bound as well: no character is less than a byte
    "max_items": "maxItems",
    "max_len": "maxLength",
    "max_pairs": "maxProperties",
    "min_items": "minItems",
    "min_len": "minLength",
    "min_pairs": "minProperties",
    "pattern": "pattern",
    "unique": "uniqueItems",
}
_EXAMPLES = json.loads(Path(__file__).with_name("openapi_examples.json").read_text())
"""Of messages, each a good one."""
_VALUES = {
    "Browser.type": "BrowserEngine",
    "Secret.kind": "SecretKind",
    "UrlPolicy.type": "UrlPolicyType",
    "device_type": "DeviceType",
    "get_target_by": "GetTargetBy",
    "missed_runs": "MissedRuns",
    "on_blocked": "OnBlocked",
    "on_http_error": "OnHttpError",
    "overlap": "Overlap",
    "repeat": "JobRepeat",
    "wait_until": "WaitUntil",
}
"""Names for the values of fields that several messages have, so that clients that are generated have one type for them.
The fields are named alone, or with what is created, replaced and updated by their messages.
"""
_KINDS_WITHOUT_BOUNDS = {"bytes", "enum", "timestamp"}


class Schemas:
    """The schemas that a document refers to, which grow with each reference."""

    def __init__(
        self, comments: Mapping[str, str], requests: Iterable[Descriptor], hidden: Mapping[str, set[str]]
    ) -> None:
        """`requests`: what calls take as their bodies. `hidden`: of each message, fields that its schema leaves out."""
        self.components: dict[str, Schema] = {}
        self._comments = comments
        self._hidden = hidden
        self._taken = {kind.full_name for request in requests for kind in _within(request, set())}
        self._names = re.compile(r"\b[a-z]+(_[a-z0-9]+)+\b")
        self._json_names = {name.rsplit(".", 1)[-1] for name in comments}

    def text(self, name: str) -> str:
        """What the protos say of something, with fields named as in JSON."""
        comment = self._comments.get(name, "")
        text = self._names.sub(lambda found: _camel(found[0]) if found[0] in self._json_names else found[0], comment)
        return text.replace("<", "\\<")

    def of_message(self, kind: Descriptor) -> Schema:
        """A reference to a message's schema."""
        if kind.full_name in _WELL_KNOWN:
            return dict(_WELL_KNOWN[kind.full_name])
        if kind.full_name == "google.protobuf.Empty":
            self.components[kind.name] = _NOTHING
        elif kind.name not in self.components:
            self.components[kind.name] = {}  # a message may hold its like
            self.components[kind.name] = self._object(kind)
        return {"$ref": f"#/components/schemas/{kind.name}"}

    def of_field(self, field: FieldDescriptor) -> Schema:
        """A field's schema, without what the protos say of it."""
        rules = field.GetOptions().Extensions[validate_pb2.field]
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            values = self._single(field.message_type.fields_by_name["value"], rules.map.values)
            names = _bounds(rules.map.keys)
            schema = {"type": "object", "additionalProperties": values, **({"propertyNames": names} if names else {})}
        elif field.is_repeated:
            schema = {"type": "array", "items": self._single(field, rules.repeated.items)}
        else:
            return self._single(field, rules)
        return {**schema, **_bounds(rules)}

    def may_be_empty(self, kind: Descriptor) -> bool:
        """Whether a call may leave out its body."""
        hidden = self._hidden.get(kind.full_name, set())
        return all(path and path[0].field_name in hidden for path in _wrong_when_empty(kind))

    def _object(self, kind: Descriptor) -> Schema:
        fields = [field for field in kind.fields if field.name not in self._hidden.get(kind.full_name, ())]
        needed = _needed(kind) if kind.full_name in self._taken else {f.name for f in fields if not f.has_presence}
        required = [field.json_name for field in fields if field.name in needed]
        paragraphs = [self.text(kind.full_name), *_rules_in_words(kind.GetOptions().Extensions[validate_pb2.message])]
        return {
            "type": "object",
            "description": "\n\n".join(paragraphs),
            **({"examples": [_EXAMPLES[kind.name]]} if kind.name in _EXAMPLES else {}),
            "properties": {field.json_name: self._described(field) for field in fields},
            **({"required": required} if required else {}),
            # A field that there is not is refused. Answers may get more fields.
            **({"additionalProperties": False} if kind.full_name in self._taken else {}),
        }

    def _described(self, field: FieldDescriptor) -> Schema:
        paragraphs = [self.text(field.full_name), *_rules_in_words(field.GetOptions().Extensions[validate_pb2.field])]
        if field is Action.DESCRIPTOR.fields_by_name["action"]:
            paragraphs.append(_actions())
        return {**self.of_field(field), "description": "\n\n".join(paragraphs)}

    def _single(self, field: FieldDescriptor, rules: Any) -> Schema:
        if field.message_type is not None:
            return self.of_message(field.message_type)
        if field.enum_type is not None:
            return self._enum(field.enum_type)
        schema = {**_SCALARS[field.type], **_bounds(rules)}
        if field.containing_type.full_name not in self._taken and _is_uuid(field):
            schema["format"] = "uuid"
        name = _name_of_values(field, rules)
        return self._named(name, schema) if name and "enum" in schema else schema

    def _named(self, name: str, schema: Schema) -> Schema:
        if self.components.setdefault(name, schema) != schema:
            raise ValueError(f"fields with different values have the same name for them: {name}")
        return {"$ref": f"#/components/schemas/{name}"}

    def _enum(self, kind: EnumDescriptor) -> Schema:
        name = kind.full_name.removeprefix(f"{kind.file.package}.").replace(".", "")
        values = [value.name for value in kind.values if value.number]  # 0 says that there is none
        meanings = [f"- `{value}`: {self.text(f'{kind.full_name}.{value}')}" for value in values]
        description = "\n".join([self.text(kind.full_name), "", *meanings])
        self.components[name] = {"type": "string", "enum": values, "description": description}
        return {"$ref": f"#/components/schemas/{name}"}


def _within(kind: Descriptor, seen: set[str]) -> Iterator[Descriptor]:
    """A message and all that it may hold."""
    if kind.full_name not in seen:
        seen.add(kind.full_name)
        yield kind
        for field in kind.fields:
            if field.message_type is not None:
                yield from _within(field.message_type, seen)


def _needed(kind: Descriptor) -> set[str]:
    """The fields that a message cannot do without: those that break a rule where nothing is given."""
    return {path[0].field_name for path in _wrong_when_empty(kind) if len(path) == 1}


def _wrong_when_empty(kind: Descriptor) -> list[Any]:
    """The paths of what breaks a rule in an empty message; [] for a rule of the whole."""
    violations = protovalidate.collect_violations(GetMessageClass(kind)())
    return [violation.proto.field.elements if violation.proto.field else [] for violation in violations]


def _bounds(rules: Any) -> Schema:
    """Rules for one value as keywords of JSON Schema; those that it has no word for are left out."""
    bounds: Schema = {}
    kind = rules.WhichOneof("type")
    if kind is not None and kind not in _KINDS_WITHOUT_BOUNDS:
        for rule, value in getattr(rules, kind).ListFields():
            if rule.name in _BOUNDS:
                bounds[_BOUNDS[rule.name]] = list(value) if rule.is_repeated else value
            elif rule.name == "uuid":
                bounds["format"] = "uuid"
            elif rule.is_extension:
                bounds |= _predefined(rule)
    for rule in rules.cel:
        if matches := re.fullmatch(r"this\.matches\('(.+)'\)", rule.expression):
            bounds["pattern"] = matches[1]
    return {keyword: int(value) if _is_whole(value) else value for keyword, value in bounds.items()}


def _is_uuid(field: FieldDescriptor) -> bool:
    """Whether a field of an answer, which has no rules, is an id that requests take as a UUID."""
    is_text = field.type == FieldDescriptor.TYPE_STRING
    return is_text and re.fullmatch(r"id|(\w+_)?(job|schedule|webhook)_ids?", field.name) is not None


def _name_of_values(field: FieldDescriptor, rules: Any) -> str | None:
    """The name of the values that a field may have, if other messages have such fields."""
    for rule, _ in rules.string.ListFields():
        if rule.is_extension:
            return rule.name.title().replace("_", "")
    thing = re.sub(r"^(Create|Replace|Update)|Request$", "", field.containing_type.name)
    return _VALUES.get(field.name) or _VALUES.get(f"{thing}.{field.name}")


def _predefined(rule: FieldDescriptor) -> Schema:
    """A rule of our own, of the form `this in […]`."""
    (cel,) = rule.GetOptions().Extensions[validate_pb2.predefined].cel
    return {"enum": re.findall(r"'([^']+)'", cel.expression)}


def _rules_in_words(rules: Any) -> list[str]:
    """What the rules in CEL say to whoever breaks them, as a paragraph, but for what is a keyword of the schema."""
    texts: list[str] = []
    for rule in rules.cel:
        # Either the rule has one message, or its expression is one of several: the texts in it with blanks.
        literals = re.findall(r"'([^']*)'", rule.expression)
        said = [rule.message] if rule.message else [one for one in literals if " " in one and "%" not in one]
        texts += [] if rule.expression.startswith("this.matches(") else said
    return ["Rules: " + "; ".join(texts) + "."] if texts else []


def _actions() -> str:
    """What each action does and takes."""
    rules = Action.DESCRIPTOR.GetOptions().Extensions[action_rule]
    return "\n".join(
        f"- `{rule.action}`: {rule.does.replace('<', chr(92) + '<')}"
        + (f" Needs {', '.join(rule.needs.split())}." if rule.needs else "")
        + (f" Takes {', '.join(rule.takes.split())}." if rule.takes else "")
        for rule in rules
    )


def _is_whole(value: Any) -> bool:
    return isinstance(value, float) and value.is_integer()


def _camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(part.title() for part in tail)
