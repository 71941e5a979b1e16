"""What pages say of themselves: each field from the best place that has it, as those systems write it that make pages;
and no page makes a task fail.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.iso_dates import iso_date
from tasks.page_fields import PageFields
from tasks.saudi import Saudi
from tasks.structured_data import StructuredData
from tasks.website import Website
from tasks.words import Readings

URL = "https://a.example/glue"
PERSON = {"@type": ["Person", "Organization"], "@id": "#ada", "name": "Ada"}


def fields(*things: Any, title: str = "", meta: Any = None, facts: Any = None, **about: Any) -> dict[str, Any]:
    """What is found, and where: `(value, source)` by name."""
    data = StructuredData(list(things), {"url": URL, "title": title, "meta": meta or {}, **about})
    found = PageFields(data, facts or {}, URL).all()
    return {name: (one.value, one.source) for name, one in found.items() if one is not None}


def test_a_blog_whose_system_writes_a_graph_of_references() -> None:
    graph = [
        {"@type": "Article", "@id": f"{URL}#article", "isPartOf": {"@id": URL},
         "author": {"name": "Ada", "@id": "#ada"}, "headline": "Glue &#8211; how to",
         "datePublished": "2024-01-15T10:00:00+00:00", "image": {"@id": "#picture"},
         "mainEntityOfPage": {"@id": URL}, "publisher": {"@id": "#organization"}, "inLanguage": "en-US"},
        {"@type": "WebPage", "@id": URL, "url": URL, "name": "Glue - Blog", "isPartOf": {"@id": "#site"},
         "description": "All about glue"},
        {"@type": "ImageObject", "@id": "#picture", "url": "https://a.example/p.png"},
        {"@type": "WebSite", "@id": "#site", "name": "The Blog"},
        {"@type": "Organization", "@id": "#organization", "name": "The House"}, PERSON,
    ]  # fmt: skip
    assert fields({"@graph": graph}) == {
        "title": ("Glue \u2013 how to", "jsonld"),
        "description": ("All about glue", "jsonld"),
        "language": ("en-US", "jsonld"),
        "canonical": (URL, "jsonld"),
        "author": ("Ada", "jsonld"),
        "publishedAt": ("2024-01-15T10:00:00+00:00", "jsonld"),
        "siteName": ("The Blog", "jsonld"),
        "image": ("https://a.example/p.png", "jsonld"),
    }


def test_of_several_names_the_one_counts_that_the_title_has() -> None:
    article = {"@type": "Article", "name": "Glue", "headline": "sticky substance"}
    assert fields(article, title="Glue - Encyclopedia")["title"] == ("Glue", "jsonld")
    assert fields(article, title="nothing of both")["title"] == ("sticky substance", "jsonld")


def test_a_shop_says_its_product_in_html() -> None:
    product = {"@type": "Product", "name": "Glue", "description": "<p>Sticky &lt;b&gt;paste&lt;/b&gt; for a < b</p>"}
    found = fields({"@type": "BreadcrumbList"}, product, {"@type": "Organization", "name": "Shop"})
    assert (found["title"], found["description"]) == (("Glue", "jsonld"), ("Sticky paste for a < b", "jsonld"))


def test_a_page_with_several_articles_is_about_none_unless_one_has_its_url() -> None:
    one, other = {"@type": "Article", "headline": "one"}, {"@type": "Article", "headline": "other"}
    assert fields(one, other, title="List")["title"] == ("List", "title")
    assert fields(one, {**other, "mainEntityOfPage": {"@id": URL}}, title="List")["title"] == ("other", "jsonld")
    main = {"@type": "CollectionPage", "mainEntity": {"@type": "Thing", "name": "main"}}
    assert fields(one, other, main)["title"] == ("main", "jsonld")


def test_what_is_said_in_better_places_comes_first_and_then_the_next() -> None:
    meta = {
        "og:title": ["shared", "twice"], "og:image": "/a.png", "article:author": "https://faces.example/ada",
        "author": "Ada", "article:published_time": "soon", "dc.date": "2024/01/15", "og:locale": "en_GB",
        "application-name": "App",
    }  # fmt: skip
    found = fields(meta=meta, title="title", facts={"heading": "h1", "author": "byline", "time": "2020-01-01"})
    assert found == {
        "title": ("shared", "openGraph"),
        "language": ("en-GB", "openGraph"),
        "author": ("Ada", "meta"),
        "publishedAt": ("2024-01-15", "meta"),
        "siteName": ("App", "meta"),
        "image": ("https://a.example/a.png", "openGraph"),
    }
    facts = {"heading": "h1", "author": "byline", "time": "2020-01-01T10:00Z", "image": "/b.png"}
    assert fields(facts=facts, language="de", canonicalUrl="/c") == {
        "title": ("h1", "css"),
        "language": ("de", "html"),
        "canonical": ("https://a.example/c", "link"),
        "author": ("byline", "css"),
        "publishedAt": ("2020-01-01T10:00:00+00:00", "css"),
        "image": ("https://a.example/b.png", "link"),
    }


def test_long_texts_are_cut() -> None:
    found = fields({"@type": "Article", "headline": "x" * 10_000, "description": "y" * 10_000})
    assert (len(found["title"][0]), len(found["description"][0])) == (500, 2000)
    assert found["title"][0].endswith("…")


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("2024-01-15", "2024-01-15"),
        ("2024-01-15T10:00:00.000Z", "2024-01-15T10:00:00+00:00"),
        ("2024-01-15 10:00:00 UTC", "2024-01-15T10:00:00+00:00"),
        ("Mon, 15 Jan 2024 10:00:00 GMT", "2024-01-15T10:00:00+00:00"),
        (20240115, "2024-01-15"),
        ("2024/1/5", "2024-01-05"),
        ("January 15th, 2024", "2024-01-15"),
        ("Monday, 15 Sept. 2024 10:00 PM", "2024-09-15"),
        ("15/01/2024", None),
        ("01-02-2024", None),
        ("31 Feb 2024", None),
        ("marble 5, 2024", None),
        ("1445-09-15", None),
        ("1705312800", None),
        ("soon", None),
        (None, None),
    ],
)
def test_a_date_is_understood_only_where_it_can_be_only_one(said: Any, iso: str | None) -> None:
    assert iso_date(said) == iso


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@id", "@graph", "name", "headline", "url", "image", "author", "datePublished", "meta",
                 "title", "language", "canonicalUrl", "text", "h1", "h2", "og:title", "description"]
            ),
            inner | st.sampled_from(["Article", "WebPage", "WebSite", URL]),
            max_size=6,
        )
    ),
    max_leaves=20,
)  # fmt: skip
_NAMES = ("about", "jsonld", "facts", "text", "allText", "headings", "links")


@settings(max_examples=60, deadline=None)
@given(values=st.fixed_dictionaries({name: _JSON | st.text(max_size=50) for name in _NAMES}), saudi=st.booleans())
def test_whatever_a_page_gives_the_result_obeys_its_schema(values: dict[str, Any], saudi: bool) -> None:
    task = Saudi() if saudi else Website()
    actions = [{"name": name, "value": value} for name, value in values.items()]
    further = [
        {"name": f"page{name[0].upper()}{name[1:]}", "value": value, "path": f"9[0].{number}"}
        for number, (name, value) in enumerate(values.items())
    ]
    more = {"name": "more", "value": {"urls": [URL], "truncated": False, "problems": []}}
    visit = {"name": "visit", "path": "9[0].0", "httpStatus": 200}
    read = Readings({"actions": [*actions, more, visit, *further], "httpStatus": 200})
    shaped = task.result({"url": URL, "follow": "links"}, read)
    assert set(shaped.missing) <= shaped.value.keys()
    assert all(shaped.value[name] is None for name in shaped.missing)
    assert set(shaped.sources) <= shaped.value.keys()


def test_the_texts_of_many_pages_share_the_room_and_pages_without_time_are_told() -> None:
    urls = [f"{URL}/{number}" for number in range(20)]
    actions: list[Any] = [{"name": "more", "value": {"urls": urls, "truncated": False, "problems": ["one"]}}]
    for number in range(15):
        actions.append({"name": "visit", "path": f"9[{number}].0", "httpStatus": 200})
        actions.append({"name": "pageText", "path": f"9[{number}].4", "value": "line\n" * 10_000})
        actions.append({"name": "pageAbout", "path": f"9[{number}].1", "value": {"url": urls[number]}})
    actions.append({"name": "each", "error": {"message": "no time"}})
    shaped = Website().result({"url": URL, "follow": "links"}, Readings({"actions": actions}))
    assert len(shaped.value["pages"]) == 15
    assert sum(len(page["text"]) for page in shaped.value["pages"]) <= 100_000
    assert {"pages"} <= set(shaped.value["truncated"])
    assert shaped.value["warnings"][-2:] == ["one", "further pages: no time"]


@pytest.mark.parametrize(
    ("main", "whole", "source"),
    [("article " * 100, "page " * 5000, "mainContent"), ("article", "article too", "mainContent"),
     ("head", "list " * 50, "page"),
     (None, "page", "page"), ("article", None, "mainContent")],
)  # fmt: skip
def test_the_text_is_the_article_or_that_of_a_page_that_is_none(
    main: str | None, whole: str | None, source: str
) -> None:
    read = Readings({"actions": [{"name": "text", "value": main}, {"name": "allText", "value": whole}]})
    shaped = Website().result({"url": URL}, read)
    assert (shaped.value["text"], shaped.sources["text"]) == (main if source == "mainContent" else whole, source)


def test_a_large_page_fits_into_a_result() -> None:
    deep: Any = "end"
    for _ in range(300):
        deep = {"@type": "Article", "inner": [deep]}
    values = {
        "about": {"url": URL, "meta": {f"name{number}": "x" * 500 for number in range(500)}},
        "jsonld": [deep, *({"@type": "Thing", "x": "y" * 1000} for _ in range(100))],
        "text": "word " * 100_000,
        "headings": [{"h1": "heading" * 20}] * 1000,
        "links": [{"url": f"{URL}/{number}", "text": "link"} for number in range(5000)],
    }
    actions = [{"name": name, "value": value} for name, value in values.items()]
    shaped = Website().result({"url": URL}, Readings({"actions": actions}))
    assert set(shaped.value["truncated"]) == {"text", "headings", "links", "jsonLd", "meta"}
    assert len(str(shaped.value)) < 256 * 1024
