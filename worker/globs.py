"""Globs of URLs, as Playwright has them in its calls, and of texts.

Playwright makes regular expressions of them, which may take longer than anybody waits for what a client and a page have
made for that. These take a time that grows with the lengths alone.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, product

from store.retry import ErrorType
from worker.failures import StepFailed

MAX_URL_CHARS = 8192
MAX_ALTERNATIVES = 1000

_ANY, _SEGMENT, _FOLDERS = "**", "*", "**/"
"""Wildcards: any text, any text without a slash, and any folders or none."""
_TOKEN = re.compile(r"(?<=/)\*\*+/|\*+|\\.|.", re.DOTALL)
_GROUP = re.compile(r"\{([^{}]*)\}")


def matches(url: str, glob: str) -> bool:
    """Whether a URL matches a glob. Raises StepFailed for one that has too many alternatives."""
    return _alternatives(glob).match(url[:MAX_URL_CHARS])


def weight(glob: str) -> int:
    """How many texts a URL is compared with for a glob. Raises StepFailed as matches does."""
    return len(_read(glob))


def has_text(text: str, glob: str) -> bool:
    """Whether a text is that of a glob, in which `*` is any text. Each gap counts as one blank."""
    text = " ".join(text.split())
    return _has(text, re.sub(r"\*+", "*", " ".join(glob.split())).split("*"))


@lru_cache(maxsize=100)
def _read(glob: str) -> list[list[str]]:
    """The tokens of each of a glob's alternatives."""
    if re.fullmatch(r"https?://[^/*?#{\\]+", glob):
        glob += "/"  # as the URL of a host is
    pieces = _GROUP.split(glob)
    choices = [piece.split(",") if number % 2 else [piece] for number, piece in enumerate(pieces)]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > MAX_ALTERNATIVES:
        raise StepFailed(
            ErrorType.VALIDATION_ERROR, f"the glob has {count} alternatives, more than {MAX_ALTERNATIVES}: {glob[:300]}"
        )
    # Each piece is read alone: a wildcard ends at a brace or a comma, though another one follows there.
    read = [[_tokens(text) for text in choice] for choice in choices]
    return [_merged(chain.from_iterable(one)) for one in product(*read)]


def _tokens(text: str) -> list[str]:
    """Wildcards and characters; one that is escaped has its backslash still."""
    return [
        found if not found.startswith("**") else _FOLDERS if found.endswith("/") else _ANY
        for found in _TOKEN.findall(text)
    ]


def _merged(tokens: Iterable[str]) -> list[str]:
    """Wildcards that follow each other say no more than the wider one of them."""
    merged: list[str] = []
    for token in tokens:
        before = merged[-1] if merged else ""
        if token == before == _FOLDERS or {token, before} <= {_ANY, _SEGMENT}:
            merged[-1] = token if before == _SEGMENT else before
        else:
            merged.append(token)
    return merged


@lru_cache(maxsize=100)
def _alternatives(glob: str) -> "_Alternatives":
    return _Alternatives(_read(glob))


class _Alternatives:
    """All alternatives of a glob beside each other: a bit is a place in one of them that a URL may have come to."""

    def __init__(self, alternatives: list[list[str]]) -> None:
        self._texts = [_texts(tokens) for tokens in alternatives]
        self._starts = self._ends = self._any = self._segments = self._folders = self._within = 0
        self._chars: dict[str, int] = {}
        place = 0
        for tokens in alternatives:
            self._starts |= 1 << place
            for token in tokens:
                place = self._add(place, token)
            self._ends |= 1 << place
            place += 1

    def _add(self, place: int, token: str) -> int:
        bit = 1 << place
        if token == _FOLDERS:  # a place before them, and one within
            self._folders |= bit
            self._within |= bit << 1
            return place + 2
        if token == _ANY:
            self._any |= bit
        elif token == _SEGMENT:
            self._segments |= bit
        else:
            self._chars[token[-1]] = self._chars.get(token[-1], 0) | bit
        return place + 1

    def match(self, url: str) -> bool:
        """Most URLs lack a text that they would have to have, which is seen at once."""
        return any(_has(url, texts) for texts in self._texts) and self._is_match(url)

    def _is_match(self, url: str) -> bool:
        """Goes through the URL once."""
        stays = self._any | self._segments | self._within
        places = self._skipped(self._starts)
        for char in url:
            further = (places & self._chars.get(char, 0)) << 1 | (places & self._folders) << 1
            if char == "/":
                further |= places & (self._any | self._within)
                further |= (places & self._within) << 1
            else:
                further |= places & stays
            if not further:
                return False
            places = self._skipped(further)
        return bool(places & self._ends)

    def _skipped(self, places: int) -> int:
        """Places, and those behind them that nothing need be read for. No more than two wildcards follow each other."""
        for _ in range(2):
            places |= (places & (self._any | self._segments)) << 1 | (places & self._folders) << 2
        return places


def _texts(tokens: list[str]) -> list[str]:
    """What stands before, between and behind wildcards."""
    texts = [""]
    for token in tokens:
        if token in (_ANY, _SEGMENT, _FOLDERS):
            texts.append("")
        else:
            texts[-1] += token[-1]
    return texts


def _has(url: str, texts: list[str]) -> bool:
    """Whether a URL begins and ends with these texts, and has those between in their order."""
    first, *parts = texts
    if not parts:
        return url == first
    last = parts.pop()
    if not url.startswith(first):
        return False
    at = len(first)
    for part in parts:
        found = url.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(url) - at >= len(last) and url.endswith(last)
