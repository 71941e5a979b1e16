"""Globs, which mean what they mean to Playwright."""

import re

import pytest
from playwright._impl._glob import glob_to_regex_pattern

from worker.failures import StepFailed
from worker.globs import has_text, matches

URLS = [
    "https://example.test/",
    "https://example.test/a",
    "https://example.test/a/b.js",
    "https://example.test/a/b.js?x=1,2",
    "https://example.test/xxab",
    "https://example.test//",
    "https://example.test/a*b{c",
]
GLOBS = [
    "**",
    "*",
    "https://example.test/*",
    "https://example.test/**",
    "https://example.test/**/b.js",
    "https://example.test/**/a",
    "**/b.js",
    "**/b.js?x=*",
    "**/a",
    "**/*.{js,css}",
    "**/*.{js,css}?x=1,2",
    "**/*ab",
    "**/**x*b",
    "https://example.test/a\\*b\\{c",
    "nothing",
    "",
    "https://*/a",
    "**a*/**",
]


@pytest.mark.parametrize("glob", GLOBS)
def test_a_glob_matches_what_it_matches_in_playwright(glob: str) -> None:
    pattern = re.compile(glob_to_regex_pattern(glob))
    assert [matches(url, glob) for url in URLS] == [bool(pattern.search(url)) for url in URLS]


def test_a_host_needs_no_slash() -> None:
    assert matches("https://example.test/", "https://example.test")


def test_a_glob_takes_no_longer_than_its_length_and_the_urls_demand() -> None:
    assert not matches("https://example.test/" + "a" * 8000, "**a" * 20 + "b")
    assert not has_text("a" * 10_000, "*a" * 4000 + "b")


def test_too_many_alternatives_are_refused() -> None:
    with pytest.raises(StepFailed, match="has 4096 alternatives"):
        matches("https://example.test/", "{a,b}" * 12)


@pytest.mark.parametrize(
    ("text", "glob", "is_so"),
    [
        (" 12\n results", "12 results", True),
        ("12 results", "* results", True),
        ("no results", "12*", False),
        ("12 of 120", "12*12*", True),
        ("12", "12*12", False),
        ("", "", True),
        ("a", "", False),
        ("a", "*", True),
        ("xay", "*a*", True),
    ],
)
def test_a_text_is_whole_and_a_star_is_any_text(text: str, glob: str, *, is_so: bool) -> None:
    assert has_text(text, glob) is is_so
