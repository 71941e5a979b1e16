"""What a page is about, as it says it itself: title, author, date and so on, each from the best place that has it."""

import re
from collections.abc import Iterator
from typing import Any

from tasks.iso_dates import iso_date
from tasks.structured_data import JSONLD, StructuredData, text, url
from tasks.words import Found, Json, first

TITLE, CSS, LINK, HTML = "title", "css", "link", "html"
"""The title element; an element that a selector found; a link element; the attribute lang of the page."""

MAX_TITLE_CHARS = 500
MAX_DESCRIPTION_CHARS = 2000
MAX_AUTHORS = 10

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_ARTICLES = (
    "NewsArticle", "BlogPosting", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
    "BackgroundNewsArticle", "ReviewNewsArticle", "LiveBlogPosting", "TechArticle", "ScholarlyArticle", "Report",
    "SocialMediaPosting", "DiscussionForumPosting", "AdvertiserContentArticle",
)  # fmt: skip
_THINGS = (
    "Product", "ProductGroup", "Recipe", "Event", "JobPosting", "VideoObject", "PodcastEpisode", "Movie", "TVSeries",
    "Book", "Course", "SoftwareApplication", "WebApplication", "MobileApplication", "Dataset", "HowTo", "QAPage",
    "LodgingBusiness", "Hotel", "Restaurant", "LocalBusiness", "Store", "Place", "TouristAttraction", "ProfilePage",
)  # fmt: skip
_PAGES = (
    "WebPage", "ItemPage", "AboutPage", "CollectionPage", "ContactPage", "FAQPage", "CheckoutPage", "SearchResultsPage",
)  # fmt: skip
_DATES_OF_META = (
    "article:published_time", "datePublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.issued",
    "pubdate", "publish-date", "publish_date", "parsely-pub-date", "sailthru.date",
)  # fmt: skip


class PageFields:
    """The fields of one page, each with where it was found; None where the page does not say it."""

    def __init__(self, data: StructuredData, facts: Json, base: str | None) -> None:
        """`facts` are what was read from the page's elements; `base` is its URL."""
        self._data = data
        self._facts = facts
        self._base = base
        self._page = data.thing(*_PAGES)
        self._subject = _subject(data, self._page, base)

    def all(self) -> dict[str, Found | None]:
        """All of them, by their names."""
        return {
            "title": self.title(),
            "description": self.description(),
            "language": self.language(),
            "canonical": self.canonical(),
            "author": self.author(),
            "publishedAt": self.published_at(),
            "siteName": self.site_name(),
            "image": self.image(),
        }

    def title(self) -> Found | None:
        data = self._data
        return _short(
            first(
                self._called(self._subject),
                self._called(self._page),
                data.open_graph("og:title"),
                data.meta("twitter:title", "title", "dc.title", "dcterms.title"),
                _found(text(data.about.get("title")), TITLE),
                _found(text(self._facts.get("heading")), CSS),
            ),
            MAX_TITLE_CHARS,
        )

    def description(self) -> Found | None:
        data = self._data
        said = first(
            data.jsonld(self._subject, "description", "abstract"),
            data.jsonld(self._page, "description"),
            data.open_graph("og:description"),
            data.meta("description", "twitter:description", "dc.description", "dcterms.description"),
        )
        if said is not None:  # some are HTML
            said = _found(text(_TAG.sub(" ", said.value)), said.source)
        return _short(said, MAX_DESCRIPTION_CHARS)

    def language(self) -> Found | None:
        """As a BCP 47 tag. What the element says comes before Open Graph, whose value is often a system's default."""
        data = self._data
        said = first(
            data.jsonld(self._subject, "inLanguage.alternateName", "inLanguage"),
            _found(text(data.about.get("language")), HTML),
            data.meta("content-language", "language", "dc.language"),
            data.open_graph("og:locale"),
        )
        return None if said is None else Found(said.value.partition(",")[0].strip().replace("_", "-"), said.source)

    def canonical(self) -> Found | None:
        """What the page says that its URL is: first by the link that is made for that."""
        return first(
            _found(url(self._data.about.get("canonicalUrl"), self._base), LINK),
            _found(url(self._data.at(self._subject, "url"), self._base), JSONLD),
            _found(url(self._data.at(self._page, "url"), self._base), JSONLD),
            self._url(self._data.open_graph("og:url")),
        )

    def author(self) -> Found | None:
        """The names of all, with commas between them."""
        data = self._data
        names = [name for one in ("author", "creator") for name in self._names(one)]
        of_open_graph = data.open_graph("article:author", "og:article:author", "book:author")
        return _short(
            first(
                _found(", ".join(dict.fromkeys(names[:MAX_AUTHORS])) or None, JSONLD),
                None if of_open_graph is None or "://" in of_open_graph.value else of_open_graph,
                data.meta("author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author"),
                _found(text(self._facts.get("author")), CSS),
            ),
            MAX_TITLE_CHARS,
        )

    def published_at(self) -> Found | None:
        """As ISO 8601, of the first place that has a date."""
        return first(*(_found(iso_date(said.value), said.source) for said in self.dates()))

    def dates(self) -> Iterator[Found]:
        """What the page says of when it was published, as it says it, the best first."""
        data = self._data
        for thing in (self._subject, self._page):
            for name in ("datePublished", "uploadDate", "datePosted"):
                if found := data.jsonld(thing, name):
                    yield found
        if found := data.open_graph("article:published_time", "og:article:published_time", "og:published_time"):
            yield found
        for name in _DATES_OF_META:
            if found := data.meta(name):
                yield found
        for name in ("published", "time"):
            if found := _found(text(self._facts.get(name)), CSS):
                yield found

    def site_name(self) -> Found | None:
        data = self._data
        return _short(
            first(
                data.jsonld(data.thing("WebSite"), "name", "alternateName"),
                data.jsonld(self._subject, "publisher.name", "isPartOf.name"),
                data.jsonld(self._page, "isPartOf.name", "publisher.name"),
                data.open_graph("og:site_name"),
                data.meta("application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher"),
            ),
            MAX_TITLE_CHARS,
        )

    def image(self) -> Found | None:
        data, base = self._data, self._base
        return first(
            _found(url(data.at(self._subject, "image"), base), JSONLD),
            _found(url(data.at(self._subject, "thumbnailUrl"), base), JSONLD),
            _found(url(data.at(self._page, "primaryImageOfPage"), base), JSONLD),
            self._url(data.open_graph("og:image", "og:image:secure_url", "og:image:url")),
            self._url(data.meta("twitter:image", "twitter:image:src", "thumbnail", "image")),
            _found(url(self._facts.get("image"), base), LINK),
        )

    def _called(self, thing: Json | None) -> Found | None:
        """What a thing is called: of several names, the one that the title of the page has, too."""
        names = [found for name in ("headline", "name", "title") if (found := self._data.jsonld(thing, name))]
        titles = [
            text(self._data.about.get("title")),
            *(one.value for one in [self._data.open_graph("og:title")] if one),
        ]
        shown = " ".join(filter(None, titles)).casefold()
        return first(*(one for one in names if one.value.casefold() in shown), *names)

    def _url(self, said: Found | None) -> Found | None:
        return None if said is None else _found(url(said.value, self._base), said.source)

    def _names(self, path: str) -> list[str]:
        """The names of those who stand at a path, which may be one or several."""
        said = self._subject.get(path) if self._subject is not None else None
        each = said if isinstance(said, list) else [said]
        found = (text(self._data.at({path: one}, path)) for one in each[:MAX_AUTHORS])
        return [name for name in found if name and "://" not in name]


def _subject(data: StructuredData, page: Json | None, base: str | None) -> Json | None:
    """The thing that a page is about. None: it does not say, or has several, of which none has the page's URL."""
    main = data.at(page, "mainEntity")
    if isinstance(main, dict) and text(main.get("headline") or main.get("name")):
        return main
    for types in (_ARTICLES, _THINGS):
        things = list(data.all_of(*types))
        if len(things) == 1:
            return things[0]
        mine = {base, url(data.about.get("canonicalUrl"), base)} - {None}
        for thing in things:
            if not mine.isdisjoint(_urls(thing, base)):
                return thing
    return None


def _urls(thing: Json, base: str | None) -> list[str | None]:
    """By which URLs a thing goes."""
    return [url(thing.get(name), base) for name in ("url", "mainEntityOfPage", "@id")]


def _found(value: Any, source: str) -> Found | None:
    return None if value in (None, "") else Found(value, source)


def _short(found: Found | None, max_chars: int) -> Found | None:
    if found is None or len(found.value) <= max_chars:
        return found
    return Found(found.value[: max_chars - 1].rstrip() + "…", found.source)
