"""A job takes the fast lane only where all that it has is known to be possible there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from tabwright.v1.action_pb2 import Action
from tabwright.v1.job_options_pb2 import JobOptions

from server.convert.action_rules import RULES
from store.job import ClaimedJob, Json, Lease, new_id
from store.queue.browsers import BrowserType
from worker.running.lanes import ACTIONS, COMMON, OPTIONS, Allowed, is_fast


def words(text: str) -> set[str]:
    return set(text.split())


NOT_ACTIONS = words(
    """
    askHuman blockResources check click closeTab download drag evaluate fill find hover inspect mouseDown mouseUp
    moveCursor press saveSession scroll select setHeaders snapshot switchTab type uncheck upload
    """
)
NOT_FIELDS = {
    "wait": {"response", "keepBody"},
    "answerDialogs": {"sensitive"},
    "setCookies": {"sensitive"},
}
NOT_OPTIONS = words(
    """
    record initScripts clientCertificates cookieBanners blockAds session sessionMode saveSession
    sessionOrigins profile autoResume interventionTimeoutMs signedIn
    """
)
"""What has been decided to be left to Playwright. Whoever adds an action, a field or an option decides where it goes,
in worker/running/lanes.py or here; until then it goes by Playwright, and a test says that it was not decided.
"""

CHROMIUM = BrowserType(
    id=1,
    name="Chromium",
    type="chromium",
    device_type="desktop",
    user_agent=None,
    viewport_width=None,
    viewport_height=None,
    device=None,
    is_active=True,
    created_at=datetime.now(UTC),
    updated_at=datetime.now(UTC),
    paused_at=None,
)
SCREENSHOT = {"action": "screenshot", "fullPage": True}


def job(*actions: Json, **changes: Any) -> ClaimedJob:
    fields: dict[str, Any] = {
        "lease": Lease(new_id(), 1),
        "slot_no": 1,
        "next_sequence": 1,
        "browser_type_id": 1,
        "target_url": "http://a.test/",
        "actions": list(actions),
        "options": {},
        "wait_until": "load",
        "timeout_ms": 1000,
        "retry_count": 0,
        "max_retries": 0,
        "url_policies": [],
    }
    return ClaimedJob(**fields | changes)


def differences(allowed: Allowed, descriptor: Any, at: str = "") -> Iterator[str]:
    """Where a list of what is allowed and the fields of messages in it are not the same."""
    fields = {field.json_name: field for field in descriptor.fields}
    yield from (f"{at}{name}" for name in allowed.keys() ^ fields.keys())
    for name in allowed.keys() & fields.keys():
        inner = fields[name].message_type
        if isinstance(allowed[name], dict) and allowed[name] is not allowed:
            yield from differences(allowed[name], inner, f"{at}{name}.")


def test_every_action_and_field_of_one_has_been_decided() -> None:
    assert RULES.keys() - ACTIONS.keys() == NOT_ACTIONS
    for name, allowed in ACTIONS.items():
        taken = set(RULES[name].takes) - COMMON.keys()
        assert taken - allowed.keys() == NOT_FIELDS.get(name, set()), name
        assert allowed.keys() <= taken, name


def test_every_option_and_field_of_one_has_been_decided() -> None:
    assert set(differences(OPTIONS, JobOptions.DESCRIPTOR)) == NOT_OPTIONS


@pytest.mark.parametrize("name", ACTIONS)
def test_every_field_of_messages_in_actions_has_been_decided(name: str) -> None:
    allowed = {**COMMON, **ACTIONS[name]}
    assert not {one for one in differences(allowed, Action.DESCRIPTOR) if "." in one}


def test_a_job_of_what_is_listed_is_fast() -> None:
    cookies = {"action": "setCookies", "cookies": [{"name": "a", "value": "b", "domain": "a.test"}]}
    wait = {"action": "wait", "milliseconds": 5, "when": {"target": "h1", "frame": [{"target": "iframe"}]}}
    nested = {"name": "a", "selector": "b", "extractors": [{"name": "c", "selector": "d", "format": "links"}]}
    extract = {"action": "extract", "target": "li", "multiple": True, "extractors": [nested]}
    each = {"action": "forEach", "target": "li", "times": 5, "actions": [{**extract, "within": "item"}]}
    options = {"viewport": {"width": 5, "height": 5}, "onBlocked": "fail", "waitUntilIsSaid": True, "locale": "de"}
    options |= {"permissions": ["geolocation"], "geolocation": {"latitude": 1.5, "longitude": 2}}
    assert is_fast(job(), CHROMIUM)
    assert is_fast(job(SCREENSHOT, html="<p>", target_url=""), CHROMIUM)
    assert is_fast(job(cookies, wait, SCREENSHOT, {"action": "pdf"}, each, options=options), CHROMIUM)


@pytest.mark.parametrize(
    "options",
    [
        {"session": "shop"},
        {"profile": "acme"},
        {"companyDetails": "sealed"},
        {"onBlocked": "intervene"},
        {"record": {"har": True}},
        {"permissions": ["geolocation", "clipboard-write"]},
        {"viewport": {"width": 5, "height": 5, "depth": 3}},
        {"extraHttpHeaders": {"x-key": "${secret:key}"}},
        {"httpCredentials": {"username": "a", "password": "${secret:key}"}},
        {"optionOfTomorrow": False},
    ],
)
def test_an_option_that_is_not_listed_keeps_a_job_from_the_fast_lane(options: Json) -> None:
    assert not is_fast(job(SCREENSHOT, options=options), CHROMIUM)


@pytest.mark.parametrize(
    "action",
    [
        {"action": "click", "target": "a"},
        {"action": "actionOfTomorrow"},
        {"action": "wait", "response": "**/api"},
        {"action": "screenshot", "fieldOfTomorrow": 0},
        {"action": "screenshot", "sensitive": True},
        {"action": "screenshot", "mask": [{"target": "a"}, {"target": "b", "fieldOfTomorrow": True}]},
        {"action": "setCookies", "cookies": [{"name": "a", "value": "${totp:key}"}]},
        {"action": "setHeaders", "headers": {"x-key": "${secret:key}"}},
        {"action": "collectUrls", "source": "sitemap"},
    ],
)
def test_an_action_or_a_field_that_is_not_listed_keeps_a_job_from_the_fast_lane(action: Json) -> None:
    assert not is_fast(job(SCREENSHOT, action), CHROMIUM)
    assert not is_fast(job({"action": "repeat", "times": 2, "actions": [SCREENSHOT, action]}), CHROMIUM)


def test_only_chromium_has_a_fast_lane() -> None:
    assert not is_fast(job(SCREENSHOT), replace(CHROMIUM, type="firefox"))
