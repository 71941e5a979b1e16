"""What pages say of themselves for programs: schema.org's things in JSON-LD, Open Graph, and meta elements.

Tasks look there first, since it outlives a page's next design. Whoever writes a page may be wrong or hostile: whatever
stands there, in whatever types, nothing here raises, and how much is looked at is bounded.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from tasks.words import Found, Json, first

JSONLD, OPEN_GRAPH, META = "jsonld", "openGraph", "meta"
"""Where something was read, as a task's result says it."""

MAX_THINGS = 10_000
"""How many objects of JSON-LD are looked at."""
MAX_DEPTH = 60
"""How deep they may be in one another."""
MAX_TEXT_CHARS = 20_000
"""As much of one text counts."""

_MAX_NUMBER = 1e15
_MAX_DIGITS = 20

_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_THOUSANDS = re.compile(r"(?<=\d)[,\s\u00a0\u202f](?=\d{3}(?!\d))")
_NAMES_OF_THINGS = ("name", "headline", "@value", "value", "text")
_URLS_OF_THINGS = ("url", "contentUrl", "@id", "thumbnailUrl")


class StructuredData:
    """What one page says of itself.

    `jsonld` and `about` are what `extract` reads of a page with the formats `jsonld` and `meta`; None where it has not.
    """

    def __init__(self, jsonld: Any = None, about: Any = None) -> None:
        self.about: Json = about if isinstance(about, dict) else {}
        metas = self.about.get("meta")
        self._metas = {str(name).lower(): value for name, value in metas.items()} if isinstance(metas, dict) else {}
        self.things: list[Json] = list(_things(jsonld))
        """Its JSON-LD objects: those of lists and of @graph each, without those that stand within others."""
        self._by_id: dict[str, Json] = {}
        for thing in self.things:
            if isinstance(name := thing.get("@id"), str) and len(thing) > 1:
                self._by_id.setdefault(name, thing)

    def all_of(self, *types: str, nested: bool = False) -> Iterator[Json]:
        """Its things of schema.org's types, in order of the page; with `nested`, those within others, too."""
        wanted = {one.lower() for one in types}
        things = _nested(self.things) if nested else iter(self.things)
        return (thing for thing in things if not wanted.isdisjoint(types_of(thing)))

    def thing(self, *types: str, nested: bool = False) -> Json | None:
        """The first of these types, of an earlier one before a later one."""
        return next((thing for one in types for thing in self.all_of(one, nested=nested)), None)

    def at(self, thing: Any, path: str) -> Any:
        """What stands at a path such as `offers.price` of a thing. Of lists on the way, the first that has it;
        a reference to another thing of the page, by its `@id`, is followed. None: nothing does.
        """
        return next(self._at(thing, path.split(".")), None)

    def jsonld(self, thing: Any, *paths: str) -> Found | None:
        """The first of the paths of a thing that has a text."""
        return first(*(_found(text(self.at(thing, path)), JSONLD) for path in paths))

    def open_graph(self, *names: str) -> Found | None:
        """The first of these properties that has a text, such as `og:title`; of one that is given twice, the first."""
        return first(*(_found(text(self._metas.get(name.lower())), OPEN_GRAPH) for name in names))

    def meta(self, *names: str) -> Found | None:
        """Likewise of meta elements, by their names in any case."""
        return first(*(_found(text(self._metas.get(name.lower())), META) for name in names))

    def properties(self, prefix: str) -> dict[str, Any]:
        """All meta elements whose names begin so, such as `og:`."""
        return {name: value for name, value in self._metas.items() if name.startswith(prefix)}

    def _at(self, thing: Any, path: list[str]) -> Iterator[Any]:
        open_ = [(thing, 0)]
        for _ in range(MAX_THINGS):
            if not open_:
                return
            value, depth = open_.pop()
            if isinstance(value, list):
                open_.extend((one, depth) for one in reversed(value[:MAX_THINGS]))
            elif depth == len(path):
                if value not in (None, "", {}):
                    yield self._meant(value)
            elif isinstance(value, dict) and path[depth] in (meant := self._meant(value)):
                open_.append((meant[path[depth]], depth + 1))

    def _meant(self, value: Any) -> Any:
        """What a reference to another thing is a reference to."""
        if isinstance(value, dict) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
            return self._by_id.get(value["@id"], value)
        return value


def types_of(thing: Any) -> set[str]:
    """What a thing says that it is, in lower case: `product` of `http://schema.org/Product` and `schema:Product`."""
    said = thing.get("@type") if isinstance(thing, dict) else None
    names = said if isinstance(said, list) else [said]
    return {re.split(r"[/#:]", name.strip())[-1].lower() for name in names[:100] if isinstance(name, str)}


def text(value: Any) -> str | None:
    """A value as a line of text: of a list its first, of a thing its name. Without entities, which many pages write
    where there should be none. None: it has none.
    """
    for _ in range(MAX_DEPTH):
        match value:
            case str():
                return _SPACE.sub(" ", unescape(value[:MAX_TEXT_CHARS])).strip() or None
            case bool() | None:
                return None
            case int() | float():
                return _number_as_text(value)
            case list():
                value = next((one for one in value[:MAX_THINGS] if one not in (None, "", {}, [])), None)
            case Mapping():
                value = next((value[name] for name in _NAMES_OF_THINGS if value.get(name) not in (None, "")), None)
            case _:
                return None
    return None


def texts(value: Any, limit: int = 100) -> list[str]:
    """A value as a list of texts: of each one in a list."""
    values = value[:MAX_THINGS] if isinstance(value, list) else [value]
    found = (text(one) for one in values)
    return list(dict.fromkeys(one for one in found if one is not None))[:limit]


def number(value: Any) -> float | int | None:
    """A value as a number, with a point for decimals as schema.org has it: `1,299.00` is 1299.0. None: it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value if _is_sane(value) else None
    said = _THOUSANDS.sub("", text(value) or "")
    if not _NUMBER.fullmatch(said):
        return None
    made = float(said) if "." in said or len(said) > _MAX_DIGITS else int(said)
    return made if _is_sane(made) else None


def url(value: Any, base: str | None = None) -> str | None:
    """A value as an http or https URL: of a list its first, of a thing its `url` or `contentUrl`. None: it has none."""
    for _ in range(MAX_DEPTH):
        match value:
            case str():
                return _absolute(value.strip(), base)
            case list():
                value = next((one for one in value[:MAX_THINGS] if one), None)
            case Mapping():
                value = next((value[name] for name in _URLS_OF_THINGS if value.get(name)), None)
            case _:
                return None
    return None


def _absolute(said: str, base: str | None) -> str | None:
    if not said or len(said) > MAX_TEXT_CHARS:
        return None
    try:
        made = urljoin(base, said) if base else said
        parts = urlsplit(made)
    except ValueError:
        return None
    return made if parts.scheme in {"http", "https"} and parts.netloc else None


def _number_as_text(value: float) -> str | None:
    if not _is_sane(value):
        return None
    return str(int(value)) if value == int(value) else str(value)


def _is_sane(value: float) -> bool:
    """Whether it is a number that a page may mean, and that whoever reads JSON has room for."""
    return -_MAX_NUMBER <= value <= _MAX_NUMBER  # so no NaN either


def _found(value: str | None, source: str) -> Found | None:
    return None if value is None else Found(value, source)


def _things(jsonld: Any) -> Iterator[Json]:
    """Objects, those of lists and of @graph each."""
    open_ = [(jsonld, 0)]
    for _ in range(MAX_THINGS):
        if not open_:
            return
        value, depth = open_.pop()
        if depth > MAX_DEPTH:
            continue
        if isinstance(value, list):
            open_.extend((one, depth + 1) for one in reversed(value[:MAX_THINGS]))
        elif isinstance(value, dict):
            if set(value) - {"@context", "@graph"}:
                yield value
            if "@graph" in value:
                open_.append((value["@graph"], depth + 1))


def _nested(things: Iterable[Json]) -> Iterator[Json]:
    """Objects, and those in them, outer ones first."""
    open_: deque[tuple[Any, int]] = deque((one, 0) for one in things)
    for _ in range(MAX_THINGS):
        if not open_:
            return
        value, depth = open_.popleft()
        if depth > MAX_DEPTH:
            continue
        if isinstance(value, list):
            open_.extend((one, depth + 1) for one in value[:MAX_THINGS])
        elif isinstance(value, dict):
            yield value
            open_.extend((one, depth + 1) for one in value.values() if isinstance(one, dict | list))
