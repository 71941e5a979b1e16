"""Cron expressions: the times that one names in a time zone."""

import zoneinfo
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import cache
from itertools import islice, takewhile
from typing import Self

from cronsim import CronSim, CronSimError

NICKNAMES = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
_FIELDS = {
    "minute": "0 to 59",
    "hour": "0 to 23",
    "day-of-month": "1 to 31, and no later day than its months have; L is the last day, LW the last weekday",
    "month": "1 to 12 or JAN to DEC",
    "day-of-week": "0 to 7 (0 and 7 are Sunday) or SUN to SAT; MON#2 is the second Monday, 5L the last Friday",
}
_FORM = (
    "must be five fields, minute hour day-of-month month day-of-week, such as `30 4 * * MON-FRI`, "
    f"or one of {', '.join(NICKNAMES)}"
)


class MalformedCron(ValueError):
    """It is no cron expression, or names no time; the message says what would be right."""


class UnknownTimeZone(ValueError):
    """There is no such time zone."""


@dataclass(frozen=True, slots=True)
class Cron:
    """A cron expression in a time zone.

    Where clocks change it does as Debian's cron: an expression of fixed times, whose minute and hour do not begin
    with `*`, runs once for a time that is skipped, right after, and once for a time that comes twice, the first
    time. Any other follows the clock on the wall, so that it runs through both passes of an hour that comes twice.
    """

    expression: str
    """Five fields."""
    zone: zoneinfo.ZoneInfo

    @classmethod
    def parse(cls, text: str, time_zone: str) -> Self:
        """Raises MalformedCron or UnknownTimeZone."""
        cron = cls(_expression(text), zone(time_zone))
        try:
            cron.after(datetime.now(UTC))
        except CronSimError as error:
            raise MalformedCron(_fault(error)) from error
        return cron

    def after(self, moment: datetime) -> datetime:
        """The first time that is later. Raises MalformedCron when none comes within 50 years."""
        for time in self._times(moment):
            return time
        raise MalformedCron("names no day that ever comes")

    def following(self, moment: datetime, count: int) -> list[datetime]:
        """The first `count` times that are later; fewer if there are fewer within 50 years."""
        return list(islice(self._times(moment), count))

    def latest(self, first: datetime, until: datetime, count: int) -> list[datetime]:
        """The last `count` times of those from `first`, which is one of them, to `until`; fewer if there are fewer.

        However long ago the first was, it looks only as far back as it has to.
        """
        span = timedelta(hours=1)
        while True:
            start = max(first, until - span)
            known = [first] if start == first else []
            later = takewhile(lambda time: time <= until, self._times(start))
            times = deque([*known, *later], maxlen=count)
            if start == first or len(times) == count:
                return list(times)
            span *= 2

    def _times(self, after: datetime) -> Iterator[datetime]:
        for time in CronSim(self.expression, after.astimezone(self.zone)):
            moment = time.astimezone(UTC)
            # Not so only within an hour that comes twice: fixed times are told of its first pass.
            if moment > after:
                after = moment
                yield moment


def zone(name: str) -> zoneinfo.ZoneInfo:
    """The time zone of this name. Raises UnknownTimeZone."""
    if name not in _zones():
        close = get_close_matches(name, _zones(), n=3, cutoff=0.5) or ["UTC", "Europe/Berlin", "America/New_York"]
        raise UnknownTimeZone(f"must be a name of the IANA time zone database, such as {', '.join(close)}")
    return zoneinfo.ZoneInfo(name)


@cache
def _zones() -> frozenset[str]:
    # What a server's own clock shows is nothing that all servers agree on.
    return frozenset(zoneinfo.available_timezones() - {"localtime", "Factory"})


def _expression(text: str) -> str:
    """The five fields of an expression. Raises MalformedCron."""
    if text.strip().startswith("@"):
        try:
            return NICKNAMES[text.strip().lower()]
        except KeyError as error:
            raise MalformedCron(_FORM) from error
    fields = text.split()
    if len(fields) != len(_FIELDS):
        raise MalformedCron(_FORM)
    return " ".join(fields)


def _fault(error: CronSimError) -> str:
    """What cronsim has found, with what would be right."""
    name = str(error).removeprefix("Bad ")
    return f"its {name} is wrong: {_FIELDS[name]}; *, lists (1,2), ranges (1-5) and steps (*/15) go everywhere"
