"""Task types that clients make: what is one, and what becomes of what their jobs have read."""

from typing import Any

import pytest

from tasks import own
from tasks.mapping import MAX_RESULT_CHARS
from tasks.own import OwnTask
from tasks.task import Refused
from tasks.words import Json, Readings, Shaped

PRICE: Json = {
    "parameters": {
        "properties": {"id": {"type": "string"}, "size": {"default": "m"}},
        "required": ["id"],
        "examples": [{"id": "5"}],
    },
    "job": {
        "targetUrl": "https://shop.example/${parameters.id}",
        "options": {"session": "shop", "httpCredentials": {"username": "${secret:user}", "password": "${secret:pass}"}},
        "actions": [
            {"action": "fill", "target": "#password", "secret": "pass"},
            {"action": "extract", "name": "price", "target": "p"},
            {"action": "extract", "name": "title", "getTargetBy": "getByRole", "target": "heading"},
            {"action": "screenshot", "name": "picture"},
            {
                "action": "forEach",
                "target": "li",
                "actions": [{"action": "extract", "name": "row", "target": ".", "within": "item"}],
            },
        ],
    },
}
READ: Json = {
    "finalUrl": "https://shop.example/5?x",
    "title": "Shop",
    "actions": [
        {"name": "price", "value": {"amount": 12.5, "parts": ["12", "50"]}},
        {"name": "title"},
        {"name": "picture", "artifact": "picture.png"},
        {"name": "row", "value": {"id": 1}},
        {"name": "row", "value": {"name": "x"}},
    ],
}


def shaped(result: Json | None, read: Json = READ, **more: Any) -> Shaped:
    """The result of a job, as its worker makes it of what is kept with the job."""
    definition = {**PRICE, **({"result": result} if result else {}), **more}
    assert own.faults(definition) == []
    task = OwnTask("price", 3, definition)
    parameters = {"id": "5"}
    return OwnTask.of_job(task.stored(parameters)).result(parameters, Readings(read))


def faults(**more: Any) -> dict[str, str]:
    return {one.place: one.message for one in own.faults({**PRICE, **more})}


def test_a_result_is_what_its_texts_name() -> None:
    one = shaped(
        {
            "price": "${price.amount}",
            "all": "${price}",
            "told": "${price.parts[0]},${price.parts[1]} for ${parameters.id} (${parameters.size}) $${price}",
            "picture": "${picture}",
            "ids": "${passes.row.id}",
            "url": "${job.finalUrl}",
            "fixed": ["EUR", 1, True, None],
        }
    )
    assert one.value == {
        "price": 12.5,
        "all": {"amount": 12.5, "parts": ["12", "50"]},
        "told": "12,50 for 5 (m) ${price}",
        "picture": "picture.png",
        "ids": [1, None],
        "url": "https://shop.example/5?x",
        "fixed": ["EUR", 1, True, None],
    }
    assert (one.missing, one.truncated) == ([], False)
    sources = {"price": "css", "all": "css", "told": "css", "picture": "screenshot", "ids": "css", "url": "url"}
    assert one.sources == sources


def test_what_was_not_read_is_null_and_named() -> None:
    mapping = {"t": "${title}", "in": {"x": ["${price.none}", "a ${title}"]}, "status": "${job.httpStatus}"}
    one = shaped(mapping)
    assert one.value == {"t": None, "in": {"x": [None, None]}, "status": None}
    assert one.missing == ["t", "in.x[0]", "in.x[1]", "status"]
    schema = {"type": "object", "properties": {"t": {"type": "string"}}}
    with pytest.raises(Refused, match=r"t: is not of type .string.: nothing was read for it"):
        shaped(mapping, resultSchema=schema)
    with pytest.raises(Refused, match="is an object, and stands in a text"):
        shaped({"x": "a ${price}"})


def test_without_a_mapping_a_result_has_what_was_read_by_name() -> None:
    one = shaped(None)
    assert one.value.keys() == {"price", "title", "picture", "row"}
    assert (one.value["row"], one.missing) == ({"name": "x"}, ["title"])


def test_a_result_has_an_end() -> None:
    read = {"actions": [{"name": "price", "value": "x" * (MAX_RESULT_CHARS // 3)}]}
    one = shaped({"x": ["${price}"] * 5}, read)
    assert ([value is None for value in one.value["x"]], one.truncated) == ([False, False, True, True, True], True)


def test_a_mapping_names_what_there_is() -> None:
    result = {
        "a": "${pric}",
        "b": ["${row[*]}", "${job.x}"],
        "c": "${passes}",
        "d": "${passes.x}",
        "e": "$${no}",
        "f": "${}",
    }
    told = faults(result=result)
    assert told.keys() == {"result.a", "result.b[0]", "result.b[1]", "result.c", "result.d", "result.f"}
    assert "there are: picture, price, row, title" in told["result.a"]


def test_a_name_that_is_null_is_none() -> None:
    job = {"targetUrl": "https://example.com", "actions": [{"action": "extract", "target": "h1", "name": None}]}
    told = faults(job=job, result={"heading": "${heading}"})
    assert "no action has the name heading; there are: none" in told["result.heading"]


def test_a_definition_is_checked_as_a_whole() -> None:
    assert faults(parameters={"type": "array"}).keys() == {"parameters.type"}
    hidden = {"properties": {"a": {"writeOnly": True}, "b": {"properties": {"c": {"x-masked": True}}}}}
    assert faults(parameters=hidden).keys() == {
        "parameters.properties.a.writeOnly",
        "parameters.properties.b.properties.c.x-masked",
    }
    inside = {"properties": {"a": {"items": {"allOf": [{"writeOnly": True}]}}, "b": {"additionalProperties": False}}}
    assert faults(parameters=inside).keys() == {"parameters.properties.a.items.allOf[0].writeOnly"}
    assert faults(resultSchema={"$ref": "#/$defs/x"}).keys() == {"resultSchema.$ref"}
    example = {**PRICE["parameters"], "examples": [{"id": 5}, "x"]}
    assert faults(parameters=example).keys() == {"parameters.examples[0].id", "parameters.examples[1]"}
    for job in ({"actions": "x"}, {"actions": [5, {"action": 5}]}, {"options": 5}, {"actions": [{"actions": {}}]}):
        assert own.faults({"job": job}) == []  # what the API says of a job is said there
        assert OwnTask("x", 1, {"job": job}).needs == []


def test_what_is_required_can_be_given() -> None:
    schema: Json = {"required": ["id", "Id"], "properties": {"id": {"type": "string"}}}
    assert faults(parameters=schema) == {
        "parameters.required[1]": "names Id, which is not in properties; there are: id"
    }
    assert faults(parameters={**schema, "additionalProperties": True}) == {}
    assert faults(parameters={**schema, "patternProperties": {"^I": {}}}) == {}


def test_a_parameter_names_no_field_of_a_profile() -> None:
    actions = [{"action": "fill", "target": "#id", "value": "${profile.city} ${parameters.id}"}]
    given = {"id": "${profile.iban}"}
    plain: Json = {**PRICE, "job": {"targetUrl": "https://shop.example/", "actions": actions}}
    within: Json = {**plain, "job": {**plain["job"], "options": {"profile": "me"}}}
    for definition, has_profile in ((plain, True), (within, False)):
        job = OwnTask("form", 1, definition).build(given, has_profile=has_profile)
        assert job["actions"][0]["value"] == "${profile.city} $${profile.iban}"
    assert OwnTask("form", 1, plain).build(given)["actions"][0]["value"] == "${profile.city} ${profile.iban}"


def test_a_task_says_what_it_needs_and_refuses_what_it_does_not_know() -> None:
    task = OwnTask("price", 1, PRICE)
    assert task.needs == ["secret pass", "secret user", "session shop"]
    assert task.parameters_schema()["additionalProperties"] is False
    assert task.build({"id": "a/b"})["targetUrl"] == "https://shop.example/a%2Fb"
    assert [one["targetUrl"] for one in task.examples()] == ["https://shop.example/5"]
    with pytest.raises(Refused) as error:
        task.build({"idd": "5"})
    assert [one.place for one in error.value.violations] == ["idd", "id"]
