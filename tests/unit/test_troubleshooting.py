"""docs/troubleshooting.md quotes messages that Tabwright has: … stands for what differs."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "troubleshooting.md").read_text()
START = PAGE.partition("## It does not start")[2].partition("\n## ")[0]
PACKAGES = ("cli", "migrations", "server", "store", "worker")
MESSAGES = re.findall(r"^\| (?:nothing; the log says )?`(.+?)` \|", START, re.MULTILINE)


def sources() -> str:
    """The program's text, with strings that stand one after the other put together."""
    texts = [path.read_text() for name in PACKAGES for path in (ROOT / name).rglob("*.py")]
    return re.sub(r"\"\s*\n\s*f?\"", "", "\n".join(texts))


def test_there_are_messages() -> None:
    assert len(MESSAGES) >= 7


@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_that_is_quoted_is_one_of_ours(message: str) -> None:
    pattern = ".*?".join(re.escape(part) for part in message.split("…"))
    assert re.search(pattern, sources()), message
