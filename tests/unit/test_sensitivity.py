"""What sensitive actions hide, and what is wrong with them."""

from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict, ParseDict
from tabwright.v1.action_pb2 import Action
from tabwright.v1.job_options_pb2 import Record

from server.convert import action_rules, sensitivity
from store.job import Json
from store.sensitive_values import is_sensitive, shown, values

SENSITIVE: dict[str, Json] = {
    "fill": {"target": "#x", "value": "secret"},
    "type": {"target": "#x", "value": "secret"},
    "press": {"keys": ["s", "e"]},
    "select": {"target": "#x", "value": "secret", "values": ["secret"], "labels": ["secret"]},
    "upload": {"target": "#x", "files": [{"name": "a.txt", "data": "c2VjcmV0"}, {"artifact": "page.pdf"}]},
    "evaluate": {"script": "secret", "argument": {"a": ["secret", 1234567, True, None]}},
    "answerDialogs": {"answer": "accept", "promptText": "secret"},
    "setCookies": {"cookies": [{"name": "a", "value": "secret", "domain": "b"}, {"name": "c", "value": ""}]},
    "setHeaders": {"headers": {"X-A": "secret"}},
}


def _action(name: str, **changes: Any) -> Json:
    return {"action": name, **SENSITIVE[name], "sensitive": True, **changes}


def test_every_action_that_may_be_sensitive_hides_something() -> None:
    assert {name for name, rule in action_rules.RULES.items() if "sensitive" in rule.takes} == set(SENSITIVE)


@pytest.mark.parametrize("name", SENSITIVE)
def test_a_sensitive_action_is_shown_without_what_it_hides_and_is_a_whole_action_still(name: str) -> None:
    action = MessageToDict(ParseDict(dict(_action(name)), Action()))
    message = MessageToDict(ParseDict(dict(shown(action)), Action()))
    assert "secret" not in str(message).lower().replace("'sensitive'", "")
    assert "c2VjcmV0" not in str(message)
    assert "1234567" not in str(message)
    assert message.keys() == action.keys()
    found = list(values(shown(action)))
    assert found
    assert all(value.is_mask for value in found)


def test_an_action_that_is_not_sensitive_is_shown_whole() -> None:
    action = _action("fill", sensitive=False)
    assert not is_sensitive(action)
    assert shown(action) == action
    assert list(values(action)) == []


@pytest.mark.parametrize(
    ("action", "record", "told"),
    [
        (_action("fill"), {"trace": True}, {}),
        (_action("fill"), {"video": True}, {"options.record.video": "shows what actions[0].sensitive hides"}),
        (_action("fill", value="abc"), {}, {}),
        (_action("fill", value="abc"), {"har": True}, {"actions[0].value": "fewer than 4 characters"}),
        (_action("press", keys=["Enter"]), {"trace": True}, {"actions[0].keys[0]": "sensitive and keys"}),
        (_action("upload"), {"networkLog": True}, {"actions[0].files[0].data": "the data of files"}),
        (
            _action("setCookies", cookies=[{"name": "a", "value": "b"}]),
            {"har": True},
            {"actions[0].cookies[0].value": "4"},
        ),
        (_action("evaluate", argument={"pin": 12}), {"consoleLog": True}, {"actions[0].argument[pin]": "fewer"}),
        (_action("fill", value="***"), {}, {"actions[0].value": "which stands for it in answers: give it itself"}),
        (_action("setHeaders", headers={"A": "***"}), {}, {"actions[0].headers[A]": "give it itself"}),
        (_action("upload", files=[{"name": "a", "data": "Kioq"}]), {}, {"actions[0].files[0].data": "give it itself"}),
        (
            {"action": "select", "indexes": [1], "sensitive": True},
            {},
            {"actions[0].sensitive": "nothing that it hides"},
        ),
        (_action("evaluate", argument=[f"one {n}" for n in range(1000)]), {}, {"actions": "may hide 1000"}),
        ({"action": "fill", "value": "***"}, {"video": True, "trace": True}, {}),
    ],
)
def test_what_cannot_be_hidden_is_refused_by_the_name_of_its_field(
    action: Json, record: Json, told: dict[str, str]
) -> None:
    broken = dict(sensitivity.violations([action], ParseDict(dict(record), Record())))
    assert broken.keys() == told.keys()
    assert all(text in broken[path] for path, text in told.items()), broken
