"""What pages tell of their banners, right or wrong."""

import pytest

from worker.browsers.consent import MAX_BANNERS, Consent


@pytest.mark.parametrize(
    "message", [None, 7, "", "[]", '["optOutResult"]', '{"a": 1}', "x" * 10, "[1, 2, 3, 4]", "null"]
)
async def test_what_a_page_makes_up_is_passed_over(message: object) -> None:
    consent = Consent()
    consent._told(None, message)
    assert await consent.dismissed(0) == []


async def test_names_are_told_once_each_and_are_limited() -> None:
    consent = Consent()
    consent._told(None, '["optOutResult", "failed", false]')
    for number in range(MAX_BANNERS * 2):
        consent._told(None, f'["optOutResult", "{"x" * 200}{number}", true]')
        consent._told(None, f'["optOutResult", "{number}", true]')
    names = await consent.dismissed(1)
    assert len(names) == len(set(names)) == MAX_BANNERS
    assert max(map(len, names)) == 100
    consent.begin()
    assert await consent.dismissed(0) == []
