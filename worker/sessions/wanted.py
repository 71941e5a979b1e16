"""What of a browser's state a session is of: the origins that are wanted, and the cookies that go there."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from store.job import Json
from store.secrets.origins import is_allowed, usual_origin

_LOCAL = ("localhost", "127.0.0.1", "::1")
"""Hosts to which browsers send secure cookies also without TLS."""
_FOR_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The origins of a session, each in its usual spelling; `https://*.example.com` is all subdomains."""

    origins: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Wanted":
        """Raises MalformedOrigin."""
        return cls(tuple(dict.fromkeys(usual_origin(text) for text in texts)))

    def has(self, origin: str) -> bool:
        """Whether an origin, or that of a URL, is among them."""
        return is_allowed(origin, self.origins)

    def gets(self, cookie: Json) -> bool:
        """Whether a cookie would be sent to one of them; one of a parent domain is."""
        return any(_is_sent(cookie, origin) for origin in self.origins)

    def part_of(self, state: Json) -> dict[str, Any]:
        """What a state has for them, without cookies that have expired."""
        now = time.time()
        cookies = [one for one in state.get("cookies", ()) if self.gets(one) and not 0 <= one.get("expires", -1) <= now]
        return {"cookies": cookies, "origins": [one for one in state.get("origins", ()) if self.has(one["origin"])]}


def good_until(state: Json) -> datetime | None:
    """When nothing of a state is good any more. None: nobody knows, since storage, and cookies that are of no date, are
    good as long as their site says.
    """
    dates = [one.get("expires", -1) for one in state["cookies"]]
    if state["origins"] or not dates or min(dates) < 0:
        return None
    try:
        return datetime.fromtimestamp(max(dates), UTC)
    except (OverflowError, ValueError):
        return _FOR_EVER


def without_storage(origin: Json) -> bool:
    """Whether nothing is stored at an origin."""
    return not any(origin.get(kind) for kind in ("localStorage", "indexedDB", "sessionStorage"))


def _is_sent(cookie: Json, origin: str) -> bool:
    parts = urlsplit(origin)
    host, has_subdomains = (parts.hostname or "").removeprefix("*."), "://*." in origin
    domain: str = cookie["domain"].lower().strip("[]")
    bare, goes_below = domain.removeprefix("."), domain.startswith(".")
    if cookie.get("secure") and parts.scheme != "https" and host not in _LOCAL:
        return False
    if goes_below and (bare == host or host.endswith(f".{bare}")):
        return True
    return bare.endswith(f".{host}") if has_subdomains else bare == host
