"""The Python SDK: its wheel, in a virtual environment of its own."""

import sys
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.sdk.toolchain import SCENARIOS, SDKS, run

INSTALL = "install ./gen/python"
"""What its pages tell users to run pip with, in a checkout."""


def prepare(folder: Path) -> list[str]:
    """Builds and installs it outside of the project; returns the command that runs the scenario in an empty folder."""
    return build(folder, (SCENARIOS / "python" / "scenario.py").read_text())


def build(folder: Path, program: str) -> list[str]:
    """Returns the command that runs a program that uses the SDK."""
    (folder / "program.py").write_text(program)
    return [f"{_environment().name}/bin/python", str(folder / "program.py")]


@cache
def _environment() -> TemporaryDirectory[str]:
    """A virtual environment that has the package and what it requires, and nothing else."""
    environment = TemporaryDirectory(prefix="tabwright-environment-")
    folder = Path(environment.name)
    # The versions that this project is locked to.
    pinned = folder / "constraints.txt"
    pinned.write_text("".join(f"{one.name}=={one.version}\n" for one in distributions() if "tabwright" not in one.name))
    pip(new_environment(folder), *INSTALL.split(), "--constraint", str(pinned), cwd=SDKS.parent)
    return environment


def new_environment(folder: Path) -> Path:
    """Makes an empty virtual environment; returns its Python."""
    run(sys.executable, "-m", "venv", "--without-pip", str(folder), cwd=folder)
    return folder / "bin" / "python"


def pip(python: Path, *arguments: str, cwd: Path | None = None) -> None:
    """Runs pip on an environment."""
    quiet = ("--quiet", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", *quiet, "--python", str(python), *arguments, cwd=cwd or python.parent)
