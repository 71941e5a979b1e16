"""What the pages of X, formerly Twitter, say of a post or of a profile."""

import re
from dataclasses import dataclass
from typing import Any

from tasks import amounts
from tasks.restricted_site import CSS, LABEL, ROLE, Seen, found_in
from tasks.site_pages import SitePage, url_of
from tasks.structured_data import JSONLD, MAX_TEXT_CHARS, OPEN_GRAPH, number, types_of, url
from tasks.task_type import Found, Json, first

HOSTS = re.compile(r"(?:(?:www|mobile)\.)?(?:twitter|x)\.com")
HANDLE = r"[A-Za-z0-9_]{1,15}"
_POST = re.compile(rf"/(?:({HANDLE})|i/web)/status(?:es)?/([0-9]{{1,20}})(?:/.*)?")
_PROFILE = re.compile(rf"/({HANDLE})/?")
NO_HANDLES = frozenset(
    (
        "about",
        "account",
        "compose",
        "download",
        "explore",
        "hashtag",
        "home",
        "i",
        "intent",
        "jobs",
        "login",
        "logout",
        "messages",
        "notifications",
        "privacy",
        "search",
        "settings",
        "share",
        "signup",
        "tos",
    )
)
"""What stands in the place of a handle, and is none."""
_NAMED = re.compile(rf"^(.{{1,200}}?) \(@({HANDLE})\)")
_POSTED = re.compile(r"^(.{1,200}?) on (?:X|Twitter): (?:[“\"](.*)[”\"](?: / (?:X|Twitter))?$)?", re.DOTALL)
_NAMES_OF_POSTS = ("identifier", "url", "@id", "mainEntityOfPage")
TITLE = "title"
MAX_PICTURES = 20

ARTICLES: Json = {
    "action": "extract",
    "name": "articles",
    "target": "article",
    "getTargetBy": "getByRole",
    "multiple": True,
    "extractors": [
        {"name": "links", "selector": "a[href]", "attribute": "href", "multiple": True},
        {"name": "time", "selector": "time", "attribute": "datetime"},
        {"name": "counts", "selector": "[aria-label]", "attribute": "aria-label", "multiple": True},
        {"name": "spoken", "selector": "[lang]"},
        {"name": "text", "selector": "[data-testid=tweetText]"},
        {"name": "author", "selector": "[data-testid=User-Name] a"},
        {"name": "pictures", "selector": "[data-testid=tweetPhoto] img", "attribute": "src", "multiple": True},
    ],
}
PROFILE_CSS: tuple[Json, ...] = (
    {"name": "userName", "selector": "[data-testid=UserName]"},
    {"name": "description", "selector": "[data-testid=UserDescription]"},
    {"name": "location", "selector": "[data-testid=UserLocation]"},
    {"name": "website", "selector": "[data-testid=UserUrl]"},
    {"name": "joined", "selector": "[data-testid=UserJoinDate]"},
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The page of a post or of a profile."""

    origin: str
    handle: str
    """Or what stands in its place."""
    post: str | None = None

    @classmethod
    def of_handle(cls, given: str) -> "Wanted | None":
        """The profile of a handle. None: it is a part of the site."""
        handle = given.removeprefix("@")
        return None if handle.lower() in NO_HANDLES else cls("https://x.com", handle)

    @classmethod
    def of_page(cls, page: SitePage | None) -> "Wanted | None":
        """None: it is neither."""
        if page is None:
            return None
        if post := _POST.fullmatch(page.path):
            return cls(page.origin, post[1] or "i/web", post[2])
        profile = _PROFILE.fullmatch(page.path)
        return cls(page.origin, profile[1]) if profile and profile[1].lower() not in NO_HANDLES else None

    @property
    def url(self) -> str:
        return url_of(self.origin, f"/{self.handle}/status/{self.post}" if self.post else f"/{self.handle}", {})

    @property
    def what(self) -> str:
        return f"post {self.post}" if self.post else f"profile @{self.handle}"

    def is_at(self, page: SitePage | None) -> bool:
        """Whether a page is that of the same: writers may change their handles, and hosts are several."""
        other = Wanted.of_page(page)
        if other is None or self.post != other.post:
            return False
        return self.post is not None or self.handle.lower() == other.handle.lower()


def post(seen: Seen, wanted: Wanted, articles: Any) -> dict[str, Found | None]:
    data = seen.data
    thing = _thing_of_post(seen, wanted.post or "")
    shown = _article(articles, wanted.post or "")
    title = data.open_graph("og:title", "twitter:title")
    named = _NAMED.match(title.value) or _POSTED.match(title.value) if title else None
    handle = next((one for link in _list(shown, "links") if (one := _handle_in(link))), None)
    shared = data.open_graph("og:description") if named else None
    text = shared.value.strip('“”" ') if shared else None
    titled = _POSTED.match(seen.title)
    return {
        "text": first(
            data.jsonld(thing, "articleBody", "text", "headline"),
            Found(text, OPEN_GRAPH),
            Found(titled[2], TITLE) if titled else None,
            Found(_text(shown, "spoken"), ROLE),
            Found(_text(shown, "text"), CSS),
        ),
        "author.name": first(
            data.jsonld(thing, "author.name", "author.givenName"),
            Found(named[1], OPEN_GRAPH) if named else None,
            Found(titled[1], TITLE) if titled else None,
            Found(_text(shown, "author"), CSS),
        ),
        "author.handle": first(
            _handled(data.jsonld(thing, "author.additionalName", "author.alternateName")),
            Found(named[2], OPEN_GRAPH) if named and named.re is _NAMED else None,
            Found(handle, ROLE),
        ),
        "postedAt": first(data.jsonld(thing, "datePublished", "dateCreated"), Found(_text(shown, "time"), ROLE)),
        "replies": _count(
            seen, thing, shown, ("commentaction", "replyaction"), r"([\d.,]{1,20}[KMB]?) repl(?:y|ies)\b"
        ),
        "reposts": _count(seen, thing, shown, ("shareaction",), r"([\d.,]{1,20}[KMB]?) (?:repost|retweet)s?\b"),
        "likes": _count(seen, thing, shown, ("likeaction",), r"([\d.,]{1,20}[KMB]?) likes?\b"),
        "pictures": first(
            Found(_urls(thing.get("image") if thing else None), JSONLD), Found(_urls(_list(shown, "pictures")), CSS)
        ),
    }


def profile(seen: Seen, wanted: Wanted) -> dict[str, Found | None]:
    data = seen.data
    thing = _thing_of_profile(seen, wanted.handle)
    title = data.open_graph("og:title", "twitter:title")
    named = _NAMED.match(title.value) if title else None
    is_named = named is not None and named[2].lower() == wanted.handle.lower()
    titled = _NAMED.match(seen.title)
    is_titled = titled is not None and titled[2].lower() == wanted.handle.lower()
    shown = re.sub(r"\s*@\w+.*$", "", seen.css("userName") or "")
    headed = next((one for one in seen.headings if one == shown), None)
    page = data.thing("ProfilePage")
    return {
        "name": first(
            data.jsonld(thing, "name", "givenName"),
            Found(named[1], OPEN_GRAPH) if named and is_named else None,
            Found(titled[1], TITLE) if titled and is_titled else None,
            Found(headed, ROLE),
            Found(shown, CSS),
        ),
        "description": first(
            data.jsonld(thing, "description"),
            data.open_graph("og:description") if is_named else None,
            Found(seen.css("description"), CSS),
        ),
        "location": first(data.jsonld(thing, "homeLocation.name", "homeLocation"), Found(seen.css("location"), CSS)),
        "website": first(
            data.jsonld(page, "relatedLink"), data.jsonld(thing, "sameAs"), Found(seen.css("website"), CSS)
        ),
        "followers": first(_acted(seen, thing, "followaction"), _linked(seen, "followers?")),
        "following": first(_acted(seen, thing, "subscribeaction"), _linked(seen, "following")),
        "posts": first(_acted(seen, thing, "writeaction"), _headed(seen)),
        "joined": first(
            data.jsonld(page, "dateCreated"), data.jsonld(thing, "dateCreated"), Found(seen.css("joined"), CSS)
        ),
        "picture": first(
            Found(url(data.at(thing, "image")), JSONLD), data.open_graph("og:image") if is_named else None
        ),
    }


def _thing_of_post(seen: Seen, post: str) -> Json | None:
    """The post itself: pages tell of others, too."""
    things = list(seen.data.all_of("SocialMediaPosting", "DiscussionForumPosting", nested=True))
    nameless = things[0] if len(things) == 1 and not any(things[0].get(name) for name in _NAMES_OF_POSTS) else None
    return next((one for one in things if _is_of(one, post)), nameless)


def _is_of(thing: Json, post: str) -> bool:
    named = [thing.get(name) for name in _NAMES_OF_POSTS]
    return any(one == post or one.rstrip("/").endswith(f"/status/{post}") for one in named if isinstance(one, str))


def _thing_of_profile(seen: Seen, handle: str) -> Json | None:
    people = seen.data.all_of("Person", "Organization", nested=True)
    names = ("additionalName", "alternateName")
    return next(
        (one for one in people if any(str(one.get(name)).lstrip("@").lower() == handle.lower() for name in names)), None
    )


def _article(articles: Any, post: str) -> Json:
    """What the page shows as the post: the article that links to it first of all posts."""
    for one in articles if isinstance(articles, list) else []:
        posts = [found[2] for link in _list(one, "links") if (found := _POST.search(link))]
        if posts and posts[0] == post:
            return dict(one)
    return {}


def _count(seen: Seen, thing: Json | None, shown: Json, actions: tuple[str, ...], label: str) -> Found | None:
    said = found_in(_list(shown, "counts"), label)
    count = amounts.count(said[1]) if said else None
    return first(*(_acted(seen, thing, one) for one in actions), Found(count, LABEL))


def _acted(seen: Seen, thing: Json | None, action: str) -> Found | None:
    """How many have done something, as schema.org's interactionStatistic says it."""
    told = thing.get("interactionStatistic") if thing else None
    for one in told[:100] if isinstance(told, list) else [told]:
        kind = one.get("interactionType") if isinstance(one, dict) else None
        kinds = types_of(kind) | types_of({"@type": kind})
        count = number(seen.data.at(one, "userInteractionCount"))
        if action in kinds and count is not None and count >= 0:
            return Found(int(count), JSONLD)
    return None


def _linked(seen: Seen, word: str) -> Found | None:
    said = found_in(seen.links, rf"^([\d.,]{{1,20}}\s?[KMB]?) {word}$")
    return Found(amounts.count(said[1]), ROLE) if said else None


def _headed(seen: Seen) -> Found | None:
    said = found_in(seen.headings, r"([\d.,]{1,20}\s?[KMB]?) posts$")
    return Found(amounts.count(said[1]), ROLE) if said else None


def _handled(found: Found | None) -> Found | None:
    handle = str(found.value).lstrip("@") if found else ""
    return Found(handle, JSONLD) if re.fullmatch(HANDLE, handle) else None


def _handle_in(link: str) -> str | None:
    found = re.search(rf"^(?:https?://[^/]+)?/({HANDLE})$", link)
    return found[1] if found and found[1].lower() not in NO_HANDLES else None


def _text(shown: Json, name: str) -> str | None:
    value = shown.get(name)
    return value[:MAX_TEXT_CHARS].strip() or None if isinstance(value, str) else None


def _list(shown: Any, name: str) -> list[str]:
    value = shown.get(name) if isinstance(shown, dict) else None
    return [one for one in value[:1000] if isinstance(one, str)] if isinstance(value, list) else []


def _urls(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(one for each in values[:1000] if (one := url(each)) is not None))[:MAX_PICTURES]
