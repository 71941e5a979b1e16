"""Dates as pages write them for programs, and in English words, as ISO 8601. Those of which nobody knows the order of
day and month are none.
"""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from tasks.structured_data import text

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""What else is no date of a page, or one of another calendar."""
MAX_CHARS = 100

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY, _YEAR = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?", "(?P<year>[0-9]{4})"
_IN_WORDS = tuple(
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        rf"(?:[a-z]{{3,9}},? )?{_MONTH} {_DAY},? {_YEAR}\b",
        rf"(?:[a-z]{{3,9}},? )?{_DAY} {_MONTH},? {_YEAR}\b",
    )
)
_BY_YEAR = re.compile(rf"{_YEAR}([-/.])(?P<month>[0-9]{{1,2}})\2{_DAY}\b", re.ASCII)
_OF_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}(?::[0-9]{2})? (?:GMT|UTC?|[+-][0-9]{4})"
)
_HAS_TIME = re.compile(r"[0-9]:[0-9]|[0-9]T[0-9]", re.ASCII)
_UTC = re.compile(r" ?(?:UTC|GMT)$")


def iso_date(said: Any) -> str | None:
    """A date, with the time where it has one that can be read. None: it is no date, or none of this time."""
    written = (text(said) or "")[:MAX_CHARS]
    read = _iso(_UTC.sub("+00:00", written)) or _of_mail(written)
    if read is not None:
        made = read.isoformat() if _HAS_TIME.search(written) else read.date().isoformat()
        return made if FIRST_YEAR <= read.year <= LAST_YEAR else None
    day = next(filter(None, (_day(pattern.match(written)) for pattern in (_BY_YEAR, *_IN_WORDS))), None)
    return day.isoformat() if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _iso(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def _of_mail(written: str) -> datetime | None:
    """`Mon, 15 Jan 2024 10:00:00 GMT`."""
    try:
        return parsedate_to_datetime(written) if _OF_MAIL.fullmatch(written) else None
    except (ValueError, TypeError, OverflowError):
        return None


def _day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    month = match["month"].lower()
    try:
        return date(
            int(match["year"]), int(month) if month.isdecimal() else 1 + _MONTHS.index(month[:3]), int(match["day"])
        )
    except ValueError:
        return None
