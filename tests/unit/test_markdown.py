"""Markdown is shown as the page shows it: rendered again, it has the same text and the same elements."""

import re
from html import escape, unescape

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from worker.page.markdown import to_markdown

RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TEXTS = st.text(alphabet="a1 \\`*_~[](){}<>|&;#+-=.!:/'\"@é", max_size=12).map(lambda text: " ".join(text.split()))


async def _shown(html: str) -> str:
    return re.sub(r"\s+", " ", RENDERER.render(await to_markdown(html))).replace("> <", "><").strip()


@settings(deadline=None)
@given(TEXTS)
@example("end\\")
@example("&amp; &#35; <b> <!-- -->")
@example("1) a")
async def test_a_text_stays_that_text(text: str) -> None:
    shown = await _shown(f"<p>{escape(text)}</p>")
    assert unescape(shown) == (f"<p>{text}</p>" if text else "")


@settings(deadline=None)
@given(TEXTS, TEXTS)
@example("a\\|b", "|")
async def test_a_cell_stays_a_cell(one: str, other: str) -> None:
    html = f"<table><tbody><tr><td>{escape(one)}</td><td>{escape(other)}</td></tr></tbody></table>"
    shown = await _shown(html)
    row = shown[shown.index("<tbody>") :]
    assert unescape(row) == f"<tbody><tr><td>{one}</td><td>{other}</td></tr></tbody></table>"


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS)
@example("Look!", "here", "")
@example("", "a]b", "")
async def test_a_link_and_what_stands_around_it_stay(before: str, inner: str, after: str) -> None:
    html = f'<p>{escape(before)}<a href="http://a.test/">x{escape(inner)}x</a>{escape(after)}</p>'
    assert unescape(await _shown(html)) == unescape(html)


async def test_a_list_that_does_not_begin_at_one_stands_in_an_item_and_small_letters_stay_so() -> None:
    shown = await _shown("<ul><li>one<ol><li value=3>three</li><li value=4>four</li></ol></li></ul>")
    assert '<ol start="3">' in shown
    assert await to_markdown("<p>H<sub>2</sub>O x<sup>2</sup></p>") == "H<sub>2</sub>O x<sup>2</sup>"
