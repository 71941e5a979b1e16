"""The errors of the API, as OpenAPI describes answers: google.rpc.Status in JSON, with typed details."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tabwright.v1.error_reason_pb2 import ErrorReason

_HTTP = {
    "UNAUTHENTICATED": "401",
    "RESOURCE_EXHAUSTED": "429",
    "INVALID_ARGUMENT": "400",
    "FAILED_PRECONDITION": "400",
    "OUT_OF_RANGE": "400",
    "PERMISSION_DENIED": "403",
    "NOT_FOUND": "404",
    "ALREADY_EXISTS": "409",
    "ABORTED": "409",
}
"""The codes that a method's comment may name, beside those that every method has."""
_RETRY_AFTER = {
    "Retry-After": {"description": "After how many seconds to try again.", "schema": {"type": "integer", "minimum": 0}}
}
_BEARER = {"type": "string", "const": "Bearer"}
_WWW_AUTHENTICATE = {"WWW-Authenticate": {"description": "How to send a key.", "schema": _BEARER}}
_HEADERS = {"401": _WWW_AUTHENTICATE, "429": _RETRY_AFTER, "5XX": _RETRY_AFTER}
_ANSWERS = {
    # of each status: its name here, what it means, and of one such error gRPC's code and the reason
    "400": ("BadRequest", "The request is wrong, or impossible as things stand.", 3, "INVALID_ARGUMENT"),
    "401": ("Unauthorized", "The call has no API key or token, or none that is valid.", 16, "UNAUTHENTICATED"),
    "403": ("Forbidden", "The caller may not do this.", 7, "ADMIN_ONLY"),
    "404": ("NotFound", "There is no such thing, or it is another client's.", 5, "JOB_NOT_FOUND"),
    "409": (
        "Conflict",
        "What is there stands in the way: a name, another request, a newer version.",
        6,
        "REQUEST_ID_TAKEN",
    ),
    "413": ("ContentTooLarge", "The body has more than 16 MiB.", 8, "REQUEST_TOO_LARGE"),
    "429": ("TooManyRequests", "A limit of the client's is reached: try again later.", 8, "LIMIT_REACHED"),
    "431": ("HeadersTooLarge", "The path and the headers are too large.", 8, "REQUEST_TOO_LARGE"),
    "5XX": ("ServerError", "503, 504: try again later. 500: a mistake of the service.", 14, "DATABASE_UNAVAILABLE"),
}
_TYPE = "type.googleapis.com/google.rpc."
_ANY = {"type": "object", "additionalProperties": {"type": "string"}}


def statuses(comment: str, *, is_open: bool, has_body: bool) -> list[str]:
    """The HTTP statuses of the errors that a method may answer, by the codes that its comment names in capitals."""
    named = {status for code, status in _HTTP.items() if re.search(rf"\b{code}\b", comment)}
    always = {"400", "431", "5XX"} | (set() if is_open else {"401", "429"}) | ({"413"} if has_body else set())
    return sorted(named | always)


def references(of: Iterable[str]) -> dict[str, Any]:
    return {status: {"$ref": f"#/components/responses/{_ANSWERS[status][0]}"} for status in of}


def responses() -> dict[str, Any]:
    """The answers that `references` refers to."""
    return {name: _response(status, *about) for status, (name, *about) in _ANSWERS.items()}


def _response(status: str, description: str, code: int, reason: str) -> dict[str, Any]:
    info = {"@type": f"{_TYPE}ErrorInfo", "reason": reason, "domain": "tabwright.dev"}
    example = {"code": code, "message": description, "details": [info]}
    return {
        "description": description,
        **({"headers": _HEADERS[status]} if status in _HEADERS else {}),
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}, "example": example}},
    }


def schemas(comments: Mapping[str, str]) -> dict[str, Any]:
    names = [name for name, number in ErrorReason.items() if number]  # 0 is never sent
    reasons = {name.removeprefix("ERROR_REASON_"): comments[f"tabwright.v1.ErrorReason.{name}"] for name in names}
    details = {
        "ErrorInfo": (
            "Why, for programs. Each error has exactly one.",
            {
                "reason": {
                    "type": "string",
                    "pattern": "^[A-Z][A-Z_]*$",
                    "examples": list(reasons),
                    "description": "One of these. Values may be added.\n\n"
                    + "\n".join(f"- `{name}`: {meaning}" for name, meaning in reasons.items()),
                },
                "domain": {"type": "string", "const": "tabwright.dev"},
                "metadata": {**_ANY, "description": "What the reason speaks of, such as the id that was asked for."},
            },
            ["reason", "domain"],
        ),
        "BadRequest": (
            "Which fields of the request are wrong.",
            {
                "fieldViolations": _list("FieldViolation"),
            },
            ["fieldViolations"],
        ),
        "PreconditionFailure": (
            "What stands in the way.",
            {
                "violations": _list("PreconditionViolation"),
            },
            ["violations"],
        ),
        "RetryInfo": (
            "When it is worth trying again.",
            {"retryDelay": {"type": "string", "pattern": "^[0-9.]+s$", "description": "After so long, such as `1s`."}},
            ["retryDelay"],
        ),
    }
    return {
        "Error": _error(),
        "ErrorDetail": _either(details),
        **{name: _detail(name, *about) for name, about in details.items()},
        "FieldViolation": _texts(
            "What is wrong with one field.",
            field="Path of the field, such as `actions[0].target`. Empty: the body as a whole.",
            description="What would be right, for people.",
            reason="Not used: empty, or absent.",
        ),
        "PreconditionViolation": _texts(
            "One thing that stands in the way.",
            type="The reason again.",
            subject="What it is about.",
            description="The same for people.",
        ),
    }


def _error() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "What went wrong: a `google.rpc.Status`.",
        "properties": {
            "code": {"type": "integer", "minimum": 1, "maximum": 16, "description": "The code that gRPC has for it."},
            "message": {"type": "string", "description": "What went wrong, for people."},
            "details": {
                "type": "array",
                "description": "The same for programs.",
                "items": {"$ref": "#/components/schemas/ErrorDetail"},
            },
        },
        "required": ["code", "message", "details"],
    }


def _either(details: Iterable[str]) -> dict[str, Any]:
    references = {f"{_TYPE}{name}": f"#/components/schemas/{name}" for name in details}
    return {
        "description": "One fact about an error; `@type` says what kind.",
        "oneOf": [{"$ref": reference} for reference in references.values()],
        "discriminator": {"propertyName": "@type", "mapping": references},
    }


def _detail(name: str, description: str, properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "properties": {"@type": {"type": "string", "const": f"{_TYPE}{name}"}, **properties},
        "required": ["@type", *required],
    }


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


def _texts(about: str, **texts: str) -> dict[str, Any]:
    properties = {name: {"type": "string", "description": text} for name, text in texts.items()}
    return {"type": "object", "description": about, "properties": properties}
