"""Which failures are tried again, and when."""

import pytest
from playwright.async_api import Error as PlaywrightError

from store.failures import ErrorType, of_type
from store.retry import SPREAD, delay_s
from worker.failures import step_failure


def test_a_job_waits_the_square_of_its_retries_and_up_to_half_as_long_again() -> None:
    for retry_count in range(10):
        shortest = (retry_count + 1) ** 2
        delays = {delay_s(of_type(ErrorType.TIMEOUT).recovery, retry_count) for _ in range(100)}
        assert min(delays) >= shortest
        assert max(delays) <= shortest * (1 + SPREAD)
        assert len(delays) > 1


@pytest.mark.parametrize(
    ("error_type", "passes"),
    [
        (ErrorType.TIMEOUT, True),
        (ErrorType.NAVIGATION_FAILED, True),
        (ErrorType.NETWORK_ERROR, True),
        (ErrorType.BROWSER_CRASHED, True),
        (ErrorType.WORKER_LOST, True),
        (ErrorType.VALIDATION_ERROR, False),
        (ErrorType.INVALID_URL, False),
        (ErrorType.SELECTOR_NOT_FOUND, False),
        (ErrorType.AUTHENTICATION_FAILED, False),
    ],
)
def test_failures_of_the_documented_kinds_pass_or_do_not(error_type: ErrorType, *, passes: bool) -> None:
    assert of_type(error_type).recovery.again is passes


def test_what_needs_another_password_does_not_pass() -> None:
    refused = PlaywrightError("Page.goto: net::ERR_INVALID_AUTH_CREDENTIALS at http://example.test/")
    assert step_failure(refused).error_type is ErrorType.AUTHENTICATION_FAILED
