"""Where the API's messages and the store's domain meet."""

from datetime import UTC, datetime
from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict, ParseDict
from tabwright.v1.job_pb2 import Job as JobMessage
from tabwright.v1.job_service_pb2 import CreateJobRequest

from server.calls.faults import InvalidRequest
from server.convert import job as convert
from server.settings import ServerSettings
from store.job import FALLBACK_BEGUN, ON_BLOCKED, Job, OnBlocked, Repeat, Status, new_id
from store.records.events import Event

NOW = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)
SETTINGS = ServerSettings(default_job_timeout_ms=5000, max_job_retries=2)


def job(**changes: Any) -> Job:
    fields: dict[str, Any] = {
        "id": new_id(),
        "client_id": "client",
        "browser_type_id": 1,
        "target_url": "http://example.test/",
        "actions": [{"action": "fill", "target": "E-mail", "getTargetBy": "getByLabel", "value": "a@b.c"}],
        "wait_until": "load",
        "status": Status.PENDING,
        "priority": 0,
        "retry_count": 0,
        "max_retries": 3,
        "timeout_ms": 30_000,
        "created_at": NOW,
        "started_at": None,
        "completed_at": None,
        "updated_at": NOW,
        "result": None,
        "error": None,
    }
    return Job(**fields | changes)


def test_what_a_request_leaves_out_is_filled_in() -> None:
    new = convert.new_job(CreateJobRequest(target_url="https://example.test"), "client", SETTINGS)
    assert (new.browser_type_id, new.wait_until, new.priority) == (1, "networkidle", 0)
    assert (new.timeout_ms, new.max_retries, new.actions) == (5000, 2, [])


def test_what_a_request_says_is_kept_even_when_it_is_zero() -> None:
    request = CreateJobRequest(target_url="https://example.test", max_retries=0, timeout_ms=1, priority=9)
    new = convert.new_job(request, "client", SETTINGS)
    assert (new.timeout_ms, new.max_retries, new.priority) == (1, 0, 9)


def test_actions_are_stored_as_they_are_documented() -> None:
    documented = [
        {"action": "fill", "target": "Your e-mail address", "getTargetBy": "getByLabel", "value": "user@example.com"},
        {"action": "screenshot", "fullPage": True, "format": "png"},
        {"action": "extract", "target": "h1", "getTargetBy": "getBySelector", "attribute": "textContent"},
        {"action": "wait", "milliseconds": 2000},
    ]
    request = ParseDict({"targetUrl": "http://x.test", "actions": documented}, CreateJobRequest())
    assert convert.new_job(request, "client", SETTINGS).actions == documented


@pytest.mark.parametrize(
    "url",
    [
        "example.test",
        "/path",
        "ftp://example.test",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://[",
        "http://x:99999",
        "about:blank",
    ],
)
def test_a_url_that_a_browser_must_not_open_is_refused_by_the_name_of_its_field(url: str) -> None:
    request = CreateJobRequest(target_url=url, actions=[{"action": "visit", "url": url}])
    with pytest.raises(InvalidRequest) as refused:
        convert.new_job(request, "client", SETTINGS)
    assert [field for field, _ in refused.value.violations] == ["targetUrl", "actions[0].url"]


def test_a_job_prints_as_documented() -> None:
    stored = job(
        status=Status.COMPLETED,
        completed_at=NOW,
        result={
            "duration": 2500,
            "actions": [
                {"index": 0, "action": "extract", "durationMs": 3, "value": {"a": [1, None]}},
                {"index": 1, "action": "screenshot", "durationMs": 5, "artifact": "screenshot.png"},
                {"index": 2, "action": "screenshot", "durationMs": 5, "artifact": "screenshot-2.png"},
            ],
        },
    )
    printed = MessageToDict(convert.job_message(stored))
    assert printed["status"] == "completed"
    assert printed["completedAt"] == "2026-11-23T12:00:00.123456Z"
    assert printed["actions"] == stored.actions
    assert printed["result"]["duration"] == 2500
    assert printed["result"]["screenshotUrl"] == f"/api/v1/jobs/{stored.id}/artifacts/screenshot.png"
    assert printed["result"]["actions"][0]["value"] == {"a": [1, None]}
    assert "error" not in printed


def test_fields_that_another_release_has_stored_do_not_break_reading() -> None:
    stored = job(actions=[{"action": "visit", "url": "http://x", "fromTheFuture": 1}], result={"new": True})
    assert convert.job_message(stored).actions[0].url == "http://x"


@pytest.mark.parametrize("status", Status)
def test_every_status_has_the_same_name_on_the_wire_and_in_the_store(status: Status) -> None:
    value = convert.status_value(status)
    assert JobMessage.Status.Name(value) == status.value
    assert convert.status_filter(value) is status


def test_an_event_always_has_data() -> None:
    event = Event(job_id=new_id(), sequence=1, type="job.created", status=Status.PENDING, data={}, created_at=NOW)
    assert MessageToDict(convert.event_message(event))["data"] == {}


def test_a_job_is_repeated_as_it_says_or_its_key_or_the_installation() -> None:
    silent = CreateJobRequest(target_url="https://example.test")
    says_it = CreateJobRequest(target_url="https://example.test", repeat="whenSafe")
    always = ServerSettings(default_job_repeat=Repeat.ALWAYS)
    assert convert.new_job(silent, "client", SETTINGS).repeat is Repeat.WHEN_SAFE
    assert convert.new_job(silent, "client", always).repeat is Repeat.ALWAYS
    assert convert.new_job(silent, "client", SETTINGS, Repeat.ALWAYS).repeat is Repeat.ALWAYS
    assert convert.new_job(says_it, "client", always, Repeat.ALWAYS).repeat is Repeat.WHEN_SAFE


def test_a_job_waits_for_a_person_where_it_says_so_or_its_key_or_the_installation() -> None:
    silent = CreateJobRequest(target_url="https://example.test")
    fails = ParseDict({"targetUrl": "https://example.test", "options": {"onBlocked": "fail"}}, CreateJobRequest())
    by_default = ServerSettings(default_on_blocked=OnBlocked.INTERVENE)

    def stored(request: CreateJobRequest, settings: ServerSettings = SETTINGS, key: OnBlocked | None = None) -> Any:
        return convert.new_job(request, "client", settings, on_blocked=key).options.get(ON_BLOCKED)

    assert stored(silent) is None  # which is to fail
    assert stored(silent, by_default) == stored(silent, key=OnBlocked.INTERVENE) == "intervene"
    assert stored(silent, by_default, OnBlocked.FAIL) is None
    assert stored(fails, by_default, OnBlocked.INTERVENE) == "fail"


def test_a_job_that_stands_still_says_why() -> None:
    pause = {"reason": "CAPTCHA", "since": "2026-11-30T12:00:00.5+00:00", "deadline": "2026-11-30T12:15:00.5+00:00"}
    shown = MessageToDict(convert.job_message(job(status=Status.INTERVENTION_NEEDED, pause=pause)))
    assert (shown["status"], shown["pause"]["reason"]) == ("intervention_needed", "CAPTCHA")
    assert shown["pause"]["deadline"] == "2026-11-30T12:15:00.500Z"
    assert "pause" not in MessageToDict(convert.job_message(job()))


def test_what_is_looked_at_until_it_holds_names_something_that_can_change() -> None:
    wrong = {
        "targetUrl": "https://example.test",
        "actions": [
            {"action": "extract", "name": "a", "target": "h1"},
            {
                "action": "repeat",
                "times": 2,
                "actions": [
                    {
                        "action": "askHuman",
                        "instructions": "Sign in.",
                        "doneWhen": {"step": "a", "result": "failed", "withinMs": 5},
                    },
                    {"action": "askHuman", "doneWhen": {"target": "#in"}, "value": "x"},
                ],
            },
        ],
        "options": {"signedIn": {"step": "a", "result": "ok"}},
    }
    with pytest.raises(InvalidRequest) as refused:
        convert.new_job(ParseDict(wrong, CreateJobRequest()), "client", SETTINGS)
    inside = "actions[1].actions"
    assert [field for field, _ in refused.value.violations] == [
        *(f"{inside}[0].doneWhen.step", f"{inside}[0].doneWhen.withinMs"),
        *(f"{inside}[1].value", f"{inside}[1].instructions", "options.signedIn.step"),
    ]


def test_a_result_of_an_earlier_job_says_so_and_leads_to_its_artifacts() -> None:
    earlier = str(new_id())
    mark = {"kind": "cached", "errorType": "TIMEOUT", "message": "late", "cachedJobId": earlier}
    result = {
        "actions": [{"index": 0, "action": "screenshot", "artifact": "screenshot.png"}],
        "fallback": {**mark, "cachedAt": "2026-11-23T12:00:00.123456+00:00"},
    }
    message = convert.job_message(job(status=Status.COMPLETED, result=result))
    assert message.result.screenshot_url == f"/api/v1/jobs/{earlier}/artifacts/screenshot.png"
    assert message.result.fallback.cached_at.ToDatetime(UTC) == NOW
    assert MessageToDict(message.result.fallback).items() >= mark.items()


def test_fallbacks_are_stored_as_they_are_documented_and_shown_without_what_is_ours() -> None:
    wanted = [{"kind": "browserType", "browserTypeId": 2}, {"kind": "cached", "maxAgeMs": "60000"}]
    request = ParseDict({"targetUrl": "http://a.test", "options": {"fallbacks": wanted}}, CreateJobRequest())
    stored = convert.new_job(request, "client", SETTINGS).options
    assert stored["fallbacks"] == wanted
    message = convert.job_message(job(options={**stored, FALLBACK_BEGUN: {"next": 1, "from": 1}}))
    assert MessageToDict(message.options) == {"fallbacks": wanted}
