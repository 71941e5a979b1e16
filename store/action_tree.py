"""The actions of a job as a tree: those of groups stand in them; and what they come to."""

from collections.abc import Iterable, Iterator, Sequence

from store.job import Json

GROUPS = frozenset({"repeat", "forEach"})
"""Actions that consist of others."""
PREPARING = frozenset({"answerDialogs", "blockResources", "setCookies", "setHeaders", "setViewport"})
"""Actions that prepare the browser: at the head of a job they come before its page is opened."""
_FORM_TYPES = frozenset({"fill", "click", "type", "press", "check", "uncheck", "select", "upload"})


def walk(actions: Sequence[Json], within: str = "") -> Iterator[tuple[str, Json]]:
    """Every action with its path as a client writes it, such as `actions[3].actions[0]`; a group before those in it."""
    for index, action in enumerate(actions):
        path = f"{within}actions[{index}]"
        yield path, action
        if "actions" in action:
            yield from walk(action["actions"], f"{path}.")


def action_type(actions: Iterable[str]) -> str | None:
    """The method of ActionService that makes a job of these actions, as the API writes it. None: none does."""
    match list(actions):
        case []:
            return "visit"
        case ["screenshot" | "extract" | "pdf" as name]:
            return name
        case names if set(names) <= _FORM_TYPES:
            return "form-fill"
    return None
