"""What went wrong in a step: from Playwright's exceptions to the error types of the API."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from store.retry import TRANSIENT, ErrorType

MAX_MESSAGE_CHARS = 2000
"""A page may throw what it likes."""
TOO_LARGE = "sent more than a message may have"
"""In the error of a call whose answer was too large for the driver's pipe."""


class StepFailed(Exception):
    """A step could not be done."""

    def __init__(self, error_type: ErrorType, message: str, *, may_pass: bool | None = None) -> None:
        """`may_pass` says whether it may pass by itself. None: as failures of its type do."""
        super().__init__(message if len(message) <= MAX_MESSAGE_CHARS else f"{message[:MAX_MESSAGE_CHARS]}…")
        self.error_type = error_type
        self.may_pass = error_type in TRANSIENT if may_pass is None else may_pass


def too_large(size_bytes: int, max_bytes: int) -> StepFailed:
    """The failure of a job whose page has made the browser tell more at once than may be told."""
    return StepFailed(
        ErrorType.RESULT_TOO_LARGE, f"the page made the browser {TOO_LARGE}: {size_bytes} bytes, {max_bytes} at most"
    )


NO_PICTURE = "Unable to capture screenshot"
"""Chromium's words when its compositor hiccups or has died."""
DRIVER_GONE = "Connection closed"
"""In the error of a call whose driver has died."""
_CRASHED = rf"crashed|Target closed|Browser closed|has been closed|{DRIVER_GONE}|{NO_PICTURE}"
_NETWORK = (
    r"ERR_(NAME_NOT_RESOLVED|CONNECTION|INTERNET_DISCONNECTED|ADDRESS|NETWORK|TIMED_OUT|EMPTY_RESPONSE"
    r"|SOCKET|SOCKS|TUNNEL|PROXY|DNS|CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING)|NS_ERROR_"
)
_MISTAKEN = (
    r"while parsing|Unknown engine|is not a valid|Unexpected token|Malformed|Unsupported token"
    r"|Unknown key|Invalid cookie|Cookie should"
)

# The first one whose pattern the message holds.
_KINDS = [
    (TOO_LARGE, ErrorType.ARTIFACT_TOO_LARGE),
    (_CRASHED, ErrorType.BROWSER_CRASHED),
    (_NETWORK, ErrorType.NETWORK_ERROR),
    (r"ERR_INVALID_URL|invalid URL", ErrorType.INVALID_URL),
    (r"ERR_INVALID_AUTH_CREDENTIALS|CLIENT_AUTH_CERT", ErrorType.AUTHENTICATION_FAILED),
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
            return StepFailed(ErrorType.TIMEOUT, "the job's timeout is over")
        case PlaywrightError() | Exception() if DRIVER_GONE in str(error) or isinstance(error, PlaywrightError):
            message = first_line(str(error))
            for pattern, error_type in _KINDS:
                if re.search(pattern, message):
                    return StepFailed(error_type, message)
            return StepFailed(ErrorType.ACTION_FAILED, message)
        case _:
            return StepFailed(ErrorType.INTERNAL, "an internal error of the worker; its log has more")


def first_line(message: str) -> str:
    """Playwright's message without its prefix ("Page.goto: ") and without its call log; of an error that Firefox
    tells by WebDriver BiDi, what Firefox says.
    """
    if told := re.search(r"^Message: (?:Error: )?(.+)$", message, re.MULTILINE):
        return told[1]
    line = message.strip().split("\n", 1)[0]
    return re.sub(r"^[A-Z]\w+\.\w+: ", "", line)


_REFUSED = "(?i)timezone|locale|language tag|unknown permission|invalid header|client certificate"
_NO_FFMPEG = "ffmpeg"


@contextmanager
def opening_told() -> Iterator[None]:
    """A browser that does not open a page is a crashed one, whatever it says, unless it says that the job's
    options are wrong.
    """
    try:
        yield
    except Exception as error:
        is_told = isinstance(error, PlaywrightError | OSError | ValueError)  # TimeoutError is an OSError
        if not is_told and DRIVER_GONE not in str(error):
            raise
        if _NO_FFMPEG in str(error):
            raise StepFailed(
                ErrorType.UNSUPPORTED, "this worker cannot record videos: it has no ffmpeg (`tabwright install ffmpeg`)"
            ) from error
        reason = first_line(str(error)) or "it took too long"
        if re.search(_REFUSED, reason):
            raise StepFailed(ErrorType.VALIDATION_ERROR, f"the browser refuses the job's options: {reason}") from error
        raise StepFailed(ErrorType.BROWSER_CRASHED, f"the browser did not open a page: {reason}") from error
