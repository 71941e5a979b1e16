"""JSON Schemas of clients: which are taken, and that no value takes long to be checked."""

from typing import Any

import pytest

from tasks.json_schema import MAX_COST, MAX_VIOLATIONS, Schema, faults
from tasks.task import Violation

ORDER: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["url", "items"],
    "properties": {
        "url": {"type": "string", "format": "uri"},
        "count": {"type": "integer", "minimum": 1, "default": 3},
        "size": {"enum": ["s", "m"]},
        "items": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/item"}},
        "where": {"type": "object", "default": {}, "properties": {"city": {"default": "Ulm"}, "zip": {}}},
    },
    "$defs": {"item": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "n": {}}}},
}


def chain(steps: range) -> dict[str, Any]:
    """Schemas each of which refers to the one before, the first to nothing."""
    return {"0": {}, **{str(step): {"properties": {"a": {"$ref": f"#/$defs/{step - 1}"}}} for step in steps}}


def told(violations: list[Violation]) -> dict[str, str]:
    return {one.place: one.message for one in violations}


@pytest.mark.parametrize(
    ("schema", "place", "words"),
    [
        ({"properties": {"a": {"patern": "x"}}}, "properties.a.patern", "do you mean pattern?"),
        ({"type": "strin"}, "type", "array, boolean, integer"),
        ({"properties": {"a": {"type": ["string", "nul"]}}}, "properties.a.type", "array, boolean"),
        ({"properties": {"a": {"format": "regex"}}}, "properties.a.format", "date-time"),
        ({"properties": {"a": {"pattern": "(?=x)y"}}}, "properties.a.pattern", "regular expression"),
        ({"properties": {"a": {"pattern": r"(x)\1"}}}, "properties.a.pattern", "regular expression"),
        ({"properties": {"a": {"pattern": "(a{1000}){1000}"}}}, "properties.a.pattern", "regular expression"),
        ({"properties": {"a": {"pattern": "x" * 501}}}, "properties.a.pattern", "500"),
        ({"patternProperties": {"(": {}}}, "patternProperties.(", "regular expression"),
        ({"required": "a"}, "required", "array"),
        ({"$id": "https://example.com/"}, "$id", "no keyword"),
        ({"unevaluatedProperties": False}, "unevaluatedProperties", "no keyword"),
        ({"$ref": "https://example.com/schema"}, "$ref", "#/$defs/NAME"),
        ({"$ref": "file:///etc/passwd"}, "$ref", "#/$defs/NAME"),
        ({"$ref": "#/$defs/none"}, "$ref", "#/$defs/NAME"),
        ({"$ref": "#"}, "$ref", "#/$defs/NAME"),
        ({"$schema": "http://json-schema.org/draft-07/schema#"}, "$schema", "2020-12"),
        ({"$defs": {"a": {"items": {"$ref": "#/$defs/a"}}}}, "", "contain itself"),
        ({"$defs": {"a": {"not": {"$ref": "#/$defs/b"}}, "b": {"$ref": "#/$defs/a"}}}, "", "contain itself"),
        ({"$defs": chain(range(1500, 0, -1)), "$ref": "#/$defs/1500"}, "", "100 levels"),
        ({"$defs": chain(range(1, 1500)), "$ref": "#/$defs/1499"}, "", "100 levels"),
    ],
)
def test_what_cannot_be_checked_is_no_schema(schema: dict[str, Any], place: str, words: str) -> None:
    assert words in told(faults(schema))[place]


def test_a_schema_may_have_names_of_its_own_and_properties_of_any_name() -> None:
    names = ("$ref", "pattern", "type", "x-masked", "unevaluatedItems")
    schema = {
        "x-form": {"order": ["$ref"]},
        "properties": {name: {"type": "string", "x-masked": True} for name in names},
    }
    assert faults(schema) == []
    assert Schema(schema).violations(dict.fromkeys(names, "x")) == []


def test_each_violation_is_told_with_its_place_and_without_the_value() -> None:
    schema = Schema(ORDER)
    value = {"url": "hunter2", "cuont": 1, "size": "hunter2", "count": 0.5, "items": [{"id": 5}, {}]}
    violations = told(schema.violations(value))
    assert violations.keys() == {"url", "cuont", "size", "count", "items[0].id", "items[1].id"}
    assert violations["cuont"] == "there is no such field: do you mean count?"
    assert violations["items[1].id"] == "is missing"
    assert violations["size"] == 'is not one of "s" or "m"'
    assert "hunter2" not in str(violations)
    assert schema.violations({"url": "https://example.com/", "items": [{"id": "x"}]}) == []


def test_defaults_are_filled_in_and_known_to_be_there() -> None:
    schema = Schema(ORDER)
    given = {"url": "https://example.com/", "items": [{"id": "x"}]}
    assert schema.filled(given) == {**given, "count": 3, "where": {"city": "Ulm"}}
    assert schema.filled({"where": {"zip": 1}}) == {"where": {"zip": 1, "city": "Ulm"}, "count": 3}
    assert given.keys() == {"url", "items"}
    places = {("url",): "sure", ("where", "city"): "sure", ("where", "zip"): "optional", ("urll",): "unknown"}
    places |= {("items", 0, "id"): "sure", ("items", 1): "optional", ("items", 0, "n"): "optional"}
    assert {place: schema.presence(place) for place in places} == places
    assert schema.samples() == [{"url": "https://example.com/", "items": [{"id": "x"}]}]


def _doubling(keyword: str) -> dict[str, Any]:
    """A schema that asks 2^40 times about a value."""
    defs = {f"a{n}": {keyword: [{"$ref": f"#/$defs/a{n + 1}"}] * 2} for n in range(40)}
    return {"$defs": {**defs, "a40": {"type": "integer"}}, "$ref": "#/$defs/a0"}


@pytest.mark.parametrize("keyword", ["allOf", "anyOf", "oneOf"])
def test_a_schema_that_multiplies_is_refused(keyword: str) -> None:
    assert str(MAX_COST) in told(faults(_doubling(keyword)))[""]


_LETTERS = "ab" * 10_000
_HEAVY: list[tuple[dict[str, Any], Any]] = [
    ({"items": {"allOf": [{"type": "integer", "maximum": 9}] * 300}}, [1] * 3000),
    ({"items": {"anyOf": [{"required": ["b"], "type": "object"}] * 300}}, [{"a": 1}] * 1500),
    ({"anyOf": [{"properties": {"a": {"not": {}}}}] * 4000}, {"a": "x" * 60_000}),
    ({"uniqueItems": True}, [{"a": n} for n in range(9000)]),
    ({"patternProperties": {f"a.*{n}": {} for n in range(500)}}, {f"a{n}": 1 for n in range(2000)}),
    ({"pattern": "([ab]*a[ab]{300}){1,8}[cd]"}, _LETTERS),
    ({"allOf": [{"pattern": f"([ab]*a[ab]{{200}}){{1,12}}[cd]{n}"} for n in range(3)]}, _LETTERS),
    ({"items": {"pattern": "(a|ab|b)*a(a|b|ab){60}[cd]"}}, [_LETTERS, _LETTERS]),
    ({"allOf": [{"type": "integer"}] * 5000}, _LETTERS),
    ({"multipleOf": 1e-300}, 1e300),
]


@pytest.mark.parametrize(("schema", "value"), _HEAVY, ids=range(len(_HEAVY)))
def test_no_schema_and_no_value_take_long(schema: dict[str, Any], value: Any) -> None:
    """Without bounds these would take minutes, or gigabytes."""
    assert faults(schema) == []
    assert len(Schema(schema).violations(value)) <= MAX_VIOLATIONS


def test_of_what_is_too_large_to_say_why_the_property_is_told() -> None:
    schema = Schema({**ORDER, "anyOf": [{"required": ["url"]}, {"required": ["other"]}]})
    violations = schema.violations({"url": "x" * 60_000, "items": [{"id": "x"}]})
    assert told(violations) == {"url": "does not obey its schema, and is too large to say why"}


def test_of_a_value_with_errors_beyond_number_the_property_is_told() -> None:
    """All of them would be made before the first could be told."""
    numbers = {"properties": {"b": {"items": {"type": "string"}}}}
    schema = Schema({"properties": {"a": {"anyOf": [numbers] * 500}}})
    assert told(schema.violations({"a": {"b": [1] * 300}})) == {
        "a": "does not obey its schema, and is too large to say why"
    }
