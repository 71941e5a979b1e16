"""booking: a hotel, as its page at Booking.com tells of it."""

import re
from dataclasses import replace

from pydantic import Field, field_validator

from tasks import lodging
from tasks.restricted_site import CSS, OPTIONS, Seen, readings, why_restricted
from tasks.site_pages import MAX_URL_CHARS, SitePage, page_of, url_of
from tasks.structured_data import JSONLD, text, texts
from tasks.task_type import Found, Json, Model, Readings, Shaped, TaskType, first

HOSTS = re.compile(r"(?:www\.|m\.)?booking\.com")
_HOTEL = re.compile(r"/hotel/([a-z]{2})/([a-z0-9_-]{1,150})(\.[a-z]{2}(?:-[a-z]{2})?)?\.html")
_THINGS = (
    "Hotel",
    "LodgingBusiness",
    "Hostel",
    "Motel",
    "Resort",
    "BedAndBreakfast",
    "Apartment",
    "VacationRental",
    "House",
)
_ADDRESS = ("streetAddress", "postalCode", "addressLocality", "addressRegion", "addressCountry")

_CSS: tuple[Json, ...] = (
    *lodging.readings("acilities"),
    {"name": "name", "selector": "#hp_hotel_name h2, h2.pp-header__title, #hp_hotel_name"},
    {
        "name": "address",
        "selector": "address, [data-testid=PropertyHeaderAddressDesktop-wrapper], .hp_address_subtitle",
    },
    {"name": "rating", "selector": "[data-testid=review-score-component] [aria-hidden=true]"},
    {"name": "reviews", "selector": "[data-testid=review-score-component] [data-testid=review-count]"},
    {"name": "price", "selector": "[data-testid=price-and-discounted-price], .prco-valign-middle-helper"},
    {"name": "coordinates", "selector": "[data-atlas-latlng]", "attribute": "data-atlas-latlng"},
    {
        "name": "pictures",
        "selector": "[data-testid^=GalleryGridViewModal] img, #photo_wrapper img",
        "attribute": "src",
        "multiple": True,
    },
    {"name": "amenities", "selector": "[data-testid=property-most-popular-facilities-wrapper] li", "multiple": True},
)


class WantedHotel(lodging.Stay):
    """Which hotel, and for which days."""

    url: str = Field(
        max_length=MAX_URL_CHARS,
        description="The URL of a hotel's page at Booking.com, such as `https://www.booking.com/hotel/de/adlon.html`. "
        "Its query does not count: dates stand in the other parameters.",
    )

    @field_validator("url")
    @classmethod
    def _is_a_hotel(cls, url: str) -> str:
        page = page_of(url, HOSTS)
        if page is None or not _HOTEL.fullmatch(page.path):
            raise ValueError(
                "must be the URL of a hotel at Booking.com, such as https://www.booking.com/hotel/de/adlon.html"
            )
        return url


class Hotel(Model):
    """A hotel. Each field is null where the page does not have it."""

    url: str = Field(description="Its page.")
    name: str | None = Field(description="What it is called.")
    address: str | None = Field(description="Its address, on one line.")
    description: str | None = Field(description="How it is described.")
    rating: float | None = Field(description="The mean of its reviews, above 0, 10 at most.")
    reviews_count: int | None = Field(description="How many guests have reviewed it.")
    price: lodging.Price | None = Field(description="What it costs, as the page shows it.")
    coordinates: lodging.Coordinates | None = Field(description="Where it is.")
    pictures: list[str] | None = Field(description="The URLs of its pictures, 100 at most.")
    facilities: list[str] | None = Field(description="What there is for guests, 300 at most.")
    wall: str | None = Field(
        description="What the page shows besides, behind which the rest may be: `signIn` or `challenge`. Null: nothing."
    )


class Booking(TaskType[WantedHotel]):
    """Reads the page of a hotel at Booking.com: name, address, rating, price, place, pictures and facilities.

    Each field says where it was read: structured data first, then roles and labels, CSS last. What the page does not
    have is null and named in `missing`. A page that shows nothing of the hotel, but a sign-in or a challenge, fails the
    job; so does a hotel that is gone, in place of which Booking.com shows others.
    """

    name, version, title = "booking", 1, "A hotel at Booking.com"
    Parameters, Result = WantedHotel, Hotel
    restricted = why_restricted("Booking.com")

    def job(self, parameters: WantedHotel) -> Json:
        return {
            "targetUrl": _address(parameters),
            "waitUntil": "load",
            "options": OPTIONS,
            "actions": readings("h1, h2, input[type=password]", _CSS),
        }

    def shape(self, parameters: WantedHotel, read: Readings) -> Shaped:
        seen = Seen(read)
        at = page_of(seen.final_url, HOSTS)
        hotel = _hotel(page_of(parameters.url, HOSTS))
        if at is None or _hotel(at) != hotel:
            raise seen.refuse("Booking.com", f"hotel {hotel}")
        thing = lodging.thing_of(seen, _THINGS)
        pictures, more_pictures = lodging.pictures(seen, thing)
        facilities, more_facilities = lodging.amenities(seen, thing)
        fields = {
            "name": _name(seen, thing),
            "address": _postal_address(seen, thing),
            "description": lodging.description(seen, thing),
            "rating": lodging.rating(seen, thing, best=10, labels=r"scored ([\d.,]{1,20})"),
            "reviewsCount": lodging.reviews(seen, thing),
            "price": lodging.price(seen, thing),
            "coordinates": lodging.coordinates(seen, thing),
            "pictures": pictures,
            "facilities": facilities,
        }
        own = any(_hotel(page_of(one, HOSTS)) == hotel for one in seen.own_urls)
        if lodging.is_hidden(seen, fields, is_shared=own):
            raise seen.refuse("Booking.com", f"hotel {hotel}")
        shaped = Shaped.of(fields, truncated=more_pictures or more_facilities)
        given = {"url": url_of(at.origin, at.path, {}), "wall": seen.wall}
        return replace(shaped, value={**given, **shaped.value})


def _address(parameters: WantedHotel) -> str:
    page = page_of(parameters.url, HOSTS)
    assert page is not None  # noqa: S101 - it is checked
    stay = {
        "checkin": lodging.day(parameters.check_in),
        "checkout": lodging.day(parameters.check_out),
        "group_adults": parameters.adults,
        "selected_currency": parameters.currency,
    }
    return url_of(page.origin, page.path, stay)


def _hotel(page: SitePage | None) -> str:
    """Its country and name, which its page has in every language."""
    found = _HOTEL.fullmatch(page.path) if page is not None else None
    return f"{found[1]}/{found[2]}" if found else ""


def _name(seen: Seen, thing: Json | None) -> Found | None:
    return first(
        seen.data.jsonld(thing, "name"),
        seen.data.open_graph("og:title"),
        seen.heading,
        _found(seen.css("name")),
    )


def _postal_address(seen: Seen, thing: Json | None) -> Found | None:
    said = seen.data.at(thing, "address")
    if isinstance(said, dict):
        parts: list[str] = []
        for name in _ADDRESS:
            part = text(said.get(name))
            if part and not any(part in one for one in parts):  # many streets have the town in them, too
                parts.append(part)
        said = ", ".join(parts)
    line = first(*(Found(one, JSONLD) for one in texts(said, 1)))
    return first(line, _found(seen.css("address")))


def _found(shown: str | None) -> Found | None:
    return Found(shown, CSS) if shown else None
