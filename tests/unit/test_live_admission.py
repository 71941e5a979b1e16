"""Tickets that tokens make, which nobody can ask about later, are good for a short time only."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

import pytest

from server.calls import tokens
from server.calls.caller import Caller
from server.live import admission
from server.live.admission import MAX_NAME_CHARS, WITHOUT_KEY, Admission
from store.live.tickets import Pass


@pytest.fixture
def an_admission(monkeypatch: pytest.MonkeyPatch) -> Admission:
    async def found(*_: object) -> None:
        return None

    monkeypatch.setattr(admission, "get_progress", found)
    return Admission(cast(Any, SimpleNamespace()))


async def granted(an_admission: Admission, who: Caller) -> Pass:
    return await an_admission._granted(who, uuid4(), "", "")


async def test_tickets_of_a_token_end_with_it_and_soon(an_admission: Admission) -> None:
    now = datetime.now(UTC)
    soon = now + timedelta(minutes=5)
    assert (await granted(an_admission, Caller(client_id="a", subject="s", until=soon))).ends_at == soon
    for until in (None, now + timedelta(days=300)):
        ends_at = (await granted(an_admission, Caller(client_id="a", subject="s", until=until))).ends_at
        assert ends_at is not None
        assert timedelta() <= ends_at - now - WITHOUT_KEY < timedelta(minutes=5)


async def test_tickets_of_a_key_are_looked_at_with_it(an_admission: Admission) -> None:
    assert (await granted(an_admission, Caller(client_id="a", key_id=uuid4()))).ends_at is None


async def test_a_long_subject_is_cut(an_admission: Admission) -> None:
    assert len((await granted(an_admission, Caller(client_id="a", subject="s" * 900))).name) == MAX_NAME_CHARS


@pytest.mark.parametrize("expires_at", [1e300, float("inf"), "x", None, [1]])
def test_a_time_that_is_none_does_no_harm(expires_at: object) -> None:
    assert tokens._end(expires_at) is None


def test_a_token_ends_when_it_says() -> None:
    end = tokens._end(1_800_000_000)
    assert end is not None
    assert end.timestamp() == 1_800_000_000 + tokens.LEEWAY_S
