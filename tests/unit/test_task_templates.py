"""Templates of jobs: what a parameter's value holds stays a value, wherever it stands."""

import json
import random
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from store import references, secret_references
from store.action_tree import walk
from tasks.json_schema import Schema
from tasks.task import Refused
from tasks.template import MAX_JOB_CHARS, built, faults, outline
from tasks.words import Json

SCHEMA = Schema(
    {
        "type": "object",
        "additionalProperties": False,
        "required": ["a", "b"],
        "properties": {
            "a": {},
            "b": {},
            "optional": {},
            "some": {"default": "x"},
            "deep": {
                "type": "object",
                "required": ["one"],
                "properties": {"one": {}, "list": {}},
                "default": {"one": 1},
            },
        },
    }
)
URL = "https://shop.example/"
READER: Json = {"action": "extract", "name": "price", "target": "p"}
EVIL = (
    *("${price}", "$${price}", "${secret:portal}", "${totp:portal}", "${profile.name}", "{price}", "$", "a$", "$$"),
    *(
        "${",
        "}",
        "${price",
        "secret:portal}",
        "portal}",
        "price}",
        "\"'`\\",
        "]",
        ")",
        ">> xpath=//*",
        "\n\r\t",
        "${a}",
    ),
    *(
        "@evil.example",
        "//evil.example",
        "/../..",
        "..",
        "%2e%2e",
        "?x=1#y",
        "a&b=c",
        ":80",
        "\u202e\u00e4\U0001f600",
        "",
    ),
)


def job(*actions: Json, **more: Any) -> Json:
    return {"targetUrl": URL, "actions": list(actions), **more}


def made(template: Json, **parameters: Any) -> Json:
    assert faults(template, SCHEMA) == []
    return built(template, {"a": "x", "b": "y", "some": "x", "deep": {"one": 1}, **parameters})


def refused(template: Json, **parameters: Any) -> dict[str, str]:
    with pytest.raises(Refused) as error:
        made(template, **parameters)
    return {one.place: one.message for one in error.value.violations}


def wrong(template: Json) -> dict[str, str]:
    return {one.place: one.message for one in faults(template, SCHEMA)}


def action(job: Json, index: int = -1) -> Json:
    found: Json = job["actions"][index]
    return found


def named(job: Json) -> list[str]:
    """All that a job refers to, as servers and workers look for it."""
    actions: Sequence[Json] = job["actions"]
    places = secret_references.of_job(actions, job.get("options", {}))
    found = [str(reference) for place in places for reference in place.references]
    if references.names(actions):
        for _, one in walk(actions):
            found += [str(place) for _, text in references.texts(one) for place in references.references(text)]
    return found


def read(text: str, *, is_read: bool = True, has_secrets: bool = False) -> str:
    """What a worker makes of a text: its references become ·."""
    if has_secrets:
        text = secret_references.replaced(text, lambda _: "·")
    if is_read:
        action = {"action": "fill", "value": text}
        text = references.resolved(action, lambda _: "·", lambda *_: "·")["value"]
    return text


@pytest.mark.parametrize("value", EVIL)
def test_a_value_is_neither_a_reference_nor_a_secret(value: str) -> None:
    """Read by the worker, each text is what the template says, with the value as it is."""
    fields = {
        "value": "<${parameters.a}> $${price}",
        "headers": {"x": "Bearer ${secret:portal} <${parameters.a}>"},
        "argument": {"whole": "${parameters.a}", "deep": {"list": ["${parameters.deep}"]}},
        "values": ["${parameters.a}"],
    }
    template = job(READER, {"action": "fill", **fields}, options={"extraHttpHeaders": {"y": "<${parameters.a}>"}})
    plain = made(template, a="-", deep={"one": ["-"]})
    one = made(template, a=value, deep={"one": [value]})
    assert named(one) == named(plain)
    fill = action(one)
    assert read(fill["value"]) == f"<{value}> ${{price}}"
    assert read(fill["values"][0]) == value
    assert read(fill["argument"]["whole"]) == value
    assert read(fill["argument"]["deep"]["list"][0]["one"][0]) == value
    assert read(fill["headers"]["x"], has_secrets=True) == f"Bearer · <{value}>"
    assert read(one["options"]["extraHttpHeaders"]["y"], is_read=False, has_secrets=True) == f"<{value}>"


def test_a_text_in_which_nothing_is_looked_for_is_taken_as_it_is() -> None:
    one = made(job({"action": "fill", "value": "${parameters.a} $${price}"}, labels={"l": "${parameters.a}"}), a="${x}")
    assert (action(one)["value"], one["labels"]["l"]) == ("${x} $${price}", "${x}")


def test_a_text_of_an_action_in_which_nothing_is_looked_for_is_taken_as_it_is() -> None:
    for inner in ({"files": [{"mimeType": "${parameters.a}"}]}, {"pattern": "${parameters.a}"}):
        fill = {"action": "find", **inner}
        for field, text in references.texts(action(made(job(READER, fill), a="${price}"))):
            assert read(text) == "${price}", field
    group = {"action": "repeat", "until": {"url": "**"}, "actions": [{"action": "fill", "value": "${parameters.a}"}]}
    one = action(
        made(job(READER, {**group, "while": {"target": "<${parameters.a}>", "getTargetBy": "getByText"}}), a="${x}")
    )
    assert (one["actions"][0]["value"], one["while"]["target"]) == ("$${x}", "<$${x}>")
    upload = {"action": "upload", "files": [{"data": "${parameters.a}", "mimeType": "x/${parameters.a}"}]}
    assert action(made(job(READER, upload), a="${x}"))["files"] == [{"data": "${x}", "mimeType": "x/${x}"}]


def test_values_side_by_side_make_nothing_together() -> None:
    """Whatever two values and what is written around them come to: the worker finds the references of the template."""
    chance = random.Random(7)  # noqa: S311
    bits = ["$", "{", "}", "price", "secret:", "portal", "${", "totp:x}", ".a", "[0]", " ", "${price}", "${secret:x}"]
    written = ["-", "{", "}", "price}", "secret:x}", "${price}"]
    for _ in range(500):
        a, b = ("".join(chance.choices(bits, k=chance.randint(0, 4))) for _ in range(2))
        first, middle, last = ("".join(chance.choices(written, k=2)) for _ in range(3))
        text = f"{first}${{parameters.a}}{middle}${{parameters.b}}{last}"
        template = job(READER, {"action": "setHeaders", "value": text, "headers": {"x": text}})
        try:
            one = made(template, a=a, b=b)
        except Refused:
            assert (a + middle + b).endswith("$") or a.endswith("$")
            continue
        assert named(one) == named(made(template, a="-", b="-")), (text, a, b)
        first, middle, last = (part.replace("${price}", "·") for part in (first, middle, last))
        assert read(action(one)["value"]) == first + a + middle + b + last
        assert read(action(one)["headers"]["x"], has_secrets=True) == first + a + middle + b + last


@pytest.mark.parametrize("value", EVIL)
def test_a_value_stays_in_its_part_of_a_url(value: str) -> None:
    template = job(targetUrl=URL + "orders/${parameters.a}/items?q=${parameters.a}#${parameters.a}")
    if value == "..":
        assert "lead elsewhere" in refused(template, a=value)["a"]
        return
    parts = urlsplit(made(template, a=value)["targetUrl"])
    assert (parts.scheme, parts.netloc) == ("https", "shop.example")
    _, orders, path, items = parts.path.split("/")
    assert (orders, items) == ("orders", "items")
    assert {unquote(path), unquote(parts.query.removeprefix("q=")), unquote(parts.fragment)} == {value}


def test_values_that_would_lead_elsewhere_are_refused() -> None:
    for path in ("x/${parameters.a}", "x/.${parameters.a}/y", "${parameters.a}${parameters.b}"):
        assert refused(job(targetUrl=URL + path), a=".", b=".")
    assert (
        "empty"
        in refused(job({"action": "visit", "url": "/${parameters.a}/${parameters.b}"}), a="", b="evil.example")["a"]
    )
    assert made(job(targetUrl=URL + "x/..${parameters.a}"), a="z")["targetUrl"] == URL + "x/..z"


@pytest.mark.parametrize(
    "url",
    [
        *("https://shop.example${parameters.a}", "https://shop.example:${parameters.a}/", "${parameters.a}/x"),
        *(
            "${parameters.a}://shop.example/",
            "//${parameters.a}",
            "//shop.example/${parameters.a}",
            "javascript:${parameters.a}",
        ),
        *(
            "https:${parameters.a}",
            "https:/${parameters.a}",
            "https://u:${parameters.a}@shop.example/",
            "file:///${parameters.a}",
        ),
        *(
            "https://${parameters.a}shop.example/",
            "https://${parameters.a}${parameters.b}/",
            "https://${parameters.a}@x.example/",
        ),
        *("https://${parameters.a}.x${parameters.b}/", "https://shop.example\\${parameters.a}"),
        *("https://shop.example/\t${parameters.a}/x", "https://shop.example/.\n${parameters.a}"),
    ],
)
def test_a_template_that_leaves_its_origin_to_a_value_is_refused(url: str) -> None:
    assert wrong(job(targetUrl=url)).keys() == {"targetUrl"}


def test_a_host_may_be_a_parameter_where_its_author_has_written_that() -> None:
    assert made(job(targetUrl="${parameters.a}"), a="https://x.example/y")["targetUrl"] == "https://x.example/y"
    for value in ("x.example", "x.example:8080", "127.0.0.1"):
        assert made(job(targetUrl="https://${parameters.a}/y"), a=value)["targetUrl"] == f"https://{value}/y"
    assert made(job(targetUrl="https://${parameters.a}.shop.example"), a="de")["targetUrl"] == "https://de.shop.example"
    for value in ("", "x@y", "x/y", "x?", "x#", "x\n", "x\\", "-x", "x.", ".x", "x y", "x:y", "[::1]", "x%2f"):
        for url in ("https://${parameters.a}/y", "https://${parameters.a}.shop.example/"):
            assert "must be a" in refused(job(targetUrl=url), a=value)["a"]


@pytest.mark.parametrize("value", [one for one in EVIL if one])
def test_a_value_ends_no_quotation_of_a_selector(value: str) -> None:
    css = action(made(job({"action": "click", "target": 'a[title="${parameters.a}"] > b'}), a=value))["target"]
    inside = css.removeprefix('a[title="').removesuffix('"] > b')
    assert not set("\"'\n[]{}()>$") & set(inside)
    assert _unescaped(inside) == value
    role = {"action": "click", "getTargetBy": "getByRole", "target": 'button[name="${parameters.a}"]'}
    inside = action(made(job(role), a=value))["target"].removeprefix('button[name="').removesuffix('"]')
    assert json.loads(f'"{inside}"'.replace("\\'", "'"), strict=False) == value
    xpath = {"action": "click", "getTargetBy": "getByXPath", "target": '//a[.="${parameters.a}"]'}
    if '"' in value:
        assert "ends the text" in refused(job(xpath), a=value)["a"]
    else:
        assert action(made(job(xpath), a=value))["target"] == f'//a[.="{value}"]'
    bare = {**xpath, "target": "//a[@id=${parameters.a}]"}
    assert action(made(job(bare), a="x-1"))["target"] == "//a[@id=x-1]"
    assert refused(job(bare), a="x or 1=1")
    text = {**xpath, "getTargetBy": "getByText", "target": "<${parameters.a}>"}
    assert action(made(job(text), a=value))["target"] == f"<{value}>"


def _unescaped(css: str) -> str:
    out, left = "", css
    while left:
        if left[0] == "\\":
            number, _, left = left[1:].partition(" ")
            out += chr(int(number, 16))
        else:
            out, left = out + left[0], left[1:]
    return out


def test_numbers_in_selectors_are_numbers() -> None:
    one = made(job({"action": "click", "target": "#row-${parameters.a} td:nth-child(${parameters.b})"}), a="5", b=3)
    assert action(one)["target"] == "#row-\\35  td:nth-child(3)"
    assert "text=" in wrong(job({"action": "click", "target": "text=${parameters.a}"}))["actions[0].target"]


NEVER = {
    "script": "x",
    "action": "x",
    "name": "x",
    "secret": "x",
    "totp": "x",
    "getTargetBy": "x",
    "headerTemplate": "x",
    "style": "x",
    "within": "x",
    "items": "x",
    "item": "x",
}


@pytest.mark.parametrize("field", NEVER)
def test_code_and_names_take_no_parameter(field: str) -> None:
    for text in ("${parameters.a}", "x ${parameters.a}"):
        assert wrong(job({"action": "fill", field: text})).keys() == {f"actions[0].{field}"}
        group = {"action": "repeat", "actions": [{"action": "fill", field: text}]}
        assert wrong(job(group)).keys() == {f"actions[0].actions[0].{field}"}
    assert action(made(job({"action": "fill", field: "$${parameters.a}"})))[field] == "$${parameters.a}"


def test_what_else_takes_none() -> None:
    assert wrong(job(options={"initScripts": ["${parameters.a}"]})).keys() == {"options.initScripts[0]"}
    assert wrong(job(options={"sessionOrigins": ["${parameters.a}"]})).keys() == {"options.sessionOrigins[0]"}
    assert wrong(job({"action": "saveSession", "origins": ["${parameters.a}"]})).keys() == {"actions[0].origins[0]"}
    assert wrong(job(webhook={"url": "${parameters.a}"})).keys() == {"webhook.url"}
    assert wrong(job({"action": "fill", "headers": {"${parameters.a}": "x"}})).keys() == {"actions[0].headers"}
    assert wrong(job({"action": "fill", "argument": {"x": {"${parameters.a}": "x"}}})).keys() == {
        "actions[0].argument.x"
    }
    assert wrong(job(html="<p>${parameters.a}</p>")).keys() == {"html"}
    assert wrong(job({"action": "fill", "value": "${secret:${parameters.a}}"})).keys() == {"actions[0].value"}
    assert wrong(job({"action": "fill", "value": "${${parameters.a}}"})).keys() == {"actions[0].value"}
    assert wrong(job({"action": "fill", "value": "${parameters.}"})).keys() == {"actions[0].value"}
    assert wrong(job({"action": "fill", "value": "${parameters}"})).keys() == {"actions[0].value"}
    assert wrong({"target_url": "${parameters.a}", "actionType": "visit"}).keys() == {"target_url", "actionType"}
    assert wrong(job({"action": "extract", "name": "parameters", "target": "p"})).keys() == {"actions[0].name"}


def test_what_should_be_hidden_is_no_parameter_and_no_text_of_the_template() -> None:
    sensitive = {"action": "fill", "sensitive": True, "target": "#${parameters.a}", "value": "x${parameters.a}"}
    assert wrong(job(sensitive)).keys() == {"actions[0].value"}
    assert wrong(job({**sensitive, "value": "x"})) == {}
    for text in ("hunter2", "${parameters.a}"):
        options = {"proxy": {"password": text}, "clientCertificates": [{"passphrase": text}]}
        assert wrong(job(options=options)).keys() == {
            "options.proxy.password",
            "options.clientCertificates[0].passphrase",
        }
    assert wrong(job(options={"httpCredentials": {"username": "ada", "password": "${secret:shop}"}})) == {}


def test_a_whole_value_keeps_its_type_and_a_missing_one_leaves_its_field_out() -> None:
    fields = {
        "timeoutMs": "${parameters.a}",
        "values": ["${parameters.optional}", "v"],
        "value": "${parameters.optional}",
    }
    one = action(made(job({"action": "fill", **fields, "argument": {"all": "${parameters}"}}), a=5.5))
    assert (one["timeoutMs"], one["values"], "value" in one) == (5.5, ["v"], False)
    assert one["argument"]["all"] == {"a": 5.5, "b": "y", "some": "x", "deep": {"one": 1}}
    null = made(job({"action": "fill", "argument": ["${parameters.a}", "${parameters.deep.one}"]}), a=None)
    assert action(null)["argument"] == [None, 1]
    assert (
        made(job({"action": "fill", "value": "${parameters.a}/${parameters.b}"}), a=True, b=2.0)["actions"][0]["value"]
        == "true/2"
    )


def test_objects_stand_in_arguments_only() -> None:
    for value in ({"action": "evaluate"}, [{"action": "evaluate"}], [[{}]]):
        assert "object" in refused(job({"action": "repeat", "values": "${parameters.a}"}), a=value)["a"]
        assert action(made(job({"action": "evaluate", "argument": "${parameters.a}"}), a=value))["argument"] == value
    for value in ([1], {}, None):
        assert "stands in a text" in refused(job({"action": "fill", "value": "x${parameters.a}"}), a=value)["a"]


def test_a_text_has_only_parameters_that_are_there() -> None:
    assert "may be missing" in wrong(job({"action": "fill", "value": "x${parameters.optional}"}))["actions[0].value"]
    assert "there are: a, b" in wrong(job({"action": "fill", "value": "${parameters.c}"}))["actions[0].value"]
    assert wrong(job({"action": "fill", "value": "x${parameters.some}${parameters.deep.one}"})) == {}
    assert wrong(job({"action": "fill", "value": "x${parameters.deep.list[0]}"})).keys() == {"actions[0].value"}


def test_a_job_does_not_grow_without_bound() -> None:
    template = job({"action": "fill", "values": ["x${parameters.a}"] * 1000})
    assert str(MAX_JOB_CHARS) in refused(template, a="x" * 60_000)["a"]
    assert (
        str(MAX_JOB_CHARS)
        in refused(job({"action": "fill", "argument": ["${parameters.a}"] * 1000}), a=["y"] * 9000)["a"]
    )
    many = job(READER, {"action": "fill", "values": ["${parameters.a}"] * 15})
    assert action(made(many, a="${" * 30_000))["values"][0] == "$${" * 30_000
    text = "${a" * 60_000 + "} ${parameters.a}" * 2
    assert wrong(job({"action": "fill", "value": text})) == {}
    assert "1000" in wrong(job({"action": "fill", "values": ["${parameters.a}"] * 1001}))[""]


def test_what_can_be_told_without_parameters() -> None:
    template = job(
        {"action": "fill", "value": "${parameters.a}", "target": "#${parameters.a}"}, timeoutMs="${parameters.b}"
    )
    assert outline(template) == job({"action": "fill", "target": "#x"})
