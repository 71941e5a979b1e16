"""When a site wants to be asked again: from the headers of an answer that refuses, to seconds.

Sites say anything in them. What makes no sense counts as not said, and nothing that they say holds a job for ever.
"""

import re
import time
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime

MAX_WAIT_S = 3600.0
"""A site that asks for more has made a mistake, or is asked again in vain once an hour."""
ANOTHER_LIMIT_S = 60.0
"""For a refusal by a limit that the headers do not tell of: they say that there are requests left. GitHub, which has
such limits, asks for a minute at least.
"""
_SECONDS = re.compile(r"\d{1,18}(?:\.\d{1,9})?", re.ASCII)
_EPOCH_S, _EPOCH_MS = 1e9, 1e12
"""From which numbers on a reset is a moment and no duration."""
_RESETS = ("x-ratelimit-reset", "ratelimit-reset", "x-rate-limit-reset", "x-ratelimit-reset-after")
_REMAINDERS = ("x-ratelimit-remaining", "ratelimit-remaining", "x-rate-limit-remaining")
_RATE_LIMIT = "ratelimit"
"""One header for all, as the later drafts of the IETF have it: `"default";r=0;t=30`, before `remaining=0, reset=30`."""
_RESET_OF_IT = re.compile(r"(?:^|[;,\s])(?:t|reset)=(\d{1,18})", re.ASCII)
_REMAINING_OF_IT = re.compile(r"(?:^|[;,\s])(?:r|remaining)=(\d{1,18})", re.ASCII)


def wait_s(
    retry_after: str | None,
    rate_headers: Mapping[str, str] | None = None,
    *,
    date: str | None = None,
    now_s: float | None = None,
) -> float | None:
    """How long the site wants to be left alone, in seconds, MAX_WAIT_S at most. None: it does not say.

    `rate_headers` are those about rate limits, with names in lower case. Moments are compared with the answer's own
    `date`, or with `now_s`, by default our clock, where that is none.
    """
    now_s = _moment_s(date) or (time.time() if now_s is None else now_s)
    waiting_s = _asked_s(retry_after, now_s)
    if waiting_s is None:
        waiting_s = _until_reset_s(rate_headers or {}, now_s)
    return None if waiting_s is None else min(waiting_s, MAX_WAIT_S)


def _asked_s(retry_after: str | None, now_s: float) -> float | None:
    """What Retry-After says: seconds, or a moment. None: nothing, or what has passed."""
    if retry_after is None:
        return None
    seconds = _number(retry_after)
    if seconds is None:
        moment_s = _moment_s(retry_after)
        seconds = None if moment_s is None else moment_s - now_s
    return _ahead(seconds)


def _until_reset_s(headers: Mapping[str, str], now_s: float) -> float | None:
    """What the headers about rate limits say."""
    whole = headers.get(_RATE_LIMIT, "")
    remaining = _first(headers, _REMAINDERS, _REMAINING_OF_IT, whole)
    if remaining is not None and remaining >= 1:
        return ANOTHER_LIMIT_S
    reset = _first(headers, _RESETS, _RESET_OF_IT, whole)
    if reset is None:
        return None
    if reset >= _EPOCH_MS:
        return _ahead(reset / 1000 - now_s)
    return _ahead(reset - now_s if reset >= _EPOCH_S else reset)


def _first(headers: Mapping[str, str], names: tuple[str, ...], part: re.Pattern[str], whole: str) -> float | None:
    """The first number that one of these headers is, or that the part of the whole one is."""
    for name in names:
        if (number := _number(headers.get(name, ""))) is not None:
            return number
    match = part.search(whole)
    return float(match[1]) if match else None


def _ahead(seconds: float | None) -> float | None:
    return seconds if seconds is not None and seconds > 0 else None


def _number(text: str) -> float | None:
    return float(text) if _SECONDS.fullmatch(text := text.strip()) else None


def _moment_s(text: str | None) -> float | None:
    """The moment that an HTTP date means. One without a time zone is of UTC, as all of them are."""
    if text is None or not text.strip():
        return None
    try:
        moment = parsedate_to_datetime(text)
        return (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
