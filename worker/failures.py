"""What went wrong in a step: from Playwright's exceptions to the error types of the API."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from store.failures import ErrorType, Failure, Recovery, of_message, of_type

MAX_MESSAGE_CHARS = 2000
"""A page may throw what it likes."""
TOO_LARGE = "sent more than a message may have"
"""In the error of a call whose answer was too large for the driver's pipe."""


class StepFailed(Exception):
    """A step could not be done."""

    def __init__(self, what: ErrorType | Failure, message: str) -> None:
        """`what` is its row of the table of failures, or its kind where nobody knows more."""
        super().__init__(message if len(message) <= MAX_MESSAGE_CHARS else f"{message[:MAX_MESSAGE_CHARS]}…")
        self.failure = what if isinstance(what, Failure) else of_type(what)

    @property
    def error_type(self) -> ErrorType:
        return self.failure.error_type

    @property
    def recovery(self) -> Recovery:
        """What is done about it."""
        return self.failure.recovery


def too_large(size_bytes: int, max_bytes: int) -> StepFailed:
    """The failure of a job whose page has made the browser tell more at once than may be told."""
    return StepFailed(
        ErrorType.RESULT_TOO_LARGE, f"the page made the browser {TOO_LARGE}: {size_bytes} bytes, {max_bytes} at most"
    )


BROKEN = "an internal error of the worker; its log has more"
NO_PICTURE = "Unable to capture screenshot"
"""Chromium's words when its compositor hiccups or has died."""
DRIVER_GONE = "Connection closed"
"""In the error of a call whose driver has died."""


_SCRIPT = re.compile(r"\w+\.(?:evaluate|wait_for_function)\w*: (.*)")
"""How a page's script has ended: in the browser's words, in those about a locator, or in any that the page throws."""
_OF_BROWSER = re.compile(
    r"Target crashed |Page crashed|Target page, context or browser has been closed"
    rf"|{DRIVER_GONE}(?: while reading from the driver|: the browser has ended)"
    rf"|the browser {TOO_LARGE}: \d+ bytes, \d+ at most"
)
_OF_LOCATORS = frozenset({ErrorType.SELECTOR_NOT_FOUND, ErrorType.VALIDATION_ERROR})


def step_failure(error: Exception) -> StepFailed:
    """What an exception that an action let out means."""
    match error:
        case StepFailed():
            return error
        case PlaywrightTimeoutError() | TimeoutError():
            return StepFailed(ErrorType.TIMEOUT, "the job's timeout is over")
        case PlaywrightError() | Exception() if DRIVER_GONE in str(error) or isinstance(error, PlaywrightError):
            message = first_line(str(error))
            row = of_message(message)
            if (ended := _SCRIPT.match(str(error))) and not _OF_BROWSER.fullmatch(ended[1]):
                row = row if row is not None and row.error_type in _OF_LOCATORS else None
            return StepFailed(row or ErrorType.ACTION_FAILED, message)
        case _:
            return StepFailed(ErrorType.INTERNAL, BROKEN)


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
