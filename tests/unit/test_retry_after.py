"""When a site wants to be asked again, as it says it in the headers of an answer."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.sites.retry_after import ANOTHER_LIMIT_S, MAX_WAIT_S, wait_s

NOON = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
NOW_S = NOON.timestamp()
A_DATE = "Sun, 01 Mar 2026 12:02:00 GMT"

_HEADER_NAMES = [
    "ratelimit",
    "ratelimit-remaining",
    "ratelimit-reset",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "x-rate-limit-reset",
]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("1.5", 1.5),
        (A_DATE, 120),
        ("Sunday, 01-Mar-26 12:02:00 GMT", 120),
        ("Sun Mar  1 12:02:00 2026", 120),
        ("1000000000", MAX_WAIT_S),
        ("Fri, 31 Dec 9999 23:59:59 GMT", MAX_WAIT_S),
    ],
)
def test_seconds_and_dates_count_up_to_an_hour(value: str, expected: float) -> None:
    assert wait_s(value, now_s=NOW_S) == expected


@pytest.mark.parametrize(
    "value",
    ["", "0", "-1", "-86400", "soon", "1e9", "٣", "inf", "nan", "Sun, 01 Mar 2026 11:59:59 GMT", "99 Foo 2026", "0x10"],
)
def test_what_is_no_time_or_is_over_counts_as_not_said(value: str) -> None:
    assert wait_s(value, now_s=NOW_S) is None


def test_a_date_is_compared_with_the_date_of_its_answer_and_not_with_our_clock() -> None:
    hours_behind = format_datetime(NOON - timedelta(hours=5), usegmt=True)
    asked = format_datetime(NOON - timedelta(hours=5) + timedelta(seconds=30), usegmt=True)
    assert wait_s(asked, date=hours_behind, now_s=NOW_S) == 30
    assert wait_s(asked, date="yesterday", now_s=NOW_S) is None


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW_S) + 90)}, 90),
        ({"x-ratelimit-reset": str((int(NOW_S) + 90) * 1000)}, 90),
        ({"ratelimit-remaining": "0", "ratelimit-reset": "45"}, 45),
        ({"x-rate-limit-reset": str(int(NOW_S) + 10)}, 10),
        ({"ratelimit": '"default";r=0;t=30'}, 30),
        ({"ratelimit": "limit=100, remaining=0, reset=25"}, 25),
        ({"x-ratelimit-reset": str(int(NOW_S) - 5)}, None),
        ({"x-ratelimit-remaining": "0"}, None),
        ({"x-ratelimit-reset": "tomorrow"}, None),
        ({"x-ratelimit-limit": "60"}, None),
        ({}, None),
    ],
)
def test_rate_limits_end_after_seconds_or_at_a_moment(headers: Mapping[str, str], expected: float | None) -> None:
    assert wait_s(None, headers, now_s=NOW_S) == expected


def test_a_limit_that_the_headers_do_not_count_is_waited_for_a_minute() -> None:
    headers = {"x-ratelimit-remaining": "4000", "x-ratelimit-reset": str(int(NOW_S) + 3000)}
    assert wait_s(None, headers, now_s=NOW_S) == ANOTHER_LIMIT_S
    assert wait_s(None, {"ratelimit": '"default";r=3;t=600'}, now_s=NOW_S) == ANOTHER_LIMIT_S


def test_retry_after_has_precedence_over_the_rate_limit() -> None:
    headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW_S) + 900)}
    assert wait_s("5", headers, now_s=NOW_S) == 5
    assert wait_s("never", headers, now_s=NOW_S) == 900


@given(
    st.none() | st.text() | st.integers().map(str) | st.datetimes(timezones=st.just(UTC)).map(format_datetime),
    st.dictionaries(st.sampled_from(_HEADER_NAMES), st.text() | st.integers().map(str) | st.floats().map(str)),
    st.none() | st.text() | st.datetimes(timezones=st.just(UTC)).map(format_datetime),
)
def test_whatever_a_site_says_no_wait_is_over_at_once_or_longer_than_an_hour(
    retry_after: str | None, headers: dict[str, str], date: str | None
) -> None:
    waiting_s = wait_s(retry_after, headers, date=date, now_s=NOW_S)
    assert waiting_s is None or 0 < waiting_s <= MAX_WAIT_S


@given(st.integers(min_value=1, max_value=3600), st.datetimes(timezones=st.just(UTC), max_value=datetime(9998, 1, 1)))  # noqa: DTZ001 - of the strategy
def test_seconds_and_the_date_that_they_lead_to_mean_the_same(seconds: int, sent_at: datetime) -> None:
    sent_at = sent_at.replace(microsecond=0)
    asked = format_datetime(sent_at + timedelta(seconds=seconds), usegmt=True)
    assert wait_s(asked, date=format_datetime(sent_at, usegmt=True)) == wait_s(str(seconds)) == seconds
