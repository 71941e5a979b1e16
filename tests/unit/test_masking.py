"""Values are found in whatever form a text has them, and taken out."""

import json
import time
from base64 import b64decode, b64encode, urlsafe_b64encode
from collections.abc import Callable
from html import escape
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.fixtures.leaks import SECRET, leaks
from worker.running.masking import HEAD_CHARS, Hider, Masker

FORMS = {
    "as it is": SECRET,
    "JSON": json.dumps(SECRET),
    "JSON in UTF-8": json.dumps(SECRET, ensure_ascii=False),
    "JSON in JSON": json.dumps({"body": json.dumps(SECRET)}),
    "a string of Python": repr(SECRET),
    "a URL": quote(SECRET),
    "a part of a URL": quote(SECRET, safe=""),
    "small figures": quote(SECRET).lower().replace("zq7xv4", "Zq7Xv4").replace("kp9wm2", "Kp9Wm2"),
    "a form": quote_plus(SECRET),
    "a form in a URL": quote(quote_plus(SECRET)),
    "HTML": escape(SECRET),
    "HTML without quotes": escape(SECRET, quote=False),
    "HTML in HTML": escape(escape(SECRET)),
    "HTML in JSON": json.dumps(escape(SECRET)),
    **{f"base64 after {before}": b64encode(bytes(before) + SECRET.encode()).decode() for before in range(3)},
    "base64 for URLs": urlsafe_b64encode(b"?" + SECRET.encode()).decode(),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_value_is_found_in(form: str) -> None:
    assert leaks(FORMS[form])
    masked = Masker([SECRET]).text(f"before {FORMS[form]} after")
    assert leaks(masked) == []
    assert masked.startswith("before ")
    assert "***" in masked
    assert masked.endswith(" after")


@given(
    value=st.lists(st.sampled_from(["%", "%25", "%41", "+", "&", "=", "&amp;", "é", " ", "2", "5", "a"]), max_size=40),
    writings=st.lists(st.sampled_from([quote, quote_plus, lambda text: quote(text, safe="")]), max_size=2)
    | st.lists(st.just(escape), max_size=2),
)
@example(value=["pass%41word"], writings=[quote])
@example(value=["x" * 31, "%41", "y" * 40, "&"], writings=[quote, quote])
def test_a_value_that_looks_as_if_it_were_escaped_already_is_found_whole(
    value: list[str], writings: list[Callable[[str], str]]
) -> None:
    text = secret = f"Zq7{''.join(value)}Xv4"
    for write in writings:
        text = write(text)
    assert Masker([secret]).text(f"<{text}>") == "<***>"
    assert Masker([secret]).text(f"?{urlencode({'a': secret})}&b") == "?a=***&b"


@pytest.mark.parametrize(
    "breaks", ["\n", "\r\n", "", "\\r\\n", "%0D%0A", "&#10;", " ", "\n\n  ", "\\u000A", "+", "%20+", "%2B"]
)
def test_a_value_of_several_lines_is_found_however_they_are_parted(breaks: str) -> None:
    assert Masker(["first\nsecond"]).text(f"<first{breaks}second>") == "<***>"


@pytest.mark.parametrize("blanks", ["  ", " ", "\t", "\n", "&nbsp; ", "%20%20", "++", "\xa0 ", "\\t\\u0020"])
@pytest.mark.parametrize("own", ["  ", "\t", " \t "])
def test_blanks_are_found_however_many_of_them_a_page_shows(own: str, blanks: str) -> None:
    assert Masker([f"correct{own}horse"]).text(f"<correct{blanks}horse>") == "<***>"


@pytest.mark.parametrize(
    "shown", ["correcthorse battery", "correct\u200bhorse\u2003battery", "correct%E2%80%8bhorse%e2%80%83battery"]
)
def test_a_value_is_found_as_accessibility_snapshots_show_it(shown: str) -> None:
    assert Masker(["\xadcorrect\u200bhorse\u2003battery", "\u200b\xad"]).text(f"<{shown}>") == "<***>"


def test_a_character_is_found_by_its_name_in_html() -> None:
    assert Masker(["café\u2019s"]).text("<caf&eacute;&rsquo;s>") == "<***>"


@pytest.mark.parametrize("number", [3.14159, 0.1, 1234567, 1e21, -2.5])
def test_a_number_is_found_as_json_writes_it(number: float) -> None:
    assert Hider([json.dumps(number)]).value([number]) == ["***"]
    assert Masker([json.dumps(number)]).json([number]) == ["***"]


def test_a_long_value_is_found_where_a_text_has_been_cut() -> None:
    value = "abcdefgh" * 100
    masker = Masker([value])
    assert masker.text(f"<{value}>") == "<***>"
    assert masker.text(f"<{value[: HEAD_CHARS + 5]}…>") == "<***…>"
    assert masker.text(f"<{value[:20]}>") == f"<{value[:20]}>"


def test_values_that_begin_alike_are_each_taken_out_whole() -> None:
    token = "x" * 40
    masker = Masker(["hunter", "hunter22", f"{token}-one", f"{token}-another"])
    assert masker.text("hunter22 hunter2 hunter") == "*** ***2 ***"
    assert masker.text(f"{token}-another {token}-one") == "*** ***"


def test_json_keeps_its_form() -> None:
    packed = {"encoding": "base64", "size": 9, "text": b64encode(b"\xff12345\x00").decode()}
    value = {"name": [1, True, None, 12345, 12345.5, "x12345"], "content": packed}
    masked = Masker(["12345", "name"]).json(value)
    assert masked["name"] == [1, True, None, "***", 12345.5, "x***"]
    assert masked["content"] | {"text": b64decode(masked["content"]["text"])} == packed | {"text": b"\xff***\x00"}


def test_a_name_that_a_page_gives_an_attribute_is_hidden_in_a_trace() -> None:
    snapshot = {"html": ["BODY", {}, ["P", {"data-hunter22": "hunter22"}, "text"]]}
    assert Masker(["hunter22"]).json(snapshot) == {"html": ["BODY", {}, ["P", {"data-***": "***"}, "text"]]}


def test_bytes_that_are_no_text_stay_as_they_are() -> None:
    data = bytes(range(256))
    assert Masker(["none of it"]).bytes(data) == data
    assert Masker(["Grüße"]).bytes(b"\xff" + "Grüße".encode("latin-1") + b"\xfe") == b"\xff***\xfe"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("value", ["hunter22", "Grüße für alle", "пароль"])
def test_what_is_written_in_utf_16_is_hidden_and_all_keeps_its_place(value: str, encoding: str) -> None:
    data, left = (f"\ufeff{one} and".encode(encoding) for one in (value, "*" * len(value)))
    assert Masker([value]).bytes(data) == left
    title = f"/Title <{data.hex().upper()}>".encode()
    assert Hider([value]).of_pdf(title) == f"/Title <{left.hex().upper()}>".encode()


def test_no_text_makes_the_search_long() -> None:
    masker = Masker(
        [
            "\\" * 20 + "x",
            "\n" * 20 + "y",
            '\\"' * 20 + "z",
            "&" * 20 + "w",
            " " * 20 + "v",
            "%" * 20,
            "%25" * 10 + "u",
            "&amp;" * 6 + "t",
        ]
    )
    started = time.process_time()
    for piece in ("\\", "\n", "+", "\n+", '\\"', "&amp;", "&", "%25", "%", "25", "amp;"):
        masker.text(piece * 20_000)
    assert time.process_time() - started < 10


def test_without_values_a_text_is_as_it_was() -> None:
    assert Masker([]).text("text") == Masker([" "]).text("text") == "text"
