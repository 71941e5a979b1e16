"""What people write on the command line."""

from datetime import UTC, datetime

import pytest
from typer import BadParameter

from cli.options import moment, web_url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("example.com", "https://example.com"),
        ("example.com/a?b=c#d", "https://example.com/a?b=c#d"),
        ("example.com?q=http://a.test", "https://example.com?q=http://a.test"),
        ("example.com:8443/", "https://example.com:8443/"),
        ("bücher.example", "https://bücher.example"),
        ("10.0.0.1", "https://10.0.0.1"),
        ("printer:631", "https://printer:631"),
        ("localhost", "http://localhost"),
        ("localhost:3000/docs", "http://localhost:3000/docs"),
        ("127.0.0.1:3000", "http://127.0.0.1:3000"),
        ("[::1]:3000", "http://[::1]:3000"),
        ("localhost.example.com", "https://localhost.example.com"),
    ],
)
def test_a_url_without_a_scheme_is_https_and_on_this_machine_http(text: str, url: str) -> None:
    assert web_url(text) == url


@pytest.mark.parametrize(
    "text",
    ["http://example.com", "HTTPS://a.test", "about:blank", "data:text/html,x.y", "nonsense", "", "a b.test", "/a.b"],
)
def test_what_has_a_scheme_or_is_no_host_stays_as_it_is(text: str) -> None:
    assert web_url(text) == text


@pytest.mark.parametrize(
    "text", ["https:///x", "http:////x.test", "https:x.test", "HTTP:/x.test", r"http:\\x", "https://"]
)
def test_a_url_whose_host_would_be_guessed_is_refused(text: str) -> None:
    with pytest.raises(BadParameter, match="must have a host after two slashes"):
        web_url(text)


def test_a_time_has_a_zone_of_its_own_or_is_this_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    at = datetime(2026, 11, 29, 13, 30, tzinfo=UTC)
    assert moment("2026-11-29T14:30:00+01:00") == moment("2026-11-29 13:30Z") == at
    assert moment("2026-11-29 14:30") == datetime(2026, 11, 29, 14, 30).astimezone()


@pytest.mark.parametrize("text", ["soon", "0001-01-01", "9999-12-31", "2026-13-01", "14:30"])
def test_what_is_no_time_is_told_with_what_would_be_one(text: str) -> None:
    with pytest.raises(BadParameter, match="must be a time such as 2026-11-29"):
        moment(text)
