"""JSON texts that PostgreSQL takes."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from store.database import jsonb

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


def test_what_json_has_no_word_for_becomes_its_text() -> None:
    assert json.loads(jsonb.dumps([datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), UUID(int=7), 1j])) == [
        "2026-01-02T03:04:05+00:00",
        "00000000-0000-0000-0000-000000000007",
        "1j",
    ]


def test_numbers_and_depth_have_no_end() -> None:
    deep: list[Any] = []
    for _ in range(300):
        deep = [deep]
    assert json.loads(jsonb.dumps({"n": 2**70, "deep": deep})) == {"n": 2**70, "deep": deep}
