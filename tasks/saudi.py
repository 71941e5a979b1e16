"""The task `saudi`: the task `website` as somebody in Saudi Arabia sees it, with its dates, digits and prices read."""

from typing import Any

from pydantic import Field

from tasks import hijri_dates, prices
from tasks.arabic_text import ascii_digits
from tasks.iso_dates import iso_date
from tasks.page_fields import PageFields
from tasks.page_readings import Part
from tasks.task_type import Found, Json, Model
from tasks.website import Website
from tasks.website_models import FurtherPage, WebsiteParameters, WebsiteResult

LOCALE, TIME_ZONE = "ar-SA", "Asia/Riyadh"
MAX_DATES, MAX_PRICES, MAX_NOT_UNDERSTOOD = 100, 200, 50
_TEXTS = ("title", "description", "author", "siteName", "text")
_SEARCHED = ("title", "description", "text")


class HijriDate(Model):
    """A date of the Hijri calendar."""

    text: str = Field(description="As it is written, with ASCII digits.")
    hijri: str = Field(description="The date in its own calendar, as year-month-day.")
    iso: str = Field(description="The same day in the Gregorian calendar, as ISO 8601.")


class Price(Model):
    """A price."""

    text: str = Field(description="As it is written, with ASCII digits.")
    amount: str = Field(description="A decimal number, such as 1234.50.")
    currency: str = Field(description="Its code of ISO 4217, such as SAR.")


class NotUnderstood(Model):
    """What is written like a date or a price, and cannot be understood without guessing."""

    text: str = Field(description="As it is written, with ASCII digits.")
    why: str


class SaudiPage(FurtherPage):
    """A further page."""

    dates: list[HijriDate]
    prices: list[Price]
    not_understood: list[NotUnderstood]


class SaudiResult(WebsiteResult):
    """What the page says."""

    dates: list[HijriDate] = Field(description="The Hijri dates in its title, description and text.")
    prices: list[Price] = Field(description="The prices in them.")
    not_understood: list[NotUnderstood] = Field(
        description="What is written there like a date or a price, and cannot be understood without guessing."
    )
    pages: list[SaudiPage]  # type: ignore[assignment]  # each has more


class SaudiFields(PageFields):
    """The fields of a page whose dates may be of the Hijri calendar."""

    def published_at(self) -> Found | None:
        for said in self.dates():
            if date := iso_date(ascii_digits(said.value)) or hijri_dates.only(said.value):
                return Found(date, said.source)
        return None


class Saudi(Website):
    """Reads what the task `website` reads, as somebody in Saudi Arabia sees it: in Arabic (ar-SA) and in the time of
    Riyadh. Arabic-Indic digits become ASCII digits in titles, descriptions, texts, headings and links; Hijri dates (Umm
    al-Qura) are told with their ISO dates, and prices as decimal numbers. What cannot be understood without guessing is
    told as that.
    """

    name, version, title = "saudi", 1, "What a page says in Saudi Arabia"
    Result = SaudiResult
    fields = SaudiFields

    def job(self, parameters: WebsiteParameters) -> Json:
        job = dict(super().job(parameters))
        return {**job, "options": {**job["options"], "locale": LOCALE, "timezoneId": TIME_ZONE}}

    def finish(self, part: Part) -> None:
        value = part.value
        for name in _TEXTS:
            if value[name] is not None:
                value[name] = ascii_digits(value[name])
        for name in ("headings", "links"):
            if name in value:
                value[name] = [{**one, "text": ascii_digits(one["text"])} for one in value[name]]
        searched = "\n\n".join(value[name] for name in _SEARCHED if value[name])
        dates, found = hijri_dates.find(searched), prices.find(searched)
        told = [{"text": one.text, "hijri": one.hijri, "iso": one.iso} for one in dates if one.iso]
        _put(part, "dates", told, MAX_DATES)
        told = [{"text": one.text, "amount": one.amount, "currency": one.currency} for one in found if one.amount]
        _put(part, "prices", told, MAX_PRICES)
        unclear = [
            *((one.text, one.why) for one in dates if one.why),
            *((one.text, one.why) for one in found if one.why),
        ]
        _put(part, "notUnderstood", [{"text": text, "why": why} for text, why in unclear], MAX_NOT_UNDERSTOOD)


def _put(part: Part, name: str, values: list[Any], most: int) -> None:
    part.put_list(name, values[:most], "text", is_all=len(values) <= most)
