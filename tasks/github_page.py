"""What GitHub's public pages say, where its API does not answer."""

import re
from html import unescape
from typing import Any
from urllib.parse import unquote

from tasks import amounts
from tasks.github_api import cut
from tasks.restricted_site import CSS, LABEL, ROLE, found_in
from tasks.structured_data import META, OPEN_GRAPH, StructuredData, url
from tasks.task_type import Found, Json, Readings, Shaped, first

FEED, MICRODATA = "feed", "microdata"
"""Where something was read, beside structured data, roles and CSS."""
MAX_ITEMS = 1_000
_TAG = re.compile("<[^<>]*>")

_REPOSITORY: tuple[Json, ...] = (
    {"name": "stars", "selector": "#repo-stars-counter-star", "attribute": "title"},
    {"name": "starred", "selector": "#repo-stars-counter-star", "attribute": "aria-label"},
    {"name": "forks", "selector": "#repo-network-counter", "attribute": "title"},
    {"name": "issues", "selector": "#issues-repo-tab-count", "attribute": "title"},
    {"name": "topics", "selector": "a[href^='/topics/']", "multiple": True},
    {"name": "language", "selector": "[itemprop=programmingLanguage], a[href*='/search?l='] span"},
)
_USER: tuple[Json, ...] = (
    {"name": "name", "selector": "[itemprop=name]"},
    {"name": "login", "selector": "[itemprop=additionalName]"},
    {"name": "company", "selector": "[itemprop=worksFor]"},
    {"name": "location", "selector": "[itemprop=homeLocation]"},
    {"name": "website", "selector": "[itemprop=url]"},
    {"name": "bio", "selector": ".user-profile-bio"},
)
_FEED: Json = {"action": "extract", "name": "feed", "target": "pre", "attribute": "textContent", "multiple": True}
"""Chromium shows feeds as their text."""
_ISSUES: Json = {
    "action": "extract",
    "name": "items",
    "target": "listitem",
    "getTargetBy": "getByRole",
    "multiple": True,
    "extractors": [
        {"name": "links", "selector": "a[href]", "attribute": "href", "multiple": True},
        {"name": "texts", "selector": "a[href]", "multiple": True},
        {"name": "time", "selector": "relative-time, time", "attribute": "datetime"},
    ],
}


def readings(what: str) -> list[Json]:
    """The actions that read the page."""
    match what:
        case "releases":
            return [_FEED]
        case "issues":
            return [_ISSUES]
    return [
        {"action": "extract", "name": "meta", "format": "meta"},
        {"action": "extract", "name": "links", "target": "link", "getTargetBy": "getByRole", "multiple": True},
        {
            "action": "extract",
            "name": "css",
            "target": "html",
            "extractors": [*(_REPOSITORY if what == "repository" else _USER)],
        },
    ]


def shaped(what: str, name: str, read: Readings, limit: int) -> Shaped:
    """The result's part of this name. `name` is the repository's, or the user's."""
    match what:
        case "releases":
            return _listed(what, _releases(next(iter(_texts_as_they_are(read.value("feed"))), "")), FEED, limit)
        case "issues":
            return _listed(what, _issues(read.value("items"), name), ROLE, limit)
    data, css, links = StructuredData(None, read.value("meta")), read.value("css"), _texts(read.value("links"))
    shown = css if isinstance(css, dict) else {}
    fields = _repository(data, shown, links, name) if what == "repository" else _user(data, shown, links, name)
    return Shaped.of({f"{what}.{one}": found for one, found in fields.items()})


def _listed(what: str, made: list[Json] | None, source: str, limit: int) -> Shaped:
    if made is None:
        return Shaped(value={what: None}, missing=[what])
    return Shaped(value={what: made[:limit]}, sources={what: source}, truncated=len(made) > limit)


def _repository(data: StructuredData, css: Json, links: list[str], name: str) -> dict[str, Found | None]:
    named = data.meta("octolytics-dimension-repository_nwo")
    title, about = data.open_graph("og:title"), data.open_graph("og:description")
    titled = re.match(r"^(?:GitHub - )?([\w.-]+/[\w.-]+)(?:: (.*))?$", title.value) if title else None
    told = (
        re.sub(r"\s*(?:- |\. )?Contribute to \S+ development by creating an account on GitHub\.$", "", about.value)
        if about
        else ""
    )
    licence = found_in(links, r"^(.{1,80}) licen[cs]e$")
    is_fork = data.meta("octolytics-dimension-repository_is_fork")
    starred = found_in(_texts(css.get("starred")), r"^([\d,.]{1,20}) users? starred")
    return {
        "fullName": first(
            named if named and named.value.lower() == name.lower() else None,
            Found(titled[1], OPEN_GRAPH) if titled else None,
        ),
        "description": first(
            Found(titled[2], OPEN_GRAPH) if titled else None, Found(told.removesuffix(f" - {name}"), OPEN_GRAPH)
        ),
        "homepage": None,
        "language": _shown(css, "language"),
        "license": Found(licence[1], ROLE) if licence else None,
        "topics": first(Found(list(dict.fromkeys(_texts(css.get("topics")))), CSS)),
        "stars": first(Found(amounts.count(starred[1]), LABEL) if starred else None, _counted(css, "stars")),
        "forks": _counted(css, "forks"),
        "openIssues": _counted(css, "issues"),
        "defaultBranch": None,
        "isFork": Found(is_fork.value == "true", META) if is_fork and is_fork.value in {"true", "false"} else None,
        "isArchived": None,
        "createdAt": None,
        "pushedAt": None,
    }


def _user(data: StructuredData, css: Json, links: list[str], name: str) -> dict[str, Found | None]:
    about = data.open_graph("og:description")
    repositories = re.search(r"has ([\d,.]{1,20}) repositor(?:y|ies) available", about.value) if about else None
    followers, following = (
        found_in(links, rf"^([\d.,]{{1,20}}\s?[KkMm]?) {word}$") for word in ("followers?", "following")
    )
    kind = data.open_graph("og:type")
    bio = about.value.split(f" {name} has ")[0].removesuffix(" -") if about and f" {name} has " in about.value else None
    return {
        "login": first(data.open_graph("profile:username"), _itemprop(css, "login")),
        "name": _itemprop(css, "name"),
        "kind": Found("User", OPEN_GRAPH) if kind and kind.value == "profile" else None,
        "bio": first(Found(bio, OPEN_GRAPH), _shown(css, "bio")),
        "company": _itemprop(css, "company"),
        "location": _itemprop(css, "location"),
        "website": _itemprop(css, "website"),
        "followers": Found(amounts.count(followers[1]), ROLE) if followers else None,
        "following": Found(amounts.count(following[1]), ROLE) if following else None,
        "publicRepositories": Found(amounts.count(repositories[1]), OPEN_GRAPH) if repositories else None,
        "createdAt": None,
        "picture": data.open_graph("og:image"),
    }


def _releases(feed: str) -> list[Json] | None:
    """Those of the feed. It is looked through once, from its beginning to its end: a site could have written it for a
    parser to be busy with. None: it is no feed.
    """
    if "<feed" not in feed:
        return None
    made: list[Json] = []
    for entry in feed.split("<entry", MAX_ITEMS + 1)[1 : MAX_ITEMS + 1]:
        link = re.search(r"""href=["']([^"'<>]{1,2000})""", _opening(entry, "link"))
        address = url(unescape(link[1])) if link else None
        tag = re.search(r"/releases/tag/([^/?#]{1,300})$", address or "")
        made.append(
            {
                "tag": unquote(tag[1]) if tag else None,
                "name": _inner(entry, "title"),
                "url": address,
                "author": _inner(entry, "author"),
                "publishedAt": _inner(entry, "updated"),
                "isPrerelease": None,
                "text": cut(_inner(entry, "content")),
                "assets": None,
            }
        )
    return made


def _opening(entry: str, name: str) -> str:
    """An element's own tag."""
    begin = entry.find(f"<{name}")
    return entry[begin : entry.find(">", begin) + 1] if begin >= 0 else ""


def _inner(entry: str, name: str) -> str | None:
    """The text in an element, and in what HTML it tells of."""
    tag = _opening(entry, name)
    begin = entry.find(tag) + len(tag)
    end = entry.find(f"</{name}>", begin)
    if not tag or end < 0:
        return None
    told = unescape(_TAG.sub(" ", entry[begin:end]))
    return " ".join(unescape(_TAG.sub(" ", told)).split()) or None


def _issues(items: Any, name: str) -> list[Json] | None:
    """Those that the page lists: each has a link to its number. None: it lists none, or in a way that nobody knows."""
    made: dict[int, Json] = {}
    for one in _objects(items):
        for link, text in zip(_list(one, "links"), _list(one, "texts"), strict=False):
            found = re.fullmatch(rf"(https?://[^/]+/{re.escape(name)}/issues/([0-9]{{1,9}}))", link, re.IGNORECASE)
            if found and text.strip() and int(found[2]) not in made:
                made[int(found[2])] = {
                    "number": int(found[2]),
                    "title": text.strip(),
                    "url": found[1],
                    **dict.fromkeys(("state", "author", "labels", "comments", "closedAt", "text")),
                    "createdAt": _text(one, "time"),
                }
    return list(made.values()) or None


def _texts_as_they_are(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _objects(value: Any) -> list[Json]:
    return [one for one in value[:MAX_ITEMS] if isinstance(one, dict)] if isinstance(value, list) else []


def _shown(css: Json, name: str) -> Found | None:
    value = _text(css, name)
    return Found(value, CSS) if value else None


def _itemprop(css: Json, name: str) -> Found | None:
    value = _text(css, name)
    return Found(value, MICRODATA) if value else None


def _counted(css: Json, name: str) -> Found | None:
    count = amounts.count(_text(css, name) or "")
    return None if count is None else Found(count, CSS)


def _text(said: Json, name: str) -> str | None:
    value = said.get(name)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _list(said: Json, name: str) -> list[str]:
    """One text for each, so that two lists go together."""
    value = said.get(name)
    return [one if isinstance(one, str) else "" for one in value[:MAX_ITEMS]] if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [" ".join(one.split()) for one in values[:MAX_ITEMS] if isinstance(one, str) and one.strip()]
