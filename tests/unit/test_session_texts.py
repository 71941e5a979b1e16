"""What is hidden of a session, what belongs to it, and what of the action saveSession is refused."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import pytest
from tabwright.v1.job_options_pb2 import JobOptions

from server.convert import session_rules
from worker.sessions import telling
from worker.sessions.telling import texts
from worker.sessions.wanted import Wanted, unexpired

TOKEN = "eyJhbGciOiJIUzI1NiJ9.e30.Zq7Xv4"


def cookie(value: str, **more: Any) -> dict[str, Any]:
    return {"name": "a", "value": value, "domain": "shop.test", "expires": -1, **more}


def stored(value: Any) -> dict[str, Any]:
    item = {"name": "a", "value": value if isinstance(value, str) else json.dumps(value)}
    return {"cookies": [], "origins": [{"origin": "https://shop.test", "localStorage": [item]}]}


@pytest.mark.parametrize(
    ("state", "hidden"),
    [
        ({"cookies": [cookie("12345678", httpOnly=True)], "origins": []}, ["12345678"]),
        ({"cookies": [cookie("1234567", httpOnly=True)], "origins": []}, []),
        ({"cookies": [cookie("en-US"), cookie("12345678")], "origins": []}, []),
        ({"cookies": [cookie(quote(json.dumps({"token": TOKEN})))], "origins": []}, [TOKEN]),
        (stored({"user": {"name": "Ada Lovelace of London 1815", "tokens": [TOKEN]}}), [TOKEN]),
        (stored(json.dumps(json.dumps({"token": TOKEN}))), [TOKEN]),
        (
            stored(["2026-11-30T05:00:31.123Z", "https://shop.test/a/picture/1", "data:image/png;base64,iVBORw0KGgo0"]),
            [],
        ),
        (stored("accordion-is-open-left"), []),
        (stored("x1" * 40_000), []),
        (stored("[" * 100_000), []),
    ],
)
def test_what_looks_as_if_it_opened_a_door_is_hidden_and_words_are_not(state: Any, hidden: Sequence[str]) -> None:
    assert texts(state) == hidden


def test_no_more_is_hidden_than_can_be_looked_for_and_cookies_come_first() -> None:
    many = stored([f"{TOKEN}{number}" for number in range(500)]) | {"cookies": [cookie("12345678", httpOnly=True)]}
    found = texts(many)
    assert len(found) == telling.MAX_TEXTS
    assert found[0] == "12345678"


def test_cookies_that_have_expired_are_not_put_in() -> None:
    kept = [cookie("a", expires=2**40), cookie("b"), {"name": "c", "value": "c", "domain": "shop.test"}]
    assert unexpired([cookie("d", expires=5), *kept]) == kept


def test_what_a_session_is_of_is_spelled_in_one_way() -> None:
    wanted = Wanted.of(["https://SHOP.test:443", "https://shop.test", "https://*.a.test"])
    assert wanted.origins == ("https://shop.test", "https://*.a.test")
    assert wanted.has("https://x.y.a.test/page?x")
    assert not any(
        map(wanted.has, ["https://a.test", "http://shop.test", "https://shop.test:444", "about:blank", "null"])
    )


@pytest.mark.parametrize(
    ("options", "action", "fault"),
    [
        ({"session": "a"}, {}, None),
        ({}, {}, "actions[0].actions[0].action: saveSession saves the session that options.session names: name one"),
        ({"session": "a", "session_mode": "readOnly"}, {}, "actions[0].actions[0].action: saveSession goes with"),
        ({"session": "a"}, {"origins": ["a.test"]}, "actions[0].actions[0].origins[0]: must be an origin such as"),
        (
            {"session": "a", "record": {"har": True}},
            {},
            "options.record.har: would have what actions[0].actions[0] reads",
        ),
        ({"session": "a", "record": {"network_log": True}}, {}, None),
    ],
)
def test_a_job_may_save_what_it_has_for_itself_and_no_recording_has(
    options: Any, action: Any, fault: str | None
) -> None:
    actions = [{"action": "repeat", "actions": [{"action": "saveSession", **action}]}]
    found = [f"{path}: {text}" for path, text in session_rules.violations(actions, JobOptions(**options))]
    assert [one.startswith(fault) for one in found] == [True] if fault else found == []
