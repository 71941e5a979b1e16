"""By what it is known that a site keeps browsers like ours out: headers that say so, and marks on pages of refusal.

A false alarm fails a job, so that a mark counts only where the status says no as well. What also stands on healthy
pages, such as the scripts of captchas, is none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

MAX_LOOKED_AT = 64 * 1024
"""How many characters of a page are looked at."""
SUSPECT = frozenset({403, 429, 503, 999})
"""Statuses with which sites refuse."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One way in which one provider refuses."""

    provider: str
    header: str = ""
    """A header's name, with small letters. Empty: the mark is on the page."""
    pattern: str = ""
    """What the header's value, or the page, contains."""
    says_it_alone: bool = False
    """Whether it is sent with nothing but refusals, whatever their status."""


MARKS = (
    Mark("Cloudflare", "cf-mitigated", "challenge", says_it_alone=True),
    Mark("Vercel", "x-vercel-mitigated", "challenge|deny", says_it_alone=True),
    Mark("AWS WAF", "x-amzn-waf-action", "challenge|captcha", says_it_alone=True),
    Mark("DataDome", "x-datadome", "."),
    Mark("Kasada", "x-kpsdk-ct", "."),
    Mark("Sucuri", "x-sucuri-block", "."),
    Mark("Cloudflare", pattern=r"/cdn-cgi/challenge-platform/|cf-error-details|Attention Required! \| Cloudflare"),
    Mark("DataDome", pattern=r"captcha-delivery\.com"),
    Mark("HUMAN", pattern="px-captcha|_pxAppId"),
    Mark("Akamai", pattern=r"errors\.edgesuite\.net"),
    Mark("Imperva", pattern="_Incapsula_Resource|Incapsula incident ID"),
    Mark("Sucuri", pattern="Sucuri Website Firewall"),
    Mark("F5", pattern="The requested URL was rejected. Please consult with your administrator"),
    Mark("Google", pattern="Our systems have detected unusual traffic"),
    Mark("LinkedIn", pattern="trkCode"),
)


def mitigation(headers: Mapping[str, str]) -> Mark | None:
    """The mark among headers that says by itself that an answer is a refusal."""
    return next((mark for mark in MARKS if mark.says_it_alone and _is_in_headers(mark, headers)), None)


def refusal(headers: Mapping[str, str], page: str) -> Mark | None:
    """The mark that an answer with one of the suspect statuses has."""
    looked_at = page[:MAX_LOOKED_AT]
    return next(
        (
            mark
            for mark in MARKS
            if (_is_in_headers(mark, headers) if mark.header else re.search(mark.pattern, looked_at, re.IGNORECASE))
        ),
        None,
    )


def _is_in_headers(mark: Mark, headers: Mapping[str, str]) -> bool:
    return bool(mark.header) and re.search(mark.pattern, headers.get(mark.header, ""), re.IGNORECASE) is not None
