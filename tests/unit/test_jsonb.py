"""JSON texts that PostgreSQL takes."""

import json

from hypothesis import given
from hypothesis import strategies as st

from store import jsonb

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=())),
    lambda children: st.lists(children) | st.dictionaries(st.text(st.characters(exclude_categories=())), children),
    max_leaves=20,
)


@given(_VALUES)
def test_any_value_becomes_json_without_what_jsonb_refuses(value: object) -> None:
    text = jsonb.dumps(value)
    text.encode()
    assert "\0" not in str(json.loads(text, parse_constant=lambda name: 1 / 0))


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")))
def test_text_that_jsonb_takes_stays_as_it_is(text: str) -> None:
    assert json.loads(jsonb.dumps({text: [text]})) == {text: [text]}


def test_what_jsonb_refuses_is_replaced() -> None:
    value = {"a\0b": ["\ud800", float("nan"), float("inf"), 1.5, r"\u0000"]}
    assert json.loads(jsonb.dumps(value)) == {"a\ufffdb": ["\ufffd", None, None, 1.5, r"\u0000"]}
