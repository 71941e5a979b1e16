"""Globs of URLs, as Playwright has them in its calls, and of texts.

Playwright makes regular expressions of them, which may take longer than anybody waits for what a client and a page have
made for that. These take a time that grows with the lengths alone.
"""

import re
from functools import lru_cache
from itertools import product

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
    return any(_is_match(url[:MAX_URL_CHARS], tokens) for tokens in _read(glob))


def weight(glob: str) -> int:
    """How many texts a URL is compared with for a glob. Raises StepFailed as matches does."""
    return len(_read(glob))


def has_text(text: str, glob: str) -> bool:
    """Whether a text is that of a glob, in which `*` is any text. Each gap counts as one blank."""
    text = " ".join(text.split())
    first, *parts = re.sub(r"\*+", "*", " ".join(glob.split())).split("*")
    if not parts:
        return text == first
    last = parts.pop()
    if not text.startswith(first):
        return False
    at = len(first)
    for part in parts:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(text) - at >= len(last) and text.endswith(last)


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
    return [[_token(found) for found in _TOKEN.findall("".join(one))] for one in product(*choices)]


def _token(found: str) -> str:
    if found.startswith("**"):
        return _FOLDERS if found.endswith("/") else _ANY
    return found[-1] if found.startswith("\\") else found


def _is_match(url: str, tokens: list[str]) -> bool:
    """Goes through the URL once, with all the places in the glob that it may be at. A negative one is inside of the
    folders of the token there.
    """
    places = _entered(0, tokens)
    for char in url:
        further: set[int] = set()
        for place in places:
            token = tokens[place] if place < len(tokens) else ""
            if token == _FOLDERS:
                further.add(place - len(tokens) if place >= 0 else place)
                if char == "/":
                    further |= _entered(place % len(tokens) + 1, tokens)
            elif token == _ANY or (token == _SEGMENT and char != "/"):
                further |= _entered(place, tokens)
            elif token == char and token != _SEGMENT:
                further |= _entered(place + 1, tokens)
        if not further:
            return False
        places = further
    return len(tokens) in places


def _entered(place: int, tokens: list[str]) -> set[int]:
    """A place, and those behind it that nothing need be read for."""
    places = {place}
    while place < len(tokens) and tokens[place] in (_ANY, _SEGMENT, _FOLDERS):
        place += 1
        places.add(place)
    return places
