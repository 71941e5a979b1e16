"""Numbers and prices as pages show them to people: with the separators, digits and signs of their language."""

import re
import unicodedata
from dataclasses import dataclass

MAX_CHARS = 300
"""As much of a text is looked at: what is shown as a price or a count is short."""
_MAX_DIGITS = 15

_SEPARATORS = ".,'\u2019\u066b\u066c"
_NUMBER = rf"[0-9]+(?:[{_SEPARATORS}][0-9]+|\s[0-9]{{3}}(?![0-9]))*"
_DECIMAL_MARKS = ".,\u066b"
_SHORT = {"k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
_COUNT = re.compile(rf"({_NUMBER})(?:\s?([KkMmBb])(?![A-Za-z]))?")

_CODES = (
    "AED|ARS|AUD|BGN|BHD|BRL|CAD|CHF|CLP|CNY|COP|CZK|DKK|EGP|EUR|GBP|GEL|HKD|HUF|IDR|ILS|INR|ISK|JOD|JPY|KRW|KWD|MAD|MXN|"
    "MYR|NAD|NOK|NZD|OMR|PEN|PHP|PKR|PLN|QAR|RON|RSD|SAR|SEK|SGD|THB|TRY|TWD|UAH|USD|UYU|VND|ZAR"
)
_SIGNS: dict[str, str | None] = {
    "US$": "USD",
    "AU$": "AUD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "MX$": "MXN",
    "NT$": "TWD",
    "A$": "AUD",
    "C$": "CAD",
    "S$": "SGD",
    "R$": "BRL",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₪": "ILS",
    "₩": "KRW",
    "₺": "TRY",
    "₫": "VND",
    "₱": "PHP",
    "₴": "UAH",
    "฿": "THB",
    "zł": "PLN",
    "Kč": "CZK",
    "\u20c1": "SAR",
    "ر.س": "SAR",
    "د.إ": "AED",
    # Those of several currencies: which one is meant, the sign does not say.
    "$": None,
    "¥": None,
    "kr": None,
    "﷼": None,
}
_CURRENCY = "|".join([*(re.escape(sign) for sign in _SIGNS), rf"\b(?:{_CODES})\b"])
_PRICE = re.compile(
    rf"(?P<before>{_CURRENCY})\s?(?P<first>{_NUMBER})|(?P<second>{_NUMBER})\s?(?P<after>{_CURRENCY})(?![A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Price:
    """A price, as far as its text says it."""

    text: str
    amount: float | None
    """None: the text has no price, or several."""
    currency: str | None
    """Its code in ISO 4217. None: the text has none, or a sign that several currencies have, such as `$`."""


def amount(text: str) -> float | None:
    """The first number in a text: `1,234.50`, `1.234,50`, `1 234,50` and the same in Arabic digits are all 1234.5. One
    separator with three digits after it is one of thousands. None: there is none.
    """
    found = re.search(_NUMBER, _plain(text))
    return _value(found[0]) if found else None


def count(text: str) -> int | None:
    """The first number in a text as a whole one, from 0: `12,345` is 12345, and `1.2K` 1200. None: there is none."""
    found = _COUNT.search(_plain(text))
    value = _value(found[1]) if found else None
    if found is None or value is None:
        return None
    return round(value * _SHORT[found[2].lower()]) if found[2] else int(value)


def price(text: str) -> Price:
    """The price in a text such as `€ 1.234,50 per night`. Where it has several, none is taken for it."""
    prices = {
        (_value(found["first"] or found["second"]), _code(found["before"] or found["after"]))
        for found in _PRICE.finditer(_plain(text))
    }
    value, currency = prices.pop() if len(prices) == 1 else (None, None)
    return Price(text, value, currency if value is not None else None)


def _code(sign: str) -> str | None:
    return _SIGNS.get(sign, sign)


def _plain(text: str) -> str:
    """It with the digits 0 to 9 for those of all scripts, and without marks of the direction of writing."""
    shown = (one for one in text[:MAX_CHARS] if unicodedata.category(one) != "Cf")
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in shown)


def _value(number: str) -> float | None:
    marks = [one for one in number if not one.isdigit()]
    whole, fraction = number, ""
    if marks and marks[-1] in _DECIMAL_MARKS and marks.count(marks[-1]) == 1:
        head, tail = number.rsplit(marks[-1], 1)
        of_thousands = len(tail) == 3 and head != "0" and marks[-1] != "\u066b"  # noqa: PLR2004 - a group of digits
        if not of_thousands:
            whole, fraction = head, tail
    digits = "".join(one for one in whole if one.isdigit())
    return float(f"{digits}.{fraction or 0}") if len(digits + fraction) <= _MAX_DIGITS else None
