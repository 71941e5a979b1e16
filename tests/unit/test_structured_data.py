"""What pages say of themselves for programs is found wherever they may write it, and nothing that they write is an
error.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.structured_data import StructuredData, number, text, texts, types_of, url
from tasks.words import Found

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["@type", "@id", "@graph", "@value", "name", "url", "offers", "price", "meta", "og:title"])
            | st.text(max_size=5),
            inner,
            max_size=5,
        )
    ),
    max_leaves=30,
)


def _of(*scripts: Any) -> StructuredData:
    return StructuredData(list(scripts))


@pytest.mark.parametrize(
    "jsonld",
    [
        [{"@type": "Product", "name": "Glue"}],
        {"@type": "http://schema.org/Product", "name": "Glue"},
        [{"@type": ["Thing", "schema:Product"], "name": "Glue"}],
        [{"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, {"@type": "Product", "name": "Glue"}]}],
        [[[{"@type": "product", "name": ["Glue", "Colle"]}]]],
        [{"@graph": {"@graph": [{"@type": "Product", "name": {"@value": "Glue"}}]}}],
        [7, None, "Product", {"@type": 5}, {"@type": {"a": 1}}, {"@type": "Product", "name": "Glue"}],
    ],
    ids=["plain", "url", "several-types", "graph", "lists", "graph-in-graph", "among-rubbish"],
)
def test_a_thing_is_found_wherever_json_ld_may_have_it(jsonld: Any) -> None:
    data = StructuredData(jsonld)
    assert data.jsonld(data.thing("Product"), "name") == Found("Glue", "jsonld")


def test_things_within_others_are_found_on_wish_only() -> None:
    data = _of({"@type": "ItemList", "itemListElement": [{"item": {"@type": "Product", "name": "Glue"}}]})
    assert data.thing("Product") is None
    assert [text(one) for one in data.all_of("Product", nested=True)] == ["Glue"]


def test_an_earlier_type_comes_before_a_later_one() -> None:
    data = _of({"@type": "WebPage", "name": "page"}, {"@type": "Article", "name": "article"})
    assert text(data.thing("Article", "WebPage")) == "article"


def test_a_path_goes_through_lists_and_references() -> None:
    data = _of(
        {
            "@graph": [
                {"@type": "Article", "author": [{"@id": "#ada"}], "offers": [{}, {"price": "1"}, {"price": "2"}]},
                {"@type": "Person", "@id": "#ada", "name": "Ada", "knows": {"@id": "#ada"}},
            ]
        }
    )
    article = data.thing("Article")
    assert data.at(article, "author.name") == "Ada"
    assert data.at(article, "author.knows.knows.name") == "Ada"
    assert data.at(article, "offers.price") == "1"
    assert data.at(article, "author.missing") is None
    assert text(data.at(article, "author")) == "Ada"
    assert data.jsonld(article, "nothing", "author.name") == Found("Ada", "jsonld")
    assert data.jsonld(None, "name") is None


def test_meta_elements_are_found_by_their_names_in_any_case_and_the_first_of_a_name_counts() -> None:
    data = StructuredData(
        None, {"meta": {"OG:title": ["", "One", "Two"], "Author": "Ada", "og:image:width": "9", "empty": "  "}}
    )
    assert data.open_graph("og:missing", "og:title") == Found("One", "openGraph")
    assert data.meta("author") == Found("Ada", "meta")
    assert data.meta("empty") is None
    assert data.properties("og:") == {"og:title": ["", "One", "Two"], "og:image:width": "9"}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("  a \n\t b ", "a b"),
        ("AT&amp;T &#8217;s", "AT&T \u2019s"),
        ([None, "", "x"], "x"),
        ({"@type": "Person", "name": "Ada"}, "Ada"),
        (4.0, "4"),
        (1.5, "1.5"),
        (True, None),
        ({}, None),
        (float("nan"), None),
        ("", None),
    ],
)
def test_a_value_is_a_line_of_text(value: Any, said: str | None) -> None:
    assert text(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("12.50", 12.5),
        (12, 12),
        ("1,299.00", 1299.0),
        ("1 299", 1299),
        ("1,5", None),
        ("9 EUR", None),
        (True, None),
        ("9" * 5000, None),
        (float("inf"), None),
        (10**400, None),
        (["3"], 3),
    ],
)
def test_a_value_is_a_number_only_where_it_is_one(value: Any, said: float | None) -> None:
    assert number(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("/x.png", "https://b.example/x.png"),
        ({"@type": "ImageObject", "url": "y.png"}, "https://b.example/y.png"),
        (["", {"contentUrl": "//c.example/z"}], "https://c.example/z"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://[", None),
        (7, None),
    ],
)
def test_a_value_is_a_url_only_of_the_web(value: Any, said: str | None) -> None:
    assert url(value, "https://b.example/") == said


def test_what_is_nested_without_end_is_left_alone() -> None:
    deep: Any = {"@type": "Product", "name": "too deep"}
    for _ in range(5000):
        deep = {"@graph": [deep], "inner": [deep], "name": [[{"name": deep}]]}
    data = StructuredData([deep, {"@type": "Product", "name": "Glue"}])
    assert text(data.thing("Product")) == "Glue"
    assert text(deep) is None
    assert data.thing("Product", nested=True) is not None


def test_a_thing_that_refers_to_itself_ends() -> None:
    data = _of({"@id": "#a", "@type": "Product", "name": {"@id": "#a"}})
    assert data.at(data.thing("Product"), "name.name.name") is not None
    assert data.jsonld(data.thing("Product"), "name") is None


@settings(max_examples=150, deadline=None)
@given(jsonld=_JSON, about=_JSON)
def test_no_page_makes_this_fail(jsonld: Any, about: Any) -> None:
    data = StructuredData(jsonld, about)
    for thing in [*data.all_of("Product", nested=True), *data.things, jsonld, about]:
        types_of(thing)
        for path in ("name", "offers.price", "url.@id"):
            data.at(thing, path)
            data.jsonld(thing, path)
        assert text(thing) is None or text(thing)
        texts(thing), number(thing), url(thing, "https://b.example/")
    data.open_graph("og:title"), data.meta("name"), data.properties("og:")
