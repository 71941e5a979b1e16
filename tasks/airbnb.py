"""airbnb: a room or a home, as its page tells of it."""

import re
from dataclasses import replace

from pydantic import Field, field_validator

from tasks import lodging
from tasks.restricted_site import (
    CSS,
    OPTIONS,
    ROLE,
    TEXT,
    Seen,
    found_in,
    readings,
    why_restricted,
)
from tasks.site_pages import MAX_URL_CHARS, page_of, url_of
from tasks.structured_data import OPEN_GRAPH
from tasks.task_type import Found, Json, Model, Readings, Shaped, TaskType, first

_COUNTRIES = (
    "ae|am|at|az|ba|be|ca|cat|ch|cl|co\\.cr|co\\.id|co\\.il|co\\.in|co\\.kr|co\\.nz|co\\.uk|co\\.ve|com|com\\.ar|com\\.au|com\\.bo|com\\.br|"
    "com\\.bz|com\\.co|com\\.ec|com\\.ee|com\\.gt|com\\.hk|com\\.hn|com\\.hr|com\\.kh|com\\.mt|com\\.mx|com\\.my|com\\.ni|com\\.pa|com\\.pe|"
    "com\\.ph|com\\.py|com\\.ro|com\\.sg|com\\.sv|com\\.tr|com\\.tw|com\\.ua|com\\.vn|cz|de|dk|es|fi|fr|gr|gy|hu|ie|is|it|jp|la|lt|lu|lv|"
    "me|mx|nl|no|pl|pt|rs|ru|se|si"
)
HOSTS = re.compile(rf"(?:(?:www|[a-z]{{2}}|[a-z]{{2}}-[a-z]{{2}})\.)?airbnb\.(?:{_COUNTRIES})")
"""Its own names: those of its countries, and languages before them. A list, since anybody may have another ending."""
_ROOM = re.compile(r"(?:/[a-z]{2}(?:-[a-z]{2})?)?/rooms/(?:plus/|luxury/)?([0-9]{1,20})/?")
_HOSTED = r"\bhosted by (.{1,100})$"
_THINGS = ("VacationRental", "LodgingBusiness", "Accommodation", "House", "Apartment", "Room", "Product")

_CSS: tuple[Json, ...] = (
    *lodging.readings("What this place offers"),
    {"name": "heading", "selector": "h1"},
    {"name": "price", "selector": "[data-testid=book-it-default] [aria-label*=' per '], [data-testid=price-element]"},
    {"name": "rating", "selector": "[data-testid=pdp-reviews-highlight-banner-host-rating], [data-testid=rating]"},
    {"name": "reviews", "selector": "[data-testid=reviews-count]"},
    {"name": "host", "selector": "[data-section-id^=HOST_OVERVIEW] h2, [data-testid=host-name]"},
    {"name": "coordinates", "selector": "a[href*='maps.google.'][href*='ll=']", "attribute": "href"},
    {"name": "pictures", "selector": "main picture img", "attribute": "src", "multiple": True},
    {"name": "amenities", "selector": "[data-section-id^=AMENITIES] li", "multiple": True},
)


class WantedRoom(lodging.Stay):
    """Which room, and for which days."""

    url: str = Field(
        max_length=MAX_URL_CHARS,
        description="The URL of a room's page at Airbnb, such as `https://www.airbnb.com/rooms/20669368`. Only the "
        "number of the room is taken from it: dates stand in the other parameters.",
    )

    @field_validator("url")
    @classmethod
    def _is_a_room(cls, url: str) -> str:
        page = page_of(url, HOSTS)
        if page is None or not _ROOM.fullmatch(page.path):
            raise ValueError("must be the URL of a room at Airbnb, such as https://www.airbnb.com/rooms/20669368")
        return url


class Host(Model):
    """Who lets it."""

    name: str | None = Field(description="The name under which they let it.")


class Room(Model):
    """A room or a home. Each field is null where the page does not have it."""

    id: str = Field(description="Its number at Airbnb.")
    url: str = Field(description="Its page.")
    title: str | None = Field(description="What it is called.")
    description: str | None = Field(description="How it is described.")
    rating: float | None = Field(description="The mean of its stars, above 0, 5 at most.")
    reviews_count: int | None = Field(description="How many guests have reviewed it.")
    host: Host = Field(description="Who lets it.")
    price: lodging.Price | None = Field(description="What it costs, as the page shows it.")
    coordinates: lodging.Coordinates | None = Field(description="Where it is; Airbnb shows a place near to it.")
    pictures: list[str] | None = Field(description="The URLs of its pictures, 100 at most.")
    amenities: list[str] | None = Field(description="What there is for guests, 300 at most.")
    wall: str | None = Field(
        description="What the page shows besides, behind which the rest may be: `signIn` or `challenge`. Null: nothing."
    )


class Airbnb(TaskType[WantedRoom]):
    """Reads the page of a room at Airbnb: title, description, rating, host, price, place, pictures and amenities.

    Each field says where it was read: structured data first, then roles and labels, CSS last. What the page does not
    have is null and named in `missing`. A page that shows nothing of the room, but a sign-in or a challenge, fails the
    job.
    """

    name, version, title = "airbnb", 1, "A room at Airbnb"
    Parameters, Result = WantedRoom, Room
    restricted = why_restricted("Airbnb")

    def job(self, parameters: WantedRoom) -> Json:
        return {
            "targetUrl": _address(parameters),
            "waitUntil": "load",
            "options": OPTIONS,
            "actions": readings("h1, h2, input[type=password]", _CSS),
        }

    def shape(self, parameters: WantedRoom, read: Readings) -> Shaped:
        seen = Seen(read)
        room = _room(parameters.url)
        at = page_of(seen.final_url, HOSTS)
        if at is None or not (led := _ROOM.fullmatch(at.path)) or led[1] != room:
            raise seen.refuse("Airbnb", f"room {room}")
        thing = lodging.thing_of(seen, _THINGS)
        pictures, more_pictures = lodging.pictures(seen, thing)
        amenities, more_amenities = lodging.amenities(seen, thing)
        fields = {
            "title": _title(seen, thing),
            "description": lodging.description(seen, thing),
            "rating": first(
                lodging.rating(seen, thing, best=5, labels=r"rated ([\d.,]{1,20}) (?:out of|of) 5"),
                _shared_rating(seen),
            ),
            "reviewsCount": lodging.reviews(seen, thing),
            "host.name": _host(seen, thing),
            "price": lodging.price(seen, thing),
            "coordinates": lodging.coordinates(seen, thing),
            "pictures": pictures,
            "amenities": amenities,
        }
        if lodging.is_hidden(seen, fields, is_shared=any(_room(one) == room for one in seen.own_urls)):
            raise seen.refuse("Airbnb", f"room {room}")
        shaped = Shaped.of(fields, truncated=more_pictures or more_amenities)
        given = {"id": room, "url": url_of(at.origin, f"/rooms/{room}", {}), "wall": seen.wall}
        return replace(shaped, value={**given, **shaped.value})


def _address(parameters: WantedRoom) -> str:
    page = page_of(parameters.url, HOSTS)
    assert page is not None  # noqa: S101 - it is checked
    stay = {
        "check_in": lodging.day(parameters.check_in),
        "check_out": lodging.day(parameters.check_out),
        "adults": parameters.adults,
        "currency": parameters.currency,
    }
    return url_of(page.origin, page.path.rstrip("/"), stay)


def _room(url: str) -> str:
    page = page_of(url, HOSTS)
    found = _ROOM.fullmatch(page.path) if page is not None else None
    return found[1] if found else ""


def _title(seen: Seen, thing: Json | None) -> Found | None:
    """A heading is the room's name; what is made to be shared has its stars and beds in place of it."""
    return first(
        seen.data.jsonld(thing, "name"),
        seen.heading,
        seen.data.open_graph("og:title", "twitter:title"),
        _found(seen.css("heading")) if not seen.wall else None,
    )


def _shared_rating(seen: Seen) -> Found | None:
    shared = seen.data.open_graph("og:title")
    stars = re.search(r"★\s?([0-5][.,]\d{1,2})(?!\d)", shared.value) if shared else None
    return Found(float(stars[1].replace(",", ".")), OPEN_GRAPH) if stars else None


def _host(seen: Seen, thing: Json | None) -> Found | None:
    said = found_in(seen.headings, _HOSTED)
    line = found_in(seen.all_css("hosted"), _HOSTED)
    shown = seen.css("host")
    named = re.sub(r"^.*\bhosted by ", "", shown, flags=re.IGNORECASE) if shown else None
    return first(
        seen.data.jsonld(thing, "provider.name", "offers.seller.name"),
        Found(said[1], ROLE) if said else None,
        Found(line[1], TEXT) if line else None,
        _found(named),
    )


def _found(text: str | None) -> Found | None:
    return Found(text, CSS) if text else None
