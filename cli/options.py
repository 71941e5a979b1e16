"""What people write on the command line where that is more than a text or a number."""

import re
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.text import visible

PageToken = Annotated[str, typer.Option(help="Continue after the page that printed this token.")]

_WITHOUT_SCHEME = re.compile(
    r"""
    ( [\w-]+ (\.[\w-]+)+ \.? | localhost | \[ [0-9A-Fa-f:.]+ \] | [\w-]+ (?=:\d) )  # a host
    (:\d+)? ([/?\#].*)?
    """,
    re.DOTALL | re.VERBOSE,
)
_WITHOUT_HOST = re.compile(r"https?:(?!//[^/\\])", re.IGNORECASE)
_THIS_MACHINE = re.compile(r"(localhost|127(\.\d+){3}|\[::1\])(?![\w.-])")
_FIRST_YEAR, _LAST_YEAR = 1970, 9998
_TIME = re.compile(r"(\d{1,6})\s*(s|min|m|h|d)", re.ASCII)
_UNITS_MS = {"s": 1000, "min": 60_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}


def wrong_url(text: str) -> str | None:
    """What is wrong with a URL that a browser would take for another one. None: nothing."""
    if visible(text) != text:
        return "must not have control characters"
    if _WITHOUT_HOST.match(text):
        return "must have a host after two slashes, as in https://example.com/"
    return None


def web_url(text: str) -> str:
    """A URL as people write it: example.com is https://example.com, as in a browser, and localhost http://localhost.
    Raises typer.BadParameter.
    """
    if wrong := wrong_url(text):
        raise typer.BadParameter(f"{visible(text)} {wrong}")
    if not _WITHOUT_SCHEME.fullmatch(text):
        return text
    return f"{'http' if _THIS_MACHINE.match(text) else 'https'}://{text}"


def moment(text: str) -> datetime:
    """A time: with a zone of its own, or on this machine's clock. Raises typer.BadParameter."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise typer.BadParameter(
            "must be a time such as 2026-11-29 or '2026-11-29 14:30' (this machine's), or 2026-11-29T14:30:00+01:00"
        )
    return found.astimezone(UTC)


def duration_ms(text: str) -> int:
    """How long: 30s, 10min, 2h. Raises typer.BadParameter."""
    found = _TIME.fullmatch(text)
    if found is None:
        raise typer.BadParameter("must be a time such as 30s, 10min or 2h")
    return int(found[1]) * _UNITS_MS[found[2]]
