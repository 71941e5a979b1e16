"""What a task's job has read, and what its result is made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = Mapping[str, Any]
"""A JSON object, with the names of the API's documents."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value of a page, and what it was read from, such as `jsonld` or `css`."""

    value: Any
    source: str


class Readings:
    """What a job of a task has read and made, by the names of its actions.

    An action in a group has run once for each pass. Of actions that share a name, the last counts, as it does for
    references.
    """

    def __init__(self, result: Json) -> None:
        """`result` is a JobResult as JSON. In the worker its values are there however large they are."""
        self._of: dict[str, list[Json]] = {}
        for action in result.get("actions", ()):
            if "name" in action:
                self._of.setdefault(action["name"], []).append(action)
        self.final_url: str | None = result.get("finalUrl")
        """Where the page stood at the end."""
        self.title: str | None = result.get("title")
        """What the page was called at the end."""
        self.http_status: int | None = result.get("httpStatus")
        """What the site answered with when the job's targetUrl was opened."""

    def value(self, name: str, default: Any = None) -> Any:
        """What the action of this name has read, the last time that it read something. `default`: it never did, or
        what it read was null.
        """
        for action in reversed(self._of.get(name, [])):
            if action.get("value") is not None:
                return action["value"]
        return default

    def values(self, name: str) -> list[Any]:
        """What it has read in all passes, in order, without those in which it read nothing."""
        return [action["value"] for action in self._of.get(name, []) if action.get("value") is not None]

    def artifact(self, name: str) -> str | None:
        """The file name of the artifact that the action of this name has made last. None: it made none."""
        return next((action["artifact"] for action in reversed(self._of.get(name, [])) if "artifact" in action), None)

    def artifacts(self, name: str) -> list[str]:
        """The file names of all that it has made, in order."""
        return [action["artifact"] for action in self._of.get(name, []) if "artifact" in action]

    def actions(self, name: str) -> list[Json]:
        """The ActionResults of this name as JSON, in order: of visits, for instance, `httpStatus`."""
        return list(self._of.get(name, []))

    def was_skipped(self, name: str) -> bool:
        """Whether its `when` did not hold, the last time that its turn came."""
        return bool(self._last(name).get("skipped"))

    def failed(self, name: str) -> bool:
        """Whether it has failed, the last time that its turn came, and the job went on (`continueOnError`)."""
        return "error" in self._last(name)

    def error(self, name: str) -> str | None:
        """What it has then failed with, for people. None: it did not."""
        error = self._last(name).get("error")
        return str(error["message"]) if error else None

    def _last(self, name: str) -> Json:
        return self._of[name][-1] if name in self._of else {}


@dataclass(frozen=True, slots=True)
class Shaped:
    """The result of a task, made of what its job has read."""

    value: Json
    """It, as JSON. It must obey the result's schema."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """What its fields were read from, by their dotted names: `jsonld`, `openGraph`, `meta`, `title`, `api`, `role`,
    `label`, `text`, `css`, or another word of that kind.
    """
    missing: Sequence[str] = ()
    """The dotted names of fields that are null since the page did not have them."""
    truncated: bool = False
    """Whether something was left out since there was too much of it."""

    @classmethod
    def of(cls, fields: Mapping[str, Found | None], *, truncated: bool = False) -> "Shaped":
        """Makes it of what was found, by dotted names: `location.city` stands in the object `location`. None: the page
        does not have it; the field is null then, and named in `missing`.
        """
        value: dict[str, Any] = {}
        for name, found in fields.items():
            *around, last = name.split(".")
            inner = value
            for one in around:
                inner = inner.setdefault(one, {})
            inner[last] = None if found is None else found.value
        return cls(
            value=value,
            sources={name: found.source for name, found in fields.items() if found is not None},
            missing=[name for name, found in fields.items() if found is None],
            truncated=truncated,
        )


def first(*found: Found | None) -> Found | None:
    """The first that says something: not null, and no empty text, list or object. None: none does."""
    return next((one for one in _there(found) if one.value not in (None, "", [], {})), None)


def _there(found: Sequence[Found | None]) -> Iterator[Found]:
    return (one for one in found if one is not None)
