"""What acting in a job's browser means for its attempt."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tabwright.v1.live_pb2 import AttachResponse

from worker.step import File


@dataclass(frozen=True, kw_only=True, slots=True)
class Deeds:
    """What the attempt does for a person who acts in its pages. Nothing that is entered there is among it."""

    keep: Callable[[File], Awaitable[str]]
    """Makes a file that a person has downloaded an artifact, and returns its name. Raises StepFailed and LeaseLost."""
    note: Callable[[str], None]
    """Adds a line to the job's log: who has control, and never what is done with it."""
    control: Callable[[str | None], None]
    """Records who has control now, after what is recorded of the job so far. None: nobody has."""
    max_file_bytes: int
    """How large a file may be, up or down."""
    downloads: bool
    """Whether actions of the job take downloads: while nobody has control they are theirs then, and else nobody's."""


class Refused(Exception):
    """Something cannot be done for a person. Its words are for them; they never have what was entered."""


Tell = Callable[[AttachResponse], None]
