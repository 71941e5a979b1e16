"""Patterns that clients give."""

import pytest

from store.patterns import NotAPattern, searcher


def test_a_pattern_is_looked_for_in_time_that_grows_with_the_text_alone() -> None:
    assert not searcher("(a+)+$")("a" * 200_000 + "!")  # one that backtracks would not come back
    assert searcher("(?i)straße \\d+$")("Große STRASSE, Straße 12")
    assert not searcher("^b")("ab")


@pytest.mark.parametrize("pattern", ["(", "a(?=b)", "(a)\\1", "a{1000}{1000}", "[z-a]"])
def test_what_is_no_pattern_or_too_large_a_one_is_refused(pattern: str) -> None:
    with pytest.raises(NotAPattern):
        searcher(pattern)
