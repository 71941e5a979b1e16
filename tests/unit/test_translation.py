"""ActionService's requests become ordinary jobs."""

import re
from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict, ParseDict
from tabwright.v1.action_pb2 import Action
from tabwright.v1.action_service_pb2 import (
    ExtractRequest,
    FormAction,
    FormFillRequest,
    PdfRequest,
    ScreenshotRequest,
    VisitRequest,
)
from tabwright.v1.job_service_pb2 import CreateJobRequest

from server.calls import validation
from server.calls.faults import InvalidRequest
from server.convert import action_rules, translation
from store import action_tree

URL = "https://example.test/"

TRANSLATIONS = [
    (VisitRequest, "visit", {}, {}),
    (VisitRequest, "visit", {"timeout": 900}, {"timeoutMs": 900}),
    (VisitRequest, "visit", {"referer": "https://a/"}, {"referer": "https://a/"}),
    (VisitRequest, "visit", {"timeout": 900, "timeoutMs": 500}, {"timeoutMs": 500}),
    (ScreenshotRequest, "screenshot", {"fullPage": True}, {"actions": [{"action": "screenshot", "fullPage": True}]}),
    (
        ScreenshotRequest,
        "screenshot",
        {"fullPage": True, "selector": "#a", "format": "png", "quality": 90},
        {"actions": [{"action": "screenshot", "target": "#a", "format": "png"}]},
    ),
    (
        ScreenshotRequest,
        "screenshot",
        {"format": "jpeg", "quality": 0, "waitUntil": "load"},
        {"waitUntil": "load", "actions": [{"action": "screenshot", "format": "jpeg", "quality": 0}]},
    ),
    (
        FormFillRequest,
        "form-fill",
        {"actions": [{"type": "fill", "selector": "#a", "value": ""}, {"type": "click", "selector": "#b"}]},
        {"actions": [{"action": "fill", "target": "#a", "value": ""}, {"action": "click", "target": "#b"}]},
    ),
    (
        FormFillRequest,
        "form-fill",
        {"actions": [{"type": "click", "selector": "#b"}, {"type": "fill", "selector": "#a", "value": "x"}]}
        | {"waitForNavigation": True},
        {
            "actions": [
                {"action": "click", "target": "#b", "waitForNavigation": True},
                {"action": "fill", "target": "#a", "value": "x"},
            ]
        },
    ),
    (
        ExtractRequest,
        "extract",
        {"extractors": [{"name": "a", "selector": "b", "multiple": True}]},
        {"actions": [{"action": "extract", "extractors": [{"name": "a", "selector": "b", "multiple": True}]}]},
    ),
    (
        PdfRequest,
        "pdf",
        {"format": "A4", "printBackground": False, "margin": {"top": "1cm"}},
        {"actions": [{"action": "pdf", "format": "A4", "printBackground": False, "margin": {"top": "1cm"}}]},
    ),
    (
        ScreenshotRequest,
        "screenshot",
        {"target": "Go", "getTargetBy": "getByText", "nth": -1, "frame": [{"target": "#f"}], "name": "go"}
        | {"mask": [{"target": ".ad"}], "omitBackground": True, "continueOnError": False},
        {
            "actions": [
                {"action": "screenshot", "target": "Go", "getTargetBy": "getByText", "nth": -1}
                | {"frame": [{"target": "#f"}], "name": "go"}
                | {"mask": [{"target": ".ad"}], "omitBackground": True, "continueOnError": False}
            ]
        },
    ),
    (
        ExtractRequest,
        "extract",
        {"target": "a", "multiple": True, "attribute": "href"},
        {"actions": [{"action": "extract", "target": "a", "multiple": True, "attribute": "href"}]},
    ),
    (VisitRequest, "visit", {"url": "", "html": "<p>", "baseUrl": URL}, {"html": "<p>", "baseUrl": URL}),
    (
        FormFillRequest,
        "form-fill",
        {"actions": [{"type": "select", "selector": "Size", "getTargetBy": "getByLabel", "labels": ["L"], "nth": 0}]},
        {"actions": [{"action": "select", "target": "Size", "getTargetBy": "getByLabel", "labels": ["L"], "nth": 0}]},
    ),
]
OF_FLOWS = {"action", "when", "within"}
"""What only actions among others have."""
TAKEN = [
    (ScreenshotRequest, "screenshot", {"timeoutMs"}),
    (ExtractRequest, "extract", {"timeoutMs"}),
    (PdfRequest, "pdf", {"timeoutMs"}),
    (VisitRequest, "visit", {"timeoutMs", "name", "continueOnError"}),
    *((FormAction, name, {"target"}) for name in ("fill", "click", "type", "press", "check", "select", "upload")),
]
"""Requests, and those fields of their actions that are the job's there, or have another name."""


@pytest.mark.parametrize(("kind", "action", "but"), TAKEN)
def test_a_request_takes_what_its_action_takes(kind: Any, action: str, but: set[str]) -> None:
    own = {field.json_name: field for field in kind.DESCRIPTOR.fields}
    actions = {field.json_name: field for field in Action.DESCRIPTOR.fields}
    for name in {*action_rules.RULES[action].takes} - but - OF_FLOWS:
        assert name in own, f"{kind.DESCRIPTOR.name} needs the field {name}, as Action has it"
        assert (own[name].type, own[name].is_repeated) == (actions[name].type, actions[name].is_repeated)


def test_options_are_those_of_the_job() -> None:
    options = {"device": "iPhone 15", "colorScheme": "dark", "record": {"har": True}}
    for kind in (VisitRequest, ScreenshotRequest, FormFillRequest, ExtractRequest, PdfRequest):
        assert MessageToDict(translation.job_request(ParseDict({"options": options}, kind())))["options"] == options


@pytest.mark.parametrize(("kind", "action_type", "request_", "job"), TRANSLATIONS)
def test_a_request_and_the_same_as_payload_make_the_same_valid_job(
    kind: Any, action_type: str, request_: dict[str, Any], job: dict[str, Any]
) -> None:
    direct, _ = translation.plain(ParseDict({"url": URL, **request_}, kind()))
    assert MessageToDict(direct) == ({} if "html" in job else {"targetUrl": URL}) | job
    assert validation.violations(direct) == []
    assert action_tree.action_type(action.action for action in direct.actions) == action_type
    timeout = {"timeoutMs": request_.pop("timeoutMs")} if "timeoutMs" in request_ else {}
    folded = ParseDict({"actionType": action_type, "payload": {"url": URL, **request_}, **timeout}, CreateJobRequest())
    assert validation.violations(folded) == []
    assert translation.plain(folded)[0] == direct


def test_what_a_job_has_beside_its_payload_stays() -> None:
    beside = {"browserTypeId": 4, "priority": 7, "timeoutMs": 500, "maxRetries": 0}
    folded = ParseDict({"actionType": "visit", "payload": {"url": URL}, **beside}, CreateJobRequest())
    assert MessageToDict(translation.plain(folded)[0]) == {"targetUrl": URL, **beside}


@pytest.mark.parametrize(
    ("action_type", "payload", "path", "right"),
    [
        ("screenshot", {"url": URL, "fullpage": True}, "payload.fullpage", "there are: url, waitUntil, fullPage"),
        ("screenshot", {"url": URL, "fullPage": "yes"}, "payload.fullPage", "must be true or false"),
        ("screenshot", {"url": URL, "format": "gif"}, "payload.format", "must be in list [png, jpeg"),
        ("screenshot", {}, "payload.url", "url is needed, or html"),
        ("screenshot", {"url": URL, "html": "<p>"}, "payload.html", "takes the place of url"),
        ("screenshot", {"url": URL, "baseUrl": URL}, "payload.baseUrl", "is about html"),
        ("screenshot", {"html": "ü" * 2_621_441}, "payload.html", "at most 5242880 bytes"),
        ("screenshot", {"url": URL, "priority": 3}, "payload.priority", "does not belong into payload"),
        ("screenshot", {"url": URL, "fulPage": True}, "payload.fulPage", "there are: url, waitUntil, fullPage"),
        ("visit", {"url": URL, "waitMs": 3}, "payload.waitMs", "does not belong into payload"),
        ("visit", {"url": URL, "timeout": "\0"}, "payload.timeout", "must be a whole number"),
        ("visit", {"url": "https://a/\0"}, "payload.url", "NUL"),
        ("form-fill", {"url": URL, "actions": []}, "payload.actions", "at least 1"),
        ("form-fill", {"url": URL, "actions": [{"type": "fill", "selector": "a"}]}, "payload.actions[0]", "value"),
        (
            "form-fill",
            {"url": URL, "actions": [{"type": "fill", "selector": "a", "value": ""}], "waitForNavigation": True},
            "payload.waitForNavigation",
            "waitForNavigation is about the last click",
        ),
        ("form-fill", {"url": URL, "actions": [{"type": "x", "selector": "a"}]}, "payload.actions[0].type", "[fill"),
        ("extract", {"url": URL, "extractors": [{"name": "a"}]}, "payload.extractors[0].selector", "at least 1"),
        ("pdf", {"url": URL, "margin": {"top": "wide"}}, "payload.margin.top", "pattern"),
        ("pdf", {"url": URL, "scale": 9}, "payload.scale", "less than or equal to 2"),
        ("pdf", {"url": URL, "width": "9cm"}, "payload.width", "go together"),
        ("pdf", {"url": URL, "options": {}}, "payload.options", "does not belong into payload"),
        ("extract", {"url": URL}, "payload.target", "needs target or extractors"),
        ("extract", {"url": URL, "target": "a", "format": "csv"}, "payload.format", "must be one of"),
        ("screenshot", {"url": URL, "selector": "a", "target": "a"}, "payload.selector", "another name for target"),
        ("screenshot", {"url": URL, "target": "a", "fullPage": True}, "payload.fullPage", "give one of them"),
        ("screenshot", {"url": URL, "mask": [{"target": ""}]}, "payload.mask[0].target", "at least 1"),
        (
            "form-fill",
            {"url": URL, "actions": [{"type": "click", "selector": "a", "button": "x"}]},
            "payload.actions[0].button",
            "[left",
        ),
    ],
)
def test_a_wrong_payload_is_refused_by_the_fields_name(
    action_type: str, payload: dict[str, Any], path: str, right: str
) -> None:
    with pytest.raises(InvalidRequest) as refused:
        translation.plain(ParseDict({"actionType": action_type, "payload": payload}, CreateJobRequest()))
    ((place, text),) = refused.value.violations
    assert place == path
    assert right in text
    assert not {"browserTypeId", "priority", "timeoutMs", "waitMs", "requestId"} & set(re.findall(r"\w+", text))


@pytest.mark.parametrize(
    ("request_", "field", "right"),
    [
        ({}, "targetUrl", "targetUrl is needed, or html, or actionType and payload"),
        ({"html": "<p>", "actionType": "visit", "payload": {"url": URL}}, "html", "payload holds them"),
        ({"html": "<p>", "targetUrl": URL}, "html", "give one of them"),
        ({"payload": {"url": URL}}, "payload", "payload needs actionType"),
        ({"targetUrl": URL, "actionType": "visit", "payload": {"url": URL}}, "actionType", "go without targetUrl"),
        ({"waitUntil": "load", "actionType": "visit", "payload": {"url": URL}}, "actionType", "go without targetUrl"),
        ({"actionType": "visits", "payload": {"url": URL}}, "actionType", "must be in list [visit, "),
    ],
)
def test_the_two_forms_of_a_job_do_not_mix(request_: dict[str, Any], field: str, right: str) -> None:
    ((path, text),) = validation.violations(ParseDict(request_, CreateJobRequest()))
    assert path == field
    assert right in text


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        ([], "visit"),
        (["pdf"], "pdf"),
        (["fill", "fill", "click"], "form-fill"),
        (["wait"], None),
        (["screenshot", "pdf"], None),
        (["scroll"], None),
    ],
)
def test_a_job_of_the_other_form_has_an_action_type_where_one_fits(actions: list[str], expected: str | None) -> None:
    assert action_tree.action_type(actions) == expected
