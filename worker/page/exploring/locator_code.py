"""What Playwright says a locator is, as Python that it would generate, in the words of actions.

Playwright's locators can say more than ours: what has no words is None.
"""

import ast
from typing import Any

from worker.page.exploring.words import Words, of_role, quoted

_BY = {
    "get_by_text": "getByText",
    "get_by_label": "getByLabel",
    "get_by_placeholder": "getByPlaceholder",
    "get_by_alt_text": "getByAltText",
    "get_by_title": "getByTitle",
}
_ATTRIBUTES = {"get_by_placeholder": "placeholder", "get_by_alt_text": "alt", "get_by_title": "title"}
_LAST = -1


def last_words(code: str) -> Words | None:
    """The words of the locator within its own frame: `get_by_role("button", name="Go").nth(1)`."""
    try:
        calls = _calls(ast.parse(code.strip(), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if calls is None:
        return None
    within = _after_frames(calls)
    nth, has_text = None, None
    if within and (found := _nth(within[-1])) is not None:
        nth, within = found, within[:-1]
    if len(within) > 1 and within[-1][0] == "filter":
        has_text, within = _text_of(within[-1]), within[:-1]
        if has_text is None:
            return None
    words = _one(within[0]) if len(within) == 1 else _chain(within)
    if words is None:
        return None
    more = {"nth": nth} if nth is not None else {}
    return {**words, **({"hasText": has_text} if has_text is not None else {}), **more}


_Call = tuple[str, list[Any], dict[str, Any]]


def _calls(node: ast.expr) -> list[_Call] | None:
    """A chain of calls and properties, from the first. None: it is something else."""
    calls: list[_Call] = []
    while True:
        match node:
            case ast.Call(func=ast.Name(id=name), args=given, keywords=named):
                calls.append((name, _values(given), {one.arg or "": _value(one.value) for one in named}))
                return calls[::-1]
            case ast.Call(func=ast.Attribute(value=inner, attr=name), args=given, keywords=named):
                calls.append((name, _values(given), {one.arg or "": _value(one.value) for one in named}))
                node = inner
            case ast.Attribute(value=inner, attr=name):
                calls.append((name, [], {}))
                node = inner
            case _:
                return None


def _values(nodes: list[ast.expr]) -> list[Any]:
    return [_value(one) for one in nodes]


def _value(node: ast.expr) -> Any:
    """A literal; an object of its own of what is none, such as a regular expression."""
    try:
        return ast.literal_eval(node)
    except ValueError:
        return object()


def _after_frames(calls: list[_Call]) -> list[_Call]:
    places = [place for place, (name, _, _) in enumerate(calls) if name == "content_frame"]
    return calls[places[-1] + 1 :] if places else calls


def _nth(call: _Call) -> int | None:
    match call:
        case ("nth", [int(place)], _):
            return place
        case ("first", [], _):
            return 0
        case ("last", [], _):
            return _LAST
    return None


def _text_of(call: _Call) -> str | None:
    text = call[2].get("has_text")
    return text if isinstance(text, str) and len(call[2]) == 1 and not call[1] else None


def _one(call: _Call) -> Words | None:
    name, given, named = call
    if len(given) != 1 or not isinstance(given[0], str):
        return None
    match name:
        case "get_by_role":
            selector = _role(call)
            return None if selector is None else {"target": selector, "getTargetBy": "getByRole"}
        case "get_by_test_id":
            return {"target": given[0], "getTargetBy": "getByTestId"}
        case "locator" if not named:
            return {"target": given[0], "getTargetBy": "getByCss"}
        case _ if name in _BY:
            exact = {"exact": True} if named.get("exact") is True else {}
            return {"target": given[0], "getTargetBy": _BY[name], **exact}
    return None


def _role(call: _Call) -> str | None:
    _, given, named = call
    unknown = set(named) - {"name", "exact"}
    name = named.get("name")
    if unknown or not (name is None or isinstance(name, str)):
        return None
    return str(given[0]) if name is None else of_role(str(given[0]), name, exact=named.get("exact") is True)


def _chain(calls: list[_Call]) -> Words | None:
    """Locators in each other, as one selector."""
    parts = [_selector(one) for one in calls]
    if not parts or any(one is None for one in parts):
        return None
    return {"target": " >> ".join(str(one) for one in parts), "getTargetBy": "getBySelector"}


def _selector(call: _Call) -> str | None:
    name, given, named = call
    if (place := _nth(call)) is not None:
        return f"nth={place}"
    words = _one(call)
    if words is None:
        return None
    target, exact = words["target"], named.get("exact") is True
    if name in _ATTRIBUTES:
        return f"[{_ATTRIBUTES[name]}{'' if exact else '*'}={quoted(target)}{'' if exact else ' i'}]"
    return {
        "get_by_role": f"role={target}",
        "get_by_test_id": f"[data-testid={quoted(target)}]",
        "get_by_text": f":text-is({quoted(target)})" if exact else f":text({quoted(target)})",
        "locator": f"css={given[0]}",
    }.get(name)
