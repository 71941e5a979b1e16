"""Commands are loaded when they are called, and read plain values without pydantic, as if all were loaded."""

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Annotated
from uuid import UUID

import pytest
import typer
from typer.exceptions import TyperException
from typer.testing import CliRunner

from cli.__main__ import app
from cli.commands import PLACES, app_at
from cli.light_values import LightCommand
from cli.many_jobs import Status

ROOT = Path(__file__).parent.parent.parent


def test_all_commands_of_all_modules_have_a_name_to_call_them_by() -> None:
    modules = [importlib.import_module(f"cli.{one.stem}") for one in (ROOT / "cli").glob("[!_]*.py")]
    found = {id(value) for module in modules for value in vars(module).values() if isinstance(value, typer.Typer)}
    assert {id(app_at(place)) for place in PLACES.values()} == found
    for place in {one for one in PLACES.values() if not one.is_group}:
        assert {*typer.main.get_group(app_at(place)).commands} == {name for name, at in PLACES.items() if at == place}


def test_a_command_loads_no_other_module_of_commands_nor_pydantic() -> None:
    others = {f"cli.{one.module}" for one in PLACES.values()} - {"cli.policies"}
    program = (
        "import sys\nfrom cli.start import main\n"
        "sys.argv = ['tabwright', 'policies', 'list', '--address', '127.0.0.1:1', '--output', 'json']\n"
        "try: main()\n"
        f"finally: print(sorted({{*{sorted(others)}, 'pydantic'}} & {{*sys.modules}}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 3, done.stderr
    assert done.stdout == "[]\n"


def test_an_unknown_command_is_told_what_may_be_meant() -> None:
    answer = CliRunner().invoke(app, ["job"])
    assert (answer.exit_code, "'jobs'" in answer.stderr) == (2, True)


ID = "550e8400-e29b-41d4-a716-446655440000"


@pytest.mark.parametrize(
    "line",
    [
        "",
        f"{ID} --number 5 --text a=b --status failed",
        f"{ID.upper()} --number 007 --text é --status completed --many failed --many pending --where x",
        "--number 1_0 --text= --where .",
        *("--number 0", "--number 101", "--number x", "--number=-1", "--number=", "--status Failed", "--status=", "no"),
    ],
)
def test_values_are_read_as_typer_reads_them(line: str) -> None:
    read: list[object] = []

    def take(
        identity: Annotated[UUID | None, typer.Argument()] = None,
        *,
        number: Annotated[int, typer.Option(min=1, max=100)] = 20,
        text: str = "",
        status: Status = Status.PENDING,
        many: list[Status] | None = None,
        where: Path | None = None,
    ) -> None:
        read.extend((identity, number, text, status, many, where))

    def outcome(*, lightly: bool) -> tuple[str, list[object], list[type]]:
        app = typer.Typer()
        app.command(cls=LightCommand if lightly else None)(take)
        read.clear()
        try:
            typer.main.get_command(app).main(line.split(), standalone_mode=False)
        except TyperException as error:
            return error.format_message(), [], []
        return "", read[:], [type(one) for one in read]

    assert outcome(lightly=True) == outcome(lightly=False)
