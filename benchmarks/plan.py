"""How much is measured."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """The size of a benchmark. It bounds the time too: rounds last so long, however slow the machine."""

    takes: str
    """How long it all takes on two cores, in words."""
    lanes: tuple[int, ...]
    """How many screenshots are in the making at once: the contest is held for each of these."""
    rounds: int
    """How many rounds each side has."""
    round_s: Mapping[str, float]
    """How long a round takes, for each page."""
    samples: int
    """How many jobs the latencies are taken from."""
    calls: int
    """How many calls are made that answer with a file."""
    idle_s: float
    """How long an installation has had nothing to do when its memory is measured."""
    busy_s: float
    """For how long jobs run while it is measured."""


FULL = Plan(
    takes="twelve minutes",
    lanes=(1, 2, 4),
    rounds=5,
    round_s={"small": 4, "heavy": 6},
    samples=200,
    calls=100,
    idle_s=100,
    busy_s=10,
)
QUICK = Plan(
    takes="a minute",
    lanes=(2,),
    rounds=1,
    round_s={"small": 1, "heavy": 1},
    samples=10,
    calls=5,
    idle_s=1,
    busy_s=1,
)
"""Shows that everything works; its figures say nothing."""
