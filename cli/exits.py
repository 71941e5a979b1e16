"""What a command ends with."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command ends with. docs/cli.md says the same to its users."""

    OK = 0
    FAILED = 1
    """The job failed or was cancelled; or something on this machine does not work."""
    USAGE = 2
    """The command line, a file or a field of the request is wrong."""
    UNREACHABLE = 3
    """Nobody answers, or not in time."""
    NOT_ALLOWED = 4
    NOT_FOUND = 5
    CONFLICT = 6
    """Where things stand does not allow it."""
    LIMITED = 7
    SERVER_ERROR = 8
    """A mistake of the server's."""
    INTERRUPTED = 130
    TERMINATED = 143


class CommandError(Exception):
    """The command cannot go on; the message says why, and what to do."""

    def __init__(self, message: str, code: ExitCode = ExitCode.FAILED) -> None:
        super().__init__(message)
        self.code = code
