"""The table of failures: every name that browsers have for one means what is written down here for it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from store import failures, retry
from store.failures import TABLE, Blame, Delay, ErrorType, Failure, of_guard, of_message, of_name, of_status, of_type
from worker.egress.failure import FailureKind

MEANINGS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "browser_errors.toml").read_text())["meanings"]
NAMES = [name for meaning in MEANINGS for name in meaning["names"].split()]


@pytest.mark.parametrize("meaning", MEANINGS, ids=lambda it: f"{it['error_type']}-{it['again']}-{it['blame']}")
def test_a_browsers_name_of_a_failure_means_what_is_written_down(meaning: dict[str, Any]) -> None:
    expected = (
        meaning["error_type"],
        meaning["again"],
        meaning["blame"],
        meaning.get("max_retries"),
        meaning.get("elsewhere", False),
    )
    for name in meaning["names"].split():
        found = of_message(f"{name} at http://crashed.test/?is not a valid")
        assert found is not None, name
        one = found.recovery
        assert (found.error_type, one.again, one.blame, one.max_retries, one.elsewhere) == expected, name


def test_no_name_is_written_down_twice() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_each_name_in_the_table_is_one_that_a_browser_has() -> None:
    exact = {name for row in TABLE for name in row.names if not name.endswith("*")}
    unknown = {name for name in exact - set(NAMES) if name.startswith("net::")}
    assert unknown == set()


@pytest.mark.parametrize("sign", ["names", "phrases", "openings", "guard", "statuses", "name"])
def test_no_two_rows_are_known_by_the_same(sign: str) -> None:
    values = [getattr(row, sign) for row in TABLE]
    seen = values if sign == "name" else [one for value in values for one in value]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("kind", list(FailureKind))
def test_each_kind_of_failure_that_the_egress_guard_tells_has_a_row(kind: FailureKind) -> None:
    assert isinstance(of_guard(kind), Failure)


def test_the_guard_tells_no_kind_that_is_not_in_the_table() -> None:
    assert {kind for row in TABLE for kind in row.guard} == set(FailureKind)


@pytest.mark.parametrize("error_type", list(ErrorType))
def test_each_kind_has_a_recovery_that_can_be_carried_out(error_type: ErrorType) -> None:
    rows = [row for row in TABLE if row.error_type is error_type]
    assert of_type(error_type) is rows[0]
    for row in rows:
        recovery = row.recovery
        assert recovery.again or (recovery.delay, recovery.spends_retry, recovery.elsewhere) == (
            Delay.NONE,
            False,
            False,
        )
        if recovery.elsewhere:
            assert recovery.blame is Blame.WORKER
        if recovery.again and not recovery.spends_retry:  # or it would never end
            assert recovery.delay is Delay.SITE or row is failures.STOPPED


@pytest.mark.parametrize(
    ("status", "error_type", "again"),
    [
        (400, "HTTP_ERROR", False),
        (401, "HTTP_ERROR", False),
        (403, "HTTP_ERROR", False),
        (404, "HTTP_ERROR", False),
        (408, "HTTP_ERROR", True),
        (410, "HTTP_ERROR", False),
        (425, "HTTP_ERROR", True),
        (429, "RATE_LIMITED", True),
        (451, "HTTP_ERROR", False),
        (500, "SITE_ERROR", True),
        (501, "HTTP_ERROR", False),
        (502, "SITE_ERROR", True),
        (503, "SITE_ERROR", True),
        (504, "SITE_ERROR", True),
        (511, "NETWORK_ERROR", True),
        (520, "SITE_ERROR", True),
        (527, "SITE_ERROR", True),
        (999, "HTTP_ERROR", False),
    ],
)
def test_a_status_means_what_it_says_of_the_site(status: int, error_type: str, *, again: bool) -> None:
    found = of_status(status)
    assert found is not None
    assert (found.error_type, found.recovery.again) == (error_type, again)


def test_every_status_from_400_on_is_a_failure_and_none_below() -> None:
    assert [status for status in range(100, 1000) if of_status(status) is not None] == list(range(400, 1000))


@pytest.mark.parametrize(
    ("message", "error_type"),
    [
        ("net::ERR_SOMETHING_NEW at http://a.test/", "NAVIGATION_FAILED"),
        ("net::ERR_CERT_SOMETHING_NEW at https://a.test/", "TLS_FAILED"),
        ("NS_ERROR_SOMETHING_NEW", "NAVIGATION_FAILED"),
        ("SEC_ERROR_SOMETHING_NEW", "TLS_FAILED"),
        ("Could not connect to server", "NETWORK_ERROR"),
        ("deniedPortAccess at http://a.test:6667/", "INVALID_URL"),
        (
            "NS_ERROR_GENERATE_FAILURE(NS_ERROR_MODULE_SECURITY, MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT) at https://a.test/",
            "TLS_FAILED",
        ),
        ("Target page, context or browser has been closed", "BROWSER_CRASHED"),
        ("Protocol error (Page.captureScreenshot): Unable to capture screenshot", "BROWSER_CRASHED"),
        ("Navigation failed because page crashed!", "BROWSER_CRASHED"),
        ("Download is starting", "NAVIGATION_FAILED"),
        (
            'Navigation to "http://a.test/" is interrupted by another navigation to "http://b.test/"',
            "NAVIGATION_FAILED",
        ),
    ],
)
def test_words_that_are_not_named_mean_what_those_mean_that_begin_alike(message: str, error_type: str) -> None:
    found = of_message(message)
    assert found is not None
    assert found.error_type == error_type


def test_what_a_page_says_itself_is_not_taken_for_the_network_or_the_browser() -> None:
    assert of_message("Error: the shop says: Could not connect to server") is None
    assert of_message("Error: Connection closed") is None
    strict = of_message('strict mode violation: locator("text=has been closed") resolved to 2 elements')
    assert strict is not None
    assert strict.error_type == "SELECTOR_NOT_FOUND"
    assert of_message('the page says: "Target crashed"') is None
    assert of_name("net::ERRATIC") is None


def test_an_unknown_host_is_tried_once_more_and_no_more() -> None:
    recovery = of_guard(FailureKind.NAME_NOT_RESOLVED).recovery
    assert [retry.is_due_again(recovery, count, 3) for count in range(3)] == [True, False, False]
    assert not retry.is_due_again(recovery, 0, 0)


def test_what_spends_no_retry_is_tried_again_without_any() -> None:
    assert retry.is_due_again(of_type(ErrorType.RATE_LIMITED).recovery, 0, 0)
    assert not retry.is_due_again(of_type(ErrorType.TIMEOUT).recovery, 3, 3)
    assert not retry.is_due_again(of_type(ErrorType.TLS_FAILED).recovery, 0, 3)


def test_a_job_waits_twice_as_long_each_time_that_its_site_asks_for_fewer_requests() -> None:
    recovery = of_type(ErrorType.RATE_LIMITED).recovery
    for wishes, least in enumerate([2, 4, 8, 16, 32, 60, 60]):
        assert least <= retry.delay_s(recovery, 0, wishes) <= least * (1 + retry.SPREAD)
    assert retry.delay_s(failures.STOPPED.recovery, 0) == 0
