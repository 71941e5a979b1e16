"""What went wrong in a step: from Playwright's exceptions to the error types of the API."""

import re
from enum import StrEnum

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError


class ErrorType(StrEnum):
    """Kinds of failure; JobErrorDetails.error_type in proto/tabwright/v1/job.proto explains each."""

    TIMEOUT = "TIMEOUT"
    NAVIGATION_FAILED = "NAVIGATION_FAILED"
    NETWORK_ERROR = "NETWORK_ERROR"
    INVALID_URL = "INVALID_URL"
    URL_BLOCKED = "URL_BLOCKED"
    SELECTOR_NOT_FOUND = "SELECTOR_NOT_FOUND"
    VALIDATION_ERROR = "VALIDATION_ERROR"
    ACTION_FAILED = "ACTION_FAILED"
    UNSUPPORTED = "UNSUPPORTED"
    BROWSER_CRASHED = "BROWSER_CRASHED"
    ARTIFACT_TOO_LARGE = "ARTIFACT_TOO_LARGE"
    STORAGE_UNAVAILABLE = "STORAGE_UNAVAILABLE"
    INTERNAL = "INTERNAL"


TRANSIENT = frozenset(
    {
        ErrorType.TIMEOUT,
        ErrorType.NAVIGATION_FAILED,
        ErrorType.NETWORK_ERROR,
        ErrorType.BROWSER_CRASHED,
        ErrorType.STORAGE_UNAVAILABLE,
    }
)
"""Failures that may pass by themselves."""

RETRIED = frozenset({ErrorType.BROWSER_CRASHED, ErrorType.STORAGE_UNAVAILABLE})
"""Failures of ours and not of the page: the job is started again."""


class StepFailed(Exception):
    """A step could not be done."""

    def __init__(self, error_type: ErrorType, message: str) -> None:
        super().__init__(message)
        self.error_type = error_type


_CRASHED = r"crashed|Target closed|Browser closed|has been closed|Connection closed"
_NETWORK = (
    r"ERR_(NAME_NOT_RESOLVED|CONNECTION|INTERNET_DISCONNECTED|ADDRESS|NETWORK|TIMED_OUT|EMPTY_RESPONSE"
    r"|SOCKET|TUNNEL|PROXY|DNS)|NS_ERROR_"
)
_MISTAKEN = (
    r"while parsing|Unknown engine|is not a valid|Unexpected token|Malformed|Unsupported token"
    r"|Unknown key|Invalid cookie|Cookie should"
)

# The first one whose pattern the message holds.
_KINDS = [
    (_CRASHED, ErrorType.BROWSER_CRASHED),
    (_NETWORK, ErrorType.NETWORK_ERROR),
    (r"ERR_INVALID_URL|invalid URL", ErrorType.INVALID_URL),
    (r"Download is starting|net::ERR_|Navigation failed|interrupted by another", ErrorType.NAVIGATION_FAILED),
    (r"strict mode violation", ErrorType.SELECTOR_NOT_FOUND),
    (_MISTAKEN, ErrorType.VALIDATION_ERROR),
]


def step_failure(error: Exception) -> StepFailed:
    """What an exception that an action let out means."""
    match error:
        case StepFailed():
            return error
        case PlaywrightTimeoutError() | TimeoutError():
            return StepFailed(ErrorType.TIMEOUT, "the job's time ran out")
        case PlaywrightError() | Exception() if "Connection closed" in str(error) or isinstance(error, PlaywrightError):
            message = first_line(str(error))
            for pattern, error_type in _KINDS:
                if re.search(pattern, message):
                    return StepFailed(error_type, message)
            return StepFailed(ErrorType.ACTION_FAILED, message)
        case _:
            return StepFailed(ErrorType.INTERNAL, "the worker made a mistake; its log has more")


def first_line(message: str) -> str:
    """Playwright's message without its prefix ("Page.goto: ") and without its call log; of an error that Firefox
    tells by WebDriver BiDi, what Firefox says.
    """
    if told := re.search(r"^Message: (?:Error: )?(.+)$", message, re.MULTILINE):
        return told[1]
    line = message.strip().split("\n", 1)[0]
    return re.sub(r"^[A-Z]\w+\.\w+: ", "", line)
