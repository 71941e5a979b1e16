"""Locators in the words of actions: which an element might have, and what Playwright would call it.

What holds longest comes first: test ids, roles with names, labels, placeholders. Words are guesses until somebody has
tried them.
"""

import re
from collections.abc import Iterator
from typing import Any

from worker.page.exploring.facts import Facts, text

Words = dict[str, Any]
"""A Locator as JSON: target, getTargetBy, exact, hasText, nth."""

MAX_NAME = 120
"""A name that is longer is known by its beginning."""
MAX_PIECE = 60
MIN_PIECE = 3
MAX_TARGET = 2000

_REFERENCE = "${"
_GENERATED = re.compile(r"\d{3}|^\d|:|[0-9a-f]{8}|^(ember|react|radix|mui|headlessui)", re.IGNORECASE)


def lasting(facts: Facts) -> Iterator[Words]:
    """What the element might be called, without its place in the document."""
    role, name, label = text(facts, "role"), text(facts, "name"), text(facts, "label")
    if test_id := text(facts, "testId"):
        yield {"target": test_id, "getTargetBy": "getByTestId"}
    if re.fullmatch("[a-z]+", role) and name:
        yield {"target": f"{role}{_name(name)}", "getTargetBy": "getByRole"}
    if label:
        yield {"target": label, "getTargetBy": "getByLabel", "exact": True}
        yield {"target": _piece(label), "getTargetBy": "getByLabel"}
    for field, finder in (("placeholder", "getByPlaceholder"), ("alt", "getByAltText"), ("title", "getByTitle")):
        if said := text(facts, field):
            yield {"target": said, "getTargetBy": finder, "exact": True}
            yield {"target": _piece(said), "getTargetBy": finder}
    if role in {"", "generic"} and name and not label:
        yield {"target": name, "getTargetBy": "getByText", "exact": True}
        yield {"target": _piece(name), "getTargetBy": "getByText"}
    tag = text(facts, "tag")
    if (field_name := text(facts, "fieldName")) and re.fullmatch("[a-z]+", tag):
        value = text(facts, "value")
        of_value = f"[value={quoted(value)}]" if value else ""
        yield {"target": f"{tag}[name={quoted(field_name)}]{of_value}", "getTargetBy": "getByCss"}
    if (id_ := text(facts, "id")) and not _GENERATED.search(id_):
        yield {"target": f"[id={quoted(id_)}]", "getTargetBy": "getByCss"}


def by_place(facts: Facts) -> Iterator[Words]:
    """Where the element is in the document: what holds least."""
    if path := text(facts, "path", MAX_TARGET):
        yield {"target": path, "getTargetBy": "getByCss"}


def may_be_told(words: Words) -> bool:
    """Whether words mean themselves wherever they are copied to. `${` may stand for something there."""
    texts = [words["target"], words.get("hasText", "")]
    return bool(words["target"]) and not any(
        _REFERENCE in one or len(one) > MAX_TARGET or _is_half(one) for one in texts
    )


def quoted(value: str) -> str:
    """A text as selectors have it, in CSS and in the attributes of roles."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def of_role(role: str, name: str, *, exact: bool) -> str:
    """A role with a name, or with a part of one."""
    return f"{role}[name={quoted(name)}]" if exact else f"{role}[name*={quoted(name)} i]"


def _name(name: str) -> str:
    if len(name) <= MAX_NAME and _REFERENCE not in name:
        return f"[name={quoted(name)}]"
    return f"[name*={quoted(_piece(name))} i]"


def _piece(value: str) -> str:
    """A part that stands for the whole: its beginning, or what is not like a reference."""
    pieces = [one.strip()[:MAX_PIECE].strip() for one in re.split(r"\$\{|\$(?=$)", value)]
    return max(pieces, key=len) if _REFERENCE in value else pieces[0]


def _is_half(value: str) -> bool:
    """Whether it has half of a character, which JSON cannot carry."""
    return any("\ud800" <= char <= "\udfff" for char in value)
