"""The outline of a profile: what its schema masks, and what cannot be a profile."""

from typing import Any

import pytest
from google.protobuf.json_format import ParseDict
from tabwright.v1.profile_service_pb2 import PutProfileRequest, UpdateProfileRequest

from server.calls.faults import InvalidRequest
from server.convert.profile import job_faults, replaced, updated, wanted
from store.profiles.outline import MAX_DEPTH, MAX_FIELDS, Malformed, masked_paths, outlined, shown
from store.profiles.profiles import Content

MASK = {"x-masked": True}


@pytest.mark.parametrize(
    "schema",
    [
        {"properties": {"bank": {"properties": {"iban": MASK}}}},
        {"properties": {"bank": {"properties": {"iban": {"writeOnly": True}}}}},
        {"properties": {"bank": MASK}},
        {"properties": {"bank": {"$ref": "#/$defs/bank"}}, "$defs": {"bank": {"additionalProperties": MASK}}},
        {"allOf": [{"properties": {"bank": {"anyOf": [{}, {"properties": {"iban": MASK}}]}}}]},
        {"if": {"required": ["x"]}, "else": {"properties": {"bank": {"patternProperties": {"^i": MASK}}}}},
        {"dependentSchemas": {"x": {"properties": {"bank": {"properties": {"iban": MASK}}}}}},
    ],
    ids=str,
)
def test_a_field_is_masked_wherever_its_schema_says_so(schema: dict[str, Any]) -> None:
    document = {"bank": {"iban": "DE02"}, "company": "ACME"}
    outline = outlined(document, schema)
    assert list(masked_paths(outline)) == ["bank.iban"]
    assert shown(document, outline) == {"bank": {"iban": "***"}, "company": "ACME"}


def test_fields_in_lists_are_masked_and_others_are_not() -> None:
    schema = {"properties": {"cards": {"prefixItems": [MASK], "items": {"properties": {"no": MASK}}}}}
    document = {"cards": ["4111", {"no": 17, "of": "Ada"}, {"no": None}]}
    outline = outlined(document, schema)
    assert outline == {"cards": ["masked", {"no": "masked", "of": "text"}, {"no": "null"}]}
    assert shown(document, outline) == {"cards": ["***", {"no": "***", "of": "Ada"}, {"no": None}]}


@pytest.mark.parametrize(
    ("document", "schema", "complaint"),
    [
        ({"a": "***"}, {"properties": {"a": MASK}}, "a: is ***, which stands for it in answers"),
        ({"a": True}, {"properties": {"a": MASK}}, "a: is masked, and true and false cannot be hidden"),
        ({"a": "b"}, {"properties": {"a": {"x-masked": "yes"}}}, "a: x-masked of its schema must be true or false"),
        ({"a": "b"}, {"properties": {"a": {"x-Masked": True}}}, "a: x-Masked of its schema masks nothing"),
        ({"a": "b"}, {"properties": {"a": {"x-mask": True}}}, "do you mean x-masked?"),
        ({"a": "b"}, MASK, "stands in the schema of a field"),
        ({"a.b": 1}, {}, "no reference could name it"),
        ({"": 1}, {}, "no reference could name it"),
        ({"a": 2**60}, {}, "a: has more digits than a number keeps"),
        ({"a": list(range(MAX_FIELDS))}, {}, f"more than {MAX_FIELDS} fields"),
    ],
    ids=str,
)
def test_what_cannot_be_a_profile_is_refused_with_its_reason(
    document: dict[str, Any], schema: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(Malformed) as refused:
        outlined(document, schema)
    assert complaint in str(refused.value)


def test_documents_and_the_search_for_what_is_masked_are_bounded() -> None:
    deep: dict[str, Any] = {}
    for _ in range(MAX_DEPTH):
        deep = {"a": deep}
    outlined(deep, {})
    with pytest.raises(Malformed, match="levels deep"):
        outlined({"a": deep}, {})
    with pytest.raises(Malformed, match="too intricate"):
        outlined({"a": [1] * 900}, {"properties": {"a": {"items": {"allOf": [{}] * 900}}}})


def content(document: dict[str, Any], schema: dict[str, Any]) -> Content:
    return Content(document=document, schema=schema, outline=outlined(document, schema))


def put(**given: Any) -> PutProfileRequest:
    return ParseDict(given, PutProfileRequest())


def update(**given: Any) -> UpdateProfileRequest:
    return ParseDict(given, UpdateProfileRequest())


def test_a_change_leaves_what_is_not_given_and_a_replacement_leaves_the_schema() -> None:
    schema = {"properties": {"bank": {"properties": {"iban": MASK}}}}
    before = content({"company": "ACME", "bank": {"iban": "DE02", "bic": "X"}, "rooms": [1, 2]}, schema)
    after = updated(before, wanted(update(data={"bank": {"bic": None, "city": "Bonn"}, "rooms": [3]})))
    assert after.document == {"company": "ACME", "bank": {"iban": "DE02", "city": "Bonn"}, "rooms": [3]}
    assert after.outline["bank"] == {"iban": "masked", "city": "text"}
    other = replaced(after, wanted(put(data={"bank": {"iban": "DE03"}}, description="new")))
    assert (other.document, other.schema, other.description) == ({"bank": {"iban": "DE03"}}, schema, "new")
    assert list(masked_paths(replaced(other, wanted(put(data={"a": 1}, schema={}))).outline)) == []
    with pytest.raises(InvalidRequest, match=r"data\.bank\.iban: is \*\*\*"):
        updated(before, wanted(update(data={"bank": {"iban": "***"}})))


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"data": {"no": "x" * 9}, "schema": {"properties": {"no": {"type": "integer"}}}}, "data.no: "),
        ({"data": {}, "schema": {"required": ["no"]}}, "data.no: is missing"),
        ({"data": {}, "schema": {"properties": {"no": {"type": "text"}}}}, "schema.properties.no.type: "),
        ({"data": {}, "schema": {"$ref": "https://example.com/schema.json"}}, "schema.$ref: "),
        ({"data": {"a": "x" * 65536}}, "data: may have 65536 bytes"),
    ],
    ids=["type", "missing", "schema", "reference", "large"],
)
def test_what_is_against_its_schema_is_refused_and_its_values_are_not_told(
    given: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(InvalidRequest) as refused:
        replaced(None, wanted(put(**given)))
    assert complaint in str(refused.value)
    assert "x" * 9 not in str(refused.value)


def test_whole_numbers_stay_whole() -> None:
    made = replaced(None, wanted(put(data={"no": 5, "share": 0.5, "list": [1, {"a": 2}]})))
    assert str(made.document["no"]) == "5"
    assert str(made.document["list"]) == "[1, {'a': 2}]"
    assert made.document["share"] == 0.5


@pytest.mark.parametrize(
    ("action", "complaint"),
    [
        ({"value": "${profile.bank.bic}"}, "actions[0].value: ${profile.bank.bic}: the profile acme does not have it"),
        ({"value": "${profile.bank}"}, "actions[0].value: ${profile.bank} is an object in the profile acme"),
        ({"value": "a ${profile.rooms[2]}"}, "there is no 2 in a list of 2"),
        ({"value": "${profile}"}, "is an object in the profile"),
        ({"value": "${profile.none}"}, "has null there"),
        ({"value": "$${profile.bic} ${profile.bank.iban} ${profile.rooms[1]}"}, None),
        ({"argument": {"a": "${profile.bank}"}}, None),
        ({"argument": "${profile}"}, None),
        ({"argument": "all: ${profile.bank}"}, "is an object"),
        ({"items": "profile.rooms"}, None),
        ({"items": "profile.bank"}, "actions[0].items: profile.bank is no list"),
        ({"script": "${profile.bic}", "name": "${profile.bic}"}, None),
        ({"value": "x", "when": {"target": "${profile.bic}"}}, "actions[0].when.target: ${profile.bic}"),
    ],
    ids=str,
)
def test_what_a_job_refers_to_is_looked_for_in_the_outline(action: dict[str, Any], complaint: str | None) -> None:
    outline = {"bank": {"iban": "masked"}, "rooms": ["text", "text"], "none": "null"}
    found = [f"{path}: {text}" for path, text in job_faults([{"action": "fill", **action}], "acme", outline)]
    assert found == [] if complaint is None else len(found) == 1
    assert complaint is None or complaint in found[0]
