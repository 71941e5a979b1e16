"""Sitemaps are read in all the forms that sites have, and hostile ones come to an end."""

import gzip
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.page import sitemaps
from worker.page.sitemaps import NoSitemap, named_in, read

URLS = ["https://a.example/one", "https://a.example/two?x=1&y=2"]
SET = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
  <!-- <url><loc>https://a.example/commented</loc></url> -->
  <url><loc>https://a.example/one</loc><image:image><image:loc>https://a.example/i.png</image:loc></image:image></url>
  <url>
    <loc>
      <![CDATA[https://a.example/two?x=1&y=2]]>
    </loc><lastmod>2024-01-01</lastmod></url>
  <url><loc>javascript:alert(1)</loc></url>
</urlset>"""
PREFIXED = """<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9">
<s:url><s:loc>https://a.example/one</s:loc></s:url>
<s:url><s:loc>https://a.example/two?x=1&amp;y=2</s:loc></s:url></s:urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://a.example/s1.xml.gz</loc></sitemap><sitemap><loc>https://a.example/s2.xml</loc></sitemap>
</sitemapindex>"""
RSS = f"""<rss><channel><link>https://a.example/</link>
{"".join(f"<item><link>{url.replace('&', '&amp;')}</link></item>" for url in URLS)}</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://a.example/"/>
{"".join(f'<entry><link href="{url.replace("&", "&amp;")}"/></entry>' for url in URLS)}</feed>"""


@pytest.mark.parametrize(
    "data",
    [
        SET.encode(),
        b"\xef\xbb\xbf" + SET.encode(),
        b"\n\n  " + SET.encode(),
        SET.replace("UTF-8", "UTF-16").encode("utf-16"),
        gzip.compress(SET.encode()),
        PREFIXED.encode(),
        RSS.encode(),
        ATOM.encode(),
        ("\r\n".join(["# no URL", *URLS])).encode(),
    ],
    ids=["plain", "mark", "space-first", "utf-16", "packed", "prefixed", "rss", "atom", "lines"],
)
def test_the_pages_of_a_file_are_read_in_order(data: bytes) -> None:
    found = read(data)
    assert (found.urls, found.sitemaps, found.is_whole) == (URLS, [], True)


def test_an_index_names_further_sitemaps() -> None:
    found = read(INDEX.encode())
    assert (found.urls, found.sitemaps) == ([], ["https://a.example/s1.xml.gz", "https://a.example/s2.xml"])


@pytest.mark.parametrize("end", ["<url", "</oops>", "&nbsp;", "\x01"])
def test_what_was_read_before_a_mistake_counts(end: str) -> None:
    found = read(SET.replace("</urlset>", end).encode())
    assert (found.urls, found.is_whole) == (URLS, False)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "has no URLs"),
        (b"nothing", "has no URLs"),
        (b"<!doctype html><html><body>Not found</body></html>", "is a page"),
        (b"<html><url><loc>https://a.example/</loc></url></html>", "is a page"),
        (b"<urlset><<", "is no XML that can be read"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><urlset><url><loc>&b;</loc></url></urlset>', "declares entities"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><urlset/>', "declares entities"),
        (b"<a>" * 30, "is nested too deeply"),
        (b"\x1f\x8bxxxx", "is packed in a way that cannot be read"),
        (b'<?xml version="1.0" encoding="klingon"?><urlset/>', "is no XML that can be read"),
    ],
)
def test_what_is_no_sitemap_is_told(data: bytes, why: str) -> None:
    with pytest.raises(NoSitemap, match=why):
        read(data)


def test_what_is_too_much_is_left_out() -> None:
    many = "".join(f"<url><loc>https://a.example/{number}</loc></url>" for number in range(sitemaps.MAX_URLS + 5))
    found = read(f"<urlset>{many}</urlset>".encode())
    assert (len(found.urls), found.is_whole) == (sitemaps.MAX_URLS, False)


def test_a_bomb_is_unpacked_no_further_than_a_file_may_be_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MAX_BYTES", 10_000)
    packing = zlib.compressobj(wbits=31)
    bomb = b"".join([packing.compress(SET[:-9].encode()), packing.compress(b" " * 10**7), packing.flush()])
    found = read(bomb)
    assert (found.urls, found.is_whole) == (URLS, False)


def test_elements_without_end_end_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MAX_ELEMENTS", 100)
    assert not read(b"<urlset>" + b"<url/>" * 200 + b"</urlset>").is_whole


def test_a_robots_file_names_sitemaps_anywhere_and_in_any_case() -> None:
    robots = b"\xef\xbb\xbfUser-agent: *\nDisallow: /\nSITEMAP : https://a.example/1.xml # the first\r\n"
    robots += b"sitemap:https://a.example/2.xml\nSitemap: https://a.example/1.xml\nSitemap:\nNo-Sitemap: x\n"
    assert named_in(robots) == ["https://a.example/1.xml", "https://a.example/2.xml"]
    assert len(named_in(b"".join(b"Sitemap: https://a.example/%d\n" % one for one in range(99)))) == sitemaps.MAX_NAMED


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | st.text("<>/&;![]=\"' ulocrst", max_size=200).map(str.encode))
def test_whatever_a_file_has_it_is_a_sitemap_or_none(data: bytes) -> None:
    named_in(data)
    with suppress(NoSitemap):
        assert len(read(data).urls) <= len(data)
