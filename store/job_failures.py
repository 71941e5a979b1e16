"""The rows of the table of failures that are about what jobs ask for, and not about who answers."""

from store import recovery_ways as ways
from store.recovery import ErrorType, Failure

JOBS = (
    Failure(
        name="no element matches, or several do",
        error_type=ErrorType.SELECTOR_NOT_FOUND,
        recovery=ways.NEVER_BY_CLIENT,
        phrases=("strict mode violation",),
    ),
    Failure(
        name="a value is not valid for the browser",
        error_type=ErrorType.VALIDATION_ERROR,
        recovery=ways.NEVER_BY_CLIENT,
        phrases=(
            "while parsing",
            "Unknown engine",
            "is not a valid",
            "Unexpected token",
            "Malformed",
            "Unsupported token",
            "Unknown key",
            "Invalid cookie",
            "Cookie should",
        ),
    ),
    Failure(
        name="the action is impossible on the page", error_type=ErrorType.ACTION_FAILED, recovery=ways.NEVER_BY_CLIENT
    ),
    Failure(
        name="the job's browser or this worker cannot do it",
        error_type=ErrorType.UNSUPPORTED,
        recovery=ways.NEVER_BY_CLIENT,
    ),
    Failure(
        name="a secret is not there, or may not be used",
        error_type=ErrorType.SECRET_UNAVAILABLE,
        recovery=ways.NEVER_BY_CLIENT,
    ),
    Failure(
        name="a secret cannot be read for now", error_type=ErrorType.SECRET_UNAVAILABLE, recovery=ways.AGAIN_BY_WORKER
    ),
    Failure(
        name="the task could not make its result of what the job has read",
        error_type=ErrorType.TASK_FAILED,
        recovery=ways.NEVER,
    ),
    Failure(
        name="a session is not there, or may not be used",
        error_type=ErrorType.SESSION_UNAVAILABLE,
        recovery=ways.NEVER_BY_CLIENT,
    ),
    Failure(
        name="a session cannot be read for now", error_type=ErrorType.SESSION_UNAVAILABLE, recovery=ways.AGAIN_BY_WORKER
    ),
    Failure(
        name="a profile, or a field of it, is not there, or cannot be used",
        error_type=ErrorType.PROFILE_UNAVAILABLE,
        recovery=ways.NEVER_BY_CLIENT,
    ),
    Failure(
        name="a profile cannot be read for now", error_type=ErrorType.PROFILE_UNAVAILABLE, recovery=ways.AGAIN_BY_WORKER
    ),
    Failure(name="the job read too much", error_type=ErrorType.RESULT_TOO_LARGE, recovery=ways.NEVER_BY_CLIENT),
    Failure(name="the job took too much", error_type=ErrorType.RESOURCE_LIMIT, recovery=ways.NEVER_BY_CLIENT),
)
