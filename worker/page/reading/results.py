"""What the script has read, as clients get it: Markdown of the HTML that it gives for that, tables as objects."""

from typing import Any

from tabwright.v1.action_pb2 import Action

from store.retry import ErrorType
from worker.failures import StepFailed
from worker.page.markdown import to_markdown
from worker.page.reading.wanted import TABLES, Wanted, format_of
from worker.values import unreadable

MAX_CELLS = 1_000_000
"""As in grids.js."""


def needs_work(wanted: Wanted) -> bool:
    """Whether what the script gives for it is not yet what the client gets."""
    return wanted.frames or wanted.main_content or format_of(wanted) in {"markdown", *TABLES}


async def finished(value: Any, wanted: Wanted) -> Any:
    """Raises StepFailed where the element has nothing of the kind, or too much."""
    of_tables = not wanted.extractors and format_of(wanted) in TABLES
    if wanted.multiple and isinstance(value, list):
        parts = [await _one(part, wanted) for part in value]
        return [table for part in parts for table in part] if of_tables else parts
    one = await _one(value, wanted)
    return _only(one, value["what"]) if of_tables and one is not None else one


async def _one(value: Any, wanted: Wanted) -> Any:
    if wanted.extractors:
        if value is None:
            return None
        return {child.name: await finished(value[child.name], child) for child in wanted.extractors}
    if wanted.main_content and value is False:
        raise StepFailed(ErrorType.ACTION_FAILED, "no main content was found: without mainContent, all is read")
    if wanted.attribute or value is None:
        return value
    match format_of(wanted):
        case "markdown":
            value = await to_markdown(value)
        case "table":
            value = [_as_objects(table) for table in _tables(value, wanted)]
        case "grid":
            value = [_as_grid(table) for table in _tables(value, wanted)]
    return value


def _tables(value: Any, wanted: Wanted) -> list[Any]:
    of_all_in_the_page = wanted.multiple and isinstance(wanted, Action) and not wanted.HasField("target")
    if not value["tables"] and not of_all_in_the_page:
        raise StepFailed(ErrorType.ACTION_FAILED, f"{value['what']} is no table, and holds none")
    return list(value["tables"])


def _only(tables: list[Any], what: str) -> Any:
    if len(tables) > 1:
        raise StepFailed(
            ErrorType.ACTION_FAILED,
            f"{what} is no table, and holds {len(tables)}: name one of them, or read all with multiple",
        )
    return tables[0]


def _as_objects(table: dict[str, Any]) -> list[Any]:
    columns, rows = table["columns"], table["rows"]
    if columns is None:
        return list(rows)
    return [
        {columns[place] if place < len(columns) else str(place): text for place, text in enumerate(row)} for row in rows
    ]


def _as_grid(table: dict[str, Any]) -> dict[str, Any]:
    columns, rows = table["columns"], table["rows"]
    width = max([len(columns or ()), *map(len, rows)])
    if width * len(rows) > MAX_CELLS:  # the script has counted them; a page may have changed what it says
        raise unreadable()
    return {
        "columns": columns and [*columns, *map(str, range(len(columns), width))],
        "rows": [[*row, *[""] * (width - len(row))] for row in rows],
    }
