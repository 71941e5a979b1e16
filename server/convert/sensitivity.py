"""What is wrong with a job's sensitive actions, and how they are shown."""

from collections.abc import Iterator, Sequence
from typing import Any

from tabwright.v1.job_options_pb2 import Record

from store import references, secret_references
from store.action_tree import walk
from store.job import Json
from store.sensitive_values import MASK, MIN_CHARS, is_sensitive, shown, values

MAX_VALUES = 1000
"""How many texts one job may hide: all that is told and recorded of it is searched for each."""

COPIED = f"is {MASK}, which stands for it in answers: give it itself"
"""What is wrong with what a client has copied from an answer."""


def violations(actions: Sequence[Json], record: Record) -> Iterator[tuple[str, str]]:
    """The fields that are wrong, and what would be right."""
    first = next((path for path, action in walk(actions) if is_sensitive(action)), None)
    if first is None:
        return
    if record.video:
        yield "options.record.video", f"shows what {first}.sensitive hides: leave out one of the two"
    is_recorded = any((record.trace, record.har, record.console_log, record.network_log))
    count = 0
    for place, action in walk(actions):
        found = list(values(action))
        count += len(found)
        if is_sensitive(action) and not found:
            yield f"{place}.sensitive", "the action has nothing that it hides: leave it out"
        for value in found:
            path = f"{place}.{value.path}"
            if value.is_mask:
                yield path, COPIED
            elif is_recorded and not value.is_findable:
                yield path, _unfindable(value.path)
    if count > MAX_VALUES:
        yield "actions", f"hide {count} values by sensitive, and may hide {MAX_VALUES}"


def secret_violations(places: Sequence[secret_references.Place], record: Record) -> Iterator[tuple[str, str]]:
    """What is wrong with how a job refers to secrets, but for whether there are such."""
    for place in places:
        if place.is_wrong:
            yield place.path, "has ${secret: or ${totp: without a name and } after it; $${secret: would mean itself"
    if record.video and places:
        yield "options.record.video", f"may show the secret that {places[0].path} names: leave out one of the two"


def profile_violations(actions: Sequence[Json], options: Json, record: Record) -> Iterator[tuple[str, str]]:
    """What is wrong with how a job refers to its profile, but for what is in that."""
    if "profile" in options and record.video and (first := next(references.of_profile(actions), None)):
        path, place, _ = first
        yield (
            "options.record.video",
            f"may show what {path} names, ${{{place}}}: leave out one of the two",
        )


def shown_job(job: Json) -> Json:
    """A request for a job as answers show it, be it with actions or with a payload of form-fill that has some."""
    visible: dict[str, Any] = dict(job)
    if "actions" in visible:
        visible["actions"] = [shown(action) for action in visible["actions"]]
    if "actions" in visible.get("payload", ()):
        visible["payload"] = {**visible["payload"], "actions": [shown(one) for one in visible["payload"]["actions"]]}
    if "html" in visible.get("payload", ()):
        visible["payload"] = {**visible["payload"], "html": MASK}
    return visible


def _unfindable(path: str) -> str:
    kind = path.partition("[")[0]
    what = {"keys": "keys", "files": "the data of files"}.get(kind, f"fewer than {MIN_CHARS} characters")
    return (
        f"cannot be taken out of recordings, being sensitive and {what}:"
        " leave out options.record, or sensitive where nothing need be hidden"
    )
