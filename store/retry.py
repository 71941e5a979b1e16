"""When jobs are tried again."""

import random
from typing import TypedDict

from store.failures import Delay, ErrorType, Recovery

__all__ = ["DELAY_S", "IS_DUE_AGAIN", "PATIENCE_S", "SPREAD", "ErrorType", "delay_s", "is_due_again", "sql_recovery"]

SPREAD = 0.5
"""How much longer than its delay a job may wait, as a part of it: jobs that failed together come back apart."""

FIRST_WISH_S = 2.0
MAX_WISH_S = 60.0
"""How long a job waits by itself whose site asks for fewer requests: twice as long each time, up to this. Its site's
own clock, which all its jobs obey, may hold it for longer.
"""
PATIENCE_S = 15 * 60.0
"""How long a site may ask a job for fewer requests before that is a failure like others."""
_MANY = 2**31 - 1


def is_due_again(recovery: Recovery, retry_count: int, max_retries: int) -> bool:
    """Whether a job that was started again `retry_count` times is started once more."""
    if not recovery.again:
        return False
    most = max_retries if recovery.max_retries is None else min(max_retries, recovery.max_retries)
    return not recovery.spends_retry or retry_count < most


def delay_s(recovery: Recovery, retry_count: int, wishes: int = 0) -> float:
    """How long a job that was started again `retry_count` times waits before the next time. `wishes` is how often its
    site has asked it before for fewer requests.
    """
    match recovery.delay:
        case Delay.NONE:
            return 0
        case Delay.SITE:
            longest = min(MAX_WISH_S, FIRST_WISH_S * 2.0 ** min(wishes, 10))
        case Delay.QUADRATIC:
            longest = (retry_count + 1.0) ** 2
    return longest * random.uniform(1, 1 + SPREAD)  # noqa: S311 - it keeps no secret


class SqlRecovery(TypedDict):
    """A recovery as parameters of IS_DUE_AGAIN and DELAY_S."""

    again: bool
    most_retries: int
    spent: int
    quadratic: int
    spread: float


IS_DUE_AGAIN = "(%(again)s AND (%(spent)s = 0 OR job.retry_count < least(job.max_retries, %(most_retries)s)))"
"""is_due_again in SQL, for jobs whose worker cannot say it."""
DELAY_S = "%(quadratic)s * (job.retry_count + 1) ^ 2 * (1 + random() * %(spread)s)"
"""delay_s in SQL, of recoveries that do not wait for a site."""


def sql_recovery(recovery: Recovery) -> SqlRecovery:
    """Raises ValueError for a recovery that waits for a site, which no statement knows."""
    if recovery.delay is Delay.SITE:
        raise ValueError("no statement knows how long a site wishes")
    return {
        "again": recovery.again,
        "most_retries": _MANY if recovery.max_retries is None else recovery.max_retries,
        "spent": int(recovery.spends_retry),
        "quadratic": int(recovery.delay is Delay.QUADRATIC),
        "spread": SPREAD,
    }
