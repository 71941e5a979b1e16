"""Prices in texts, as Arabic and English pages write them: `١٬٢٣٤٫٥٠ ر.س`, `SAR 1,234.50`.

Nothing is guessed: an amount of which nobody can say what its separators part is told as not understood.
"""

import re
from dataclasses import dataclass

from tasks.arabic_text import Folded

# As folded texts have them. Riyals are Saudi Arabia's unless they say otherwise.
_CURRENCIES = {
    "QAR": r"ريالا?(?:ات)?\sقطري[ها]?|ر\.?\s?ق\.?|qar",
    "OMR": r"ريالا?(?:ات)?\sعماني[ها]?|ر\.?\s?ع\.?|omr",
    "YER": r"ريالا?(?:ات)?\sيمني[ها]?|yer",
    "IRR": r"ريالا?(?:ات)?\sايراني[ها]?|irr",
    "SAR": r"ريال(?:ا|ات|ين)?(?:\sسعودي[ها]?)?|ر\.?\s?س\.?|sar|sr|\u20c1|saudi\sri?yals?",
    "AED": r"درهم(?:ا|ين)?(?:\sاماراتي[ها]?)?|دراهم|د\.?\s?ا\.?|aed",
    "KWD": r"دينار(?:ا)?\sكويتي[ها]?|د\.?\s?ك\.?|kwd",
    "BHD": r"دينار(?:ا)?\sبحريني[ها]?|د\.?\s?ب\.?|bhd",
    "JOD": r"دينار(?:ا)?\sاردني[ها]?|jod",
    "EGP": r"جنيه(?:ا|ات)?(?:\sمصري[ها]?)?|ج\.?\s?م\.?|egp",
    "USD": r"دولار(?:ا|ات)?(?:\sامريكي[ها]?)?|usd|us\$|\$",
    "EUR": r"يورو|eur|€",
    "GBP": r"جنيه(?:ا|ات)?\sاسترليني[ها]?|gbp|£",
}
_DECIMALS = {"KWD": 3, "BHD": 3, "OMR": 3, "JOD": 3}
"""How many digits there may be behind the point, where they are not two."""

_CURRENCY = "(?:" + "|".join(f"(?P<{code}>{words})" for code, words in _CURRENCIES.items()) + ")"
_AMOUNT = r"(?P<amount>[0-9]{1,15}(?:[.,،][0-9]{1,15}){0,6})"
_NO_LETTER, _NO_WORD = r"(?![^\W_])", r"(?<![\w.])"
_PRICES = (
    re.compile(rf"(?<![\w.,/-]){_AMOUNT}\s?{_CURRENCY}{_NO_LETTER}"),
    re.compile(rf"{_NO_WORD}{_CURRENCY}\s?{_AMOUNT}(?![\w/-])"),
)
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:([,،])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_COMMA = re.compile(r"([0-9]+),([0-9]{1,2})")
"""A comma that can only be that of decimals."""


@dataclass(frozen=True, slots=True)
class Price:
    """A price that a text has."""

    text: str
    """As it is written, with ASCII digits."""
    currency: str
    """By its code of ISO 4217."""
    amount: str | None = None
    """A decimal number, such as `1234.50`. None: it cannot be understood."""
    why: str | None = None
    """Why it cannot be understood."""


def find(text: str) -> list[Price]:
    """The prices of a text, in order, each once."""
    folded = Folded.of(text)
    matches = sorted((match for one in _PRICES for match in one.finditer(folded.text)), key=lambda one: one.start())
    found: list[Price] = []
    past = 0
    for match in matches:
        if match.start() >= past:
            past = match.end()
            found.append(_read(match, folded.as_shown(match)))
    return list(dict.fromkeys(found))


def _read(match: re.Match[str], text: str) -> Price:
    currency = next(code for code in _CURRENCIES if match[code])
    said = _COMMA.sub(r"\1.\2", match["amount"]) if _COMMA.fullmatch(match["amount"]) else match["amount"]
    if not (_PLAIN.fullmatch(said) or _THOUSANDS.fullmatch(said)):
        return Price(text, currency, why="its separators may part thousands or decimals")
    amount = said.replace(",", "").replace("،", "")
    if len(amount.partition(".")[2]) > _DECIMALS.get(currency, 2):
        return Price(text, currency, why=f"it has more decimals than {currency} has")
    whole, point, decimals = amount.partition(".")
    return Price(text, currency, amount=(whole.lstrip("0") or "0") + point + decimals)
