"""gen/openapi/openapi.json: the REST API as OpenAPI 3.1, from the protos and their comments."""

from collections.abc import Mapping
from typing import Any

from docs import openapi_errors, versions
from docs.openapi_operations import Operation, bindings, path_fields, tag
from docs.openapi_schemas import Schemas
from server.services.table import DESCRIPTORS

_KEY = (
    "An API key. On the machine of `tabwright up` there is one in the file `api-key` of its folder: "
    "`cat .tabwright/api-key` shows it. Elsewhere an administrator makes one: "
    "`tabwright keys create --client NAME --name NAME`."
)
_SECURITY = {
    "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": _KEY},
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "The same key, or a JWT if the server accepts them.",
    },
}
_EVENT_STREAMS = "EventStreamService"
"""Answers the watches of JobService, on their own paths, to whoever accepts server-sent events."""

_ABOUT = """\
Runs browser jobs. A client sends the steps of a job, a queue stores it, workers perform it, and a stream of events
reports it live. This is the gRPC API `tabwright.v1` as REST.

- **Requests**: an unknown field is refused, with its name. `snake_case` names are accepted as well.
  A field that is `null` counts as not given.
- **Answers**: zeros, empty lists and empty strings are included; fields that are not set are absent, never `null`.
  Fields may be added. The header `X-Request-Id` is that of the request, if it had one.
- **Lists**: if there is more, `nextPageToken` is set; pass it as `pageToken`, with the same filters.
- **Errors**: a `google.rpc.Status`, with one `ErrorInfo` whose `reason` is for programs.
- **Streams**: newline-delimited JSON, with an object as in `x-itemSchema` on each line; or server-sent events if the
  request has `Accept: text/event-stream`.
"""


def document(comments: Mapping[str, str]) -> dict[str, Any]:
    """The whole description; `comments` are those of the protos, by full names."""
    (events,) = [service for service in DESCRIPTORS if service.name == _EVENT_STREAMS]
    services = [service for service in DESCRIPTORS if service is not events]
    methods = [method for service in services for method in service.methods if bindings(method)]
    schemas = Schemas(
        comments,
        [method.input_type for method in methods if any(one.has_body for one in bindings(method))],
        {method.input_type.full_name: path_fields(method) for method in methods},
    )
    paths: dict[str, dict[str, Any]] = {}
    for method in methods:
        operation = Operation(method, events.methods_by_name.get(method.name), schemas)
        for binding, described in operation.described():
            paths.setdefault(binding.path, {})[binding.verb] = described
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tabwright",
            "version": versions.current(),
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/", "description": "The gateway that serves this description."}],
        "security": [{name: []} for name in _SECURITY],
        "tags": [{"name": tag(one.name), "description": schemas.text(one.full_name)} for one in services],
        "paths": paths,
        "components": {
            "schemas": dict(sorted({**schemas.components, **openapi_errors.schemas(comments)}.items())),
            "responses": openapi_errors.responses(),
            "securitySchemes": _SECURITY,
        },
    }
