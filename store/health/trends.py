"""How scores have been over the last minutes and the last day, from what was written then."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, LiteralString

from store.database.connection import Database, Row

SCORE: Final = "score"
"""The name of the score of all components among theirs."""
STEADY: Final = 5
"""How much less the halves of a time must differ so that nothing has changed."""
WINDOWS_MIN: Final = {"15m": 15, "24h": 1440}

_SUMS: LiteralString = """
    count(one.score) FILTER (WHERE age_min < {window})::integer AS minutes_{name},
    avg(one.score) FILTER (WHERE age_min < {window})::float8 AS average_{name},
    min(one.score) FILTER (WHERE age_min < {window}) AS lowest_{name},
    (
        avg(one.score) FILTER (WHERE age_min < {window} / 2.0)
        - avg(one.score) FILTER (WHERE age_min >= {window} / 2.0 AND age_min < {window})
    )::float8 AS change_{name}
"""
_READ: LiteralString = """
SELECT one.name, {short}, {long}
FROM (
    SELECT score, components, extract(epoch FROM now() - minute) / 60 AS age_min
    FROM health_minutes
    WHERE minute > now() - interval '1440 minutes'
) AS written
CROSS JOIN LATERAL (
    SELECT 'score' AS name, written.score
    UNION ALL
    SELECT component.key, (component.value ->> 'score')::integer
    FROM jsonb_each(written.components) AS component
) AS one
GROUP BY one.name
""".replace("{short}", _SUMS.replace("{name}", "15m").replace("{window}", "15")).replace(
    "{long}", _SUMS.replace("{name}", "24h").replace("{window}", "1440")
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Trend:
    """How a score has been."""

    minutes: int = 0
    """In how many minutes of the time it is known."""
    average: float | None = None
    lowest: int | None = None
    change: float | None = None
    """The average of the second half of the time, less that of the first. None: too little is known."""

    @property
    def direction(self) -> str:
        """`rising`, `falling`, `steady` or `unknown`."""
        if self.change is None:
            return "unknown"
        if abs(self.change) < STEADY:
            return "steady"
        return "rising" if self.change > 0 else "falling"


NO_TREND: Final = Trend()
Trends = Mapping[str, Mapping[str, Trend]]
"""By what it is of, a component or SCORE, and by window: `15m`, `24h`."""


async def read_trends(database: Database) -> Trends:
    """The trends of everything that was ever measured in the last day. Raises DatabaseUnavailable."""
    return {
        row["name"]: {name: _trend(row, name, minutes) for name, minutes in WINDOWS_MIN.items()}
        for row in await database.rows(_READ)
    }


def _trend(row: Row, name: str, window_min: int) -> Trend:
    minutes, average, change = row[f"minutes_{name}"], row[f"average_{name}"], row[f"change_{name}"]
    is_known = change is not None and minutes * 2 >= window_min
    return Trend(
        minutes=minutes,
        average=None if average is None else round(average, 1),
        lowest=row[f"lowest_{name}"],
        change=round(change, 1) if is_known else None,
    )
