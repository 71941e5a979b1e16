"""What browsers keep of sites, in the form of Playwright's storage state: which of it belongs to some origins, and how
long it is good for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from store.job import Json
from store.secrets.origins import is_allowed

STORES = ("localStorage", "sessionStorage", "indexedDB")
"""What there may be of an origin."""
_WILD = "*."


class MalformedState(ValueError):
    """Not a storage state; `path` says where, and the message what would be right, and not what was given."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__(text)
        self.path = path


def belonging(state: Json, origins: Sequence[str]) -> Json:
    """What belongs to the origins: the cookies that a browser would send there, and what pages of theirs have stored.
    The origins are in the spelling of store.secrets.origins.
    """
    hosts = [_host(origin) for origin in origins]
    return {
        "cookies": [cookie for cookie in state.get("cookies", ()) if _is_sent(cookie["domain"], hosts)],
        "origins": [one for one in state.get("origins", ()) if is_allowed(one["origin"], origins)],
    }


def good_until(state: Json) -> datetime | None:
    """When all of it has expired. None: some of it does not expire by itself, or there is nothing."""
    ends = [cookie.get("expires", -1) for cookie in state.get("cookies", ())]
    if not ends or min(ends) < 0 or any(one.get(store) for one in state.get("origins", ()) for store in STORES):
        return None
    return datetime.fromtimestamp(min(max(ends), _LAST), UTC)


_LAST = datetime(9999, 1, 1, tzinfo=UTC).timestamp()


def checked(given: Json) -> Json:
    """A storage state that somebody hands in, with nothing in it that browsers do not take. Raises MalformedState."""
    unknown = given.keys() - {"cookies", "origins"}
    if unknown:
        raise MalformedState(min(unknown)[:100], "is not part of a storage state: it has cookies and origins")
    return {
        "cookies": [_cookie(one, path) for one, path in _objects(given, "cookies", "")],
        "origins": [_origin(one, path) for one, path in _objects(given, "origins", "")],
    }


_COOKIE: Mapping[str, tuple[type | tuple[type, ...], str]] = {
    "name": (str, "a text"),
    "value": (str, "a text"),
    "domain": (str, "a text"),
    "path": (str, "a text"),
    "expires": ((int, float), "a number: seconds since 1970, or -1"),
    "httpOnly": (bool, "true or false"),
    "secure": (bool, "true or false"),
    "sameSite": (str, "Strict, Lax or None"),
    "partitionKey": (str, "a text"),
    "_crHasCrossSiteAncestor": (bool, "true or false"),
}
_NEEDED = ("name", "value", "domain")
_NOT_IN_COOKIES = re.compile(r"[\x00-\x1f\x7f;]")
_MAX_COOKIE_BYTES = 4096
_SAME_SITE = ("Strict", "Lax", "None")
_DEFAULTS: Json = {"path": "/", "expires": -1, "httpOnly": False, "secure": False, "sameSite": "Lax"}


def _cookie(given: Json, path: str) -> Json:
    for name in _NEEDED:
        if name not in given:
            raise MalformedState(f"{path}.{name}", "is needed")
    for name, value in given.items():
        if name not in _COOKIE:
            raise MalformedState(f"{path}.{name[:100]}", "is not part of a cookie in a storage state")
        kind, right = _COOKIE[name]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise MalformedState(f"{path}.{name}", f"must be {right}")
    if given.get("sameSite", "Lax") not in _SAME_SITE:
        raise MalformedState(f"{path}.sameSite", f"must be {_COOKIE['sameSite'][1]}")
    _check_values(given, path)
    return {**_DEFAULTS, **given}


def _check_values(given: Json, path: str) -> None:
    """What a browser would refuse when a job begins, and with it all cookies."""
    if not given.get("path", "/").startswith("/"):
        raise MalformedState(f"{path}.path", "must begin with /")
    expires = given.get("expires", -1)
    if not (expires == -1 or 0 <= expires < _LAST):
        raise MalformedState(f"{path}.expires", f"must be {_COOKIE['expires'][1]}, before the year 9999")
    for name in ("name", "value", "domain", "path"):
        if _NOT_IN_COOKIES.search(given.get(name, "")):
            raise MalformedState(f"{path}.{name}", "must have neither control characters nor ;")
    if len((given["name"] + given["value"]).encode("utf-8", "surrogatepass")) > _MAX_COOKIE_BYTES:
        raise MalformedState(path, f"may have {_MAX_COOKIE_BYTES} bytes, its name and its value together")


def _origin(given: Json, path: str) -> Json:
    origin = given.get("origin")
    if not isinstance(origin, str) or not _host(origin):
        raise MalformedState(f"{path}.origin", "must be an origin such as https://portal.example.com")
    stored: dict[str, Any] = {"origin": origin}
    for store in ("localStorage", "sessionStorage"):
        stored[store] = [_item(one, place) for one, place in _objects(given, store, f"{path}.")]
    stored["indexedDB"] = [one for one, _ in _objects(given, "indexedDB", f"{path}.")]
    return stored


def _item(given: Json, path: str) -> Json:
    for name in ("name", "value"):
        if not isinstance(given.get(name), str):
            raise MalformedState(f"{path}.{name}", "must be a text")
    return {"name": given["name"], "value": given["value"]}


def _objects(given: Json, name: str, before: str) -> Iterator[tuple[Json, str]]:
    """The objects of a list that may be missing, each with its path. Raises MalformedState."""
    value = given.get(name, [])
    if not isinstance(value, list):
        raise MalformedState(f"{before}{name}", "must be a list")
    for index, one in enumerate(value):
        path = f"{before}{name}[{index}]"
        if not isinstance(one, dict):
            raise MalformedState(path, "must be an object")
        yield one, path


def _host(origin: str) -> str:
    """The host of an origin, with `*.` where its subdomains are meant; "" where it is none."""
    try:
        return urlsplit(origin).hostname or ""
    except ValueError:
        return ""


def _is_sent(domain: str, hosts: Iterable[str]) -> bool:
    """Whether a cookie of a domain is sent to one of the hosts. One that begins with a dot is for subdomains, too."""
    own = domain.lower().lstrip(".")
    is_wide = domain.startswith(".")
    for host in hosts:
        if host.startswith(_WILD):
            parent = host.removeprefix(_WILD)
            if own.endswith(f".{parent}") or (is_wide and (own == parent or parent.endswith(f".{own}"))):
                return True
        elif own == host or (is_wide and host.endswith(f".{own}")):
            return True
    return False
