"""The methods of the API as OpenAPI's operations.

What a method's comment says is read where OpenAPI wants it apart: the codes that it names in capitals become
errors; 201, 204 and 503 other answers; Location a header; "newline-delimited JSON" the type of what is answered.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from google.api import annotations_pb2
from google.protobuf.descriptor import FieldDescriptor, MethodDescriptor

from docs import openapi_errors
from docs.openapi_schemas import Schemas
from server.calls.authentication import OPEN_METHODS
from server.intake import idempotency

_FILE = "google.api.HttpBody"
_LINES = re.compile(r"newline-delimited JSON: each line is an? (?P<message>\w+)")
_NDJSON = "application/x-ndjson"


@dataclass(frozen=True, slots=True)
class Binding:
    """One of a method's places in REST."""

    verb: str
    template: str
    has_body: bool
    """Whether the fields come in a body; else they come in the query."""

    @property
    def path(self) -> str:
        """The path, with fields as in JSON."""
        return re.sub(r"_([a-z])", lambda found: found[1].upper(), self.template)

    @property
    def fields(self) -> set[str]:
        """The fields in the path."""
        return set(re.findall(r"\{(\w+)\}", self.template))


def bindings(method: MethodDescriptor) -> list[Binding]:
    """Empty for a method that REST cannot have: one to which a stream of requests is sent."""
    rule = method.GetOptions().Extensions[annotations_pb2.http]
    return [
        Binding(verb, getattr(one, verb), bool(one.body))
        for one in [rule, *rule.additional_bindings]
        if (verb := one.WhichOneof("pattern")) is not None
    ]


def path_fields(method: MethodDescriptor) -> set[str]:
    """The fields of a method's request that a path of it has, and so its bodies have not."""
    return set().union(*(binding.fields for binding in bindings(method)))


def tag(service: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", service.removesuffix("Service"))


class Operation:
    """One method. `events`: the method that answers in its place to whoever accepts server-sent events."""

    def __init__(self, method: MethodDescriptor, events: MethodDescriptor | None, schemas: Schemas) -> None:
        self._method = method
        self._schemas = schemas
        self._service = method.containing_service
        self._text = schemas.text(method.full_name)
        self._all_text = f"{schemas.text(self._service.full_name)} {self._text}"
        self._events_text = schemas.text(events.full_name) if events else ""
        self._may_be_there = bindings(method)[0].verb == "put"
        self._is_open = f"/{self._service.full_name}/{method.name}" in OPEN_METHODS

    def described(self) -> Iterator[tuple[Binding, dict[str, Any]]]:
        """The operation at the method's first place, which names its other places: a client that is generated has one
        method for it. Only a place whose path has fewer fields is an operation of its own.
        """
        first = bindings(self._method)[0]
        places: dict[frozenset[str], list[Binding]] = {}
        for binding in bindings(self._method):
            places.setdefault(frozenset(binding.fields), []).append(binding)
        for fields, (binding, *others) in places.items():
            yield binding, self._at(binding, others, sorted(first.fields - fields))

    def _at(self, binding: Binding, others: list[Binding], missing: list[str]) -> dict[str, Any]:
        """`missing`: fields that the method's first place has, and this one has not."""
        text = self._text
        if self._events_text:
            text += f"\n\nAs server-sent events: {self._events_text.partition('. ')[2]}"
        if others:
            text += f"\n\nThe same call is also at {', '.join(f'`{one.verb.upper()} {one.path}`' for one in others)}."
        has_body = binding.has_body and len(self._method.input_type.fields) > len(path_fields(self._method))
        errors = openapi_errors.statuses(self._all_text, is_open=self._is_open, has_body=binding.has_body)
        return {
            "operationId": self._method.name + "".join(f"Without{name.title().replace('_', '')}" for name in missing),
            "tags": [tag(self._service.name)],
            "summary": re.split(r"(?<=[.:])\s", self._text)[0].rstrip(".:"),
            "description": text,
            "parameters": [*self._parameters(binding), *self._headers()],
            **({"requestBody": self._body()} if has_body else {}),
            "responses": {**self._answers(), **openapi_errors.references(errors)},
            **({"security": []} if self._is_open else {}),
        }

    def _parameters(self, binding: Binding) -> list[dict[str, Any]]:
        fields = self._method.input_type.fields
        in_path = [self._parameter(field, "path") for field in fields if field.name in binding.fields]
        in_query = [self._parameter(field, "query") for field in fields if field.name not in path_fields(self._method)]
        return in_path + ([] if binding.has_body else in_query)

    def _parameter(self, field: FieldDescriptor, place: str) -> dict[str, Any]:
        return {
            "name": field.json_name,
            "in": place,
            "description": self._schemas.text(field.full_name),
            **({"required": True} if place == "path" else {}),
            "schema": self._schemas.of_field(field),
        }

    def _headers(self) -> list[dict[str, Any]]:
        """Headers that say something about the request."""
        headers = []
        if "request_id" in self._method.input_type.fields_by_name or idempotency.HEADER in self._text:
            about = "Makes the call safe to repeat, like requestId."
            headers.append(_header(idempotency.HEADER, about, {"type": "string", "pattern": "^[!-~]{1,255}$"}))
        if self._events_text:
            about = "For server-sent events: resumes after the event with this id."
            headers.append(_header("Last-Event-ID", about, {"type": "string", "maxLength": 100}))
        return headers

    def _body(self) -> dict[str, Any]:
        reference = self._schemas.of_message(self._method.input_type)
        is_required = not self._schemas.may_be_empty(self._method.input_type)
        return {"required": is_required, "content": {"application/json": {"schema": reference}}}

    def _answers(self) -> dict[str, Any]:
        """What is answered when all is well; of health, also what is not."""
        kind = self._method.output_type
        if kind.full_name == _FILE:
            if lines := _LINES.search(self._text):
                return self._lines(lines["message"])
            return {"200": {"description": "The file.", "headers": _FILE_HEADERS, "content": _FILE_CONTENT}}
        schema = self._schemas.of_message(kind)
        if self._events_text:
            content = {
                _NDJSON: {"schema": {"type": "string"}, "x-itemSchema": schema},
                "text/event-stream": {"schema": {"type": "string"}},
            }
            answers = {"200": {"description": f"A stream; each of its items is a `{kind.name}`.", "content": content}}
            if "204" in self._events_text:
                answers["204"] = {"description": "There will be no more events. Only for server-sent events."}
            return answers
        content = {"application/json": {"schema": schema}}
        if "503" in self._text:
            either = {"anyOf": [schema, {"$ref": "#/components/schemas/Error"}]}
            unwell = {"description": "All is not well.", "content": {"application/json": {"schema": either}}}
            return {"200": {"description": "All is well.", "content": content}, "503": unwell}
        if "201" in self._all_text:
            headers = {"headers": {"Location": _LOCATION}} if "Location" in self._all_text else {}
            made = {"201": {"description": "Made.", **headers, "content": content}}
            return {"200": {"description": "Done.", "content": content}, **made} if self._may_be_there else made
        return {"200": {"description": "Done.", "content": content}}

    def _lines(self, name: str) -> dict[str, Any]:
        """What a file of lines is: the message of this name on each of them."""
        file = self._service.file
        schema = self._schemas.of_message(file.pool.FindMessageTypeByName(f"{file.package}.{name}"))
        content = {_NDJSON: {"schema": {"type": "string"}, "x-itemSchema": schema}, _ANY_FILE: _BYTES}
        return {"200": {"description": f"Lines; each of them is one `{name}`.", "content": content}}


def _header(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "header", "description": description, "schema": schema}


_LOCATION = {"description": "The path of what was made.", "schema": {"type": "string"}}
_BYTES = {"schema": {"type": "string", "format": "binary"}}
# Generators of clients know it as bytes; some leave out an answer that has no type they know.
_ANY_FILE = "application/octet-stream"
_FILE_CONTENT = {_ANY_FILE: _BYTES, "*/*": _BYTES}
_FILE_HEADERS = {
    "Content-Disposition": {"description": "The file's name.", "schema": {"type": "string"}},
    "Content-Length": {"description": "Its size in bytes.", "schema": {"type": "integer"}},
}
