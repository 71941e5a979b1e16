"""Text of others on a terminal: pages, clients and servers choose it, so it must not command the terminal."""

import re

from rich import markup

_CONTROL_CHARACTERS = {code: rf"\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))}
_WITHOUT_LINES = {code: text for code, text in _CONTROL_CHARACTERS.items() if chr(code) not in "\n\t"}
_PASSWORD = re.compile(r"(https?:[/\\]*[^\s/?#\\:@]*):[^\s/?#\\]*@", re.IGNORECASE)


def visible(text: str) -> str:
    """The text on one line, with control characters in hexadecimal."""
    return text.translate(_CONTROL_CHARACTERS)


def visible_lines(text: str) -> str:
    """As `visible`, for a text that may have lines."""
    return text.translate(_WITHOUT_LINES)


def escape(text: str) -> str:
    """As `visible`, for a console that reads markup."""
    return markup.escape(visible(text))


def escape_lines(text: str) -> str:
    """As `escape`, for a text that may have lines."""
    return markup.escape(visible_lines(text))


def without_passwords(text: str) -> str:
    """The text without the passwords of URLs in it, such as https://user:password@example.com."""
    from store.sensitive_values import MASK  # noqa: PLC0415 - it brings what jobs are along

    return _PASSWORD.sub(rf"\1:{MASK}@", text)
