"""Page tokens."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.calls.faults import InvalidRequest
from server.convert import page_token


@given(st.uuids())
def test_a_token_of_an_id_leads_back_to_it(place: UUID) -> None:
    assert page_token.decode(page_token.encode(place, of="jobs"), UUID, of="jobs") == place


@given(st.integers())
def test_a_token_of_a_number_leads_back_to_it(place: int) -> None:
    assert page_token.decode(page_token.encode(place, of="logs"), int, of="logs") == place


@given(st.text())
def test_any_other_text_is_refused_by_name(text: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        page_token.decode(text, UUID, of="jobs")
    assert refused.value.violations[0][0] == "pageToken"


def test_a_token_of_another_list_is_refused() -> None:
    with pytest.raises(InvalidRequest):
        page_token.decode(page_token.encode(UUID(int=1), of="jobs"), UUID, of="schedules")
