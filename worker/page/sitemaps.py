"""Sitemaps, as sitemaps.org describes them: the pages, and the further sitemaps, that a file names. Feeds of RSS and
Atom and plain lists of URLs, which sites may have in their place, are read too.

Whoever writes one may be hostile: what is read of it is bounded, and entities, which grow, end it.
"""

import re
import zlib
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

MAX_BYTES = 50 * 1024 * 1024
"""Of one file, unpacked: as much as one may have."""
MAX_URLS = 50_000
"""Likewise."""
MAX_ELEMENTS = 1_000_000
MAX_URL_CHARS = 2048
MAX_DEPTH = 20
MAX_NAMED = 20
"""How many sitemaps a robots.txt may name."""

_GZIP = b"\x1f\x8b"
_ZLIB_OR_GZIP = 47
_NAMED = re.compile(r"^\s*sitemap\s*:\s*(\S{1,2048})\s*(?:#.*)?$", re.IGNORECASE | re.MULTILINE)
_PAGE = re.compile(rb"\s*(<!--.{0,1000}?-->\s*)*<(!doctype\s+html|html)", re.IGNORECASE | re.DOTALL)
_MARKS = (b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe")
_LISTED = {("url", "loc"), ("sitemap", "loc"), ("item", "link"), ("entry", "link")}
"""What has a URL in it, and what that stands in."""


class NoSitemap(Exception):
    """It is none; the message says what it is."""


@dataclass(slots=True)
class Sitemap:
    """What a file names, in its order."""

    urls: list[str] = field(default_factory=list)
    """Those of pages."""
    sitemaps: list[str] = field(default_factory=list)
    """Those of further sitemaps: it is an index."""
    is_whole: bool = True
    """Whether all of the file was read."""

    def add(self, url: str, *, of_sitemap: bool = False) -> None:
        """Notes a URL, where it is no longer than one may be. Raises _Enough at the most that there may be."""
        if url.startswith(("http://", "https://")) and len(url) <= MAX_URL_CHARS:
            (self.sitemaps if of_sitemap else self.urls).append(url)
        if len(self.urls) + len(self.sitemaps) >= MAX_URLS:
            raise _Enough


class _Enough(Exception):
    """There is more than is read."""


def named_in(robots: bytes) -> list[str]:
    """The sitemaps that a robots.txt names."""
    text = robots[: 512 * 1024].decode("utf-8-sig", "replace")
    return list(dict.fromkeys(_NAMED.findall(text)))[:MAX_NAMED]


def read(data: bytes) -> Sitemap:
    """Reads a file, packed or not. Raises NoSitemap."""
    found = Sitemap()
    if data.startswith(_GZIP):
        data, found.is_whole = _unpacked(data)
    data = data.lstrip()
    try:
        if data.startswith((b"<", *(mark + b"<" for mark in _MARKS[:1]), *_MARKS[1:])):
            _read_xml(data, found)
        else:
            _read_lines(data, found)
    except _Enough:
        found.is_whole = False
    return found


def _unpacked(data: bytes) -> tuple[bytes, bool]:
    """What is packed, and whether that is all of it."""
    unpacking = zlib.decompressobj(_ZLIB_OR_GZIP)
    try:
        unpacked = unpacking.decompress(data, MAX_BYTES)
    except zlib.error:
        raise NoSitemap("is packed in a way that cannot be read") from None
    return unpacked, unpacking.eof


def _read_lines(data: bytes, found: Sitemap) -> None:
    for line in data.decode("utf-8-sig", "replace").splitlines():
        found.add(line.strip())
    if not found.urls:
        raise NoSitemap("has no URLs")


def _read_xml(data: bytes, found: Sitemap) -> None:
    if _PAGE.match(data[:2000]):
        raise NoSitemap("is a page")
    reader = _Reader(found)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.read
    parser.EntityDeclHandler = reader.refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 - it takes no names
    except (expat.ExpatError, ValueError, LookupError) as error:  # some have begun well
        found.is_whole = False
        if not found.urls and not found.sitemaps:
            raise NoSitemap(f"is no XML that can be read: {error}") from None


class _Reader:
    """Hears what is in a file."""

    def __init__(self, found: Sitemap) -> None:
        self._found = found
        self._path: list[str] = []
        self._text: list[str] | None = None
        self._elements = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2].lower()
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise _Enough
        if len(self._path) >= MAX_DEPTH:
            raise NoSitemap("is nested too deeply")
        if self._is_listed(local):
            self._text = []
            if attributes.get("rel", "alternate") == "alternate":
                self._found.add(attributes.get("href", ""))
        self._path.append(local)

    def read(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, name: str) -> None:
        self._path.pop()
        if self._text is None or not self._is_listed(name.rpartition(":")[2].lower()):
            return
        text, self._text = "".join(self._text).strip(), None
        self._found.add(text, of_sitemap=self._path[-1] == "sitemap")

    def refuse(self, *_: Any) -> None:
        raise NoSitemap("declares entities")

    def _is_listed(self, name: str) -> bool:
        return bool(self._path) and (self._path[-1], name) in _LISTED
