"""Text of others commands no terminal."""

import pytest
import typer
from rich.console import Console
from rich.text import Text

from cli.options import web_url
from cli.text import escape, escape_lines, visible, without_passwords

HOSTILE = "http://a/\x1b[31mred\x1b]0;title\x07\n\x9b2J[bold]"


def test_control_characters_of_a_page_are_shown_and_not_sent() -> None:
    assert visible(HOSTILE) == r"http://a/\x1b[31mred\x1b]0;title\x07\x0a\x9b2J[bold]"
    assert Text.from_markup(escape(HOSTILE)).plain == visible(HOSTILE)


def test_a_text_that_was_read_keeps_its_lines() -> None:
    console = Console(record=True, width=80)
    console.print(escape_lines("one\n\ttwo\x1b[2J"))
    assert console.export_text() == "one\n        two\\x1b[2J\n"


def test_a_url_with_control_characters_is_refused_before_it_is_shown() -> None:
    with pytest.raises(typer.BadParameter, match="control characters"):
        web_url("http://a/\nb")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see https://me:secret@a.test/x", "see https://me:***@a.test/x"),
        ("HTTP://:se:cr@et@a.test and http://b:c@d", "HTTP://:***@a.test and http://b:***@d"),
        ("http://me@a.test:80/a:b@c?d:e@f", "http://me@a.test:80/a:b@c?d:e@f"),
        ("a:b@c", "a:b@c"),
    ],
)
def test_a_text_is_shown_without_passwords_of_urls(text: str, shown: str) -> None:
    assert without_passwords(text) == shown
