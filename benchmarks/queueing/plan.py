"""How much is measured."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """The size of a benchmark."""

    takes: str
    """How long it all takes on two quiet cores, in words."""
    drained: int
    """How many jobs each drain ends."""
    slots: tuple[int, ...]
    """How many jobs the worker runs at once: the plain drain is measured with each, the others with the last."""
    pending: tuple[int, ...]
    """How many jobs still wait when a drain ends. The first one is what the others are held against."""
    interleaved: bool
    """Whether each of the others stands between two of the first; else one is made for all."""
    created: int
    """How many jobs are created, one by one and in batches."""
    picked_up: int
    """How many jobs the pick-up latency is taken from."""
    called_s: float
    """For how long clients call CreateJob."""
    clients: tuple[int, ...]
    """How many clients call at once."""
    worn: int
    """How many jobs go through the queue before it is looked at what they have left."""
    watchers: int
    watched_s: float


DEFAULT = Plan(
    takes="eight minutes",
    drained=20_000,
    slots=(4, 20, 200),
    pending=(1_000, 100_000, 1_000_000),
    interleaved=True,
    created=20_000,
    picked_up=400,
    called_s=10,
    clients=(1, 16, 64),
    worn=100_000,
    watchers=5_000,
    watched_s=15,
)
FULL = Plan(
    takes="a quarter of an hour",
    drained=20_000,
    slots=(4, 20, 200),
    pending=(1_000, 100_000, 1_000_000, 5_000_000),
    interleaved=True,
    created=50_000,
    picked_up=1_000,
    called_s=20,
    clients=(1, 16, 64),
    worn=500_000,
    watchers=5_000,
    watched_s=20,
)
QUICK = Plan(
    takes="half a minute",
    drained=300,
    slots=(20,),
    pending=(10, 1_000),
    interleaved=False,
    created=200,
    picked_up=10,
    called_s=1,
    clients=(4,),
    worn=600,
    watchers=20,
    watched_s=1,
)
"""Shows that everything works; its figures say nothing."""
