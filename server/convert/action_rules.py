"""What is wrong with a job's actions, beyond what protovalidate can say: which fields each action takes.

The knowledge is in proto/tabwright/v1/action.proto, as options of Action and of its fields.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tabwright.v1.action_pb2 import Action
from tabwright.v1.action_rule_pb2 import ActionRule, action_rule, goes_with

from server.calls import caller
from server.calls.faults import EvaluateNotAllowed
from server.convert import flow_rules
from server.convert.flow_rules import Violations
from store import patterns, references
from store.action_tree import walk
from store.address import MalformedUrl, parse_url
from store.job import Json


@dataclass(frozen=True, slots=True)
class _Rule:
    """One action, with fields by their JSON names."""

    needs: Sequence[str]
    takes: Sequence[str]
    """All that it takes, the needed ones first."""


def _options() -> tuple[dict[str, str], dict[str, _Rule]]:
    descriptor = Action.DESCRIPTOR
    companions: dict[str, str] = {}
    for field in descriptor.fields:
        companion: str = field.GetOptions().Extensions[goes_with]  # type: ignore[index]  # untyped there
        if companion:
            companions[field.json_name] = companion
    rules: Sequence[ActionRule] = descriptor.GetOptions().Extensions[action_rule]  # type: ignore[index]
    return companions, {rule.action: _rule(rule, companions) for rule in rules}


def _rule(rule: ActionRule, companions: dict[str, str]) -> _Rule:
    needs = rule.needs.split()
    own = [*needs, *rule.takes.split(), "action"]
    return _Rule(needs, [*own, *(field for field, companion in companions.items() if companion in own)])


_COMPANIONS, RULES = _options()


def violations(actions: Sequence[Action], given: Sequence[Json], *, has_profile: bool = False) -> Violations:
    """What is wrong with actions that protovalidate has found right, of a job that has a profile or not. `given`: the
    same as they are stored.
    """
    for path, action in _walk(actions):
        yield from _field_violations(action, path)
        yield from _page_violations(action, path)
        if action.HasField("done_when"):
            yield from flow_rules.condition_faults(action.done_when, f"{path}.doneWhen")
        yield from _pattern_violations(action, path)
    yield from flow_rules.violations(given, has_profile=has_profile)
    has_references = bool(references.names(given, has_profile=has_profile))
    for path, one in walk(given):
        yield from _url_violations(one, path, has_references=has_references)


def require_rights(actions: Sequence[Action], within: str = "") -> None:
    """Raises EvaluateNotAllowed when one of the actions runs JavaScript and the caller's jobs may not."""
    for path, action in _walk(actions):
        if action.action == "evaluate" and not caller.current().may_evaluate:
            raise EvaluateNotAllowed(f"{within}{path}")


def may_not_be_opened(url: str) -> str | None:
    """What is wrong with a URL that a browser shall open."""
    try:
        parse_url(url)
    except MalformedUrl as error:
        return str(error)
    return None


def _field_violations(action: Action, path: str) -> Violations:
    rule = RULES[action.action]
    given = {field.json_name: None for field, _ in action.ListFields()}
    for field in given:
        if field not in rule.takes:
            yield f"{path}.{field}", f"action {action.action} does not take it; it takes {', '.join(rule.takes)}"
        elif (companion := _COMPANIONS.get(field)) and companion not in given:
            yield f"{path}.{field}", f"is about {companion}, so it needs it"
    for field in rule.needs:
        if field not in given:
            yield f"{path}.{field}", f"action {action.action} needs it"


def _page_violations(action: Action, path: str) -> Violations:
    """Pages that a browser would refuse to print, once the job runs."""
    for one in filter(None, action.page_ranges.split(",")):
        first, _, last = one.strip().partition("-")
        if int(first) < 1 or int(last or first) < int(first):
            yield (
                f"{path}.pageRanges",
                f"{one.strip()[:20]} is no range of pages: they begin at 1, and a range goes up, such as 1-3",
            )
            return


def _pattern_violations(action: Action, path: str) -> Violations:
    if not action.HasField("pattern"):
        return
    try:
        patterns.searcher(action.pattern)
    except patterns.NotAPattern:
        yield (
            f"{path}.pattern",
            "must be a regular expression as RE2 has them: without (?=…), (?!…) and \\1; and a small one",
        )


def _url_violations(action: Json, path: str, *, has_references: bool) -> Violations:
    if action["action"] not in {"visit", "download"} or "url" not in action:
        return
    if has_references and references.references(action["url"]):
        return  # the worker asks, when it knows what it is
    if fault := may_not_be_opened(action["url"]):
        yield f"{path}.url", fault


def _walk(actions: Sequence[Action], within: str = "") -> Iterator[tuple[str, Action]]:
    """Every action with its path, a group before those in it."""
    for index, action in enumerate(actions):
        path = f"{within}actions[{index}]"
        yield path, action
        yield from _walk(action.actions, f"{path}.")
