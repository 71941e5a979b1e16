"""What keeps a command from doing its work."""


class CommandError(Exception):
    """The command cannot go on; the message says why, and what to do."""
