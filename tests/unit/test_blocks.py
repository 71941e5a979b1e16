"""What is taken for a refusal of browsers, and what is not."""

import pytest

from worker.page.answers import asks_to_wait
from worker.page.blocks import mitigation, refusal


@pytest.mark.parametrize(
    ("headers", "provider"),
    [
        ({"cf-mitigated": "challenge"}, "Cloudflare"),
        ({"x-vercel-mitigated": "deny"}, "Vercel"),
        ({"x-amzn-waf-action": "captcha"}, "AWS WAF"),
        ({"server": "cloudflare", "cf-ray": "1"}, None),
        ({"x-datadome": "protected"}, None),
        ({}, None),
    ],
)
def test_headers_that_are_sent_with_refusals_only_say_it_alone(headers: dict[str, str], provider: str | None) -> None:
    found = mitigation(headers)
    assert (found.provider if found is not None else None) == provider


@pytest.mark.parametrize(
    ("headers", "page", "provider"),
    [
        ({"x-datadome": "protected"}, "", "DataDome"),
        ({}, "<title>Attention Required! | Cloudflare</title>", "Cloudflare"),
        ({}, "<script src='/cdn-cgi/challenge-platform/h/g/x'></script>", "Cloudflare"),
        ({}, "Request unsuccessful. Incapsula incident ID: 1", "Imperva"),
        ({}, "<a href='https://errors.edgesuite.net/18'>", "Akamai"),
        ({}, "<h1>Forbidden</h1>", None),
        ({}, "<script src='https://www.google.com/recaptcha/api.js'></script>", None),
        ({}, " " * 2**16 + "px-captcha", None),
    ],
)
def test_marks_count_with_a_status_that_refuses(headers: dict[str, str], page: str, provider: str | None) -> None:
    found = refusal(headers, page)
    assert (found.provider if found is not None else None) == provider


@pytest.mark.parametrize(
    ("status", "headers", "asks"),
    [
        (503, {"retry-after": "5"}, True),
        (403, {"retry-after": "5"}, True),
        (403, {"x-ratelimit-remaining": "0"}, True),
        (403, {"x-ratelimit-remaining": "10"}, False),
        (403, {}, False),
        (503, {}, False),
        (503, {"x-ratelimit-remaining": "0"}, False),
        (500, {"retry-after": "5"}, False),
        (404, {"retry-after": "5"}, False),
    ],
)
def test_a_time_to_wait_makes_a_limit_of_some_statuses(status: int, headers: dict[str, str], *, asks: bool) -> None:
    assert asks_to_wait(status, headers) is asks
