"""What the answer to a delivery says of its receiver: by the same table as what sites answer."""

from typing import Literal

import pytest

from server.background.receiver import verdict_on


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        (None, "down"),
        (204, "up"),
        (307, "up"),
        (404, "up"),
        (410, "up"),
        (429, "none"),
        (500, "down"),
        (501, "up"),
        (503, "down"),
        (522, "down"),
    ],
)
def test_a_receiver_is_down_that_does_not_answer_or_says_that_it_is_broken(
    code: int | None, verdict: Literal["up", "down", "none"]
) -> None:
    assert verdict_on(code) == verdict
