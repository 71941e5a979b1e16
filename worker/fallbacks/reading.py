"""Reads a page's source as extract reads a page, as far as that can be known without showing it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

MAX_VALUES_BYTES = 256 * 1024
"""As much may be read of a page: what a job's result has room for."""
_UNSEEN = {"script", "style", "template", "noscript", "head", "title"}
_INLINE = {
    *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label"),
    *("mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"),
}
_NO_CSS = re.compile(r"^(//|\.\.|\(//|xpath=|text=|role=|id=|data-testid=|_react|_vue|internal:|\"|')|>>")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPACE_AT_LINES = re.compile(r" ?\n ?")
_LINES = re.compile(r"\n{3,}")


_ROWS, _CELLS = frozenset({"tbody", "thead", "tfoot"}), frozenset({"td", "th"})
_BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "dd",
            "details",
            "dialog",
            "div",
            "dl",
            "dt",
            "fieldset",
            "form",
        ),
        *("figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main"),
        *("menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "ul"),
    }
)
_AROUND_TEXT = frozenset({"button", "caption", "object", "table", "template", *_CELLS})
_ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), frozenset({"dl"}))),
    **dict.fromkeys(_ROWS, (_ROWS, frozenset({"table"}))),
    "tr": (frozenset({"tr"}), frozenset({"table"}) | _ROWS),
    **dict.fromkeys(_CELLS, (_CELLS, frozenset({"tr", "table"}))),
    "option": (frozenset({"option"}), frozenset({"select", "datalist", "optgroup"})),
    "optgroup": (frozenset({"optgroup"}), frozenset({"select"})),
}
"""Elements whose end need not be written: what ends with the beginning of another one, and in what that one is."""


class _Page(BeautifulSoup):
    """A page with the ends of elements that HTML lets authors leave out."""

    def handle_starttag(self, name: str, *args: Any, **more: Any) -> Tag | None:
        if name in _BLOCKS:
            self._end(frozenset({"p"}), _AROUND_TEXT)
        if name in _ENDS:
            self._end(*_ENDS[name])
        return super().handle_starttag(name, *args, **more)

    def _end(self, ended: frozenset[str], within: frozenset[str]) -> None:
        for one in reversed(self.tagStack):
            if one.name in within:
                return
            if one.name in ended:
                self.handle_endtag(one.name)
                return


class Unreadable(Exception):
    """It cannot be read so; the message says why."""


def read_page(html: bytes, charset: str, url: str, actions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The title, and the value of each action. Raises Unreadable."""
    page = _Page(html, "html.parser", from_encoding=charset or None)
    base = page.find("base", href=True)
    source = _Source(page, urljoin(url, str(base["href"])) if isinstance(base, Tag) else url)
    title = page.title.get_text() if page.title else ""
    return {"title": " ".join(title.split()), "values": [source.value(action) for action in actions]}


class _Source:
    """A page's source."""

    def __init__(self, page: BeautifulSoup, base_url: str) -> None:
        self._page = page
        self._base_url = base_url

    def value(self, action: Mapping[str, Any]) -> Any:
        """What an action reads."""
        target = action.get("target")
        if target is None:
            if action.get("extractors"):
                return {child["name"]: self._first(child) for child in action["extractors"]}
            return self._read(self._page.html or self._page, action)
        found = self._found(self._page, target)
        if action.get("multiple"):
            return [self._read(one, action) for one in found]
        if len(found) != 1:
            raise Unreadable(f"{len(found)} elements match {target!r}")
        return self._read(found[0], action)

    def _first(self, child: Mapping[str, Any]) -> Any:
        """What an extractor reads that stands within none: its element must be there."""
        found = self._found(self._page, child["selector"])
        if child.get("multiple"):
            return [self._read(one, child) for one in found]
        if not found:
            raise Unreadable(f"no element matches {child['selector']!r} of extractor {child['name']}")
        return self._read(found[0], child)

    def _within(self, element: Tag, child: Mapping[str, Any]) -> Any:
        found = [element] if child["selector"] == "." else self._found(element, child["selector"])
        if child.get("multiple"):
            return [self._read(one, child) for one in found]
        return self._read(found[0], child) if found else None

    def _found(self, within: Tag, selector: str) -> list[Tag]:
        css = selector.removeprefix("css=").strip()
        if _NO_CSS.search(css):
            raise Unreadable(f"{selector!r} is no CSS selector")
        try:
            return list(within.select(css))
        except Exception as error:  # the selectors' library has its own, and none that they share
            raise Unreadable(f"{selector!r} is no CSS selector: {str(error).splitlines()[0]}") from error

    def _read(self, element: Tag, wanted: Mapping[str, Any]) -> Any:
        if wanted.get("extractors"):
            return {child["name"]: self._within(element, child) for child in wanted["extractors"]}
        if attribute := wanted.get("attribute"):
            return self._attribute(element, attribute)
        match wanted.get("format") or "text":
            case "text":
                return text_of(element)
            case "html":
                return str(element)
            case "links":
                return self._links(element)
            case other:
                raise Unreadable(f"format {other} needs a browser")

    def _attribute(self, element: Tag, name: str) -> Any:
        match name:
            case "textContent":
                return element.get_text()
            case "innerText":
                return text_of(element)
            case "innerHTML":
                return element.decode_contents()
            case "outerHTML":
                return str(element)
        value = element.get(name)
        if value is None:
            return None
        told = " ".join(value) if isinstance(value, list) else str(value)
        return urljoin(self._base_url, told) if name in {"href", "src"} else told

    def _links(self, element: Tag) -> list[dict[str, str]]:
        within = [element, *element.find_all()]
        return [
            {
                "text": str(one.get("alt") or "") if one.name == "area" else text_of(one),
                "url": urljoin(self._base_url, str(one["href"])),
            }
            for one in within
            if one.name in {"a", "area"} and one.get("href") is not None
        ]


def text_of(element: Tag) -> str:
    """The text of an element and what is in it, a line for each block: as far as its source tells."""
    pieces: list[str] = []
    waiting: list[Any] = [element]
    while waiting:  # however deep it is
        one = waiting.pop()
        match one:
            case str() if not isinstance(one, NavigableString):
                pieces.append(one)
            case PreformattedString():
                continue  # a comment, or the like
            case NavigableString():
                pieces.append(_SPACE.sub(" ", one))
            case Tag() if one.name == "br":
                pieces.append("\n")
            case Tag() if one is element or not (one.name in _UNSEEN or one.has_attr("hidden")):
                around = [] if one.name in _INLINE else ["\t" if one.name in {"td", "th"} else "\n"]
                waiting += [*around, *reversed(list(one.children)), *around]
    text = _SPACE_AT_LINES.sub("\n", re.sub(r" {2,}", " ", "".join(pieces)))
    lines = ["\t".join(part.strip() for part in line.split("\t") if part.strip()) for line in text.split("\n")]
    return _LINES.sub("\n\n", re.sub(r"\n{2,}", "\n", "\n".join(lines))).strip()
