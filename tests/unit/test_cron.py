"""Cron expressions, with instants that do not move."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.schedules.cron import NICKNAMES, Cron, MalformedCron, UnknownTimeZone

BERLIN = "Europe/Berlin"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def following(expression: str, start: str, count: int, zone: str = "UTC") -> list[str]:
    """The times after an instant (UTC), as a clock in the zone shows them."""
    cron, moment, times = Cron.parse(expression, zone), utc(start), []
    for _ in range(count):
        moment = cron.after(moment)
        times.append(f"{moment.astimezone(cron.zone):%m-%d %H:%M%z}")
    return times


@pytest.mark.parametrize(
    ("expression", "times"),
    [
        ("* * * * *", ["03-04 05:07+0000", "03-04 05:08+0000"]),
        ("*/15 * * * *", ["03-04 05:15+0000", "03-04 05:30+0000"]),
        ("0 9-17/4 * * mon-fri", ["03-04 09:00+0000", "03-04 13:00+0000"]),
        ("0 0 13 * FRI", ["03-06 00:00+0000", "03-13 00:00+0000"]),
        ("0 0 L * *", ["03-31 00:00+0000", "04-30 00:00+0000"]),
        ("0 0 29 2 *", ["02-29 00:00+0000", "02-29 00:00+0000"]),
        ("@hourly", ["03-04 06:00+0000", "03-04 07:00+0000"]),
        (" @Daily ", ["03-05 00:00+0000", "03-06 00:00+0000"]),
        ("@weekly", ["03-08 00:00+0000", "03-15 00:00+0000"]),
        ("@monthly", ["04-01 00:00+0000", "05-01 00:00+0000"]),
        ("@yearly", ["01-01 00:00+0000", "01-01 00:00+0000"]),
    ],
)
def test_an_expression_names_the_times_that_cron_would(expression: str, times: list[str]) -> None:
    assert following(expression, "2026-03-04 05:06:07", 2) == times


def test_a_time_is_later_than_the_moment_that_is_asked_about() -> None:
    assert Cron.parse("0 5 * * *", "UTC").after(utc("2026-03-04 05:00")) == utc("2026-03-05 05:00")
    assert Cron.parse("0 5 * * *", "UTC").after(utc("2026-03-04 04:59:59.999")) == utc("2026-03-04 05:00")


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("", "five fields"),
        ("* * * *", "five fields"),
        ("* * * * * *", "five fields"),
        ("every day", "five fields"),
        ("@reboot", "@hourly"),
        ("60 * * * *", "its minute is wrong: 0 to 59"),
        ("* 24 * * *", "its hour is wrong: 0 to 23"),
        ("* * 0 * *", "its day-of-month is wrong: 1 to 31"),
        ("* * * JANUARY *", "its month is wrong: 1 to 12 or JAN"),
        ("* * * * 8", "its day-of-week is wrong: 0 to 7"),
        ("5-1 * * * *", "its minute is wrong"),
        ("*/0 * * * *", "its minute is wrong"),
        ("1, * * * *", "its minute is wrong"),
        ("-1 * * * *", "its minute is wrong"),
        ("٣ * * * *", "its minute is wrong"),
        ("0 0 31 2,4 *", "its day-of-month is wrong"),
        ("0 0 */31 2 MON#5", "ever comes"),
    ],
)
def test_what_is_no_expression_is_refused_with_what_would_be_right(expression: str, told: str) -> None:
    with pytest.raises(MalformedCron) as refused:
        Cron.parse(expression, "UTC")
    assert told in str(refused.value)


@settings(deadline=None)
@given(st.text(max_size=30) | st.text("0123456789*/-,#LWMONJAN ", max_size=30))
def test_any_text_is_an_expression_or_is_refused(text: str) -> None:
    try:
        cron = Cron.parse(text, BERLIN)
    except MalformedCron:
        return
    assert cron.after(utc("2026-01-01")) > utc("2026-01-01")


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Europe/Berln", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("CEST", "IANA"),
        ("", "UTC"),
        ("Europe", "IANA"),
        ("../../etc/passwd", "IANA"),
        ("localtime", "IANA"),
        ("+01:00", "IANA"),
    ],
)
def test_what_is_no_time_zone_is_refused_with_names_like_it(zone: str, told: str) -> None:
    with pytest.raises(UnknownTimeZone) as refused:
        Cron.parse("@daily", zone)
    assert told in str(refused.value)


# In Berlin clocks went from 02:00 to 03:00 on 2026-03-29, at 01:00 UTC, and go from 03:00 back to 02:00 on 2026-10-25,
# at 01:00 UTC too.
@pytest.mark.parametrize(
    ("expression", "times"),
    [
        ("30 2 * * *", ["03-28 02:30+0100", "03-29 03:00+0200", "03-30 02:30+0200"]),
        ("0,30 2 * * *", ["03-28 02:30+0100", "03-29 03:00+0200", "03-30 02:00+0200"]),
        ("30 2,3 * * *", ["03-28 02:30+0100", "03-28 03:30+0100", "03-29 03:00+0200", "03-29 03:30+0200"]),
        ("30 * 29 * *", ["03-29 00:30+0100", "03-29 01:30+0100", "03-29 03:30+0200"]),
    ],
)
def test_a_fixed_time_that_is_skipped_runs_right_after_and_an_interval_goes_on(
    expression: str, times: list[str]
) -> None:
    assert following(expression, "2026-03-28 01:15", len(times), BERLIN) == times


@pytest.mark.parametrize(
    ("expression", "times"),
    [
        ("30 2 * * *", ["10-25 02:30+0200", "10-26 02:30+0100"]),
        ("*/30 2 * * *", ["10-25 02:00+0200", "10-25 02:30+0200", "10-25 02:00+0100", "10-25 02:30+0100"]),
        ("0 * * * *", ["10-25 02:00+0200", "10-25 02:00+0100", "10-25 03:00+0100"]),
        ("@daily", ["10-26 00:00+0100", "10-27 00:00+0100"]),
    ],
)
def test_a_fixed_time_that_comes_twice_runs_once_and_an_interval_goes_on(expression: str, times: list[str]) -> None:
    assert following(expression, "2026-10-24 23:45", len(times), BERLIN) == times


@pytest.mark.parametrize("minute", range(0, 60, 7))
def test_from_within_an_hour_that_comes_again_no_time_lies_in_the_past(minute: int) -> None:
    again = utc("2026-10-25 01:00") + timedelta(minutes=minute)
    assert Cron.parse("30 2 * * *", BERLIN).after(again) == utc("2026-10-26 01:30")


def test_the_latest_times_are_found_however_long_ago_the_first_one_was() -> None:
    minutely, yearly = Cron.parse("* * * * *", "UTC"), Cron.parse("@yearly", "UTC")
    first, until = utc("2006-01-01"), utc("2026-01-01 00:00:30")
    assert minutely.latest(first, until, 2) == [utc("2025-12-31 23:59"), utc("2026-01-01")]
    assert len(minutely.latest(first, until, 100)) == 100
    assert yearly.latest(first, until, 3) == [utc("2024-01-01"), utc("2025-01-01"), utc("2026-01-01")]
    assert yearly.latest(first, until, 100) == [utc(f"{year}-01-01") for year in range(2006, 2027)]
    assert yearly.latest(first, first, 100) == [first]


def field(low: int, high: int) -> st.SearchStrategy[str]:
    number = st.integers(low, high)
    span = st.lists(number, min_size=2, max_size=2, unique=True).map(lambda ends: f"{min(ends)}-{max(ends)}")
    step = st.tuples(st.just("*") | span, st.integers(1, high)).map(lambda parts: f"{parts[0]}/{parts[1]}")
    return st.just("*") | st.lists(number.map(str) | span | step, min_size=1, max_size=3).map(",".join)


EXPRESSIONS = st.tuples(field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 7)).map(" ".join)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
ZONES = st.sampled_from(
    ["UTC", BERLIN, "America/New_York", "America/Havana", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Cairo"]
)


def named(text: str, low: int, high: int) -> set[int]:
    """The numbers that a field means, read in another way than the library does."""
    numbers: set[int] = set()
    for part in text.split(","):
        span, _, step = part.partition("/")
        first, _, last = (f"{low}-{high}" if span == "*" else span).partition("-")
        numbers |= set(range(int(first), int(last or first) + 1, int(step or 1)))
    return numbers


class Named:
    """Which times an expression names, minute by minute."""

    def __init__(self, expression: str) -> None:
        minute, hour, day, month, weekday = expression.split()
        self._clock = (named(minute, 0, 59), named(hour, 0, 23), named(month, 1, 12))
        self._days = (named(day, 1, 31), {number % 7 for number in named(weekday, 0, 7)})
        self._both = day.startswith("*") or weekday.startswith("*")

    def __call__(self, moment: datetime) -> bool:
        minutes, hours, months = self._clock
        if moment.minute not in minutes or moment.hour not in hours or moment.month not in months:
            return False
        fits = [moment.day in self._days[0], moment.isoweekday() % 7 in self._days[1]]
        return all(fits) if self._both else any(fits)


@settings(deadline=None)
@given(EXPRESSIONS, MOMENTS)
def test_the_next_time_is_the_first_minute_that_the_expression_names(expression: str, moment: datetime) -> None:
    is_named = Named(expression)
    try:
        time = Cron.parse(expression, "UTC").after(moment)
    except MalformedCron:  # a day that never comes
        return
    assert is_named(time)
    minute = moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
    minutes = int((time - minute) / timedelta(minutes=1))
    assert not any(is_named(minute + timedelta(minutes=n)) for n in range(min(minutes, 3000)))


@settings(deadline=None)
@given(EXPRESSIONS, MOMENTS, ZONES)
@example("30 2 * * *", utc("2026-10-25 00:00"), BERLIN)
@example("*/30 * * * *", utc("2026-10-25 00:00"), BERLIN)
@example("0,30 2 * * *", utc("2026-03-28 23:00"), BERLIN)
@example("0 0 * * *", utc("2026-03-08 00:00"), "America/Havana")
def test_times_grow_and_each_is_named_unless_a_clock_has_skipped_it(
    expression: str, moment: datetime, zone: str
) -> None:
    is_named = Named(expression)
    try:
        cron = Cron.parse(expression, zone)
    except MalformedCron:
        return
    times = [moment]
    for _ in range(5):
        times.append(cron.after(times[-1]))
    assert all(earlier < later for earlier, later in pairwise(times))
    for time in times[1:]:
        local, before = (one.astimezone(cron.zone) for one in (time, time - timedelta(minutes=1)))
        assert is_named(local) or local.utcoffset() != before.utcoffset()


@pytest.mark.parametrize("name", NICKNAMES)
def test_every_nickname_is_an_expression(name: str) -> None:
    assert Cron.parse(name, "UTC").expression == NICKNAMES[name]


def test_the_times_that_follow_are_each_the_first_after_the_one_before() -> None:
    cron, moment = Cron.parse("30 2 * * *", BERLIN), utc("2026-10-23 12:00")
    times = [cron.after(moment)]
    while len(times) < 5:
        times.append(cron.after(times[-1]))
    assert cron.following(moment, 5) == times
