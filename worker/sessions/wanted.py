"""Of which origins a session is, and what of a browser's state belongs to them."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from store.job import Json
from store.secrets.origins import is_allowed, usual_origin
from store.sessions.storage_state import STORES, belonging


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

    def part_of(self, state: Json) -> Json:
        """What belongs to them."""
        return belonging(state, self.origins)

    def cookies(self, cookies: Sequence[Any]) -> list[Json]:
        """The cookies that would be sent to them; those of a parent domain are."""
        return list(self.part_of({"cookies": cookies})["cookies"])


def unexpired(cookies: Iterable[Json]) -> list[Json]:
    """Cookies without those that have expired."""
    now = time.time()
    return [one for one in cookies if not 0 <= one.get("expires", -1) <= now]


def without_storage(origin: Json) -> bool:
    """Whether nothing is stored at an origin."""
    return not any(origin.get(kind) for kind in STORES)
