"""What of a browser's storage state belongs to some origins, how long it is good for, and what is none."""

from datetime import UTC, datetime
from typing import Any

import pytest

from store.sessions.storage_state import MalformedState, belonging, checked, good_until

PORTAL = "https://portal.example.com"


def cookie(domain: str, **more: Any) -> dict[str, Any]:
    return {"name": "a", "value": "b", "domain": domain, **more}


@pytest.mark.parametrize(
    ("domain", "origin", "belongs"),
    [
        ("portal.example.com", PORTAL, True),
        ("PORTAL.example.com", PORTAL, True),
        (".portal.example.com", PORTAL, True),
        (".example.com", PORTAL, True),
        ("example.com", PORTAL, False),
        ("other.example.com", PORTAL, False),
        (".other.example.com", PORTAL, False),
        ("evilportal.example.com", PORTAL, False),
        (".l.example.com", PORTAL, False),
        ("portal.example.com.evil.test", PORTAL, False),
        ("a.example.com", "https://*.example.com", True),
        (".a.b.example.com", "https://*.example.com", True),
        (".example.com", "https://*.example.com", True),
        ("example.com", "https://*.example.com", False),
        (".com", "https://*.example.com", True),
        ("notexample.com", "https://*.example.com", False),
        ("127.0.0.1", "http://127.0.0.1:8080", True),
    ],
)
def test_a_cookie_belongs_where_browsers_send_it(domain: str, origin: str, *, belongs: bool) -> None:
    kept = belonging({"cookies": [cookie(domain)]}, [origin])
    assert bool(kept["cookies"]) is belongs


def test_storage_belongs_to_its_origin_alone() -> None:
    origins = [
        {"origin": one} for one in (PORTAL, "https://example.com", "http://portal.example.com", f"{PORTAL}:8443")
    ]
    assert belonging({"origins": origins}, [PORTAL])["origins"] == origins[:1]
    assert belonging({"origins": origins}, ["https://*.example.com"])["origins"] == origins[:1]


def test_it_is_good_until_all_of_it_has_expired_if_that_is_known() -> None:
    first, last = cookie("a.test", expires=1e9), cookie("a.test", expires=2e9)
    assert good_until({"cookies": [first, last]}) == datetime.fromtimestamp(2e9, UTC)
    assert good_until({"cookies": [first, cookie("a.test", expires=-1)]}) is None
    assert good_until({"cookies": [first, cookie("a.test")]}) is None
    assert good_until({"cookies": []}) is None
    stored = {"origin": PORTAL, "localStorage": [{"name": "a", "value": "b"}]}
    assert good_until({"cookies": [first], "origins": [stored]}) is None
    assert good_until({"cookies": [first], "origins": [{"origin": PORTAL, "localStorage": []}]}) is not None
    assert good_until({"cookies": [cookie("a.test", expires=1e300)]}) is not None, "of a page that wishes for eternity"


def test_what_is_left_out_of_a_state_gets_its_default() -> None:
    state = checked({"cookies": [cookie("a.test")], "origins": [{"origin": PORTAL}]})
    assert state["cookies"] == [cookie("a.test", path="/", expires=-1, httpOnly=False, secure=False, sameSite="Lax")]
    assert state["origins"] == [{"origin": PORTAL, "localStorage": [], "sessionStorage": [], "indexedDB": []}]


@pytest.mark.parametrize(
    ("state", "path"),
    [
        ({"cookies": {}}, "cookies"),
        ({"cookies": ["a"]}, "cookies[0]"),
        ({"cookies": [{"name": "a", "value": "b"}]}, "cookies[0].domain"),
        ({"cookies": [cookie("a.test", expires=True)]}, "cookies[0].expires"),
        ({"cookies": [cookie("a.test", expires=1e300)]}, "cookies[0].expires"),
        ({"cookies": [cookie("a.test", expires=-5)]}, "cookies[0].expires"),
        ({"cookies": [cookie("a.test", path="in")]}, "cookies[0].path"),
        ({"cookies": [cookie("a.test", value="a\nb")]}, "cookies[0].value"),
        ({"cookies": [cookie("a.test", name="a;b")]}, "cookies[0].name"),
        ({"cookies": [cookie("a.test", value="x" * 4096)]}, "cookies[0]"),
        ({"cookies": [cookie("a.test", secure="yes")]}, "cookies[0].secure"),
        ({"cookies": [cookie("a.test", sameSite="none")]}, "cookies[0].sameSite"),
        ({"cookies": [cookie("a.test", colour="red")]}, "cookies[0].colour"),
        ({"origins": [{}]}, "origins[0].origin"),
        ({"origins": [{"origin": "https://["}]}, "origins[0].origin"),
        ({"origins": [{"origin": PORTAL, "localStorage": [{"name": "a"}]}]}, "origins[0].localStorage[0].value"),
        ({"opfs": []}, "opfs"),
    ],
)
def test_what_is_no_storage_state_is_said_by_its_path(state: dict[str, Any], path: str) -> None:
    with pytest.raises(MalformedState) as raised:
        checked(state)
    assert raised.value.path == path
