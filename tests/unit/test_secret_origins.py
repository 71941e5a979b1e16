"""Where a secret may be used."""

import pytest

from store.secrets.origins import MalformedOrigin, is_allowed, usual_origin


@pytest.mark.parametrize(
    ("given", "usual"),
    [
        ("https://portal.example.com", "https://portal.example.com"),
        ("HTTPS://Portal.Example.COM:443", "https://portal.example.com"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("https://*.Example.com", "https://*.example.com"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("https://[::1]:8443", "https://[::1]:8443"),
        ("https://0x7f.1", "https://127.0.0.1"),
    ],
)
def test_an_origin_has_one_spelling(given: str, usual: str) -> None:
    assert usual_origin(given) == usual
    assert usual_origin(usual) == usual


@pytest.mark.parametrize(
    "given",
    [
        "",
        "*",
        "example.com",
        "https://",
        "https://example.com/",
        "https://example.com/login",
        "https://user@example.com",
        "https://*",
        "https://*.com",
        "https://*.127.0.0.1",
        "https://a.*.example.com",
        "https://*example.com",
        "*://example.com",
        "https://example.com:0",
        "https://example.com:99999",
        "ftp://example.com",
        "null",
        "https://example.com?x",
        " https://example.com",
    ],
)
def test_what_is_not_an_origin_is_refused(given: str) -> None:
    with pytest.raises(MalformedOrigin, match="such as https://"):
        usual_origin(given)


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("https://portal.example.com", True),
        ("https://portal.example.com:443", True),
        ("https://PORTAL.example.com./login?x=1", True),
        ("https://a.b.shop.example", True),
        ("https://shop.example", False),
        ("https://evilshop.example", False),
        ("http://portal.example.com", False),
        ("https://portal.example.com:8443", False),
        ("https://portal.example.com.evil.example", False),
        ("https://portal.example.com@evil.example", False),
        ("https://evil.example/https://portal.example.com", False),
        ("null", False),
        ("", False),
        ("about:blank", False),
        ("data:text/html,x", False),
        ("blob:https://portal.example.com/x", False),
        ("file:///etc/passwd", False),
    ],
)
def test_a_secret_is_for_its_origins_only(origin: str, *, allowed: bool) -> None:
    assert is_allowed(origin, ("https://portal.example.com", "https://*.shop.example")) is allowed
