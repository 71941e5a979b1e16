"""How a task reads a page: the actions for it, and what is made of what they have read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tasks.bounds import cut, fitting, fitting_object
from tasks.page_fields import PageFields
from tasks.structured_data import JSONLD, META, OPEN_GRAPH, StructuredData, text
from tasks.structured_data import url as as_url
from tasks.words import Found, Json

MAX_LINKS, MAX_LINK_CHARS = 500, 50_000
MAX_HEADINGS, MAX_HEADING_CHARS = 200, 20_000
MAX_JSONLD_CHARS, MAX_OPEN_GRAPH_CHARS, MAX_META_CHARS = 40_000, 8_000, 12_000
SHORT_CHARS, LITTLE = 500, 5
"""A main content that is shorter, and of which the page has so many times more, is none: the page is a list."""
MAX_URL_CHARS = 2048
MAX_LABEL_CHARS = 300

_OPEN_GRAPH = ("og:", "article:", "product:", "book:", "profile:", "music:", "video:", "fb:")
_ELEMENTS = {
    "heading": ("h1", None),
    "published": ('time[itemprop~="datePublished"][datetime], time[pubdate][datetime]', "datetime"),
    "time": ("article:only-of-type time[datetime]", "datetime"),
    "author": ('[itemprop~="author"], [rel~="author"]', None),
    "image": ('link[rel~="image_src"]', "href"),
}
"""What the page itself says where nothing else does: selectors, and which attribute to read."""
_LEVELS = ("h1", "h2", "h3")


def readers(prefix: str = "", *, details: bool = False, when: Json | None = None) -> list[Json]:
    """The actions that read a page, whose names begin with the prefix. What one cannot read leaves the others alone."""
    actions: list[Json] = [
        {"action": "extract", "name": "about", "format": "meta"},
        {"action": "extract", "name": "jsonld", "format": "jsonld"},
        {
            "action": "extract",
            "name": "facts",
            "target": ":root",
            "extractors": [
                {"name": name, "selector": selector, **({"attribute": attribute} if attribute else {})}
                for name, (selector, attribute) in _ELEMENTS.items()
            ],
        },
        {"action": "extract", "name": "text", "format": "markdown", "mainContent": True},
    ]
    if details:
        each = [{"name": level, "selector": f"./self::*[local-name()='{level}']"} for level in _LEVELS]
        heading = {"action": "extract", "name": "headings", "target": ", ".join(_LEVELS), "multiple": True}
        actions += [{**heading, "extractors": each}, {"action": "extract", "name": "links", "format": "links"}]
    more = {"continueOnError": True, **({"when": when} if when else {})}
    made = [{**action, "name": _named(prefix, action["name"]), **more} for action in actions]
    # What is no article is taken whole. Of further pages it is read only where nothing else is: it may be much.
    whole = {"action": "extract", "name": _named(prefix, "allText"), "format": "markdown", "continueOnError": True}
    return [*made, whole if details else {**whole, "when": {"step": _named(prefix, "text"), "result": "failed"}}]


@dataclass(slots=True)
class Part:
    """What is told of a page, as it is put together."""

    value: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    truncated: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def put(self, name: str, value: Any, source: str, *, is_all: bool = True, is_wanted: bool = True) -> None:
        """Puts in a field; None: the page does not have it, or nobody wants it."""
        self.value[name] = value
        if value is not None:
            self.sources[name] = source
        elif is_wanted:
            self.missing.append(name)
        if not is_all:
            self.truncated.append(name)

    def put_found(self, name: str, found: Found | None) -> None:
        self.put(name, None if found is None else found.value, "" if found is None else found.source)

    def put_list(self, name: str, values: Sequence[Any] | Json, source: str, *, is_all: bool) -> None:
        """Likewise a list or an object, which is empty where there is nothing."""
        self.put(name, values, source, is_all=is_all)
        if not values:
            del self.sources[name]


class PageReadings:
    """What has been read of one page."""

    def __init__(
        self,
        value: Callable[[str, Any], Any],
        error: Callable[[str], str | None],
        prefix: str = "",
        fields: type[PageFields] = PageFields,
    ) -> None:
        """`value` and `error` tell what became of the actions of readers(prefix); `fields` finds its fields."""
        self._fields = fields
        self._value = value
        self._error = error
        self._prefix = prefix
        about = self._read("about")
        self._data = StructuredData(self._read("jsonld"), about)
        base = self._data.about.get("url")
        self.url = base if isinstance(base, str) else None
        """Where the page stands."""

    def part(self, url: str, max_chars: int) -> Part:
        """The fields that each page has."""
        part = Part()
        part.put("url", url, "parameters")
        part.put("finalUrl", self.url, "browser")
        facts = self._read("facts")
        fields = self._fields(self._data, facts if isinstance(facts, dict) else {}, self.url or url)
        for name, found in fields.all().items():
            part.put_found(name, found)
        self._put_text(part, max_chars)
        part.warnings += list(self._warnings(("about", "jsonld", "facts", "headings", "links", "allText")))
        return part

    def add_details(self, part: Part) -> None:
        """The fields that only the first page has."""
        headings, is_all = fitting(self._headings(), MAX_HEADING_CHARS)
        part.put_list("headings", headings[:MAX_HEADINGS], "css", is_all=is_all and len(headings) <= MAX_HEADINGS)
        links, is_all = fitting(self._links(), MAX_LINK_CHARS)
        part.put_list("links", links[:MAX_LINKS], "css", is_all=is_all and len(links) <= MAX_LINKS)
        things, is_all = fitting(self._data.things, MAX_JSONLD_CHARS)
        part.put_list("jsonLd", things, JSONLD, is_all=is_all)
        metas = self._data.properties("")
        of_open_graph = {name: value for name, value in metas.items() if name.startswith(_OPEN_GRAPH)}
        others = {name: value for name, value in metas.items() if name not in of_open_graph}
        for name, values, source, max_chars in (
            ("openGraph", of_open_graph, OPEN_GRAPH, MAX_OPEN_GRAPH_CHARS),
            ("meta", others, META, MAX_META_CHARS),
        ):
            kept, is_all = fitting_object(values, max_chars)
            part.put_list(name, kept, source, is_all=is_all)

    def _put_text(self, part: Part, max_chars: int) -> None:
        main, whole = (one if isinstance(one, str) else "" for one in (self._read("text"), self._read("allText")))
        is_article = bool(main) and (len(main) >= SHORT_CHARS or len(whole) < LITTLE * len(main))
        said, source = (main, "mainContent") if is_article else (whole, "page")
        if not said:
            part.put("text", None, source)
            return
        kept, is_all = cut(said, max_chars)
        part.put("text", kept, source, is_all=is_all)

    def _headings(self) -> Iterator[Json]:
        for one in _objects(self._read("headings")):
            for level, name in enumerate(_LEVELS, 1):
                if said := text(one.get(name)):
                    yield {"level": level, "text": said[:MAX_LABEL_CHARS]}

    def _links(self) -> Iterator[Json]:
        seen = set()
        for one in _objects(self._read("links")):
            to, said = as_url(one.get("url")), (text(one.get("text")) or "")[:MAX_LABEL_CHARS]
            if to is not None and len(to) <= MAX_URL_CHARS and (to, said) not in seen:
                seen.add((to, said))
                yield {"url": to, "text": said}

    def _warnings(self, names: Sequence[str]) -> Iterator[str]:
        told = [(name, self._error(_named(self._prefix, name))) for name in names]
        if self.url is None and not any(error for _, error in told):
            yield "the page gives nothing of what it is asked for: its scripts have changed how pages are read"
        yield from (f"{name}: {error}" for name, error in told if error)

    def _read(self, name: str) -> Any:
        return self._value(_named(self._prefix, name), None)


def _objects(values: Any) -> Iterator[Json]:
    return (one for one in values if isinstance(one, dict)) if isinstance(values, list) else iter(())


def _named(prefix: str, name: str) -> str:
    return prefix + name[0].upper() + name[1:] if prefix else name
