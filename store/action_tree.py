"""The actions of a job as a tree: those of groups stand in them."""

from collections.abc import Iterator, Sequence

from store.job import Json

GROUPS = frozenset({"repeat", "forEach"})
"""Actions that consist of others."""


def walk(actions: Sequence[Json], within: str = "") -> Iterator[tuple[str, Json]]:
    """Every action with its path as a client writes it, such as `actions[3].actions[0]`; a group before those in it."""
    for index, action in enumerate(actions):
        path = f"{within}actions[{index}]"
        yield path, action
        if "actions" in action:
            yield from walk(action["actions"], f"{path}.")
