"""What may stand in groups, and what actions may say of earlier ones."""

from typing import Any

import pytest
from google.protobuf.json_format import ParseDict
from tabwright.v1.job_service_pb2 import CreateJobRequest

from tests.fixtures.rules import complaints

READ = {"action": "extract", "name": "page", "target": "h1"}
CLICK = {"action": "click", "target": "#next"}


def fill(value: str, **more: Any) -> dict[str, Any]:
    return {"action": "fill", "target": "#a", "value": value, **more}


def repeat(*actions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"action": "repeat", "times": 3, "actions": list(actions), **more}


def for_each(*actions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"action": "forEach", "times": 3, "target": "li", "actions": list(actions), **more}


def nested(depth: int) -> dict[str, Any]:
    group = repeat(CLICK)
    for _ in range(depth - 1):
        group = repeat(group)
    return group


@pytest.mark.parametrize(
    "actions",
    [
        [READ, fill("${page}")],
        [READ, fill("a ${page.products[0].name} b $${x} ${a + b} $page {page}")],
        [fill("${page}"), CLICK],  # nothing that it could name: it means itself
        [{**READ, "action": "screenshot"}, fill("${page}")],
        [READ, {"action": "evaluate", "script": "`${nothing}`", "argument": {"a": ["${page}"]}}],
        [READ, {"action": "pdf", "displayHeaderFooter": True, "headerTemplate": "${nothing}"}],
        [READ, {"action": "visit", "url": "${page}"}],
        [READ, for_each(fill("${item.name}"), target=None, items="page.products[0].list")],
        [for_each({"action": "extract", "target": "b", "within": "item"})],
        [for_each(for_each(CLICK, items="item.tags", target=None, item="tag"))],
        [repeat(fill("${page}", when={"step": "page", "result": "ok"}), READ)],
        [repeat({**CLICK, "name": "next"}, until={"step": "next", "result": "failed"})],
        [repeat(READ, CLICK), fill("${page}")],
        [repeat({"action": "visit", "url": "https://example.test/?p=${no}"}, item="no")],
        [{**CLICK, "when": {"target": "#cookies", "state": "visible", "withinMs": 500, "not": True}}],
        [{**CLICK, "when": {"url": "**/login*"}}],
        [repeat(CLICK, **{"while": {"target": "#next"}, "until": {"url": "**/last"}})],
        [nested(5)],
        [{"action": "wait", "name": "page", "response": "**/api", "keepBody": True}, fill("${page.url}")],
        [{"action": "wait", "target": "li", "count": 0}, {"action": "wait", "target": "li", "minCount": 5}],
        [{"action": "wait", "target": "#a", "value": ""}, {"action": "wait", "target": "#a", "text": "* results"}],
    ],
    ids=str,
)
def test_a_flow_that_makes_sense_is_taken(actions: list[dict[str, Any]]) -> None:
    assert _complaints(actions) == ""


@pytest.mark.parametrize(
    ("actions", "complaint"),
    [
        ([repeat()], "actions[0].actions: action repeat needs it"),
        ([{"action": "repeat", "actions": [CLICK]}], "actions[0].times: action repeat needs it"),
        ([repeat(CLICK, times=1001)], "actions[0].times: must be greater than or equal to 1 and less than"),
        ([for_each(CLICK, target=None)], "action forEach needs either target or items"),
        ([READ, for_each(CLICK, items="page")], "action forEach needs either target or items"),
        ([READ, for_each(CLICK, target=None, items="page", attribute="id")], "attribute is about target"),
        ([{**CLICK, "actions": [CLICK]}], "actions[0].actions: action click does not take it"),
        (
            [repeat({"action": "fill", "target": "#a"})],
            "actions[0].actions[0]: action fill or type needs exactly one of value, secret and totp",
        ),
        ([repeat({"action": "fly"})], "actions[0].actions[0].action: must be in list"),
        ([repeat({"action": "visit", "url": "file:///a"})], "actions[0].actions[0].url: must be an absolute http"),
        ([READ, repeat(READ)], "actions[1].actions[0].name: must differ from that of actions[0]"),
        ([nested(6)], "actions[0].actions[0].actions[0].actions[0].actions[0].actions: are nested too deeply: 5"),
        ([repeat(*[CLICK] * 600), repeat(*[CLICK] * 600)], "actions: are 1202 with those of repeat and forEach"),
        (
            [READ, fill("${paeg}")],
            "actions[1].value: ${paeg}: no earlier action has the name paeg; there are: page; $${",
        ),
        (
            [fill("${page.a}"), READ],
            "actions[0].value: ${page.a}: no earlier action has the name page; there are: none",
        ),
        ([READ, {**CLICK, "name": "go"}, fill("${go}")], "actions[2].value: ${go}: action click reads nothing"),
        ([READ, {"action": "setHeaders", "headers": {"A": "${b}"}}], "actions[1].headers[A]: ${b}: no earlier action"),
        ([READ, {**CLICK, "when": {"target": "${b}"}}], "actions[1].when.target: ${b}: no earlier action"),
        ([READ, fill("${page}", sensitive=True)], "actions[1].value: is sensitive, and what ${…} stands for"),
        ([for_each(CLICK), fill("${item}")], "actions[1].value: ${item}: no earlier action has the name item"),
        ([for_each(for_each(CLICK))], "actions[0].actions[0].item: is item, and must differ"),
        ([READ, for_each(CLICK, item="page")], "actions[1].item: is page, and must differ from the name of actions[0]"),
        ([for_each(CLICK, target=None, items="page")], "actions[0].items: no earlier action has the name page"),
        ([for_each(CLICK, target=None, items="page..x")], "actions[0].items: does not match regex"),
        ([{**CLICK, "within": "item"}], "actions[0].within: must be the item of a forEach around it that has target"),
        ([READ, for_each({**CLICK, "within": "item"}, target=None, items="page")], "within: must be the item of"),
        ([{"action": "screenshot", "within": "item"}], "actions[0].within: is about target, so it needs it"),
        ([{**CLICK, "when": {}}], "actions[0].when: a condition needs exactly one of target, url and step"),
        ([{**CLICK, "when": {"target": "a", "url": "b"}}], "a condition needs exactly one of target, url and step"),
        ([{**CLICK, "when": {"url": "b", "state": "hidden"}}], "state are about target"),
        ([{**CLICK, "when": {"step": "b", "result": "ok"}}], "actions[0].when.step: no earlier action has the name b"),
        ([{**CLICK, "when": {"step": "b"}}], "step and result go together"),
        ([READ, {**CLICK, "when": {"step": "page", "result": "good"}}], "must be in list [ok, failed, empty, skipped]"),
        ([{**CLICK, "until": {"url": "a"}}], "actions[0].until: action click does not take it"),
        ([{"action": "wait", "count": 1, "milliseconds": 1}], "count, minCount, text and value are about target"),
        ([{"action": "wait", "target": "a", "count": 1, "text": "b"}], "each say what to wait for: give one of them"),
        ([{"action": "wait", "target": "a", "keepBody": True}], "actions[0].keepBody: is about response"),
        (
            [{"action": "wait", "target": "a", "response": "b"}],
            "exactly one of milliseconds, target, url, waitUntil and",
        ),
    ],
    ids=str,
)
def test_a_flow_that_makes_no_sense_is_refused_and_told_what_would_be_right(
    actions: list[dict[str, Any]], complaint: str
) -> None:
    assert complaint in _complaints(actions)


def _complaints(actions: list[dict[str, Any]]) -> str:
    given = [{name: value for name, value in action.items() if value is not None} for action in actions]
    for action in given:
        if "actions" in action:
            action["actions"] = [{n: v for n, v in one.items() if v is not None} for one in action["actions"]]
    return complaints(ParseDict({"targetUrl": "https://example.test", "actions": given}, CreateJobRequest()))


def test_a_job_that_names_a_profile_may_refer_to_it_everywhere_and_call_nothing_else_so() -> None:
    def told(*actions: dict[str, Any], **options: Any) -> str:
        job = {"targetUrl": "https://example.test/", "actions": list(actions), "options": options}
        return complaints(ParseDict(job, CreateJobRequest()))

    assert told(fill("${profile.company}"), for_each(CLICK, target=None, items="profile.rooms"), profile="acme") == ""
    assert told(fill("${profile.company}")) == ""
    assert "there are: none" in told(fill("${other}"), profile="acme")
    named = {**READ, "name": "profile"}
    assert told(named, fill("${profile}")) == ""
    assert "actions[0].name: is profile" in told(named, profile="acme")
    assert "actions[0].item: is profile" in told(for_each(CLICK, item="profile"), profile="acme")
    assert "the job names no profile" in told(READ, fill("${profile.company}"))
