"""What of a session must not be told: the texts in it that look as if somebody could sign in with them."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from store.job import Json

MAX_TEXTS = 100
"""How many texts are hidden of one session, those of cookies first, then the longest: all that its job tells is
searched for each.
"""
_MIN_CLOSED = 8
"""How long the value of a cookie has to be that scripts cannot read."""
_MIN_CHARS = 16
"""How long any other has to be: shorter ones are words, which pages show."""
_MIN_UNMIXED = 40
"""How long one has to be that has no figures, or nothing else."""
_MAX_CHARS = 64 * 1024
"""What is longer opens no door: pictures, whole pages."""
_OF_PAGES = re.compile(r"\s|://")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_DATE = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?")
_MAX_DEPTH = 8


def texts(state: Json) -> list[str]:
    """The texts of a state to hide."""
    closed = {one["value"] for one in state["cookies"] if one.get("httpOnly") and len(one["value"]) >= _MIN_CLOSED}
    of_cookies = {text for one in state["cookies"] for text in _telling(one["value"])}
    stored = {text for origin in state["origins"] for text in _stored(origin)}
    found = [*sorted(closed | of_cookies, key=len, reverse=True), *sorted(stored, key=len, reverse=True)]
    return list(dict.fromkeys(found))[:MAX_TEXTS]


def _stored(origin: Json) -> Iterator[str]:
    for kind in ("localStorage", "sessionStorage"):
        for one in origin.get(kind) or ():
            yield from _telling(one["value"])
    yield from _telling(origin.get("indexedDB"))


def _telling(value: Any, depth: int = 0) -> Iterator[str]:
    """The texts in a value that tell something, those too that are in a text of JSON, or written for a URL."""
    match value:
        case str():
            inner = _inner(value)
            if inner is not None and depth < _MAX_DEPTH:
                yield from _telling(inner, depth + 1)
            elif _is_telling(value):
                yield value
        case dict() if depth < _MAX_DEPTH * 2:
            for one in value.values():
                yield from _telling(one, depth + 1)
        case list() if depth < _MAX_DEPTH * 2:
            for one in value:
                yield from _telling(one, depth + 1)


def _inner(text: str) -> Any:
    """What a text holds that is JSON. None: it is not."""
    plain = unquote(text) if "%" in text else text
    if plain[:1] not in {"{", "[", '"'}:
        return None
    try:
        return json.loads(plain)
    except (ValueError, RecursionError):
        return None


def _is_telling(text: str) -> bool:
    if not _MIN_CHARS <= len(text) <= _MAX_CHARS or text.startswith("data:") or _OF_PAGES.search(text):
        return False
    is_mixed = _DIGIT.search(text) is not None and _LETTER.search(text) is not None
    return not _DATE.fullmatch(text) and (is_mixed or len(text) >= _MIN_UNMIXED)
