"""gen/forms/job.json has the rules of the protos, with their words."""

from tabwright.v1.action_pb2 import Action
from tabwright.v1.action_rule_pb2 import action_rule

from docs import forms
from docs.comments import read_comments

FORMS = forms.document(read_comments())
ACTIONS = {one["action"]: one for one in FORMS["actions"]}


def test_it_has_every_action_and_every_field_that_one_takes() -> None:
    rules = Action.DESCRIPTOR.GetOptions().Extensions[action_rule]  # type: ignore[index]
    assert list(ACTIONS) == [rule.action for rule in rules]
    fields = FORMS["schemas"]["Action"]["properties"]
    taken = {name for one in FORMS["actions"] for name in [*one["needs"], *one["takes"]]}
    assert taken | set(FORMS["companions"]) | {"action"} == set(fields)
    assert all(field["description"] for field in fields.values())


def test_format_has_the_values_and_the_words_of_each_action_that_takes_it() -> None:
    taking = {name for name, one in ACTIONS.items() if "format" in one["takes"]}
    assert {name for name, one in ACTIONS.items() if one.get("formats")} == taking
    assert ACTIONS["screenshot"]["formats"] == ["png", "jpeg", "webp"]
    assert ACTIONS["pdf"]["about"]["format"].startswith("The format of the result. The paper")
