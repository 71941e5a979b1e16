"""Task types that are written in Python: how one is declared, and what is checked for it."""

import inspect
import json
from abc import abstractmethod
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from tasks.task import Refused, Task, Violation, no_such_field
from tasks.words import Found, Json, Readings, Shaped, first

MAX_VIOLATIONS = 20
"""How many are told at most."""
_WORDS = {
    "missing": "is missing",
    "string_type": "must be a text",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
}
"""In place of the library's, so that all fields of all requests are told of alike."""

__all__ = ["Found", "Json", "Model", "Readings", "Shaped", "TaskType", "first"]


class Model(BaseModel):
    """What parameters and results are described by. In JSON its fields are in camelCase, and others are refused; in
    Python they have their own names.
    """

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", validate_by_name=True, validate_by_alias=True)


P = TypeVar("P", bound=BaseModel)


class TaskType(Task, Generic[P]):
    """One kind of task. Its docstring is its promise, which clients read.

    A subclass says `name`, `version`, `title`, `Parameters` and `Result`, and implements `job` and `shape`:

        class Greeting(TaskType[Parameters]):
            '''Reads the greeting of a page.'''

            name, version, title = "greeting", 1, "A page's greeting"
            Parameters, Result = Parameters, Result

    Its objects are made without arguments, once in a process. `job` runs in the server and `shape` in the worker,
    which may be of different releases: a change of what `shape` reads is a new version.
    """

    name: ClassVar[str]
    """What clients call it: `^[a-z][a-z0-9-]{0,62}$`, and no word that is a path of the API."""
    version: ClassVar[int]
    """From 1; higher whenever the job, or what is made of it, changes."""
    title: ClassVar[str]
    """What it is called, for people: a few words."""
    description: ClassVar[str] = ""
    """What it promises. Without one, its docstring says that."""
    Parameters: ClassVar[type[BaseModel]]
    """What it is given: a Model."""
    Result: ClassVar[type[BaseModel]]
    """What comes of it: a Model. A field that pages may lack allows null."""
    needs: ClassVar[tuple[str, ...]] = ()
    """What must be there before it can run, such as `secret portal` or `session`."""
    restricted: ClassVar[str | None] = None
    """Why the operator has to name it in RESTRICTED_TASKS_ENABLED, for people. None: it is on."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "description" not in cls.__dict__ and cls.__doc__:
            cls.description = inspect.cleandoc(cls.__doc__)

    @abstractmethod
    def job(self, parameters: P) -> Json:
        """The job of valid parameters: a CreateJobRequest as JSON, with targetUrl, actions, options and so on. Actions
        whose values `shape` reads have names.
        """

    @abstractmethod
    def shape(self, parameters: P, read: Readings) -> Shaped:
        """The result, of what that job has read. It computes only: no network and no files. Runs when all actions are
        done; an exception fails the job with TASK_FAILED, and its message is told to the client.
        """

    def parameters_schema(self) -> Json:
        return self.Parameters.model_json_schema(by_alias=True)

    def result_schema(self) -> Json:
        return self.Result.model_json_schema(by_alias=True)

    def build(self, parameters: Json) -> Json:
        return self.job(self._parameters(parameters))

    def result(self, parameters: Json, read: Readings) -> Shaped:
        shaped = self.shape(self._parameters(parameters), read)
        _checked(self.Result, shaped.value)
        return shaped

    def _parameters(self, parameters: Json) -> P:
        return _checked(self.Parameters, parameters)  # type: ignore[return-value]  # Parameters is type[P]


def _checked(model: type[BaseModel], value: Json) -> BaseModel:
    """A JSON object as its model. Types are taken strictly: "5" is no number. Raises Refused."""
    try:
        return model.model_validate_json(json.dumps(value), strict=True, by_alias=True, by_name=False)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)[:MAX_VIOLATIONS]
        raise Refused([_violation(one, model) for one in found]) from None


def _violation(error: Any, model: type[BaseModel]) -> Violation:
    message = _WORDS.get(error["type"]) or str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":
        message = "there is no such field"
        if len(error["loc"]) == 1:
            message = no_such_field(
                str(error["loc"][0]), [one.alias or name for name, one in model.model_fields.items()]
            )
    return Violation(_place(error["loc"]), f"{message[:1].lower()}{message[1:]}")


def _place(steps: tuple[str | int, ...]) -> str:
    place = ""
    for step in steps:
        place += f"[{step}]" if isinstance(step, int) else f".{step}" if place else step
    return place
