"""Globs, which mean what they mean to Playwright."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright._impl._glob import glob_to_regex_pattern

from worker import globs
from worker.failures import StepFailed
from worker.globs import has_text, matches

URLS = [
    "https://example.test/",
    "https://example.test/a",
    "https://example.test/a/b.js",
    "https://example.test/a/b.js?x=1,2",
    "https://example.test/xxab",
    "https://example.test//",
    "https://example.test//a",
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
    "https://**/**/**/b.*",
    "https://example.test/{a/**/*,*/c}",
    "https://example.test/*{*,b}",
    "https://example.test/a{/**,b}/b.js",
    "https://example.test/{**/,a}b.js",
]


@pytest.mark.parametrize("glob", GLOBS)
def test_a_glob_matches_what_it_matches_in_playwright(glob: str) -> None:
    pattern = re.compile(glob_to_regex_pattern(glob))
    assert [matches(url, glob) for url in URLS] == [bool(pattern.search(url)) for url in URLS]


_PIECES = st.sampled_from(
    ["a", "b", ".", "/", "*", "**", "**/", "/**/", "{a,b/}", "{*,a/**}", "{**/,}", "{/,**}", "\\*"]
)


@given(glob=st.lists(_PIECES, max_size=8).map("".join), url=st.text("ab./*", max_size=10))
def test_any_glob_matches_what_it_matches_in_playwright(glob: str, url: str) -> None:
    assert matches(url, glob) == bool(re.search(glob_to_regex_pattern(glob), url))


def test_a_host_needs_no_slash() -> None:
    assert matches("https://example.test/", "https://example.test")


def test_a_glob_takes_no_longer_than_its_length_and_the_urls_demand() -> None:
    assert not matches("https://example.test/" + "a" * 8000, "**a" * 20 + "b")
    assert not has_text("a" * 10_000, "*a" * 4000 + "b")


@pytest.fixture
def gone_through(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The URLs that were gone through character by character."""
    urls: list[str] = []
    is_match = globs._Alternatives._is_match

    def noted(alternatives: globs._Alternatives, url: str) -> bool:
        urls.append(url)
        return is_match(alternatives, url)

    monkeypatch.setattr(globs._Alternatives, "_is_match", noted)
    return urls


def test_a_url_that_lacks_a_text_of_the_glob_is_not_gone_through(gone_through: list[str]) -> None:
    for glob in ("**/never", "http://b*", "**/never/**", "http://a/*b*a", "{**/c,**/d}", "http://a/x"):
        assert not matches("http://a/b", glob)
    assert gone_through == []


def test_a_url_is_gone_through_once_whatever_the_alternatives(gone_through: list[str]) -> None:
    assert not matches("http://a/b/1/c", "{" + ",".join(["*b/1/c", "*/b/1/c", "http:*1/c"] * 300) + "}")
    assert matches("http://a/b/1/c", "**/*{,a,b,c,d}/c")
    assert gone_through == ["http://a/b/1/c"] * 2


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
