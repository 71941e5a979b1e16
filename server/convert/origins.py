"""Origins that a request names."""

from collections.abc import Sequence

from store.secrets.origins import MalformedOrigin, usual_origin


def usual_origins(given: Sequence[str], path: str) -> tuple[list[str], list[tuple[str, str]]]:
    """The origins in their usual spelling, each once, and what is wrong with others: their paths, and what would be
    right.
    """
    found: dict[str, None] = {}
    violations = []
    for index, origin in enumerate(given):
        try:
            found[usual_origin(origin)] = None
        except MalformedOrigin as error:
            violations.append((f"{path}[{index}]", str(error)))
    return list(found), violations
