"""Which requests of a page submit something to its own site, and must not be made twice.

The page's site is everything whose host has the same last two labels: `shop.example.com` and `api.example.com` are one
site, and so are, wrongly, `shop.co.uk` and `stats.co.uk`. A list of public suffixes would tell those apart, and has to
be kept up to date; this rule needs none, and errs on the side on which nothing is ordered twice.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import ip_address
from typing import Any

from playwright.async_api import BrowserContext, Request
from playwright.async_api import Error as PlaywrightError

from store.address import site as host_of

_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_REPORTS = frozenset({"ping", "beacon", "cspreport", "cspviolationreport"})
"""Resource types of what pages send and forget, as the engines call them."""
_SITE_LABELS = 2

MAX_QUERY_BYTES = 256 * 1024
"""A larger body is not looked into, and counts as a submission; so does each of Firefox, which tells no bodies."""
_GRAPHQL_FIELDS = frozenset({"query", "variables", "operationName", "extensions"})
_QUERY = re.compile(r"\s*(query\b[^{]*)?\{")
_MUTATION = re.compile(r"\bmutation\b")


def submits(request: Request, context: BrowserContext, *, from_frames: bool, anywhere: bool) -> bool:
    """Whether a request submits something to the site of a page that is open in its context, or opens a page by that.
    `from_frames`: also to that of the frame that makes it, where the page around it is of another site; `anywhere`: to
    any site, where the pages have none.
    """
    if request.method.upper() not in _METHODS or _is_report(request):
        return False
    if anywhere or _opens_page(request):  # a form may lead from a shop to whoever is paid
        return not _only_asks(request)
    target = _site(request.url)
    return (
        target is not None
        and target in _own_sites(request, context, from_frames=from_frames)
        and not _only_asks(request)
    )


def _is_report(request: Request) -> bool:
    """Whether it is a beacon or the like. A fetch that outlives its page (keepalive) looks like any other."""
    if request.resource_type == "document":  # Firefox calls beacons so
        return request.headers.get("sec-fetch-mode", "navigate") != "navigate"
    return request.resource_type in _REPORTS


def _opens_page(request: Request) -> bool:
    """In a tab or in a frame."""
    return request.is_navigation_request()


def _own_sites(request: Request, context: BrowserContext, *, from_frames: bool) -> Iterator[str | None]:
    for page in context.pages:
        yield _site(page.url)
    if worker := request.service_worker:
        yield _site(worker.url)
    elif from_frames:
        with suppress(PlaywrightError):  # of a tab that is only being opened
            yield _site(request.frame.url)


def _site(url: str) -> str | None:
    host = host_of(url)
    if host is None:
        return None
    try:
        return str(ip_address(host))
    except ValueError:
        return ".".join(host.split(".")[-_SITE_LABELS:])


def _only_asks(request: Request) -> bool:
    """Whether it is GraphQL without a mutation: what cannot be read is none."""
    data = request.post_data_buffer
    if data is None or len(data) > MAX_QUERY_BYTES or request.method.upper() != "POST":
        return False
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        return False
    operations = body if isinstance(body, list) else [body]
    return bool(operations) and all(map(_is_query, operations))


def _is_query(operation: Any) -> bool:
    if not isinstance(operation, dict) or not operation.keys() <= _GRAPHQL_FIELDS:
        return False
    query = operation.get("query")
    return isinstance(query, str) and _QUERY.match(query) is not None and _MUTATION.search(query) is None
