"""The rules in the protos: what a request may say."""

from typing import Any

import pytest
from google.protobuf.json_format import ParseDict
from tabwright.v1.action_pb2 import Action
from tabwright.v1.dead_letter_service_pb2 import ListDeadLettersRequest, ReplayDeadLettersRequest
from tabwright.v1.job_service_pb2 import CreateJobRequest, ListJobsRequest, WatchJobRequest

from server.convert import action_rules
from store.retry import ErrorType
from tests.fixtures.rules import complaints
from worker import actions

VALID = [
    {"action": "visit", "url": "https://example.test"},
    {"action": "visit", "url": "https://example.test", "waitUntil": "load"},
    {"action": "fill", "target": "E-mail", "getTargetBy": "getByLabel", "value": ""},
    {"action": "click", "target": "Submit", "getTargetBy": "getByText", "exact": False},
    {"action": "scroll", "target": "#far"},
    {"action": "scroll", "y": -200},
    {"action": "scroll", "to": "bottom"},
    {"action": "scroll", "target": "#list", "y": 10, "wheel": True},
    {"action": "scroll", "target": "#list", "to": "top"},
    {"action": "upload", "target": "x", "folder": "f.d", "files": [{"data": "QQ==", "name": "a/b.txt"}]},
    {"action": "upload", "target": "x", "folder": "f", "files": [{"artifact": "report"}]},
    {"action": "moveCursor", "x": 1, "y": 0},
    {"action": "moveCursor", "target": "#menu"},
    {"action": "wait", "milliseconds": 0},
    {"action": "wait", "target": "#done", "state": "hidden"},
    {"action": "wait", "url": "**/done"},
    {"action": "wait", "waitUntil": "networkidle"},
    {"action": "screenshot"},
    {"action": "screenshot", "fullPage": True, "format": "png"},
    {"action": "screenshot", "fullPage": False, "target": "#box"},
    {"action": "screenshot", "format": "jpeg", "quality": 0},
    {"action": "extract", "target": "h1", "attribute": "textContent"},
    {"action": "extract", "target": "table", "format": "table"},
    {"action": "extract", "extractors": [{"name": "title", "selector": "h1"}]},
    {"action": "extract", "format": "markdown", "mainContent": True},
    {"action": "extract", "mainContent": True},
    {"action": "extract", "target": "body", "frames": True, "format": "links"},
    {"action": "extract", "target": "table", "format": "grid", "multiple": True},
    {"action": "extract", "format": "jsonld"},
    {"action": "extract", "extractors": [{"name": "tree", "selector": "h1", "format": "accessibility"}]},
    {"action": "screenshot", "fullPage": True, "lazyContent": "ignore"},
    {"action": "screenshot", "clip": {"x": 0, "y": 0, "width": 1, "height": 0.5e6}, "pixelScale": "css"},
    {"action": "screenshot", "target": "#box", "hide": [{"target": "a"}], "remove": [{"target": "b"}], "style": "a {}"},
    {"action": "screenshot", "animations": "disabled"},
    {"action": "pdf", "singlePage": True, "width": "800px", "media": "screen", "lazyContent": "load"},
    {"action": "pdf", "pageRanges": "1, 2-2,3-10"},
    {"action": "pdf", "singlePage": False, "width": "800px", "height": "9in", "pageRanges": "1"},
    {"action": "setViewport", "viewport": {"width": 1, "height": 8192}},
    {"action": "pdf"},
    {"action": "pdf", "format": "A4", "printBackground": True, "margin": {"top": "1cm", "left": "10.5mm"}},
]

INVALID = [
    ({}, "must be in list"),
    ({"action": "explode"}, "must be in list [visit, fill,"),
    ({"action": "fill", "target": "x"}, "action: action fill or type needs exactly one of value, secret and totp"),
    (
        {"action": "type", "target": "x", "value": "a", "secret": "b"},
        "fill or type needs exactly one of value, secret and totp",
    ),
    ({"action": "fill", "target": "x", "totp": "../b"}, "totp: "),
    ({"action": "fill", "value": "x"}, "actions[0].target: action fill needs it"),
    ({"action": "visit"}, "actions[0].url: action visit needs it"),
    ({"action": "click"}, "actions[0].target: action click needs it"),
    (
        {"action": "click", "target": "x", "value": "y"},
        "click does not take it; it takes target, button",
    ),
    (
        {"action": "fill", "target": "x", "value": "y", "fullPage": False},
        "actions[0].fullPage: action fill does not",
    ),
    ({"action": "click", "target": "x", "getTargetBy": "getByMagic"}, "must be in list [getBySelector,"),
    ({"action": "wait"}, "exactly one of milliseconds, target, url, waitUntil and response"),
    ({"action": "wait", "milliseconds": 1, "target": "x"}, "exactly one of"),
    ({"action": "wait", "milliseconds": -1}, "greater than or equal to 0"),
    ({"action": "pdf", "pageRanges": "1, 3-1"}, "actions[0].pageRanges: 3-1 is no range of pages"),
    ({"action": "pdf", "pageRanges": "0-2"}, "actions[0].pageRanges: 0-2 is no range of pages"),
    ({"action": "wait", "milliseconds": 0, "timeoutMs": 0}, "timeoutMs: must be greater than"),
    ({"action": "setViewport", "viewport": {"width": 800}}, "viewport.height: is missing or 0: must be"),
    ({"action": "wait", "milliseconds": 5, "state": "hidden"}, "state is about target"),
    ({"action": "scroll"}, "at least one of target, to, x and y"),
    ({"action": "scroll", "to": "top", "y": 1}, "give one of them"),
    ({"action": "scroll", "target": "x", "wheel": True}, "wheel turns by x and y"),
    ({"action": "scroll", "to": "left"}, "must be in list [top, bottom]"),
    ({"action": "moveCursor", "x": 1}, "either target, or both x and y"),
    ({"action": "screenshot", "format": "gif"}, "format of screenshot must be one of [png, jpeg, webp]"),
    ({"action": "screenshot", "quality": 50}, "quality is for format jpeg or webp"),
    ({"action": "screenshot", "format": "jpeg", "quality": 101}, "less than or equal to 100"),
    ({"action": "screenshot", "target": "x", "fullPage": True}, "give one of them"),
    ({"action": "screenshot", "target": "x", "clip": {"width": 5, "height": 5}}, "clip is of the page"),
    ({"action": "screenshot", "clip": {"x": -1, "width": 5, "height": 5}}, "greater than or equal to 0"),
    ({"action": "screenshot", "clip": {"x": 1}}, "greater than or equal to 1"),
    ({"action": "screenshot", "lazyContent": "ignore"}, "lazyContent is for fullPage"),
    ({"action": "screenshot", "fullPage": True, "lazyContent": "no"}, "must be in list [load, ignore]"),
    ({"action": "screenshot", "pixelScale": "2"}, "must be in list [css, device]"),
    ({"action": "pdf", "singlePage": True, "width": "1cm", "height": "1cm"}, "give width alone, or format"),
    ({"action": "pdf", "singlePage": True, "width": "1cm", "format": "A4"}, "give one of them"),
    ({"action": "pdf", "singlePage": True, "pageRanges": "1"}, "singlePage makes one page"),
    ({"action": "pdf", "singlePage": True, "preferCssPageSize": True}, "give one of them"),
    ({"action": "setViewport"}, "actions[0].viewport: action setViewport needs it"),
    ({"action": "setViewport", "viewport": {"width": 8192, "height": 8192}}, "at most 64 million pixels"),
    ({"action": "pdf", "format": "png"}, "format of pdf must be one of [Letter"),
    ({"action": "pdf", "margin": {"top": "wide"}}, "match regex pattern"),
    ({"action": "extract"}, "needs target or extractors"),
    (
        {"action": "extract", "target": "x", "format": "text", "extractors": [{"name": "a", "selector": "b"}]},
        "say them",
    ),
    ({"action": "extract", "extractors": [{"name": "a", "selector": "b"}, {"name": "a", "selector": "c"}]}, "differ"),
    ({"action": "extract", "extractors": [{"name": "a", "selector": "b", "format": "gif"}]}, "in list [text, html"),
    ({"action": "screenshot", "nth": 1}, "actions[0].nth: is about target, so it needs it"),
    ({"action": "screenshot", "frame": [{"target": "#x"}]}, "actions[0].frame: is about target"),
    ({"action": "screenshot", "format": "jpeg", "omitBackground": True}, "jpeg cannot be"),
    ({"action": "visit", "url": "file:///etc/passwd"}, "actions[0].url: must be an absolute http or https URL"),
    ({"action": "download", "url": "ftp://x/y"}, "actions[0].url: must be an absolute http or https URL"),
    ({"action": "download"}, "either target or url"),
    ({"action": "select", "target": "x"}, "exactly one of value, values, labels and indexes"),
    ({"action": "select", "target": "x", "value": "a", "indexes": [0]}, "exactly one of"),
    ({"action": "press", "target": "x"}, "actions[0].keys: action press needs it"),
    ({"action": "press", "keys": ["a", "b"], "pressCount": 5001}, "at most 10000 in one action"),
    ({"action": "press", "keys": ["a"], "pressCount": 0}, "greater than or equal to 1"),
    ({"action": "drag", "target": "x"}, "action drag needs destination or waypoints"),
    ({"action": "drag", "target": "x", "destination": {}}, "at least 1 character"),
    ({"action": "upload", "target": "x", "files": [{"name": "a"}]}, "needs either artifact or data"),
    ({"action": "upload", "target": "x", "files": [{"data": "QQ=="}]}, "data needs a name"),
    ({"action": "upload", "target": "x", "files": [{"data": "QQ==", "name": "../x"}]}, "have / only in a folder"),
    ({"action": "upload", "target": "x", "files": [{"data": "QQ==", "name": "a\\b"}]}, "match regex"),
    ({"action": "upload", "target": "x", "folder": "..", "files": []}, "match regex"),
    (
        {"action": "upload", "target": "x", "folder": "f", "files": [{"data": "QQ==", "name": "a/../../x"}]},
        "paths within",
    ),
    ({"action": "upload", "target": "x", "folder": "f", "files": [{"data": "QQ==", "name": "/x"}]}, "paths within"),
    ({"action": "pdf", "width": "1cm"}, "width and height go together"),
    ({"action": "pdf", "width": "1cm", "height": "1cm", "format": "A4"}, "give one of them"),
    ({"action": "pdf", "headerTemplate": "x"}, "is about displayHeaderFooter"),
    ({"action": "answerDialogs", "answer": "dismiss", "promptText": "x"}, "promptText is for answer accept"),
    ({"action": "setHeaders", "headers": {"a b": "x"}}, "match regex"),
    ({"action": "setHeaders", "headers": {"a": "x\r\nb: c"}}, "match regex"),
    ({"action": "setCookies", "cookies": [{"name": "a", "value": "b", "path": "/"}]}, "path goes with domain"),
    ({"action": "blockResources", "resourceTypes": ["document"]}, "must be in list [image"),
    ({"action": "closeTab", "name": "../x"}, "match regex"),
    ({"action": "closeTab", "timeoutMs": 0}, "greater than or equal to 1"),
    ({"action": "extract", "target": "x", "attribute": "id", "format": "html"}, "give one of them"),
    ({"action": "extract", "extractors": [{"name": "", "selector": "b"}]}, "at least 1 character"),
    ({"action": "extract", "extractors": [{"name": "a", "selector": "b"}], "multiple": True}, "say themselves"),
    ({"action": "extract", "extractors": [{"name": "a", "selector": "b"}], "frames": True}, "say themselves"),
    ({"action": "extract", "attribute": "id", "mainContent": True}, "attribute is one of target"),
    ({"action": "extract", "target": "x", "attribute": "id", "frames": True}, "go without it"),
    ({"action": "extract", "target": "x", "format": "html", "frames": True}, "frames is for format text, markdown"),
    ({"action": "extract", "target": "x", "format": "grid", "mainContent": True}, "mainContent is for format text"),
    ({"action": "extract", "frames": True, "mainContent": True}, "give it without frames"),
    ({"action": "screenshot", "mainContent": True}, "actions[0].mainContent: action screenshot does not"),
    *(
        ({"action": "extract", "extractors": [{"name": "a", "selector": "b", **wrong}]}, complaint)
        for wrong, complaint in (
            ({"format": "html", "frames": True}, "frames is for format text, markdown"),
            ({"format": "table", "mainContent": True}, "mainContent is for format text"),
            ({"attribute": "id", "mainContent": True}, "go without it"),
            ({"frames": True, "mainContent": True}, "give it without frames"),
            ({"extractors": [{"name": "c", "selector": "d"}], "frames": True}, "say themselves"),
            ({"extractors": [{"name": "c", "selector": "d", "format": "accessibility"}]}, "stand within none"),
        )
    ),
]


@pytest.mark.parametrize("action", VALID, ids=str)
def test_an_action_that_makes_sense_is_taken(action: dict[str, Any]) -> None:
    assert complaints(ParseDict(action, Action())) == ""


@pytest.mark.parametrize(("action", "complaint"), INVALID, ids=str)
def test_an_action_that_makes_no_sense_is_refused_and_told_what_would_be_right(
    action: dict[str, Any], complaint: str
) -> None:
    assert complaint in complaints(ParseDict(action, Action()))


def test_every_action_of_the_api_can_be_performed_and_no_other() -> None:
    listed = complaints(Action(action="x")).removeprefix("action: must be in list [").split("]")[0].split(", ")
    assert set(listed) == set(action_rules.RULES) == actions.names()


def test_the_rules_name_fields_that_there_are() -> None:
    known = {field.json_name for field in Action.DESCRIPTOR.fields}
    taken = {field for rule in action_rules.RULES.values() for field in rule.takes}
    assert taken == known


def test_two_actions_of_a_job_cannot_have_one_name() -> None:
    named = [{"action": "screenshot", "name": name} for name in ("a", "b", "a")]
    request = ParseDict({"targetUrl": "https://example.test", "actions": named}, CreateJobRequest())
    assert complaints(request) == "actions[2].name: must differ from that of actions[0]"


def test_extractors_that_are_nested_too_deeply_are_refused() -> None:
    nested: dict[str, Any] = {"name": "x", "selector": "p"}
    for _ in range(45):
        nested = {"name": "x", "selector": "p", "extractors": [nested]}
    request = ParseDict({"actions": [{"action": "extract", "extractors": [nested]}]}, CreateJobRequest())
    assert complaints(request) == "actions[0]: is nested too deeply: 40 levels are the most"


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"targetUrl": ""}, "targetUrl is needed, or html, or actionType and payload"),
        ({"browserTypeId": 0}, "greater than 0"),
        ({"priority": 101}, "less than or equal to 100"),
        ({"priority": -1}, "greater than or equal to 0"),
        ({"timeoutMs": 0}, "greater than or equal to 1"),
        ({"timeoutMs": 3_600_001}, "less than or equal to 3600000"),
        ({"maxRetries": -1}, "greater than or equal to 0"),
        ({"waitUntil": "commit"}, "must be in list [load, domcontentloaded, networkidle]"),
        ({"actions": [{"action": "wait", "milliseconds": 1}] * 1001}, "no more than 1000"),
    ],
)
def test_a_job_that_makes_no_sense_is_refused(changes: dict[str, Any], complaint: str) -> None:
    request = ParseDict({"targetUrl": "https://example.test", **changes}, CreateJobRequest())
    assert complaint in complaints(request)


def test_page_and_page_token_exclude_each_other() -> None:
    for request in (ListJobsRequest(page=2, page_token="x"), ListDeadLettersRequest(page=2, page_token="x")):
        told = "page: page and pageToken both say where to continue: give one of them"
        assert complaints(request) == told
    assert complaints(ListJobsRequest(page=1, page_token="x")) == ""


def test_an_error_type_in_a_filter_is_one_that_there_is() -> None:
    told = f"errorType: must be in list [{', '.join(ErrorType)}]"
    for kind in (ListDeadLettersRequest, ReplayDeadLettersRequest):
        assert complaints(kind(error_type="BOGUS")) == told
        assert [complaints(kind(error_type=one)) for one in ErrorType] == [""] * len(ErrorType)


def test_an_id_must_be_one() -> None:
    assert "UUID" in complaints(WatchJobRequest(job_id="550e8400"))
    assert "UUID" in complaints(WatchJobRequest())
