"""When jobs are tried again."""

import random

from store.failures import ErrorType, of_type

__all__ = ["DELAY_S", "SPREAD", "TRANSIENT", "ErrorType", "delay_s"]

TRANSIENT = frozenset(one for one in ErrorType if of_type(one).recovery.again)
"""Kinds of failure that may pass by themselves."""

SPREAD = 0.5
"""How much longer than its delay a job may wait, as a part of it: jobs that failed together come back apart."""

DELAY_S = "(job.retry_count + 1) ^ 2 * (1 + random() * %(spread)s)"
"""delay_s in SQL, for jobs whose worker cannot say it."""


def delay_s(retry_count: int) -> float:
    """How long a job that was started again `retry_count` times waits before the next time."""
    return (retry_count + 1) ** 2 * random.uniform(1, 1 + SPREAD)  # noqa: S311 - it keeps no secret
