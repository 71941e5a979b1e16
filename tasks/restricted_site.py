"""What the tasks have in common whose site forbids automation without its consent."""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from tasks.structured_data import MAX_TEXT_CHARS, StructuredData, url
from tasks.words import Found, Json, Readings

ROLE, LABEL, TEXT, CSS = "role", "label", "text", "css"
"""Where something was read, beside structured data."""

OPTIONS: Json = {"robots": "obey", "onHttpError": "fail", "crawlDelayMs": 5_000, "locale": "en-US"}
"""Such a task opens only what the site's robots.txt allows, at its pace and no faster than a person, and fails where
the site refuses. The words of roles and labels are looked for in English.
"""
SHOWN_WITHIN_MS = 8_000
MAX_ITEMS = 2_000
"""As many texts of one kind are looked at."""
MAX_LINE_CHARS = 300
MIN_NAME_CHARS = 3

SIGN_IN, CHALLENGE = "signIn", "challenge"
"""What may stand between a visitor and a page. The words stand in results."""
_SIGN_IN_PATH = re.compile(
    r"/(?:log-?in|sign-?in|signup|i/flow/(?:login|signup)|account/access)(?:[/.]|$)", re.IGNORECASE
)
_CHALLENGE_TITLE = re.compile(
    "just a moment|attention required|access denied|robot check|are you (?:a )?(?:human|robot)|"
    "security (?:check|verification)",
    re.IGNORECASE,
)
_TOLD = {SIGN_IN: "asks visitors to sign in", CHALLENGE: "asks visitors to prove that they are people"}
_WALLS: tuple[Json, ...] = (
    {"name": "signIn", "target": "input[type=password]:visible, input[autocomplete=username]:visible"},
    {
        "name": "challenge",
        "target": "#px-captcha, #challenge-form, iframe[src*='captcha-delivery.com'], "
        "iframe[src*='challenges.cloudflare.com']",
    },
)
"""Elements that only walls have, or that sites show on nothing else: forms that wait hidden for a click are none."""


class NotShown(Exception):
    """The site does not show what the task is to read."""


def why_restricted(site: str) -> str:
    """Why a task is off, and what there is to do."""
    return f"the terms of {site} forbid automation without its consent. Ask {site} for that, or for the use of its API"


def readings(shown: str, css: Sequence[Json]) -> list[Json]:
    """The actions that read a page: structured data, then roles and labels, then by CSS. They begin when there is an
    element that `shown` selects, or after SHOWN_WITHIN_MS, and none of them fails where the page has nothing of it.
    """
    return [
        {
            "action": "extract",
            "name": "begun",
            "target": "title",
            "attribute": "textContent",
            "multiple": True,
            "when": {"target": shown, "withinMs": SHOWN_WITHIN_MS},
        },
        {"action": "extract", "name": "jsonld", "format": "jsonld"},
        {"action": "extract", "name": "meta", "format": "meta"},
        {
            "action": "extract",
            "name": "top",
            "target": "heading[level=1]",
            "getTargetBy": "getByRole",
            "multiple": True,
        },
        {"action": "extract", "name": "headings", "target": "heading", "getTargetBy": "getByRole", "multiple": True},
        {"action": "extract", "name": "links", "target": "link", "getTargetBy": "getByRole", "multiple": True},
        {"action": "extract", "name": "labels", "target": "[aria-label]", "attribute": "aria-label", "multiple": True},
        {"action": "extract", "name": "css", "target": "html", "extractors": [*css]},
        *({"action": "extract", "attribute": "outerHTML", "multiple": True, **wall} for wall in _WALLS),
    ]


class Seen:
    """What was read of such a page. Whatever stands there, nothing here raises."""

    def __init__(self, read: Readings) -> None:
        self.data = StructuredData(read.value("jsonld"), read.value("meta"))
        self.headings = _texts(read.value("headings"))
        self._top = _texts(read.value("top"))
        self.links = _texts(read.value("links"))
        self.labels = _texts(read.value("labels"))
        css = read.value("css")
        self._walls = [name for name in (CHALLENGE, SIGN_IN) if read.value(name)]
        self._css: Json = css if isinstance(css, dict) else {}
        self.final_url = read.final_url or ""
        self.title = read.title or ""

    def css(self, name: str) -> str | None:
        """The text that a selector has found first."""
        return next(iter(self.all_css(name)), None)

    def all_css(self, name: str) -> list[str]:
        """The texts that it has found, each once."""
        return list(dict.fromkeys(_texts(self._css.get(name))))

    @property
    def heading(self) -> Found | None:
        """The one that names what the page is about: the first that its title has in it, else the first of level 1. On
        a wall, it names that.
        """
        title = self.title.lower()
        titled = (one for one in self.headings if len(one) >= MIN_NAME_CHARS and one.lower() in title)
        heading = next(iter((*titled, *self._top)), None)
        return None if heading is None or self.wall else Found(heading, ROLE)

    @property
    def own_urls(self) -> list[str]:
        """What the page says that its own URL is."""
        said = (url(self.data.about.get("canonicalUrl")), url(self.data.properties("og:url").get("og:url")))
        return [one for one in said if one is not None]

    @property
    def wall(self) -> str | None:
        """What the site shows in front of the page, or in place of it."""
        if CHALLENGE in self._walls or _CHALLENGE_TITLE.search(self.title):
            return CHALLENGE
        return SIGN_IN if SIGN_IN in self._walls or _SIGN_IN_PATH.search(urlsplit(self.final_url).path) else None

    def refuse(self, site: str, what: str) -> NotShown:
        """The failure of a job whose page shows nothing of what it is to read."""
        if wall := self.wall:
            return NotShown(f"{site} {_TOLD[wall]}, and shows nothing of the {what}: ask it for access")
        return NotShown(f"{site} shows no {what} there, but {self.title[:200]!r} at {self.final_url[:500]}")


def found_in(texts: Iterable[str], pattern: str) -> re.Match[str] | None:
    """The first text that a pattern is found in, in its first MAX_LINE_CHARS."""
    return next((found for one in texts if (found := re.search(pattern, one[:MAX_LINE_CHARS], re.IGNORECASE))), None)


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    texts = (" ".join(one[:MAX_TEXT_CHARS].split()) for one in values[:MAX_ITEMS] if isinstance(one, str))
    return [one for one in texts if one]
