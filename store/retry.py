"""Kinds of failure, which of them are tried again, and when."""

import random
from enum import StrEnum


class ErrorType(StrEnum):
    """Kinds of failure; JobErrorDetails.error_type in proto/tabwright/v1/job.proto explains each."""

    TIMEOUT = "TIMEOUT"
    NAVIGATION_FAILED = "NAVIGATION_FAILED"
    NETWORK_ERROR = "NETWORK_ERROR"
    HTTP_ERROR = "HTTP_ERROR"
    NOT_A_PAGE = "NOT_A_PAGE"
    AUTHENTICATION_FAILED = "AUTHENTICATION_FAILED"
    INVALID_URL = "INVALID_URL"
    URL_BLOCKED = "URL_BLOCKED"
    SECRET_UNAVAILABLE = "SECRET_UNAVAILABLE"  # noqa: S105 - a word
    SELECTOR_NOT_FOUND = "SELECTOR_NOT_FOUND"
    VALIDATION_ERROR = "VALIDATION_ERROR"
    ACTION_FAILED = "ACTION_FAILED"
    UNSUPPORTED = "UNSUPPORTED"
    BROWSER_CRASHED = "BROWSER_CRASHED"
    WORKER_LOST = "WORKER_LOST"
    ARTIFACT_TOO_LARGE = "ARTIFACT_TOO_LARGE"
    RESULT_TOO_LARGE = "RESULT_TOO_LARGE"
    RESOURCE_LIMIT = "RESOURCE_LIMIT"
    STORAGE_UNAVAILABLE = "STORAGE_UNAVAILABLE"
    INTERNAL = "INTERNAL"


TRANSIENT = frozenset(
    {
        ErrorType.TIMEOUT,
        ErrorType.NAVIGATION_FAILED,
        ErrorType.NETWORK_ERROR,
        ErrorType.HTTP_ERROR,
        ErrorType.BROWSER_CRASHED,
        ErrorType.WORKER_LOST,
        ErrorType.STORAGE_UNAVAILABLE,
    }
)
"""Failures that may pass by themselves: the job is started again. All others fail it at once. Of HTTP_ERROR, only 429
and what is 500 and more may pass.
"""

SPREAD = 0.5
"""How much longer than its delay a job may wait, as a part of it: jobs that failed together come back apart."""

DELAY_S = "(job.retry_count + 1) ^ 2 * (1 + random() * %(spread)s)"
"""delay_s in SQL, for jobs whose worker cannot say it."""


def delay_s(retry_count: int) -> float:
    """How long a job that was started again `retry_count` times waits before the next time."""
    return (retry_count + 1) ** 2 * random.uniform(1, 1 + SPREAD)  # noqa: S311 - it keeps no secret
