"""Digits, Hijri dates and prices of Arabic pages: what can be understood is, and nothing is guessed."""

from datetime import date, timedelta
from typing import Any

import pytest
from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks import hijri_dates, prices
from tasks.arabic_text import Folded, ascii_digits
from tasks.page_readings import PageReadings
from tasks.saudi import SaudiFields

FIRST, LAST = date(1924, 8, 1), date(2077, 11, 16)
"""What the calendar has."""
MONTHS = (
    ("محرم", "Muharram"),
    ("صفر", "Safar"),
    ("ربيع الأول", "Rabi' al-Awwal"),
    ("ربيع الآخر", "Rabi al-Thani"),
    ("جمادى الأولى", "Jumada al-Ula"),
    ("جمادى الآخرة", "Jumada al-Akhirah"),
    ("رجب", "Rajab"),
    ("شعبان", "Sha'ban"),
    ("رمضان", "Ramadan"),
    ("شوال", "Shawwal"),
    ("ذو القعدة", "Dhu al-Qi'dah"),
    ("ذي الحجة", "Dhul-Hijjah"),
)
DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
FORMS = (
    "{d} {ar} {y} هـ", "{d} {ar} {y}", "{d} من {ar} لعام {y}هـ", "{d} {en} {y} AH", "{en} {d}, {y}",
    "{d:02}/{m:02}/{y}",
    "{d}-{m}-{y}هـ", "{y}-{m:02}-{d:02} هـ", "{y}/{m}/{d}", "{d}.{m}.{y}", "\u200f{d}\u200f/{m}\u200f/{y}\u200f",
)  # fmt: skip
AROUND = ("{}", "نشر في {}، ثم", "({})", "الموافق {} م.", "on {}.", "\n{}\n", "**{}**")

numerals = st.sampled_from(DIGITS)
days = st.integers(0, (LAST - FIRST).days).map(lambda days: FIRST + timedelta(days))


def written(text: str, digits: str) -> str:
    return text.translate(str.maketrans(DIGITS[0], digits))


@settings(max_examples=200, deadline=None)
@given(day=days, digits=numerals, form=st.sampled_from(FORMS), around=st.sampled_from(AROUND))
def test_each_day_of_the_calendar_is_found_in_each_form_and_in_all_digits(
    day: date, digits: str, form: str, around: str
) -> None:
    hijri = Gregorian.fromdate(day).to_hijri()
    arabic, english = MONTHS[hijri.month - 1]
    text = form.format(y=hijri.year, m=hijri.month, d=hijri.day, ar=arabic, en=english)
    found = hijri_dates.find(around.format(written(text, digits)).replace("الموافق", "في").replace(" م.", "."))
    assert [(one.hijri, one.iso) for one in found] == [(hijri.isoformat(), day.isoformat())]
    assert hijri_dates.only(written(text, digits)) == day.isoformat()


@settings(max_examples=100, deadline=None)
@given(day=st.dates(date(1600, 1, 1), date(2100, 1, 1)), digits=numerals, form=st.sampled_from(FORMS[5:]))
def test_dates_of_the_gregorian_calendar_are_left_alone(day: date, digits: str, form: str) -> None:
    text = written(form.replace("هـ", "م").format(y=day.year, m=day.month, d=day.day), digits)
    assert hijri_dates.find(text) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("٣٠ شعبان ١٤٤٥ هـ", "no day 30 in month 8 of 1445"),
        ("9/15/1445", "no day 9 in month 15 of 1445"),
        ("00/01/1445", "no day 00 in month 01 of 1445"),
        ("15/9/45هـ", "two digits"),
        ("15 رمضان 45هـ", "two digits"),
        ("15 رمضان 1300", "from 1343 to 1500"),
        ("15 Ramadan 2024", "from 1343 to 1500"),
    ],
)
def test_what_cannot_be_understood_is_told_and_not_guessed(text: str, why: str) -> None:
    (found,) = hijri_dates.find(text)
    assert (found.text, found.hijri, found.iso) == (ascii_digits(text), None, None)
    assert why in str(found.why)
    assert hijri_dates.only(text) is None


@pytest.mark.parametrize(
    "text",
    ["15/09/1445م", "https://a.example/15/09/1445/x", "1.2.1445.3", "في 15 رمضان 30 شخصا", "1445-1446هـ", "15/09/45",
     "x15/09/1445"],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert hijri_dates.find(text) == []


def test_a_date_is_told_once_and_as_it_is_written() -> None:
    found = hijri_dates.find("١٥ رمضــان ١٤٤٥ هـ، ١٥ رمضــان ١٤٤٥ هـ و ٩ ذي الحجّة ١٤٤٥هـ")
    assert [(one.text, one.iso) for one in found] == [
        ("15 رمضــان 1445 هـ", "2024-03-25"),
        ("9 ذي الحجّة 1445هـ", "2024-06-15"),
    ]


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.characters() | st.sampled_from("٠٩۰۹٫٬٪هـ/-. رمضان"), max_size=60))
def test_digits_become_ascii_in_their_places_and_all_else_stays(text: str) -> None:
    made = ascii_digits(text)
    assert len(made) == len(text)
    assert not set("".join(DIGITS[1:])) & set(made)
    assert all(new == old for old, new in zip(text, made, strict=True) if old not in "".join(DIGITS[1:]) + "٫٬٪")
    assert ascii_digits(made) == made
    assert Folded.of(text).shown == made
    hijri_dates.find(text), prices.find(text)


@given(number=st.integers(0, 10**12), digits=numerals)
def test_a_number_stays_what_it_is(number: int, digits: str) -> None:
    assert int(ascii_digits(written(str(number), digits))) == number


def test_separators_become_ascii_between_digits_only() -> None:
    assert ascii_digits("١٬٢٣٤٫٥ و٥٠٪، ٫ ٬") == "1,234.5 و50%، ٫ ٬"


@settings(max_examples=100, deadline=None)
@given(
    amount=st.decimals(0, 10**9, places=2),
    digits=numerals,
    form=st.sampled_from(
        ["{} ر.س", "{} ريال", "{}ريالاً", "SAR {}", "﷼{}", "{} ﷼", "{} ريال سعودي", "بسعر {} ر.س.\u200f فقط"]
    ),
    signs=st.sampled_from([",.", "٬٫", ".", "٫", "،٫"]),
)
def test_each_amount_is_found_as_it_is(amount: Any, digits: str, form: str, signs: str) -> None:
    said = f"{amount:,}" if len(signs) > 1 else f"{amount}"
    said = written(said.replace(".", "#").replace(",", signs[0]).replace("#", signs[-1]), digits)
    (found,) = prices.find(form.format(said))
    assert (found.currency, found.amount) == ("SAR", str(amount))


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("١٢ ريال قطري", "QAR", "12"),
        ("1.234 د.ك", "KWD", "1.234"),
        ("99,95 €", "EUR", "99.95"),
        ("$5", "USD", "5"),
        ("1.234 ريال", "SAR", None),
        ("1.234.567 ريال", "SAR", None),
        ("12,34,567 ر.س", "SAR", None),
    ],
)
def test_currencies_differ_and_amounts_are_not_guessed(text: str, currency: str, amount: str | None) -> None:
    (found,) = prices.find(text)
    assert (found.currency, found.amount, found.why is None) == (currency, amount, amount is not None)


@pytest.mark.parametrize("text", ["12 رسالة", "20 سريعا", "رقم 15/09/1445 ريال", "v1.2$x", "SARs 5x"])
def test_what_is_no_price_is_none(text: str) -> None:
    assert prices.find(text) == []


@pytest.mark.parametrize("text", ["1 رمضان ", "1/2/", "ذو ", "rabi'' '' ", "1,1", "ريال ", "9", "jumadaaah "])
def test_hostile_texts_take_no_longer_than_others(text: str) -> None:
    long = text * (100_000 // len(text))
    hijri_dates.find(long), prices.find(long)  # the test has a time limit


@pytest.mark.parametrize(
    ("said", "iso"),
    [("١٥ رمضان ١٤٤٥ هـ", "2024-03-25"), ("1445-09-15", "2024-03-25"), ("١٥/٠٩/١٤٤٥ 10:30", "2024-03-25"),
     ("٢٠٢٤-٠٣-٢٥", "2024-03-25"), ("2024-03-25T10:00:00+03:00", "2024-03-25T10:00:00+03:00"), ("15/9/45هـ", None)],
)  # fmt: skip
def test_the_day_of_publication_may_be_of_either_calendar(said: str, iso: str | None) -> None:
    read = {"about": {"url": "https://a.example/", "meta": {"date": said}}}
    part = PageReadings(read.get, lambda _: None, fields=SaudiFields).part("u", 10)
    assert part.value["publishedAt"] == iso
