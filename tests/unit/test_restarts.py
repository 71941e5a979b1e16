"""How often what dies is started again."""

import pytest

from store import restarts
from store.restarts import FIRST_PAUSE_S, LIMIT, WINDOW_S, Restarts


def test_what_dies_again_and_again_is_started_later_each_time_and_then_not_any_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 1000.0
    monkeypatch.setattr(restarts.time, "monotonic", lambda: now)
    deaths = Restarts()
    assert [deaths.pause_s() for _ in range(LIMIT)] == [FIRST_PAUSE_S * 2**number for number in range(LIMIT)]
    assert deaths.pause_s() is None
    now += WINDOW_S
    assert deaths.pause_s() == FIRST_PAUSE_S
