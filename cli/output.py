"""What commands say: tables and lines for people, JSON for programs."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TextIO

from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.text import escape
from server.rest.printing import printed, whole

_PIPE_WIDTH = 1000
_LAST_COLUMN = 14
_STATUS_COLOURS = {
    "completed": "green",
    "delivered": "green",
    "active": "green",
    "closed": "green",
    "ok": "green",
    "resolved": "green",
    "full": "green",
    "failed": "red",
    "revoked": "red",
    "open": "red",
    "error": "red",
    "firing": "red",
    "critical": "red",
    "emergency": "red",
    "degraded": "yellow",
    "minimal": "yellow",
    "warning": "yellow",
    "cancelled": "yellow",
    "half_open": "yellow",
    "held": "yellow",
    "paused": "yellow",
    "intervention_needed": "magenta",
    "processing": "cyan",
    "busy": "cyan",
}


class Format(StrEnum):
    """For whom the output is."""

    TABLE = "table"
    JSON = "json"


class Output:
    """Results go to standard output, everything else to standard error, so that results can be piped."""

    def __init__(self, form: Format) -> None:
        self.is_json = form is Format.JSON
        self.results = Console(highlight=False, width=_width_of(sys.stdout))
        self.notes = Console(stderr=True, highlight=False, width=_width_of(sys.stderr))

    def note(self, text: str) -> None:
        """Tells the person at the terminal something beside the result."""
        self.notes.print(text, soft_wrap=True)

    def json(self, value: Any) -> None:
        """Prints a message, or any JSON value, in one document."""
        shown = to_json(value) if isinstance(value, Message) else value
        print(json.dumps(shown, indent=2, ensure_ascii=False))

    def json_line(self, message: Message) -> None:
        """Prints one message of a stream."""
        print(json.dumps(to_json(message), ensure_ascii=False), flush=True)

    def table(self, answer: Message, columns: Sequence[str], rows: Iterable[Sequence[str]], empty: str) -> None:
        """Prints a list, or what `empty` says when there is nothing in it. Only the last column may be broken into
        lines; where that is not enough for the terminal, each row is printed as a record.
        """
        if self.is_json:
            self.json(answer)
            return
        lines = list(rows)
        if not lines:
            self.note(empty)
        elif _width(columns, lines) > self.results.width:
            for line in lines:
                self.results.print(_record(zip(columns, line, strict=True)), "")
        else:
            table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
            for number, column in enumerate(columns, start=1):
                table.add_column(column, no_wrap=number < len(columns), overflow="fold")
            for line in lines:
                table.add_row(*line)
            self.results.print(table)
        if token := getattr(answer, "next_page_token", ""):
            self.note(f"There is more: --page-token {token}")

    def record(self, answer: Message, facts: Iterable[tuple[str, str]]) -> None:
        """Prints one thing: its facts that are not empty, a line each."""
        if self.is_json:
            self.json(answer)
        else:
            self.results.print(_record(facts))

    def done(self, answer: Message, text: str) -> None:
        """Says that something was done."""
        if self.is_json:
            self.json(answer)
        else:
            self.results.print(text, soft_wrap=True)


def _width_of(file: TextIO) -> int | None:
    """What is piped is not broken into lines of a terminal's width. None: the terminal's own."""
    return None if file.isatty() else _PIPE_WIDTH


def _width(columns: Sequence[str], lines: Sequence[Sequence[str]]) -> int:
    """How wide a terminal must be for a table: its last column may be as narrow as _LAST_COLUMN."""
    widths = [
        max(cell_len(Text.from_markup(cell).plain) for cell in column) for column in zip(columns, *lines, strict=True)
    ]
    return sum(widths[:-1]) + min(widths[-1], _LAST_COLUMN) + 2 * (len(widths) - 1)


def _record(facts: Iterable[tuple[str, str]]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in facts:
        if value:
            table.add_row(name, value)
    return table


def to_json(message: Message) -> dict[str, Any]:
    """The JSON that REST answers too."""
    found: dict[str, Any] = whole(printed(message))
    return found


def status(name: str) -> str:
    """A status in its colour."""
    colour = _STATUS_COLOURS.get(name)
    return f"[{colour}]{name}[/{colour}]" if colour else escape(name)


def when(message: Message, field: str) -> str:
    """A time of a message on this machine's clock, with its zone, as options take it; empty when it is not set."""
    if not message.HasField(field):
        return ""
    moment: Timestamp = getattr(message, field)
    return datetime.fromtimestamp(moment.seconds, tz=UTC).astimezone().isoformat(sep=" ")
