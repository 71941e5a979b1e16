"""Wrong arguments are told in one line, as everything else that is wrong."""

import signal
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from cli.__main__ import app


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("jobs get nope", "job_id"),
        ("jobs list --status foo", "--status"),
        ("jobs get nope", "must be an id such as 550e8400-"),
        ("jobs list --limit 0", "must be at least 1 ("),
        ("jobs list --limit 101", "must be at most 100 ("),
        ("jobs list --limit many", "must be a whole number ("),
        ("jobs list --limit 99999999999999999999", "must be at most 100 ("),
        ("jobs list --limit 1.5", "must be a whole number ("),
        ("keys create --client ops --expires-days soon", "must be a number ("),
        ("foo", "foo"),
        ("up extra", "extra"),
        ("screenshot", "URL"),
        ("screenshot --nope", "--nope"),
    ],
)
def test_what_is_wrong_with_an_argument_is_one_line(line: str, told: str) -> None:
    answer = CliRunner().invoke(app, line.split())
    assert answer.exit_code == 2
    assert answer.stderr.startswith("tabwright: ")
    assert answer.stderr.count("\n") == 1
    assert told in answer.stderr
    assert "Input should" not in answer.stderr


def test_the_command_alone_shows_its_help() -> None:
    answer = CliRunner().invoke(app, [])
    assert "Usage: " in answer.stdout + answer.stderr
    assert "screenshot" in answer.stdout + answer.stderr


_INTERRUPTED = """
import os, signal, sys
from cli.start import main

class Interrupting:
    def find_spec(self, name, *_):
        if name == "cli.__main__":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
main()
"""


def interrupted(*command: str) -> tuple[int, str]:
    """How a command ends that gets Ctrl-C's signal while it is being loaded, and what it tells of it."""
    done = subprocess.run(  # noqa: S603
        [*command, sys.executable, "-c", _INTERRUPTED, "--version"], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


def test_ctrl_c_while_the_command_is_being_loaded_ends_it_quietly() -> None:
    assert interrupted() == (-signal.SIGINT, "")


def test_ctrl_c_is_not_for_a_command_in_the_background_of_a_script() -> None:
    assert interrupted("sh", "-c", 'trap "" INT; exec "$@"', "sh") == (0, "")
