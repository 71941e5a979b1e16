"""The Python SDK: its wheel, in a virtual environment of its own."""

import sys
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.sdk.toolchain import SCENARIOS, SDKS, run


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
    pinned.write_text("".join(f"{one.name}=={one.version}\n" for one in distributions() if one.name != "tabwright"))
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(SDKS / "python"), cwd=folder)
    (wheel,) = folder.glob("*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", str(folder), cwd=folder)
    python = str(folder / "bin" / "python")
    run(*pip, "--python", python, "install", "--no-compile", "--constraint", str(pinned), str(wheel), cwd=folder)
    return environment
