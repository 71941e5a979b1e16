# ruff: noqa: RUF001 - digits and signs of other scripts
"""Numbers and prices as pages show them."""

import pytest

from tasks import amounts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234.5", 1234.5),
        ("1,234.50", 1234.5),
        ("1.234,50", 1234.5),
        ("1 234,50", 1234.5),
        ("1\u202f234,50", 1234.5),
        ("1’234.50", 1234.5),
        ("1,23,456.50", 123456.5),
        ("١٬٢٣٤٫٥٠", 1234.5),
        ("1.234", 1234.0),
        ("1.234.567", 1234567.0),
        ("0.125", 0.125),
        ("4,87", 4.87),
        ("8.6 of 10", 8.6),
        ("none", None),
        ("", None),
        ("9" * 40, None),
        ("² of ½", None),
    ],
)
def test_a_number_is_read_in_the_way_of_any_language(text: str, value: float | None) -> None:
    assert amounts.amount(text) == value


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("12,345 likes", 12345),
        ("1.2K", 1200),
        ("3M Followers", 3_000_000),
        ("7 Kinds", 7),
        ("12 345", 12345),
        ("-", None),
    ],
)
def test_a_count_may_be_shortened(text: str, count: int | None) -> None:
    assert amounts.count(text) == count


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("€ 1.234,50 for 5 nights", 1234.5, "EUR"),
        ("US$120 per night", 120.0, "USD"),
        ("$120", 120.0, None),
        ("1 234 kr", 1234.0, None),
        ("SAR\u00a01,234", 1234.0, "SAR"),
        ("1,234 ر.س", 1234.0, "SAR"),
        ("\u200e₪\u200f99", 99.0, "ILS"),
        ("99 CHF", 99.0, "CHF"),
        ("99 CHFX", None, None),
        ("3 nights", None, None),
        ("€300, now €240", None, None),
        ("€240 in all: €240", 240.0, "EUR"),
        ("on request", None, None),
    ],
)
def test_a_price_is_what_stands_beside_the_sign_of_a_currency_if_there_is_one_alone(
    text: str, amount: float | None, currency: str | None
) -> None:
    assert amounts.price(text) == amounts.Price(text, amount, currency)
