"""gen/openapi/openapi.json, which `make gen` writes, as its readers take it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openapi_spec_validator
import pytest
from google.api import annotations_pb2

from server.services.table import DESCRIPTORS

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def document() -> Any:
    return json.loads((ROOT / "gen/openapi/openapi.json").read_text())


def inline(value: Any, keyword: str) -> Iterator[Any]:
    """All that stands at a keyword, but for examples, which have schemas in them."""
    if isinstance(value, dict):
        yield from [value[keyword]] if keyword in value else []
        value = {name: one for name, one in value.items() if name not in ("example", "examples")}
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from inline(one, keyword)


def named(schema: Any) -> str:
    """The name of the schema that is referred to."""
    return str(schema["$ref"]).rpartition("/")[2]


def test_the_description_is_valid_openapi(document: Any) -> None:
    assert document["openapi"].startswith("3.1.")
    openapi_spec_validator.validate(document)


def test_all_that_the_gateway_transcodes_is_described(document: Any) -> None:
    rules = [method.GetOptions().Extensions[annotations_pb2.http] for one in DESCRIPTORS for method in one.methods]
    bindings = [one for rule in rules for one in [rule, *rule.additional_bindings] if one.WhichOneof("pattern")]
    transcoded = {(verb := one.WhichOneof("pattern"), _camel(getattr(one, verb))) for one in bindings}
    operations = {(verb, path): one for path, verbs in document["paths"].items() for verb, one in verbs.items()}
    also = [re.findall(r"`([A-Z]+) (/\S+)`", operation["description"]) for operation in operations.values()]
    named = {(verb.lower(), path) for one in also for verb, path in one}
    assert (operations.keys() | named, operations.keys() & named) == (transcoded, set())


def test_each_call_is_one_operation_with_a_name_of_its_own_and_a_sentence(document: Any) -> None:
    operations = [operation for verbs in document["paths"].values() for operation in verbs.values()]
    names = [operation["operationId"] for operation in operations]
    methods = [method for one in DESCRIPTORS for method in one.methods if one.name != "EventStreamService"]
    methods = [method.name for method in methods if not method.client_streaming]
    assert sorted(names) == sorted([*methods, "RotateWebhookSecretWithoutId"])
    assert all(operation["summary"] for operation in operations)


def test_values_and_objects_that_several_places_have_are_named_once(document: Any) -> None:
    lists, objects = list(inline(document["components"], "enum")), list(inline(document, "properties"))
    assert len({tuple(values) for values in lists}) == len(lists)
    assert objects == [one["properties"] for one in document["components"]["schemas"].values() if "properties" in one]


def test_each_answer_has_a_schema(document: Any) -> None:
    for verbs in document["paths"].values():
        for operation in verbs.values():
            for answer in operation["responses"].values():
                assert all(one["schema"] for one in answer.get("content", {}).values())


def test_what_may_be_there_already_is_answered_with_200_and_what_is_made_with_201(document: Any) -> None:
    for path in ("profiles", "sessions", "task-types"):
        answers = document["paths"][f"/api/v1/{path}/{{name}}"]["put"]["responses"]
        assert "headers" not in answers["200"]
        assert answers["201"]["headers"].keys() == {"Location"}
    assert "200" not in document["paths"]["/api/v1/jobs"]["post"]["responses"]


def test_a_body_is_required_where_an_empty_one_would_be_refused(document: Any) -> None:
    bodies = {
        operation["operationId"]: operation["requestBody"]["required"]
        for path in document["paths"].values()
        for operation in path.values()
        if "requestBody" in operation
    }
    assert bodies["CreateJob"], "one of two fields must be there"
    assert bodies["Visit"]
    assert not bodies["RunSchedule"]


def test_the_rules_in_the_protos_are_bounds(document: Any) -> None:
    schemas = document["components"]["schemas"]
    assert "required" not in schemas["VisitRequest"], "one of two fields must be there"
    assert schemas["Action"]["required"] == ["action"]
    assert schemas["CreateApiKeyRequest"]["required"] == ["clientId", "name"]
    visit = schemas["VisitRequest"]["properties"]
    assert {"minimum": 1, "maximum": 3600000}.items() <= visit["timeout"].items()
    assert schemas[named(visit["waitUntil"])]["enum"] == ["load", "domcontentloaded", "networkidle"]
    assert visit["requestId"]["pattern"] == "^[!-~]{1,255}$"
    assert "job.retrying" in schemas[named(schemas["CreateWebhookRequest"]["properties"]["events"]["items"])]["enum"]
    assert schemas["JobOptions"]["properties"]["extraHttpHeaders"]["maxProperties"] == 100


def test_values_are_as_the_gateway_prints_them(document: Any) -> None:
    schemas = document["components"]["schemas"]
    assert schemas["JobStatus"]["enum"] == [
        *("pending", "processing", "completed", "failed", "cancelled", "paused", "intervention_needed")
    ]
    assert schemas["Artifact"]["properties"]["sizeBytes"]["type"] == "integer"
    assert schemas["JobLog"]["properties"]["id"]["type"] == "string"
    assert schemas["UploadFile"]["properties"]["data"]["contentEncoding"] == "base64"
    ids = [schemas[name]["properties"][field] for name, field in (("Job", "id"), ("CreateJobResponse", "jobId"))]
    assert [one["format"] for one in ids] == ["uuid", "uuid"]  # as in the paths that they go into


def test_a_field_of_the_path_is_not_in_the_body_too(document: Any) -> None:
    assert "id" not in document["components"]["schemas"]["UpdateBrowserRequest"]["properties"]


def test_fields_are_named_as_in_json_also_in_prose(document: Any) -> None:
    watch = document["paths"]["/api/v1/jobs/{jobId}/events"]["get"]
    assert "afterSequence" in watch["description"]
    assert "after_sequence" not in json.dumps(document)


def test_rules_that_are_no_bounds_are_told_in_words(document: Any) -> None:
    schemas = document["components"]["schemas"]
    told = "type fill or type needs exactly one of value, secret and totp; type click does not take value"
    assert told in schemas["FormAction"]["description"]
    assert not re.search(r"has\(|this\.\w", json.dumps(document))


def _camel(path: str) -> str:
    """A path with its variables as JSON names them."""
    return re.sub(r"_([a-z])(?=[a-z_]*\})", lambda found: found[1].upper(), path)
