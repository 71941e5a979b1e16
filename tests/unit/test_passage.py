"""What a job is told of connections that were not made."""

import pytest
from playwright.async_api import Error as PlaywrightError
from tabwright.v1.job_options_pb2 import JobOptions

from worker.browsers.passage import MAX_LINES, Passage, _reason
from worker.egress.guard import ConnectionFailure, FailureKind, Gate

PRIVATE = "a private, local or reserved address, which this installation does not open"


class KnowingGate(Gate):
    """A gate that has been told why a connection was not made."""

    def __init__(self, failure: ConnectionFailure | None) -> None:
        self._failure = failure

    async def failure(self, host: str, port: int) -> ConnectionFailure | None:
        known = self._failure
        return known if known is not None and (host, port) == (known.host, known.port) else None


def failed(kind: FailureKind, host: str = "site.test", reason: str = "") -> ConnectionFailure:
    return ConnectionFailure(kind, host, 80, reason)


def passage_with(failure: ConnectionFailure | None) -> Passage:
    passage = Passage([], JobOptions(), ())
    passage._gate = KnowingGate(failure)
    return passage


@pytest.mark.parametrize(
    ("kind", "said", "told"),
    [
        (FailureKind.NAME_NOT_RESOLVED, "net::ERR_SOCKS_CONNECTION_FAILED", "net::ERR_NAME_NOT_RESOLVED"),
        (FailureKind.CONNECTION_REFUSED, "net::ERR_SOCKS_CONNECTION_FAILED", "net::ERR_CONNECTION_REFUSED"),
        (FailureKind.TIMED_OUT, "NS_ERROR_PROXY_CONNECTION_REFUSED", "NS_ERROR_NET_TIMEOUT"),
    ],
)
async def test_an_error_is_told_as_if_the_browser_had_connected_itself(kind: FailureKind, said: str, told: str) -> None:
    error = PlaywrightError(f"Page.goto: {said} at http://site.test/\nCall log:\n")
    found = await passage_with(failed(kind)).told(error, None)
    assert str(found) == f"{told} at http://site.test/"


async def test_an_error_that_has_another_cause_stays_as_it_is() -> None:
    other = PlaywrightError("Page.goto: net::ERR_CERT_DATE_INVALID at https://site.test/")
    assert await passage_with(None).told(other, "https://site.test/") is other
    missing = PlaywrightError("Locator.click: strict mode violation")
    assert await passage_with(failed(FailureKind.REFUSED)).told(missing, "http://site.test/") is missing


async def test_what_a_redirect_led_to_is_judged_and_not_what_was_asked_for() -> None:
    error = PlaywrightError("Page.goto: net::ERR_SOCKS_CONNECTION_FAILED at http://first.test/")
    refused = failed(FailureKind.REFUSED, reason=f"leads to 10.0.0.1, {PRIVATE}")
    found = await passage_with(refused).told(error, "http://site.test/inner")
    assert getattr(found, "error_type", None) == "URL_BLOCKED"
    assert "http://site.test/inner" in str(found)


def test_nobody_is_told_which_inner_address_a_name_has() -> None:
    assert _reason(failed(FailureKind.REFUSED, "inner.test", f"leads to 10.0.0.1, {PRIVATE}")) == f"leads to {PRIVATE}"
    literal = f"leads to 10.0.0.1, {PRIVATE}"
    assert _reason(failed(FailureKind.REFUSED, "10.0.0.1", literal)) == literal


def test_each_host_has_one_line_and_all_connections_count() -> None:
    passage = passage_with(None)
    for number in range(MAX_LINES + 5):
        for _ in range(2):
            passage._note(failed(FailureKind.REFUSED, f"n{number}.test", "is refused"))
    passage._note(failed(FailureKind.NAME_NOT_RESOLVED))
    assert passage.blocked == 2 * (MAX_LINES + 5)
    assert len(passage.lines()) == MAX_LINES
    assert passage.lines() == []
    assert passage.last_line() == f"{passage.blocked} connections were refused in all"
