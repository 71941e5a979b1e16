"""Where the API's messages of profiles and the store's domain meet."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from google.protobuf.json_format import MessageToDict, ParseDict
from tabwright.v1.profile_pb2 import Profile as ProfileMessage
from tabwright.v1.profile_service_pb2 import PutProfileRequest, UpdateProfileRequest

from server.calls.faults import InvalidRequest
from server.convert.job import time
from server.convert.json_numbers import whole
from store import references
from store.job import Json
from store.profiles.outline import Malformed, Outline, at, masked_paths, outlined, shown
from store.profiles.profiles import MAX_BYTES, Content, Opened, Profile
from tasks import json_schema
from tasks.task import Violation


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request gives. None: nothing."""

    data: Json | None = field(repr=False)
    schema: Json | None
    description: str | None


def wanted(request: PutProfileRequest | UpdateProfileRequest) -> Wanted:
    return Wanted(
        data=whole(MessageToDict(request.data)) if request.HasField("data") else None,
        schema=whole(MessageToDict(request.schema)) if request.HasField("schema") else None,
        description=request.description if request.HasField("description") else None,
    )


def replaced(before: Content | None, given: Wanted) -> Content:
    """A profile with other data. What else is not given stays. Raises InvalidRequest."""
    return _content(given.data or {}, before, given)


def updated(before: Content, given: Wanted) -> Content:
    """A profile with some of its data changed. Raises InvalidRequest."""
    return _content(_merged(before.document, given.data or {}), before, given)


def _content(document: Json, before: Content | None, given: Wanted) -> Content:
    schema = given.schema if given.schema is not None else before.schema if before else {}
    description = given.description if given.description is not None else before.description if before else None
    if len(json.dumps(document).encode()) > MAX_BYTES:
        raise InvalidRequest([("data", f"may have {MAX_BYTES} bytes as JSON")])
    if len(json.dumps(schema).encode()) > MAX_BYTES:
        raise InvalidRequest([("schema", f"may have {MAX_BYTES} bytes as JSON")])
    if found := json_schema.faults(schema):
        raise InvalidRequest(list(_named("schema", found)))
    if found := json_schema.Schema(schema).violations(document):
        raise InvalidRequest(list(_named("data", found)))
    try:
        outline = outlined(document, schema)
    except Malformed as error:
        raise InvalidRequest([(f"data.{path}" if path else "data", text) for path, text in error.faults]) from error
    return Content(document=document, schema=schema, outline=outline, description=description)


def _named(field: str, found: Sequence[Violation]) -> Iterator[tuple[str, str]]:
    for one in found:
        yield f"{field}.{one.place}" if one.place else field, one.message


def _merged(document: Any, change: Any) -> Any:
    """RFC 7396."""
    if not isinstance(change, dict):
        return change
    merged = dict(document) if isinstance(document, dict) else {}
    for name, one in change.items():
        if one is None:
            merged.pop(name, None)
        else:
            merged[name] = _merged(merged.get(name), one)
    return merged


def job_faults(actions: Sequence[Json], name: str, outline: Outline) -> Iterator[tuple[str, str]]:
    """What the actions of a job name in its profile that is not there, or is no text, by the profile's outline."""
    for path, place, takes_any in references.of_profile(actions):
        try:
            kind = at(outline, place.steps)
        except LookupError as error:
            yield path, f"${{{place}}}: the profile {name} does not have it: {error.args[0]}"
            continue
        if path.endswith(".items") and not isinstance(kind, list):
            yield path, f"{place} is no list in the profile {name}"
        elif kind == "null":
            yield path, f"${{{place}}}: the profile {name} has null there"
        elif not takes_any and isinstance(kind, dict | list):
            what = "an object" if isinstance(kind, dict) else "a list"
            yield path, f"${{{place}}} is {what} in the profile {name}: name a text or a number in it"


def profile_message(profile: Profile) -> ProfileMessage:
    """A profile as lists show it."""
    return ProfileMessage(
        name=profile.name,
        description=profile.description,
        version=profile.version,
        masked=masked_paths(profile.outline),
        created_at=time(profile.created_at),
        updated_at=time(profile.updated_at),
    )


def opened_message(opened: Opened) -> ProfileMessage:
    """A profile with its data, as far as it is not masked."""
    message = profile_message(opened.profile)
    ParseDict(shown(opened.content.document, opened.content.outline), message.data)
    message.data.SetInParent()
    if opened.content.schema:
        ParseDict(dict(opened.content.schema), message.schema)
    return message
