"""What servers and workers know of a task, whoever has written it."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from tasks.words import Json, Readings, Shaped

MOST_NAMES = 20
"""How many fields an error names at most."""
_LONGEST_COMPARED = 64
"""A longer name is near to none: a client chooses how long it is."""


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong with a value."""

    place: str
    """Where in it: `where.city`, `urls[2]`, or "" for the whole of it."""
    message: str
    """What is wrong there, and what would be right."""


def no_such_field(name: str, there: Collection[str]) -> str:
    """What is wrong with a field that is not among those that are there."""
    close = get_close_matches(name, there, n=1) if len(name) <= _LONGEST_COMPARED else []
    more = f": do you mean {close[0]}?" if close else f"; there are: {', '.join(sorted(there)[:MOST_NAMES]) or 'none'}"
    return f"there is no such field{more}"


class Refused(ValueError):
    """Values that do not obey a task's schema."""

    def __init__(self, violations: Sequence[Violation]) -> None:
        super().__init__("; ".join(f"{one.place or 'it'}: {one.message}" for one in violations))
        self.violations = violations


class Task(ABC):
    """A kind of work: what it is given, which job that makes, and what comes of it. Objects have no state of their own:
    one serves all jobs, in several threads at once.
    """

    is_own = False
    """Whether a client has made it. One that is not may run JavaScript whatever its caller's key allows: it is the
    installation's.
    """
    created_at: datetime | None = None
    """When this version was made. None: it is part of the installation."""

    @property
    @abstractmethod
    def name(self) -> str:
        """What clients call it."""

    @property
    @abstractmethod
    def version(self) -> int:
        """From 1. A job is shaped by the version that has made it."""

    @property
    @abstractmethod
    def title(self) -> str:
        """What it is called, for people."""

    @property
    @abstractmethod
    def description(self) -> str:
        """What it promises, for people."""

    @property
    @abstractmethod
    def needs(self) -> Sequence[str]:
        """What must be there before it can run, such as `secret portal` or `session`."""

    @property
    @abstractmethod
    def restricted(self) -> str | None:
        """Why it is off until the operator names it in RESTRICTED_TASKS_ENABLED, for people. None: it is on."""

    @abstractmethod
    def parameters_schema(self) -> Json:
        """The JSON Schema of what it is given."""

    @abstractmethod
    def result_schema(self) -> Json:
        """The JSON Schema of what comes of it."""

    @abstractmethod
    def build(self, parameters: Json) -> Json:
        """The job that it makes of parameters: a CreateJobRequest as JSON. Raises Refused."""

    def stored(self, parameters: Json) -> Json:
        """What is kept with a job that build has made: all that is needed to make its result."""
        return {"name": self.name, "version": self.version, "parameters": parameters}

    @abstractmethod
    def result(self, parameters: Json, read: Readings) -> Shaped:
        """What comes of a job that build has made of these parameters. Raises Refused when the result does not obey
        its schema, and whatever the task itself does.
        """
