"""What a shell completes."""

import pytest
from typer.testing import CliRunner

from cli.__main__ import app


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("tabwright scr", {"screenshot"}),
        ("tabwright jobs wa", {"watch"}),
        ("tabwright jobs list --status c", {"completed", "cancelled"}),
        ("tabwright jobs list --output ", {"table", "json"}),
    ],
)
def test_commands_options_and_their_values_are_completed(line: str, words: set[str]) -> None:
    place = str(len(line.split(" ")) - 1)
    environment = {"_TABWRIGHT_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": place}
    answer = CliRunner().invoke(app, prog_name="tabwright", env=environment)
    assert {*answer.stdout.split()} == words
