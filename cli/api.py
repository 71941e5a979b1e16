"""Commands that call the API: the options that all of them have, and what becomes of errors."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any

import grpc
import typer
from tabwright import Client, connect
from tabwright.channel import DEFAULT_ADDRESS

from cli.errors import CommandError, ExitCode, failed_call
from cli.light_values import Light, LightCommand
from cli.output import Format, Output
from cli.profile import Target, find_target
from cli.text import visible, visible_lines

_PANEL = "Connection and output"
_LARGEST_NUMBER = 2**31 - 1


class Api:
    """What a command works with."""

    def __init__(self, client: Client, out: Output, target: Target) -> None:
        self.client = client
        self.out = out
        self.target = target


class Group(Light, typer.core.TyperGroup):
    """A group of commands whose name alone is one of them."""

    alone = "list"

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        # Completion asks for what may stand in its place.
        if not ctx.resilient_parsing and (not args or (args[0].startswith("-") and args[0] not in ("-h", "--help"))):
            args = [self.alone, *args]
        return super().parse_args(ctx, args)


def group(help_text: str, *, alone: str = "list") -> typer.Typer:
    """A group whose name alone is the command `alone`."""
    return typer.Typer(help=help_text, cls=type("Group", (Group,), {"alone": alone}))


def command(app: typer.Typer, name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Makes a command of a function whose first parameter is an Api."""

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        @wraps(function)
        def run(
            *,
            address: str | None,
            api_key: str | None,
            profile: str | None,
            tls: bool | None,
            output: Format,
            **own: Any,
        ) -> None:
            with reporting():
                _check_numbers(own)
                if own.get("database"):  # no call is made, so it need not be clear where to
                    address = address or DEFAULT_ADDRESS
                target = find_target(address=address, api_key=api_key, profile=profile, tls=tls)
                with connect(target.address, target.api_key, tls=target.tls) as client:
                    try:
                        function(Api(client, Output(output), target), **own)
                    except grpc.RpcError as error:
                        raise failed_call(error, target.address + " (with TLS)" * target.tls) from error

        own = list(signature(function).parameters.values())[1:]
        keyword = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in own]
        run.__signature__ = signature(function).replace(parameters=[*keyword, *_COMMON])  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in (*keyword, *_COMMON)}
        app.command(name, cls=LightCommand)(run)
        return function

    return decorate


def _check_numbers(options: dict[str, Any]) -> None:
    """Raises CommandError for a number that no field of the API can hold."""
    for name, value in options.items():
        if isinstance(value, int) and abs(value) > _LARGEST_NUMBER:
            raise CommandError(f"{name.replace('_', '-')}: {value} is too large", ExitCode.USAGE)


@contextmanager
def reporting() -> Iterator[None]:
    """Ends the command with one line, and its exit code, when something is wrong."""
    try:
        yield
    except UnicodeEncodeError as error:
        print(f"tabwright: {error.object!a} is not UTF-8", file=sys.stderr)
        raise typer.Exit(ExitCode.USAGE) from error
    except CommandError as error:
        print(visible_lines(f"tabwright: {error}"), file=sys.stderr)
        raise typer.Exit(error.code) from error
    except BrokenPipeError:
        raise  # who reads has read enough: typer ends quietly
    except OSError as error:
        place = f": {error.filename}" if error.filename else ""
        print(visible(f"tabwright: {error.strerror or error}{place}"), file=sys.stderr)
        raise typer.Exit(ExitCode.FAILED) from error
    except KeyboardInterrupt as error:
        raise typer.Exit(ExitCode.INTERRUPTED) from error


def _options(
    *,
    address: Annotated[
        str | None,
        typer.Option(
            help="host:port, or URL, of Tabwright or its gateway. Default: TABWRIGHT_ADDRESS, the profile's, that of "
            "the `tabwright up` of this folder (TABWRIGHT_DATA), or 127.0.0.1:50051.",
            rich_help_panel=_PANEL,
        ),
    ] = None,
    api_key: Annotated[
        str | None,
        typer.Option(
            help="The API key. Default: TABWRIGHT_API_KEY, the profile's or, where the address is this "
            "machine's, the key that `tabwright up` keeps in .tabwright/api-key.",
            rich_help_panel=_PANEL,
        ),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            help="A table of ~/.config/tabwright/config.toml, with address, api_key, tls and gateway. It has "
            "precedence over the environment. Default: the table named default, after the environment.",
            rich_help_panel=_PANEL,
        ),
    ] = None,
    tls: Annotated[
        bool | None, typer.Option("--tls/--no-tls", help="Encrypt the connection.", rich_help_panel=_PANEL)
    ] = None,
    output: Annotated[
        Format,
        typer.Option(help="table for people, or json for programs: the JSON of the REST API.", rich_help_panel=_PANEL),
    ] = Format.TABLE,
) -> None:
    """Has the options of all commands that call the API."""


_COMMON = list(signature(_options).parameters.values())
