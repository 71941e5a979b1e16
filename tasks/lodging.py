"""What pages of rooms and hotels say alike: results' parts, and where each is read."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import Field, model_validator

from tasks import amounts
from tasks.restricted_site import CSS, LABEL, ROLE, TEXT, Seen, found_in
from tasks.site_pages import MAX_URL_CHARS
from tasks.structured_data import JSONLD, META, OPEN_GRAPH, number, text, url
from tasks.task_type import Found, Json, Model, first

MAX_PICTURES = 100
MAX_AMENITIES = 300
MAX_NAME_CHARS = 500
"""An amenity with more is none."""
_ALSO_ON_WALLS = frozenset({"title", "name", "description", "pictures"})
_MAX_PRICE_CHARS = 120
_MAX_LATITUDE, _MAX_LONGITUDE = 90, 180
_REVIEWS = r"((?<![\d.,])\d[\d.,\s]{0,20})(?:verified )?reviews?\b"
_PAIR = re.compile(r"(-?\d{1,3}\.\d+)\s*[,;]\s*(-?\d{1,3}\.\d+)")


def readings(amenities: str) -> list[Json]:
    """What is read by headings and by words, whatever the page's design: the list after the heading of amenities, which
    has these words in it, the text after that of the description, and lines that tell of reviews, prices and hosts.
    """
    heading = "xpath=.//*[self::h1 or self::h2 or self::h3 or @role='heading'][contains(., '{}')]/following::{}"
    line = "xpath=.//body//*[not(self::script or self::style)][{}][string-length(normalize-space(.)) < 100]"
    items = "*[self::ul or @role='list'][1]/*[self::li or @role='listitem']"
    reviewed = "contains(., 'review') or contains(., '★') or contains(., 'Scored')"
    return [
        {"name": "listed", "selector": heading.format(amenities, items), "multiple": True},
        {"name": "about", "selector": heading.format("About this", "p[1]")},
        {"name": "reviewed", "selector": line.format(reviewed), "multiple": True},
        {"name": "nightly", "selector": line.format("contains(., ' night')"), "multiple": True},
        {"name": "hosted", "selector": line.format("contains(., 'osted by')"), "multiple": True},
    ]


def thing_of(seen: Seen, types: Sequence[str]) -> Json | None:
    """What structured data say of the place: of one of these types, and of others of the same name, since pages tell of
    one in several parts.
    """
    things = [one for kind in types for one in seen.data.all_of(kind)]
    if not things:
        return seen.data.thing(*types, nested=True)
    name = text(things[0].get("name"))
    same = [one for one in things if text(one.get("name")) in {name, None}]
    return {key: value for one in reversed(same) for key, value in one.items() if value not in (None, "", [], {})}


class Stay(Model):
    """What prices depend on. Without dates, sites show either none or one to begin at."""

    check_in: date | None = Field(default=None, description="The day of arrival. Given with checkOut or not at all.")
    check_out: date | None = Field(default=None, description="The day of departure, after checkIn.")
    adults: int | None = Field(default=None, ge=1, le=30, description="How many grown-ups stay. Default: the site's.")
    currency: str | None = Field(
        default=None, pattern="^[A-Z]{3}$", description="The currency of prices, such as EUR. Default: the site's."
    )

    @model_validator(mode="after")
    def _in_order(self) -> "Stay":
        if (self.check_in is None) != (self.check_out is None):
            raise ValueError("checkIn and checkOut must be given together")
        if self.check_in and self.check_out and self.check_in >= self.check_out:
            raise ValueError("checkOut must be after checkIn")
        return self


class Price(Model):
    """A price as the page shows it."""

    text: str = Field(description="What the page shows, such as `€ 240 for 2 nights`.")
    amount: float | None = Field(description="The number in it. Null: the text has none, or several.")
    currency: str | None = Field(
        description="Its code in ISO 4217. Null: the text does not say it; `$` is the sign of several currencies."
    )


class Coordinates(Model):
    """A place on the globe, in degrees. Sites may show another one near to it."""

    latitude: float
    longitude: float


def day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def rating(seen: Seen, thing: Json | None, *, best: int, labels: str) -> Found | None:
    """How guests rate it, from 0 to `best`. `labels` is how a label says it, with the number as its first group."""
    said = seen.data.at(thing, "aggregateRating.ratingValue")
    label = found_in(seen.labels, labels)
    line = found_in(
        seen.all_css("reviewed"),
        rf"{labels}|★\s?([\d.,]{{0,20}}\d)|^([\d.,]{{0,20}}\d)\s?[·(]\s?[\d.,]{{1,20}}\s?reviews?\b",
    )
    told = next((one for one in line.groups() if one), None) if line else None
    return first(
        _within(number(said) if number(said) is not None else amounts.amount(text(said) or ""), best, JSONLD),
        _within(amounts.amount(label[1]) if label else None, best, LABEL),
        _within(amounts.amount(told or ""), best, TEXT),
        _within(amounts.amount(seen.css("rating") or ""), best, CSS),
    )


def reviews(seen: Seen, thing: Json | None) -> Found | None:
    """How many guests have said something: `Rated 4.9 out of 5 from 123 reviews`, `123 reviews`."""
    said = seen.data.jsonld(thing, "aggregateRating.reviewCount", "aggregateRating.ratingCount")
    label, link, line = (found_in(one, _REVIEWS) for one in (seen.labels, seen.links, seen.all_css("reviewed")))
    return first(
        _counted(_value(said), JSONLD),
        _counted(label[1] if label else None, LABEL),
        _counted(link[1] if link else None, ROLE),
        _counted(line[1] if line else None, TEXT),
        _counted(seen.css("reviews"), CSS),
    )


def price(seen: Seen, thing: Json | None) -> Found | None:
    """What the page shows to people comes first: it is for the days that were asked for. What structured data say is
    for any day.
    """
    data = seen.data
    value, code = data.jsonld(thing, "offers.price", "offers.lowPrice"), data.jsonld(thing, "offers.priceCurrency")
    offered = f"{value.value} {code.value if code else ''}".strip() if value else None
    label, line = (
        next((one for one in said if _is_nightly(one)), None) for said in (seen.labels, seen.all_css("nightly"))
    )
    return first(
        _priced(label, LABEL),
        _priced(line, TEXT),
        _priced(seen.css("price"), CSS),
        _priced(offered, JSONLD),
        _priced(_value(data.jsonld(thing, "priceRange")), JSONLD),
    )


def coordinates(seen: Seen, thing: Json | None) -> Found | None:
    """Where it is, of the first that says both latitude and longitude."""
    data = seen.data
    graph = [
        number(_value(data.open_graph(f"place:location:{axis}", f"og:{axis}", f"airbedandbreakfast:location:{axis}")))
        for axis in ("latitude", "longitude")
    ]
    return first(
        _place(number(data.at(thing, "geo.latitude")), number(data.at(thing, "geo.longitude")), JSONLD),
        _place(number(data.at(thing, "latitude")), number(data.at(thing, "longitude")), JSONLD),
        _pair(_value(data.jsonld(thing, "hasMap", "hasMap.url")), JSONLD),
        _place(graph[0], graph[1], OPEN_GRAPH),
        _pair(_value(data.meta("geo.position", "icbm")), META),
        _pair(seen.css("coordinates"), CSS),
    )


def pictures(seen: Seen, thing: Json | None) -> tuple[Found | None, bool]:
    """Their URLs, and whether there are more."""
    base = seen.final_url or None
    said = _urls(thing.get("image") if thing else None, base) + _urls(thing.get("photo") if thing else None, base)
    found = first(
        Found(list(dict.fromkeys(said)), JSONLD),
        Found(_urls(seen.data.properties("og:image").get("og:image"), base), OPEN_GRAPH),
        Found(_urls(seen.all_css("pictures"), base), CSS),
    )
    return _at_most(found, MAX_PICTURES)


def amenities(seen: Seen, thing: Json | None) -> tuple[Found | None, bool]:
    """What there is for guests, and whether there is more."""
    said = thing.get("amenityFeature") if thing else None
    features = said if isinstance(said, list) else [said]
    named = [one for one in features[:10_000] if isinstance(one, str | dict) and not _is_denied(one)]
    found = first(
        Found(list(dict.fromkeys(name for one in named if (name := text(one)))), JSONLD),
        Found(seen.all_css("listed"), ROLE),
        Found(seen.all_css("amenities"), CSS),
    )
    short = found and Found([one for one in found.value if len(one) <= MAX_NAME_CHARS], found.source)
    return _at_most(first(short), MAX_AMENITIES)


def is_hidden(seen: Seen, fields: Mapping[str, Found | None], *, is_shared: bool) -> bool:
    """Whether the page shows nothing of what was to be read. A wall has a name, a text and pictures of its own: there,
    these count if structured data have them, or what is made to be shared of this very page (`is_shared`).
    """
    trusted = {JSONLD, OPEN_GRAPH} if is_shared else {JSONLD}
    found = {name: one for name, one in fields.items() if one is not None}
    if seen.wall is None or any(name not in _ALSO_ON_WALLS for name in found):
        return not found
    return not any(one.source in trusted for one in found.values())


def description(seen: Seen, thing: Json | None) -> Found | None:
    about = seen.css("about")
    return first(
        seen.data.jsonld(thing, "description"),
        seen.data.open_graph("og:description"),
        seen.data.meta("description"),
        Found(about, ROLE) if about else None,
    )


def _is_nightly(line: str) -> bool:
    return len(line) <= _MAX_PRICE_CHARS and " night" in line and amounts.price(line).amount is not None


def _is_denied(feature: str | Json) -> bool:
    return not isinstance(feature, str) and feature.get("value") is False


def _value(found: Found | None) -> str | None:
    return None if found is None else str(found.value)


def _within(value: float | None, best: int, source: str) -> Found | None:
    return Found(float(value), source) if value is not None and 0 < value <= best else None


def _counted(said: str | None, source: str) -> Found | None:
    value = amounts.count(said) if said and not said.startswith("-") else None
    return None if value is None else Found(value, source)


def _priced(said: str | None, source: str) -> Found | None:
    if not said or not any(one.isdigit() for one in said):
        return None
    read = amounts.price(said[: amounts.MAX_CHARS])
    return Found({"text": read.text, "amount": read.amount, "currency": read.currency}, source)


def _place(latitude: float | None, longitude: float | None, source: str) -> Found | None:
    if latitude is None or longitude is None or not math.isfinite(latitude) or not math.isfinite(longitude):
        return None
    if abs(latitude) > _MAX_LATITUDE or abs(longitude) > _MAX_LONGITUDE or (latitude, longitude) == (0, 0):
        return None
    return Found({"latitude": float(latitude), "longitude": float(longitude)}, source)


def _pair(said: str | None, source: str) -> Found | None:
    pair = _PAIR.search(said[:2000]) if said else None
    return _place(float(pair[1]), float(pair[2]), source) if pair else None


def _urls(value: Any, base: str | None) -> list[str]:
    values = value if isinstance(value, list) else [value]
    made = (url(one, base) for one in values[:10_000])
    return [one for one in made if one is not None and len(one) <= MAX_URL_CHARS]


def _at_most(found: Found | None, limit: int) -> tuple[Found | None, bool]:
    if found is None or len(found.value) <= limit:
        return found, False
    return Found(found.value[:limit], found.source), True
