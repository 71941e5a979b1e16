"""As much of what pages say as a result has room for. Each of these says whether it is all."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from tasks.words import Json

MAX_DEPTH = 15
"""How deep an object of a page may be in a result, which allows 25 levels in all."""


def cut(text: str, max_chars: int) -> tuple[str, bool]:
    """The text as far as there is room, at the end of a line where there is one near."""
    if len(text) <= max_chars:
        return text, True
    end = text.rfind("\n", max_chars * 9 // 10, max_chars)
    return text[: end if end > 0 else max_chars].rstrip(), False


def pruned(value: Any, max_depth: int = MAX_DEPTH) -> tuple[Any, bool]:
    """A JSON value without what lies deeper, in whose place is null."""
    if not isinstance(value, dict | list):
        return value, True
    if max_depth <= 0:
        return None, False
    if isinstance(value, list):
        parts = [pruned(one, max_depth - 1) for one in value]
        return [one for one, _ in parts], all(is_all for _, is_all in parts)
    named = {str(name): pruned(one, max_depth - 1) for name, one in value.items()}
    return {name: one for name, (one, _) in named.items()}, all(is_all for _, is_all in named.values())


def fitting(values: Iterable[Any], max_chars: int) -> tuple[list[Any], bool]:
    """Those of a list that there is room for as JSON, each of them whole but for what lies too deep in it."""
    kept, is_all = [], True
    for value in values:
        one, is_whole = pruned(value)
        size = len(json.dumps(one, ensure_ascii=False))
        is_all &= is_whole and size <= max_chars
        if size <= max_chars:
            max_chars -= size
            kept.append(one)
    return kept, is_all


def fitting_object(values: Mapping[str, Any], max_chars: int) -> tuple[Json, bool]:
    """Likewise the fields of an object."""
    items, is_all = fitting(([name, value] for name, value in values.items()), max_chars)
    return dict(items), is_all
