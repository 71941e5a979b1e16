"""Dates of the Hijri calendar in texts, as Saudi Arabia counts it (Umm al-Qura), from 1343 to 1500.

Nothing is guessed. What is written like such a date, and is none that can be understood, is told as that: its year has
two digits, or the calendar does not have the day.
"""

import re
from dataclasses import dataclass

from hijridate import Hijri

from tasks.arabic_text import Folded

FIRST_YEAR, LAST_YEAR = 1343, 1500

_JOIN = r"[\s'.-]{0,3}"
_THE = rf"{_JOIN}(?:al|ul|el|ath|at|us|ut)?{_JOIN}"
_OF = r"(?:dhu|dhul|thu|thul|zu|zul|du|dul)"
# As folded texts have them: one alef, one yeh, heh for teh marbuta; the article may be left out.
_MONTHS = (
    r"(?:ال)?محرم|muharram",
    r"صفر|safar",
    rf"ربيع\s?(?:ال)?اول|rabi{_THE}aww?al|rabi{_JOIN}i(?!i)",
    rf"ربيع\s?(?:ال)?(?:ثاني|ثان|اخر)|rabi{_THE}(?:thani|akhir)|rabi{_JOIN}ii",
    rf"جمادي?\s?(?:ال)?اول[يه]?|jumad[ah]*{_THE}(?:ula|ola|aww?al)|jumad[ah]*{_JOIN}i(?!i)",
    rf"جمادي?\s?(?:ال)?(?:ثانيه?|ثان|اخره?)|jumad[ah]*{_THE}(?:akhirah?|thani(?:yy?ah?)?)|jumad[ah]*{_JOIN}ii",
    r"رجب|rajab",
    rf"شعبان|sha{_JOIN}ban",
    r"رمضان|rama(?:d|dh|z)an",
    r"شوال|shaww?al",
    rf"ذ[وي]?\s?(?:ال)?قعده|{_OF}{_THE}q[aei]{{1,2}}{_JOIN}d[ae]h?",
    rf"ذ[وي]?\s?(?:ال)?حجه|{_OF}{_THE}hijj?[ae]h?",
)
_NAME = r"(?<![^\W\d_])(?:" + "|".join(f"(?P<m{number}>{name})" for number, name in enumerate(_MONTHS, 1)) + ")"
_NO_LETTER = r"(?![^\W\d_])"
_HIJRI = rf"(?P<hijri>\s?(?:هجري[هاي]?|\u0647|a\.?h\.?|hijri){_NO_LETTER})?"
_GREGORIAN = rf"\s?(?:م|ميلادي[هاي]?|a\.?d\.?|c\.?e\.?){_NO_LETTER}"
_BEGINS, _ENDS = r"(?<![\w/.-])", r"(?![0-9]|[/.-][0-9])"
_GAP = r"[\s,،]{0,3}"
_DAY, _MONTH, _YEAR = "(?P<day>[0-9]{1,2})", "(?P<month>[0-9]{1,2})", "(?P<year>[0-9]{4})"
_PART = r"(?P<part>\s?[/.-]\s?)"
_DATES = (
    # 15 Ramadan 1445
    rf"{_BEGINS}{_DAY}{_GAP}(?:من\s)?{_NAME}{_GAP}(?:(?:ل?عام|ل?سنه|of)\s)?(?P<year>[0-9]{{2,5}})(?![0-9]){_HIJRI}",
    # Ramadan 15, 1445
    rf"{_NAME}\s{_DAY}[,،]?\s{_YEAR}(?![0-9]){_HIJRI}",
    # 15/09/1445
    rf"{_BEGINS}{_DAY}{_PART}{_MONTH}(?P=part)(?P<year>[0-9]{{4}}|[0-9]{{2}}){_ENDS}{_HIJRI}(?!{_GREGORIAN})",
    # 1445-09-15
    rf"{_BEGINS}{_YEAR}{_PART}{_MONTH}(?P=part){_DAY}{_ENDS}{_HIJRI}(?!{_GREGORIAN})",
)
_DATE = tuple(re.compile(pattern) for pattern in _DATES)


@dataclass(frozen=True, slots=True)
class HijriDate:
    """A date that a text has."""

    text: str
    """As it is written, with ASCII digits."""
    hijri: str | None = None
    """In its own calendar, as year-month-day. None: it cannot be understood."""
    iso: str | None = None
    """The same day in the Gregorian calendar, as ISO 8601."""
    why: str | None = None
    """Why it cannot be understood."""


def find(text: str) -> list[HijriDate]:
    """The dates of a text, in order, each once. Those of the Gregorian calendar are none."""
    folded = Folded.of(text)
    found: dict[int, tuple[int, HijriDate]] = {}
    for pattern in _DATE:
        for match in pattern.finditer(folded.text):
            read = _read(match, folded)
            if read is not None and match.end() > found.get(match.start(), (0, read))[0]:
                found[match.start()] = match.end(), read
    in_order: list[HijriDate] = []
    past = 0
    for start, (end, one) in sorted(found.items()):
        if start >= past:
            past = end
            in_order.append(one)
    return list(dict.fromkeys(in_order))


def only(text: str) -> str | None:
    """The day, as ISO 8601, of a text that is one date and nothing else, but for a time behind it. None: it is not."""
    dates = find(text)
    if len(dates) != 1 or dates[0].iso is None:
        return None
    rest = Folded.of(text).text.replace(Folded.of(dates[0].text).text, "", 1).strip()
    return dates[0].iso if not rest or re.fullmatch(r"[t ]?[0-9]{1,2}:[0-9]{2}.{0,20}", rest) else None


def _read(match: re.Match[str], folded: Folded) -> HijriDate | None:
    """The date of a match. None: it is one of another calendar, or none at all."""
    parts = match.groupdict()
    month = parts.get("month") or next((number for number in range(1, 13) if parts.get(f"m{number}")), 0)
    year, is_named, is_marked = str(parts["year"]), "month" not in parts, parts["hijri"] is not None
    is_in_range = len(year) == len("1445") and FIRST_YEAR <= int(year) <= LAST_YEAR
    if not (is_marked or is_in_range or (is_named and len(year) >= len("1445"))):
        return None
    text = folded.as_shown(match)
    if len(year) <= 2:  # noqa: PLR2004 - digits
        return HijriDate(text, why="its year has two digits, which may be of several centuries")
    if not is_in_range:
        return HijriDate(text, why=f"the calendar reaches from {FIRST_YEAR} to {LAST_YEAR}")
    try:
        date = Hijri(int(year), int(month), int(str(parts["day"])))
    except ValueError:
        return HijriDate(text, why=f"the calendar has no day {parts['day']} in month {month} of {year}")
    return HijriDate(text, hijri=date.isoformat(), iso=date.to_gregorian().isoformat())
