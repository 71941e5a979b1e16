"""Keeps a job's pages from loading anything from hosts that serve advertisements or follow visitors."""

import re
from functools import cache
from pathlib import Path

from playwright.async_api import BrowserContext, Request, Route
from playwright.async_api import Error as PlaywrightError

_LIST = Path(__file__).parent / "lists" / "ad-hosts.txt"


async def block_ads(context: BrowserContext) -> None:
    """The driver compares URLs: the worker hears only of those that match."""
    await context.route(pattern(), _refuse)


@cache
def pattern() -> re.Pattern[str]:
    """What matches the URLs of the hosts and of all their subdomains."""
    hosts = "|".join(map(re.escape, _LIST.read_text().split()))
    return re.compile(rf"^https?://(?:[^/?#]*\.)?({hosts})(?::\d+)?(?:[/?#]|$)")


async def _refuse(route: Route) -> None:
    await (route.fallback() if _is_own(route.request) else route.abort("blockedbyclient"))


def _is_own(request: Request) -> bool:
    """Whether the page itself is of the host: what a job opens is whole."""
    listed = pattern().match(request.url)
    try:
        if request.is_navigation_request() and request.frame.parent_frame is None:
            return True
        top = pattern().match(request.frame.page.url)
    except PlaywrightError:  # of a service worker, or of a tab that is only being opened
        return request.is_navigation_request()
    return listed is not None and top is not None and listed[1] == top[1]
