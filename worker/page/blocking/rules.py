"""The rules of worker/page/blocking/rules.toml, read once. A mistake in them is one at import."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult

Pattern = re.Pattern[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Vendor:
    """Who makes what asks for a person."""

    id: str
    """Empty: nobody that is known."""
    name: str
    instructions: str
    """What a person is to do, in plain English."""
    captcha: bool = False
    """Whether it asks for something that people do. False: its pages only look at the browser."""
    tokens: tuple[str, ...] = ()
    """Names of fields that are filled in when it is solved."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """By what one thing is known. It has one of: `header`, `css`, `top`; or it is about frames."""

    id: str
    vendor: Vendor
    blocks: bool = False
    """Whether what it names stands there only while the page cannot be used."""
    clears_itself: bool = False
    """Whether pages with it mostly go on by themselves."""
    header: str = ""
    """A header of the answer that the page has come with, in small letters."""
    value: Pattern | None = None
    """What its value is."""
    status: frozenset[int] = frozenset()
    """The answer's status. Empty: any."""
    css: str = ""
    """What elements of the page match, or of which one does."""
    text: str = ""
    """What is in their text, in JavaScript's syntax."""
    size: tuple[int, int] | None = None
    """How wide and high what it names is at least, in CSS pixels. None: it need not be visible."""
    top: bool = False
    """Whether it is about the URL of the page, not of frames in it."""
    hosts: frozenset[str] = frozenset()
    """Those of the URL. Empty: any. One that begins with a dot is for all that is under it."""
    path: Pattern | None = None
    query: Pattern | None = None
    not_query: Pattern | None = None
    fragment: Pattern | None = None
    not_fragment: Pattern | None = None

    def matches_answer(self, status: int, headers: Mapping[str, str]) -> bool:
        value = headers.get(self.header)
        return (
            value is not None
            and (self.value is None or self.value.search(value.strip().lower()) is not None)
            and (not self.status or status in self.status)
        )

    def matches_url(self, url: SplitResult) -> bool:
        parts = ((self.path, url.path), (self.query, url.query), (self.fragment, url.fragment))
        return (
            self._is_host(url.hostname or "")
            and all(pattern is None or pattern.search(part) for pattern, part in parts)
            and not (self.not_query and self.not_query.search(url.query))
            and not (self.not_fragment and self.not_fragment.search(url.fragment))
        )

    def _is_host(self, host: str) -> bool:
        return not self.hosts or host in self.hosts or any(one[0] == "." and host.endswith(one) for one in self.hosts)


_PATTERNS = ("value", "path", "query", "not_query", "fragment", "not_fragment")


def _read(vendors: Sequence[dict[str, Any]]) -> Iterator[Rule]:
    for given in vendors:
        tokens = tuple(given.pop("tokens", ()))
        rules = given.pop("rules")
        vendor = Vendor(**given, tokens=tokens)
        for rule in rules:
            values = {
                **rule,
                **{name: re.compile(rule[name]) for name in _PATTERNS if name in rule},
                "status": frozenset(rule.get("status", ())),
                "hosts": frozenset(rule.get("hosts", ())),
                "size": tuple(rule["size"]) if "size" in rule else None,
            }
            yield Rule(vendor=vendor, **values)


RULES = tuple(_read(tomllib.loads(Path(__file__).with_suffix(".toml").read_text())["vendors"]))
OF_ANSWERS = tuple(rule for rule in RULES if rule.header)
OF_ELEMENTS = tuple(rule for rule in RULES if rule.css)
OF_PAGES = tuple(rule for rule in RULES if rule.top)
OF_FRAMES = tuple(rule for rule in RULES if not (rule.header or rule.css or rule.top))
TOKENS = tuple(dict.fromkeys(token for rule in RULES for token in rule.vendor.tokens))
"""Those of all vendors."""
