"""What is wrong with the flow of a job: its groups, and what actions say of earlier ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tabwright.v1.flow_pb2 import Condition

from store import references
from store.action_tree import GROUPS, walk
from store.job import Json
from store.sensitive_values import values

MAX_ACTIONS = 1000
"""Of a job, those in groups included."""
MAX_DEPTH = 5
"""Of groups in groups."""

Violations = Iterator[tuple[str, str]]
"""Each is a field's path, as a client writes it, and what would be right."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """What an action may name."""

    readers: frozenset[str]
    """All the names of the job for which references are looked at. None: there are no references."""
    actions: Mapping[str, Json]
    """Earlier actions, and those of the groups around, by name."""
    items: Mapping[str, Json]
    """The groups around, by the name of their item."""
    depth: int = 0
    has_profile: bool = False


def violations(actions: Sequence[Json], *, has_profile: bool = False) -> Violations:
    """What is wrong with the flow of actions that protovalidate has found right, of a job that has a profile or not."""
    all_of_them = list(walk(actions))
    if len(all_of_them) > MAX_ACTIONS:
        yield "actions", f"are {len(all_of_them)} with those of repeat and forEach, and may be {MAX_ACTIONS}"
        return
    named: dict[str, str] = {}
    for path, action in all_of_them:
        if "name" in action and (first := named.setdefault(action["name"], path)) != path:
            yield f"{path}.name", f"must differ from that of {first}"
    for path, action in all_of_them:
        if action["action"] in GROUPS and references.item_of(action) in named:
            first = named[references.item_of(action)]
            yield f"{path}.item", f"is {references.item_of(action)}, and must differ from the name of {first}"
    if has_profile:
        yield from _of_profile_name(all_of_them)
    known = references.names(actions, has_profile=has_profile)
    yield from _of_list(actions, "", _Scope(known, {}, {}, has_profile=has_profile))


def condition_faults(condition: Condition, path: str, *, has_time: bool = False) -> Violations:
    """What is wrong with a condition that is looked at again and again: until it holds or somebody has had enough or,
    where it `has_time`, for as long as it says.
    """
    if condition.HasField("step"):
        yield f"{path}.step", "what an earlier action did does not change: name a target, or a url"
    if condition.HasField("within_ms") and not has_time:
        yield f"{path}.withinMs", "is not needed, since it is looked at again and again: leave it out"


def _of_profile_name(actions: Sequence[tuple[str, Json]]) -> Violations:
    """What would hide the profile of the job behind its name."""
    for path, action in actions:
        for field in ("name", "item"):
            if action.get(field) == references.PROFILE:
                text = f"is {references.PROFILE}, which is what the profile of options.profile is called in the job"
                yield f"{path}.{field}", f"{text}: choose another one"


def _of_list(actions: Sequence[Json], within: str, scope: _Scope) -> Violations:
    for index, action in enumerate(actions):
        path = f"{within}actions[{index}]"
        if action["action"] in GROUPS:
            yield from _of_group(action, path, scope)
        else:
            yield from _of_fields(action, path, scope)
        scope = replace(scope, actions={**scope.actions, **_named([action])})


def _of_group(action: Json, path: str, scope: _Scope) -> Violations:
    item = references.item_of(action)
    if scope.depth == MAX_DEPTH:
        yield f"{path}.actions", f"are nested too deeply: {MAX_DEPTH} levels are the most"
        return
    if item in scope.items:
        yield f"{path}.item", f"is {item}, and must differ from that of the group around it"
    yield from _of_fields(action, path, scope, but=("until", "while"))
    inside = action.get("actions", ())
    items = {**scope.items, item: action} if item else scope.items
    actions = {**scope.actions, **_named(inside)}
    inner = replace(scope, actions=actions, items=items, depth=scope.depth + 1)
    conditions = {name: action[name] for name in ("until", "while") if name in action}
    yield from _of_fields({"action": action["action"], **conditions}, path, inner)
    yield from _of_list(inside, f"{path}.", inner)


def _of_fields(action: Json, path: str, scope: _Scope, but: Sequence[str] = ()) -> Violations:
    """What an action's own fields name."""
    action = {name: value for name, value in action.items() if name not in but}
    for condition in references.CONDITIONS:
        step = action.get(condition, {}).get("step")
        if step is not None and step not in scope.actions:
            yield f"{path}.{condition}.step", _unknown(step, scope.actions)
    if "within" in action and "target" not in scope.items.get(action["within"], {}):
        yield f"{path}.within", "must be the item of a forEach around it that has target"
    if "items" in action:
        name = references.place(action["items"]).name
        if fault := _unreadable(name, scope):
            yield f"{path}.items", fault
    if scope.readers:
        yield from _of_references(action, path, scope)


def _of_references(action: Json, path: str, scope: _Scope) -> Violations:
    hidden = {value.path for value in values(action)}
    for field, text in references.texts(action):
        found = references.references(text)
        for place in found:
            if fault := _unreadable(place.name, scope):
                yield f"{path}.{field}", f"${{{place}}}: {fault}; $${{ stands for ${{ itself"
        if found and field in hidden:
            yield f"{path}.{field}", "is sensitive, and what ${…} stands for cannot be hidden: leave out one of the two"


def _unreadable(name: str, scope: _Scope) -> str | None:
    """Why nothing can be read under a name."""
    if name == references.PROFILE and scope.has_profile:
        return None  # what is in it is the store's to say
    if name in scope.items or (name in scope.actions and references.reads(scope.actions[name])):
        return None
    if name in scope.actions:
        return f"action {scope.actions[name]['action']} reads nothing"
    readers = {one: action for one, action in scope.actions.items() if references.reads(action)}
    if name == references.PROFILE:
        return "the job names no profile: give options.profile, or an earlier action that name"
    return _unknown(name, {**readers, **scope.items})


def _unknown(name: str, known: Mapping[str, Json]) -> str:
    there = ", ".join(list(known)[:20]) or "none"
    return f"no earlier action has the name {name}; there are: {there}"


def _named(actions: Sequence[Json]) -> dict[str, Json]:
    return {action["name"]: action for _, action in walk(actions) if "name" in action}
