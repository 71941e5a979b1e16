"""Pages of lists: they end where their rows get too large, so that no page costs much, whatever its rows hold."""

from collections.abc import Iterable
from typing import LiteralString, TypeVar

from store.database.connection import Row

MAX_BYTES = 3 * 1024 * 1024
"""How much JSON the rows of a page have, unless it is one row: less than the 4 MiB that clients of gRPC take."""
MAX_STORED_BYTES = 1024 * 1024
"""The same as the rows are stored, compressed, which is known without a look at them. It bounds what the database
unpacks to find out how much JSON they are.
"""

_T = TypeVar("_T")

_PAGE: LiteralString = """
WITH listed AS MATERIALIZED (
    {listed}
), weighed AS (
    SELECT
        listed.*,
        row_number() OVER earlier AS place,
        count(*) OVER () AS found,
        sum({stored}) OVER earlier AS stored_bytes
    FROM listed
    WINDOW earlier AS (ORDER BY {order} ROWS UNBOUNDED PRECEDING)
), written AS (
    SELECT weighed.*, {written} AS bytes FROM weighed WHERE place = 1 OR stored_bytes <= {max_stored_bytes}
), page AS (
    SELECT written.*, sum(bytes) OVER (ORDER BY place ROWS UNBOUNDED PRECEDING) AS written_bytes FROM written
)
SELECT {columns}, {texts}, found
FROM page
WHERE place = 1 OR written_bytes <= {max_bytes}
ORDER BY place
"""


class Page(list[_T]):
    """Rows of a list that follow each other, at least one if there is any."""

    def __init__(self, rows: Iterable[_T], *, more: bool) -> None:
        super().__init__(rows)
        self.more = more
        """Whether others come behind them."""


def page_of(
    listed: LiteralString, *, columns: LiteralString, documents: tuple[LiteralString, ...], order: LiteralString
) -> LiteralString:
    """A statement for a page of what the statement `listed` lists, one row more than a page may have.

    `listed` has the `columns`, the `documents`, which are jsonb and become their texts, and those in `order`, its own.
    """
    statement = _PAGE
    for name, text in {
        "listed": listed,
        "columns": columns,
        "order": order,
        "stored": " + ".join([f"coalesce(pg_column_size({name}), 0)" for name in documents]),
        "texts": ", ".join([f"{name}::text AS {name}" for name in documents]),
        "written": " + ".join([f"coalesce(octet_length({name}::text), 0)" for name in documents]),
        "max_stored_bytes": str(MAX_STORED_BYTES),
        "max_bytes": str(MAX_BYTES),
    }.items():
        statement = statement.replace(f"{{{name}}}", text)
    return statement


def cut(rows: list[Row], limit: int) -> tuple[list[Row], bool]:
    """The rows of such a statement without what is only for paging, and whether others come behind them."""
    found = rows[0]["found"] if rows else 0
    page = rows[:limit]
    for row in page:
        del row["found"]
    return page, found > len(page)
