"""Task types that clients make as data: the template of a job, the JSON Schema of its parameters, and what the result
consists of. docs/own-task-types.md describes them.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import Any

from store import secret_references
from tasks import json_schema, mapping, template
from tasks.json_schema import Schema
from tasks.json_schema import faults as schema_faults
from tasks.task import Refused, Task, Violation
from tasks.template import actions_of
from tasks.words import Json, Readings, Shaped

MAX_SCHEMA_BYTES = 64 * 1024
MAX_JOB_BYTES = 256 * 1024
MAX_RESULT_BYTES = 64 * 1024
KEPT = "result"
"""In what is kept with a job: what its worker needs."""
RESULT_WORK = 5
"""How many times as much work as parameters a result may be for its schema."""


def closed(schema: Json) -> Json:
    """A schema of parameters that says what it says of names that it does not know: unless it allows them, none."""
    return {"type": "object", "additionalProperties": False, **schema}


def faults(definition: Json) -> list[Violation]:
    """What is wrong with a definition, by its fields: `parameters`, `job`, `result`, `resultSchema`."""
    parameters = closed(definition.get("parameters", {}))
    found = [_within("parameters", one) for one in schema_faults(parameters)]
    if parameters["type"] != "object":
        found.append(Violation("parameters.type", "must be object: parameters have names"))
    found += [_within("parameters", one) for one in _shown_faults(parameters)]
    if not found:
        found += [_within("parameters", one) for one in _required_faults(parameters)]
    if "resultSchema" in definition:
        found += [_within("resultSchema", one) for one in schema_faults(definition["resultSchema"])]
    if found:
        return found
    schema = Schema(parameters)
    job = definition.get("job", {})
    found += [_within("job", one) for one in template.faults(job, schema)]
    found += [_within("result", one) for one in mapping.faults(definition.get("result", {}), actions_of(job))]
    found += [_within("parameters", one) for one in _example_faults(schema)]
    return found[: template.MAX_VIOLATIONS]


class OwnTask(Task):
    """A version of a task type of a client's own, whose definition has no faults."""

    is_own = True

    def __init__(
        self,
        name: str,
        version: int,
        definition: Json,
        *,
        title: str = "",
        description: str = "",
        needs: Sequence[str] | None = None,
        created_at: datetime | None = None,
    ) -> None:
        """`needs`: what is known to be needed. None: it is looked for in the definition."""
        self._name = name
        self._version = version
        self._definition = definition
        self._title = title or name
        self._description = description
        self._needs = needs
        self.created_at = created_at

    @classmethod
    def of_job(cls, task: Json) -> "OwnTask":
        """As much of it as a job keeps (`stored`), which is enough to make its result."""
        return cls(task["name"], task["version"], task[KEPT])

    @property
    def name(self) -> str:
        return self._name

    @property
    def version(self) -> int:
        return self._version

    @property
    def title(self) -> str:
        return self._title

    @property
    def description(self) -> str:
        return self._description

    @property
    def needs(self) -> Sequence[str]:
        """The secrets, the session and the profile that its template names."""
        if self._needs is not None:
            return self._needs
        options = self._options
        places = secret_references.of_job(actions_of(self._job), options)
        secrets = {reference.name for place in places for reference in place.references}
        named = [f"{kind} {options[kind]}" for kind in ("session", "profile") if isinstance(options.get(kind), str)]
        return [*(f"secret {name}" for name in sorted(secrets)), *(one for one in named if "${" not in one)]

    @property
    def restricted(self) -> str | None:
        return None

    def parameters_schema(self) -> Json:
        return closed(self._definition.get("parameters", {}))

    def result_schema(self) -> Json:
        return dict(self._definition.get("resultSchema", {}))

    def build(self, parameters: Json, *, has_profile: bool = False) -> Json:
        """`has_profile`: whether its caller names a profile for the job. Raises Refused."""
        filled = self._schema.filled(parameters)
        if violations := self._schema.violations(filled):
            raise Refused(violations)
        return template.built(self._job, filled, has_profile=has_profile)

    def examples(self) -> Iterator[Json]:
        """The jobs of its schema's examples. Raises Refused."""
        for parameters in self._schema.examples():
            yield self.build(parameters)

    def made_up(self) -> Json | None:
        """A job of parameters that obey the schema, to try it with. None: none could be made up."""
        for parameters in self._schema.samples():
            with suppress(Refused):
                return self.build(parameters)
        return None

    def depends_on_parameters(self, place: str) -> bool:
        """Whether what stands at a place in its job, in it or around it has a parameter."""
        return any(one.startswith(place) or place.startswith(one) for one in template.places_of_parameters(self._job))

    def outline(self) -> Json:
        """Its job as far as it can be told without parameters."""
        return template.outline(self._job)

    def template(self) -> Json:
        """Of its job."""
        return self._job

    def mapping(self) -> Json:
        """What its result consists of."""
        given: Json = self._definition.get("result", {})
        return given or mapping.default(actions_of(self._job))

    def stored(self, parameters: Json) -> Json:
        """With what the job needs for its result: later versions and a deletion change nothing in it."""
        kept: dict[str, Any] = {
            "mapping": self.mapping(),
            "sources": mapping.sources(actions_of(self._job)),
        }
        if mapping.uses_parameters(kept["mapping"]):
            kept["parameters"] = self._schema.filled(parameters)
        if "resultSchema" in self._definition:
            kept["schema"] = self._definition["resultSchema"]
        return {**super().stored(parameters), KEPT: kept}

    def result(self, parameters: Json, read: Readings) -> Shaped:
        """Of one that a job keeps (`of_job`). Raises Refused."""
        kept = self._definition
        shaped = mapping.shaped(kept["mapping"], kept["sources"], kept.get("parameters", parameters), read)
        if "schema" in kept:
            violations = Schema(kept["schema"]).violations(shaped.value, RESULT_WORK)
            if violations:
                raise Refused([_named_missing(one, shaped.missing) for one in violations])
        return shaped

    @cached_property
    def _schema(self) -> Schema:
        return Schema(self.parameters_schema())

    @property
    def _options(self) -> Json:
        options = self._job.get("options")
        return options if isinstance(options, Mapping) else {}

    @property
    def _job(self) -> Json:
        return dict(self._definition.get("job", {}))


def _within(field: str, one: Violation) -> Violation:
    if not one.place:
        return Violation(field, one.message)
    return Violation(field + (one.place if one.place.startswith("[") else f".{one.place}"), one.message)


def _shown_faults(schema: Json) -> Iterator[Violation]:
    """What a schema wants to be hidden, and is shown with its job."""
    for path, part in json_schema.parts(schema):
        for name in ("writeOnly", "x-masked"):
            if part.get(name) is True:
                text = "a parameter is kept and shown with its job: name a secret in the template in its place"
                yield Violation(f"{path}.{name}" if path else name, text)


def _required_faults(schema: Json) -> Iterator[Violation]:
    """What must be given, and may not be: nobody could run the task."""
    if schema["additionalProperties"] is False and not schema.get("patternProperties"):
        there = schema.get("properties", {})
        for index, name in enumerate(schema.get("required", ())):
            if name not in there:
                text = f"names {name}, which is not in properties; there are: {', '.join(sorted(there)[:20]) or 'none'}"
                yield Violation(f"required[{index}]", text)


def _example_faults(schema: Schema) -> Iterator[Violation]:
    """Examples must obey the schema, and the job is tried with them."""
    for index, example in enumerate(schema.examples()):
        if not isinstance(example, Mapping):
            yield Violation(f"examples[{index}]", "must be an object, as parameters are")
            continue
        for one in schema.violations(schema.filled(example)):
            yield _within(f"examples[{index}]", one)


def _named_missing(one: Violation, missing: Sequence[str]) -> Violation:
    """What a schema says of a null, which means that the page did not have it."""
    return Violation(one.place, f"{one.message}: nothing was read for it") if one.place in missing else one
