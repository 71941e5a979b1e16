"""The `tabwright` command: the client of the API, and everything on one machine."""

import re
import signal
import sys
from typing import Annotated, Any

import typer
from tabwright import __version__
from typer.exceptions import TyperException

from cli.commands import Commands
from cli.errors import ExitCode
from cli.light_values import Light
from cli.text import visible

_WORDS = (
    ("Value error, ", ""),
    ("Input should be", "must be"),
    ("a valid UUID, .*", "an id such as 550e8400-e29b-41d4-a716-446655440000"),
    ("a valid integer, .*", "a whole number"),
    ("a valid number, .*", "a number"),
    ("greater than or equal to", "at least"),
    ("less than or equal to", "at most"),
)
"""What pydantic says, and what is said in its place."""


class Command(Light, typer.core.TyperGroup):
    """The whole command: what is wrong with its arguments is told in one line, as every other error is."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = Commands()  # type: ignore[assignment]  # nothing is added

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - typer's signature
        return [*self.commands]

    def main(self, *args: Any, **more: Any) -> Any:
        more["standalone_mode"] = False
        try:
            code = super().main(*args, **more)
        except TyperException as error:
            context: typer.Context | None = getattr(error, "ctx", None)
            if message := _in_our_words(error.format_message()):
                usage = f" (see {context.command_path} --help)" if context else ""
                print(visible(f"tabwright: {message}{usage}"), file=sys.stderr)
            elif context:  # a name alone, of which something must follow
                print(context.get_help())
            code = error.exit_code
        except typer.Abort:
            code = ExitCode.INTERRUPTED
        sys.exit(code)


app = typer.Typer(
    cls=Command,
    help="Tabwright runs browser jobs.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _in_our_words(message: str) -> str:
    """Without the words of what reads the arguments, pydantic."""
    for theirs, ours in _WORDS:
        message = re.sub(theirs, ours, message)
    return message.rstrip(".")


def _end(*_: object) -> None:
    """Ends a command so that it cleans up, as it does after Ctrl-C."""
    sys.exit(ExitCode.TERMINATED)


@app.callback(invoke_without_command=True)
def main(*, show_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    signal.signal(signal.SIGTERM, _end)
    if show_version:
        print(__version__)
        raise typer.Exit


if __name__ == "__main__":
    app()
