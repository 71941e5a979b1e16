"""The rules in the protos: what a request may say."""

from typing import Any

import protovalidate
import pytest
from google.protobuf.json_format import ParseDict
from tabwright.v1.action_pb2 import Action
from tabwright.v1.job_service_pb2 import CreateJobRequest, ListJobsRequest, WatchJobRequest

from worker import actions

VALID = [
    {"action": "visit", "url": "https://example.test"},
    {"action": "visit", "url": "https://example.test", "waitUntil": "load"},
    {"action": "fill", "target": "E-mail", "getTargetBy": "getByLabel", "value": ""},
    {"action": "click", "target": "Submit", "getTargetBy": "getByText", "exact": False},
    {"action": "scroll", "target": "#far"},
    {"action": "scroll", "y": -200},
    {"action": "scroll", "to": "bottom"},
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
    {"action": "pdf"},
    {"action": "pdf", "format": "A4", "printBackground": True, "margin": {"top": "1cm", "left": "10.5mm"}},
]

INVALID = [
    ({}, "must be in list"),
    ({"action": "explode"}, "must be in list [visit, fill,"),
    ({"action": "fill", "target": "x"}, "fill needs target and value"),
    ({"action": "fill", "value": "x"}, "fill needs target and value"),
    ({"action": "visit"}, "visit needs url"),
    ({"action": "click"}, "click needs target"),
    ({"action": "click", "target": "x", "value": "y"}, "click does not take [value]; it takes [target, getTargetBy"),
    ({"action": "fill", "target": "x", "value": "y", "fullPage": False}, "fill does not take [fullPage]"),
    ({"action": "click", "target": "x", "getTargetBy": "getByMagic"}, "must be in list [getBySelector,"),
    ({"action": "wait"}, "exactly one of milliseconds, target, url and waitUntil"),
    ({"action": "wait", "milliseconds": 1, "target": "x"}, "exactly one of"),
    ({"action": "wait", "milliseconds": -1}, "greater than or equal to 0"),
    ({"action": "wait", "milliseconds": 5, "state": "hidden"}, "are about target"),
    ({"action": "scroll"}, "exactly one of target, to, and x or y"),
    ({"action": "scroll", "to": "left"}, "must be in list [top, bottom]"),
    ({"action": "moveCursor", "x": 1}, "either target, or both x and y"),
    ({"action": "screenshot", "format": "gif"}, "format of screenshot must be one of [png, jpeg]"),
    ({"action": "screenshot", "quality": 50}, "quality is for format jpeg"),
    ({"action": "screenshot", "format": "jpeg", "quality": 101}, "less than or equal to 100"),
    ({"action": "screenshot", "target": "x", "fullPage": True}, "give one of them"),
    ({"action": "pdf", "format": "png"}, "format of pdf must be one of [Letter"),
    ({"action": "pdf", "margin": {"top": "wide"}}, "match regex pattern"),
    ({"action": "extract"}, "either target or extractors"),
    ({"action": "extract", "target": "x", "extractors": [{"name": "a", "selector": "b"}]}, "either target or"),
    ({"action": "extract", "target": "x", "attribute": "id", "format": "html"}, "give one of them"),
    ({"action": "extract", "extractors": [{"name": "", "selector": "b"}]}, "at least 1 character"),
    ({"action": "extract", "extractors": [{"name": "a", "selector": "b"}], "multiple": True}, "say themselves"),
]


def complaints(message: Any) -> str:
    return "; ".join(violation.proto.message for violation in protovalidate.collect_violations(message))


@pytest.mark.parametrize("action", VALID, ids=str)
def test_an_action_that_makes_sense_is_taken(action: dict[str, Any]) -> None:
    assert complaints(ParseDict(action, Action())) == ""


@pytest.mark.parametrize(("action", "complaint"), INVALID, ids=str)
def test_an_action_that_makes_no_sense_is_refused_and_told_what_would_be_right(
    action: dict[str, Any], complaint: str
) -> None:
    assert complaint in complaints(ParseDict(action, Action()))


def test_every_action_of_the_api_can_be_performed_and_no_other() -> None:
    assert complaints(Action(action="")).startswith("must be in list")
    listed = complaints(Action(action="x")).removeprefix("must be in list [").split("]")[0].split(", ")
    assert set(listed) == actions.names()


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"targetUrl": ""}, "targetUrl is needed, or actionType and payload"),
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
    assert "give one of them" in complaints(ListJobsRequest(page=2, page_token="x"))
    assert complaints(ListJobsRequest(page=1, page_token="x")) == ""


def test_an_id_must_be_one() -> None:
    assert "UUID" in complaints(WatchJobRequest(job_id="550e8400"))
    assert "UUID" in complaints(WatchJobRequest())
