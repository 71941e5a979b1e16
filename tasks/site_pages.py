"""URLs of the pages that a task of one site takes: which host it may be, read as a browser reads it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

import ada_url

MAX_URL_CHARS = 2048


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of a site. Nothing of it but host, port, path and query is taken over from what a client has given."""

    scheme: str
    host: str
    """With its port, where that is not the usual one."""
    path: str
    query: Mapping[str, str]

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.host}"


def page_of(url: str, hosts: re.Pattern[str]) -> SitePage | None:
    """A URL as a browser reads it. None: it is none, is not http or https, has a user in it, or its host is not all of
    what `hosts` matches: `airbnb.com.example` is no `airbnb.com`.
    """
    try:
        parsed = ada_url.URL(url)
    except (ValueError, UnicodeError):
        return None
    is_web = parsed.protocol in {"http:", "https:"}
    if not is_web or parsed.username or parsed.password or not hosts.fullmatch(parsed.hostname):
        return None
    return SitePage(
        scheme=parsed.protocol.rstrip(":"),
        host=parsed.host,
        path=parsed.pathname,
        query=dict(parse_qsl(parsed.search.lstrip("?"), max_num_fields=None)),
    )


def url_of(origin: str, path: str, query: Mapping[str, str | int | None]) -> str:
    """A URL, with those parts of the query that are something."""
    asked = urlencode({name: value for name, value in query.items() if value is not None})
    return f"{origin}{path}?{asked}" if asked else f"{origin}{path}"
